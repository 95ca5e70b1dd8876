"""What PeerDesk itself says on paper, in each language that it knows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language. A new language is one more entry in `_WORDINGS`."""

    language: str
    months: tuple[str, ...]
    day: str
    """With {day}, {month} and {year}."""
    page: str
    """With {number} and {total}."""
    version: str
    """With {number}."""
    rules_title: str
    rules_welcome: str
    what_stays: str
    what_can_not_stay: str
    agreements: str
    where_to_turn: str
    recovery_title: str
    recovery_purpose: tuple[str, ...]
    recovery_vault: str
    recovery_made_on: str
    recovery_keeping: str
    recovery_advice: tuple[str, ...]
    recovery_place: str
    privacy_title: str
    privacy_purpose: str
    privacy_measured: str
    """With {day} and {time}."""
    log_title: str
    log_purpose: str
    log_times: str
    """With {count}."""
    log_asked: str
    """With {day} and {time}."""

    def date_shown(self, day: date) -> str:
        """`day` as people write it."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def page_shown(self, number: int, total: int) -> str:
        """Which page of how many."""
        return self.page.format(number=number, total=total)


_WORDINGS = {
    "en": Wording(
        language="en",
        months=(
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
        day="{day} {month} {year}",
        page="Page {number} of {total}",
        version="Version {number}",
        rules_title="Our ground rules",
        rules_welcome=(
            "Welcome. This is what we ask of one another, so that everyone here can speak freely. "
            "Keep this sheet, and ask about anything in it."
        ),
        what_stays="What stays in the room",
        what_can_not_stay="What cannot stay in the room",
        agreements="What we agree",
        where_to_turn="Where to turn",
        recovery_title="Recovery words",
        recovery_purpose=(
            "Passphrase lost? Type these twelve words, in order, where PeerDesk asks for it.",
            "Whoever has this sheet and the vault, or a backup of it, can read all that is inside.",
        ),
        recovery_vault="Vault: {name}",
        recovery_made_on="Made on {day}",
        recovery_keeping="How to keep this sheet",
        recovery_advice=(
            "Never with the laptop, nor with a backup: put it where you keep a passport or a deed.",
            "Do not photograph it, copy it to a computer, or send it to anyone.",
            "Once new words are made, these open older backups only. Destroy them with the last.",
        ),
        recovery_place="Kept at:",
        privacy_title="Privacy check",
        privacy_purpose=(
            "PeerDesk keeps rosters and notes of peer-support groups in an encrypted vault and "
            "never goes online. This is what was measured on one computer; it names nobody."
        ),
        privacy_measured="Measured {day}, {time}",
        log_title="Log of a vault",
        log_purpose=(
            "What was done with this vault and what left it, newest first. No name of a member "
            "and no word of a note is in it."
        ),
        log_times="{count} times",
        log_asked="Made {day}, {time}",
    ),
    "es": Wording(
        language="es",
        months=(
            "enero", "febrero", "marzo", "abril", "mayo", "junio",
            "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        ),
        day="{day} de {month} de {year}",
        page="Página {number} de {total}",
        version="Versión {number}",
        rules_title="Nuestros acuerdos",
        rules_welcome=(
            "Les damos la bienvenida. Esto es lo que nos pedimos, para que aquí se pueda hablar "
            "con libertad. Guarden esta hoja y pregunten lo que quieran sobre ella."
        ),
        what_stays="Lo que se queda en la sala",
        what_can_not_stay="Lo que no puede quedarse en la sala",
        agreements="Lo que acordamos",
        where_to_turn="A dónde acudir",
        recovery_title="Palabras de recuperación",
        recovery_purpose=(
            "¿Se perdió la contraseña? Escriba estas doce palabras, en orden, donde se le pide.",
            "Quien tenga esta hoja y la caja fuerte, o una copia, puede leer todo lo que contiene.",
        ),
        recovery_vault="Caja fuerte: {name}",
        recovery_made_on="Del {day}",
        recovery_keeping="Cómo guardar esta hoja",
        recovery_advice=(
            "Nunca junto al portátil ni a una copia: guárdela donde guarda un pasaporte.",
            "No la fotografíe, no la copie en un equipo y no se la envíe a nadie.",
            "Si se hacen palabras nuevas, estas abren solo copias anteriores.",
            "Destruya la hoja junto con la última de esas copias.",
        ),
        recovery_place="Se guarda en:",
        privacy_title="Comprobación de privacidad",
        privacy_purpose=(
            "PeerDesk guarda listas y notas de grupos de apoyo mutuo en una caja fuerte cifrada y "
            "nunca se conecta a la red. Esto es lo que se midió en un equipo; no nombra a nadie."
        ),
        privacy_measured="Medido el {day}, {time}",
        log_title="Registro de una caja fuerte",
        log_purpose=(
            "Lo que se hizo con esta caja fuerte y lo que salió de ella, lo más nuevo primero. No "
            "contiene el nombre de ningún participante ni una palabra de las notas."
        ),
        log_times="{count} veces",
        log_asked="Hecho el {day}, {time}",
    ),
}  # fmt: skip

_FIRST = "en"


def wording(language: str) -> Wording:
    """The words of `language` (a tag such as `en` or `es-MX`); English where there are none yet."""
    return _WORDINGS.get(language.partition("-")[0].lower(), _WORDINGS[_FIRST])
