"""What is inside a backup and how it stands to the open vault, in words. No Qt."""

from datetime import datetime

from peerdesk.domain.restoring import Comparison, Counted, Standing, VaultContents
from peerdesk.ui.wording import counted

MOST_GROUPS = 12

KINDS = {
    Counted.GROUP: "Groups",
    Counted.MEMBER: "People",
    Counted.SESSION: "Sessions",
    Counted.GROUP_NOTE: "Notes about sessions",
    Counted.MEMBER_NOTE: "Notes about people",
}
_ONE_AND_MANY = {
    Counted.GROUP: ("group", "groups"),
    Counted.MEMBER: ("person", "people"),
    Counted.SESSION: ("session", "sessions"),
    Counted.GROUP_NOTE: ("note about a session", "notes about sessions"),
    Counted.MEMBER_NOTE: ("note about a person", "notes about people"),
}


def moment_in_words(moment: datetime) -> str:
    """A UTC moment on the local clock: "Tuesday 3 March 2026, 21:05"."""
    local = moment.astimezone()
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M}"


def groups_in_words(contents: VaultContents) -> str:
    """The groups by name, as many as a person reads."""
    if not contents.groups:
        return "No group is in it."
    names = ", ".join(contents.groups[:MOST_GROUPS])
    more = len(contents.groups) - MOST_GROUPS
    return f"Groups: {names} and {more} more." if more > 0 else f"Groups: {names}."


def counts_in_words(contents: VaultContents) -> str:
    """How much is in it, in one line."""
    return _listed(contents.counts) or "Nothing is in it yet."


def last_session_in_words(contents: VaultContents) -> str:
    """How far the sessions go."""
    day = contents.last_session
    if day is None:
        return "No session was held yet."
    return f"The last session in it was on {day:%A} {day.day} {day:%B %Y}."


def standing_in_words(comparison: Comparison) -> str:
    """Whether it is older or newer than the vault, and what would be missing after a restore."""
    if comparison.standing is Standing.ANOTHER_VAULT:
        return (
            "This is a backup of another vault. It can only become a new vault, beside the one "
            "that is open."
        )
    if comparison.standing is Standing.SAME:
        return "Your vault holds the same as this backup."
    age = (
        "More was saved in this backup than in your vault, which may have been put back to an "
        "earlier day."
        if comparison.standing is Standing.NEWER
        else "This backup is older than your vault."
    )
    return " ".join((age, *_losses(comparison), *_gains(comparison), *_erased(comparison)))


def _losses(comparison: Comparison) -> list[str]:
    if comparison.nothing_missing:
        return ["Nothing of your vault would be missing."]
    missing = _listed({each.kind: each.missing for each in comparison.differences})
    changed = sum(each.changed for each in comparison.differences)
    told = []
    if missing:
        told.append(f"Only in your vault, so missing after a restore: {missing}.")
    if changed:
        what = counted(changed, "record was", "records were")
        told.append(f"{what} changed since and would read as before.")
    return told


def _gains(comparison: Comparison) -> list[str]:
    coming = _listed({each.kind: each.coming_back for each in comparison.differences})
    return [f"Only in the backup, so back after a restore: {coming}."] if coming else []


def _erased(comparison: Comparison) -> list[str]:
    if not comparison.erased_here:
        return []
    who = counted(comparison.erased_here, "person in it was", "people in it were")
    return [f"{who} erased since. PeerDesk erases them again while it restores."]


def _listed(numbers: dict[Counted, int]) -> str:
    return ", ".join(
        counted(number, *_ONE_AND_MANY[kind]) for kind, number in numbers.items() if number
    )
