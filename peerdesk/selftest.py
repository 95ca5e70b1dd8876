"""`peerdesk --self-test`: whether this installation is complete and works, on this machine."""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
from ctypes import create_string_buffer
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from peerdesk.errors import PeerDeskError
from peerdesk.paths import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.desk.desk import Desk
    from peerdesk.vault.files import VaultFolder

WORD_COUNT = 7776
TYPEFACE = "AtkinsonHyperlegible"
LONGEST_FONT_NAME = 256
"""Bytes; PDF's own limit for a name is 127."""
_FONT_BEGINNINGS = (b"\x00\x01\x00\x00", b"OTTO", b"true")


class SelfTestError(Exception):
    """A check did not hold; the text says what was found, in words of our own."""


def run(show: Callable[[str], None]) -> bool:
    """Do every check, tell each in one line through `show`, and say whether all held."""
    checks: dict[str, Callable[[], str]] = {
        "fonts": _fonts,
        "icons": _icons,
        "pictograms": _pictograms,
        "themes": _themes,
        "words": _words,
        "help": _help,
        "scripts": _scripts,
        "spoken words": _spoken,
        "samples": _samples,
        "vault, handouts and backup": _main_job,
    }
    # Every check is done, also after one that failed: the report is worth more than the haste.
    held = [_holds(name, check, show) for name, check in checks.items()]
    return all(held)


def _holds(name: str, check: Callable[[], str], show: Callable[[str], None]) -> bool:
    try:
        found = check()
    except (SelfTestError, OSError, ValueError, ImportError) as error:
        show(f"FAILED {name}: {type(error).__name__}: {error}")
        return False
    except PeerDeskError as error:
        show(f"FAILED {name}: {error.code}")
        return False
    show(f"ok {name}: {found}")
    return True


def _files(pattern: str, *folder: str) -> list[Path]:
    """The files of a resource folder, at least one, none of them empty."""
    found = sorted(resource(*folder).glob(pattern))
    if not found:
        raise SelfTestError(f"no {pattern} in {'/'.join(folder)}")
    empty = [path.name for path in found if not path.stat().st_size]
    if empty:
        raise SelfTestError(f"empty: {', '.join(empty)}")
    return found


def _fonts() -> str:
    fonts = _files("*.ttf", "fonts")
    licences = [*_files("*OFL.txt", "fonts"), *_files("*Apache.txt", "fonts")]
    for font in fonts:
        if not font.read_bytes().startswith(_FONT_BEGINNINGS):
            raise SelfTestError(f"{font.name} is no font")
    return f"{len(fonts)} files, {len(licences)} licences"


def _icons() -> str:
    icons = _files("*.svg", "icons")
    for icon in icons:
        if "<svg" not in icon.read_text(encoding="utf-8"):
            raise SelfTestError(f"{icon.name} is no drawing")
    return f"{len(icons)} drawings"


def _pictograms() -> str:
    from peerdesk.documents.pictograms import pictogram  # noqa: PLC0415 - a missing module, too

    drawings = [pictogram(path.stem) for path in _files("*.svg", "pictograms")]
    return f"{len(drawings)} drawings"


def _themes() -> str:
    themes = _files("*.json", "themes")
    for theme in themes:
        if not isinstance(json.loads(theme.read_text(encoding="utf-8")), dict):
            raise SelfTestError(f"{theme.name} is no table of colours")
    return ", ".join(theme.stem for theme in themes)


def _words() -> str:
    from peerdesk.vault.words import word_list  # noqa: PLC0415 - a missing module is a finding

    different = len(set(word_list()))
    if different != WORD_COUNT:
        raise SelfTestError(f"{different} different words")
    return f"{different} words"


def _help() -> str:
    pages = _files("*.md", "help")
    for page in pages:
        if not page.read_text(encoding="utf-8").startswith("#"):
            raise SelfTestError(f"{page.name} has no title")
    return f"{len(pages)} pages"


def _scripts() -> str:
    from peerdesk.desk.library import built_in_scripts  # noqa: PLC0415 - a missing module is a finding

    scripts = list(built_in_scripts())
    if not scripts:
        raise SelfTestError("no script")
    return ", ".join(script.id for script in scripts)


def _spoken() -> str:
    from peerdesk.desk.readability import readability_of  # noqa: PLC0415 - a missing module, too
    from peerdesk.desk.spoken import spoken_words  # noqa: PLC0415 - a missing module is a finding

    languages = [path.parent.name for path in _files("*/words.toml", "spoken")]
    for language in languages:
        # Reads the patterns for syllables as well, where the language has a measure.
        readability_of("\n".join(spoken_words(language).secrecy), language)
    return ", ".join(sorted(languages))


def _samples() -> str:
    from peerdesk.desk.sample import built_in_programme  # noqa: PLC0415 - a missing module is a finding

    programme = built_in_programme()
    return f"{len(programme.groups)} groups, {len(programme.members)} members"


