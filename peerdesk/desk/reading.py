"""Which script is read in a session and in which form."""

from dataclasses import dataclass

from peerdesk.desk.desk import Desk
from peerdesk.desk.today import newcomers
from peerdesk.domain.scripts import ReadingForm, Script, ScriptVersion, reading_seconds
from peerdesk.domain.sessions import Session

FIRST_MEETING, USUAL = "first_meeting", "general"
"""Built-in scripts that are proposed to a group without an agreement."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is going to be read, or was. `agreement_id` is 0 where it is not the group's own."""

    script: Script
    version: ScriptVersion
    form: ReadingForm
    agreement_id: int = 0

    def minutes_aloud(self, words_a_minute: int) -> int:
        """Whole minutes, at least one, that its words take to read, without the talk between."""
        words = [
            text
            for segment in self.version.read_in(self.form)
            for text in (
                segment.text,
                *(rule.text for rule in segment.rules if rule.switched_on),
            )
        ]
        return max(1, round(reading_seconds(" ".join(words), words_a_minute) / 60))


@dataclass(frozen=True, slots=True)
class Offer:
    """A script version that may be chosen; its segments are not loaded."""

    script: Script
    version: ScriptVersion
    in_force: bool


def reading_of(desk: Desk, session: Session) -> Reading | None:
    """What was chosen or read, else what is proposed; None in a vault without any script."""
    in_force = desk.agreements.in_force(session.group_id)
    if session.version_id is not None:
        version = desk.scripts.version(session.version_id)
    elif in_force is not None:
        version = in_force.version
    else:
        proposed = _without_agreement(desk, session)
        if proposed is None:
            return None
        version = desk.scripts.latest(proposed.id)
    agreed = in_force is not None and in_force.version.id == version.id
    return Reading(
        script=desk.scripts.get(version.script_id),
        version=version,
        form=session.form or proposed_form(desk, session),
        agreement_id=in_force.agreement.id if in_force is not None and agreed else 0,
    )


def proposed_form(desk: Desk, session: Session) -> ReadingForm:
    """With the word for newcomers where somebody is new, short where everyone has agreed."""
    if newcomers(desk, session.group_id, session.starts_at):
        return ReadingForm.NEWCOMER
    if desk.agreements.in_force(session.group_id) is None:
        return ReadingForm.FULL
    return ReadingForm.FULL if desk.agreements.not_yet(session.group_id) else ReadingForm.SHORT


def offers(desk: Desk, session: Session) -> tuple[Offer, ...]:
    """What may be read: the agreement in force first, then the newest version of each script.

    A version that was chosen and is not the newest any more is offered as well.
    """
    found: list[Offer] = []
    in_force = desk.agreements.in_force(session.group_id)
    if in_force is not None:
        found.append(Offer(in_force.script, in_force.version, in_force=True))
    for script in desk.scripts.all():
        newest = desk.scripts.versions(script.id)[:1]
        found += [Offer(script, version, in_force=False) for version in newest]
    known = {offer.version.id for offer in found}
    if session.version_id is not None and session.version_id not in known:
        chosen = desk.scripts.version(session.version_id)
        found.append(Offer(desk.scripts.get(chosen.script_id), chosen, in_force=False))
    unique: dict[int, Offer] = {}
    for offer in found:
        unique.setdefault(offer.version.id, offer)
    return tuple(unique.values())


def _without_agreement(desk: Desk, session: Session) -> Script | None:
    """A first meeting makes its agreement together; later ones are read the general script."""
    scripts = desk.scripts.all()
    met_before = desk.sessions.members_who_came(session.group_id, session.starts_at)
    wanted = USUAL if met_before else FIRST_MEETING
    fitting = [script for script in scripts if script.built_in and script.origin == wanted]
    return next(iter((*fitting, *scripts)), None)
