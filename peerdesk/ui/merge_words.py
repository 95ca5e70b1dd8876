"""What joining two records brings along, and where they differ, in words."""

from PySide6.QtCore import QCoreApplication

from peerdesk.domain.merging import Difference, MergePreview
from peerdesk.ui.wording import counted


def _said(text: str) -> str:
    return QCoreApplication.translate("merging", text)


def brought_words(seen: MergePreview) -> tuple[str, ...]:
    """What the other record brings, a line for each kind."""
    kinds = {
        "memberships": (_said("place in a group"), _said("places in groups")),
        "attendances": (_said("mark of a session"), _said("marks of sessions")),
        "acknowledgements": (_said("agreement"), _said("agreements")),
        "member_notes": (_said("note"), _said("notes")),
        "safe_contacts": (_said("way to reach them"), _said("ways to reach them")),
        "access_needs": (_said("access need"), _said("access needs")),
        "member_follow_ups": (_said("follow-up"), _said("follow-ups")),
        "welcome_marks": (_said("step of the welcome"), _said("steps of the welcome")),
    }
    others = (_said("other entry"), _said("other entries"))
    return tuple(counted(count, *kinds.get(table, others)) for table, count in seen.brought)


def field_words(field: str) -> str:
    """A field of a person, as its label says it."""
    return {
        "chosen_name": _said("Chosen name"),
        "pronouns": _said("Pronouns"),
        "other_name": _said("Other name"),
        "told_apart_by": _said("What tells them apart"),
        "emergency_name": _said("Whom to call in an emergency"),
        "emergency_relation": _said("Who that is to them"),
        "emergency_reach": _said("How to reach that person"),
        "left_on": _said("Left on"),
        "left_because": _said("Why they left"),
        "invited_back": _said("Invited back"),
    }.get(field, _said("Something else"))


def difference_words(difference: Difference) -> str:
    """One line about a difference, before the two are joined."""
    field = field_words(difference.field)
    if not difference.kept:
        return _said("{field}: “{other}” goes into a note.").format(
            field=field, other=difference.other
        )
    return _said("{field}: “{kept}” stays, “{other}” goes into a note.").format(
        field=field, kept=difference.kept, other=difference.other
    )


def note_words(differences: tuple[Difference, ...]) -> str:
    """The note that keeps the words of the other record."""
    lines = [f"{field_words(each.field)}: {each.other}" for each in differences]
    return "\n".join([_said("From the other record of this person:"), *lines])