def _main_job() -> str:
    """A vault in a throw-away folder, its handouts, and a backup that is read back."""
    from peerdesk.backup.make import export  # noqa: PLC0415 - a missing module is a finding
    from peerdesk.backup.proof import verify  # noqa: PLC0415 - a missing module is a finding
    from peerdesk.vault.files import VaultFolder  # noqa: PLC0415 - a missing module is a finding

    with TemporaryDirectory(prefix="peerdesk-") as name:
        root, secret = Path(name), secrets.token_hex(16)
        desk = _filled_desk(VaultFolder(root / "vault"), secret)
        try:
            handouts = _handouts(desk)
            made = export(desk.vault, root / "sample.peerdesk-backup")
            _open_without_us(root, secret)
        finally:
            desk.close()
        if verify(root / "sample.peerdesk-backup", secret).counts != made.counts:
            raise SelfTestError("the backup reads back with other counts")
    return f"made, {handouts}, exported, verified and opened without PeerDesk"


def _open_without_us(root: Path, secret: str) -> None:
    """Open the backup with the program that is put beside backups."""
    from peerdesk.backup.opener import OPENER  # noqa: PLC0415 - a missing module is a finding

    opener = resource("recover", OPENER)
    if getattr(sys, "frozen", False):
        # A packaged app brings no Python to start; that the program loads is what can be seen.
        run_path(str(opener))
        return
    names = (str(opener), str(root / "sample.peerdesk-backup"), str(root / "opened.sqlite"))
    done = subprocess.run(
        [sys.executable, "-I", *names], input=secret, capture_output=True, text=True, check=False
    )
    if done.returncode or not (root / "opened.sqlite").stat().st_size:
        raise SelfTestError(f"open_backup.py ended with {done.returncode}")


def _filled_desk(folder: VaultFolder, secret: str) -> Desk:
    from peerdesk.app import create_desk  # noqa: PLC0415 - a missing module is a finding
    from peerdesk.desk.sample import (  # noqa: PLC0415 - a missing module is a finding
        built_in_programme,
        fill_with_sample,
    )
    from peerdesk.domain.recovery_words import generate  # noqa: PLC0415 - a missing module, too
    from peerdesk.vault.kdf import FLOOR  # noqa: PLC0415 - a missing module, too
    from peerdesk.vault.words import word_list  # noqa: PLC0415 - a missing module, too

    desk = create_desk(
        folder,
        passphrase=secret,
        label="Self-test",
        recovery=generate(word_list(), secrets.randbelow),
        name="Self-test",
        cost=FLOOR,
        is_sample=True,
    )
    fill_with_sample(desk, built_in_programme(), date.today())  # noqa: DTZ011 - the local day
    return desk


def _handouts(desk: Desk) -> str:
    """Each handout in each language, so that no picture and no word of it is missing."""
    from peerdesk.documents.wording import languages_on_paper  # noqa: PLC0415 - a finding, too
    from peerdesk.domain.handouts import HandoutChoice  # noqa: PLC0415 - a finding, too
    from peerdesk.handouts.listed import HANDOUTS  # noqa: PLC0415 - a missing module, too

    group_id = desk.groups.all()[0].id
    now = datetime.now()  # noqa: DTZ005 - the room's own clock
    for handout in HANDOUTS:
        for language in languages_on_paper():
            choice = HandoutChoice(kind=handout.kind, group_id=group_id, language=language)
            fonts = fonts_of(handout.prepared(desk, choice, now).render())
            if not fonts.carry(TYPEFACE):
                raise SelfTestError(f"{handout.kind} in {language} lacks its typeface")
    return f"{len(HANDOUTS)} handouts with their typeface"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts that a PDF sets text in: those it carries along, and those it lacks."""

    embedded: frozenset[str]
    missing: frozenset[str]

    def carry(self, typeface: str) -> bool:
        """Whether all are carried along, and `typeface` is one of them."""
        return not self.missing and any(typeface in name for name in self.embedded)


def fonts_of(pdf: bytes) -> Fonts:
    """Look at the font of every piece of text on every page."""
    import pypdfium2  # noqa: PLC0415 - a missing module is a finding
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - a missing module is a finding

    embedded: set[str] = set()
    missing: set[str] = set()
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                font = pdfium.FPDFTextObj_GetFont(piece.raw)
                name = create_string_buffer(LONGEST_FONT_NAME)
                pdfium.FPDFFont_GetBaseFontName(font, name, LONGEST_FONT_NAME)
                is_embedded = pdfium.FPDFFont_GetIsEmbedded(font) == 1
                (embedded if is_embedded else missing).add(name.value.decode("utf-8", "replace"))
            page.close()
    finally:
        document.close()
    return Fonts(frozenset(embedded), frozenset(missing))
