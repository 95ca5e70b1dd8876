"""Two records that turn out to be of one person: what joins, and where they differ."""

from dataclasses import dataclass, fields, replace

from peerdesk.domain.members import InvitedBack, Member, Role

_JOINED_BY_RULE = frozenset(
    {"id", "uid", "created_at", "updated_at", "do_not_contact", "joined_on", "left_on"}
)
LEADING_FIRST = (
    Role.FACILITATOR,
    Role.CO_FACILITATOR,
    Role.TIMEKEEPER,
    Role.MEMBER,
    Role.OBSERVER,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which both records have words, and not the same."""

    field: str
    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What joining `other` into `kept` brings along, in numbers by table, and what differs."""

    kept: Member
    other: Member
    brought: tuple[tuple[str, int], ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The rows of one table about either person, every column of them."""

    table: str
    column: str
    """Which column says whose a row is."""
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def id_of(self, row: tuple[object, ...]) -> int:
        """The key of one of the rows."""
        return int(str(row[self.columns.index("id")]))


@dataclass(frozen=True, slots=True)
class MergeUndo:
    """How everything was before, for as long as nothing else was saved."""

    kept_id: int
    other_id: int
    before: tuple[Snapshot, ...]
    generation: int


def text_fields() -> tuple[str, ...]:
    """The fields of a member that hold words, or a choice."""
    return tuple(each.name for each in fields(Member) if each.name not in _JOINED_BY_RULE)


def _said(member: Member, name: str) -> str:
    """What a field says; nothing where it was left as it was."""
    value = getattr(member, name)
    return "" if value is InvitedBack.OPEN else str(value or "")


def differences(kept: Member, other: Member) -> tuple[Difference, ...]:
    """Where both have words and not the same; the words of `other` must go somewhere."""
    found = []
    for name in text_fields():
        mine, theirs = _said(kept, name), _said(other, name)
        if mine and theirs and mine != theirs:
            found.append(Difference(name, mine, theirs))
    if (kept.left_on is None) is not (other.left_on is None):
        # Only by one of the two they left, so they did not, and its field is not shown any more.
        left = other if kept.left_on is None else kept
        found = [each for each in found if each.field != "left_because"]
        found.append(Difference("left_on", "", str(left.left_on)))
        reasons = dict.fromkeys((kept.left_because, other.left_because))
        found += [Difference("left_because", "", reason) for reason in reasons if reason]
    return tuple(found)


def joined(kept: Member, other: Member) -> Member:
    """One record of both: the words of `kept` where it has any, and whatever is safer.

    Who asked not to be contacted in either asked for it. Who is here by either is here, since the
    earlier of the two days.
    """
    days = [day for day in (kept.joined_on, other.joined_on) if day is not None]
    gone = [day for day in (kept.left_on, other.left_on) if day is not None]
    filled = {
        name: getattr(other, name)
        for name in text_fields()
        if not _said(kept, name) and _said(other, name)
    }
    if len(gone) == 1:
        filled["left_because"] = ""
    return replace(
        kept,
        **filled,
        do_not_contact=kept.do_not_contact or other.do_not_contact,
        joined_on=min(days, default=None),
        left_on=max(gone) if len(gone) == 2 else None,
    )
