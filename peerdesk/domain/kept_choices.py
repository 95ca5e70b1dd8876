"""How a handout was set last, to begin there the next time."""

from dataclasses import dataclass, fields, replace

from peerdesk.domain.handouts import NO_GROUP, HandoutChoice, HandoutKind
from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize
from peerdesk.domain.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptChoice(Record):
    """What outlives a choice: neither the words nor the session, which are others the next time.

    Nor whether the facilitators are named, which is decided each time.
    """

    group_id: int | None
    """None for no group in particular."""
    kind: HandoutKind
    paper: PaperSize
    print_size: PrintSize
    spacing: LineSpacing
    ink: Ink
    language: str | None
    discreet: bool
    one_slip_per_person: bool

    def applied_to(self, choice: HandoutChoice) -> HandoutChoice:
        """`choice` as it was set last."""
        return replace(choice, **{name: getattr(self, name) for name in _CARRIED})


_CARRIED = frozenset(field.name for field in fields(KeptChoice)) - {
    "group_id",
    *(field.name for field in fields(Record)),
}


def kept_choice(choice: HandoutChoice) -> KeptChoice:
    """What of `choice` is kept."""
    group_id = None if choice.group_id == NO_GROUP else choice.group_id
    return KeptChoice(group_id=group_id, **{name: getattr(choice, name) for name in _CARRIED})
