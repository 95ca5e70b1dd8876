"""What is held about somebody, in words: the schema's own names mean nothing to them."""

from datetime import date, datetime

from peerdesk.documents.held_sheet import HeldSection, HeldSheet, Item
from peerdesk.domain.held import Held, HeldValue, Mention

SUBJECT = "held"
"""What the log calls such a copy."""
TABLES: dict[str, str] = {
    "members": "You",
    "safe_contacts": "How you may be reached",
    "access_needs": "What helps you to take part",
    "memberships": "Your groups",
    "acknowledgements": "What you agreed to",
    "attendances": "When you came",
    "welcome_marks": "What was gone through when you came",
    "session_turns": "Your turn in the round that is going on",
    "session_roles": "What you do in a session",
    "needs_ready": "For which session what you need is ready",
    "follow_ups": "Follow-ups that you look after",
    "member_notes": "Notes about you",
    "member_follow_ups": "What you were promised",
    "member_note_versions": "What notes about you said before",
    "release_consents": "What you allowed to be given to others",
    "information_releases": "What was given to others about you",
    "drafts": "Notes about you that were being written",
    "review_dates": "How long records about you are kept, and why",
    "last_days": "When you came last",
}
DONE_BY: dict[str, str] = {
    "information_releases_given": "Days on which you gave something about somebody else",
}
"""What stands over the days of rows that are about others."""
COLUMNS: dict[str, str] = {
    "uid": "Number of this record",
    "created_at": "Noted",
    "ready": "Ready",
    "updated_at": "Last changed",
    "chosen_name": "Chosen name",
    "pronouns": "Pronouns",
    "other_name": "Other name",
    "told_apart_by": "What tells you apart from others of your name",
    "emergency_name": "Whom to call in an emergency",
    "emergency_relation": "Who that is to you",
    "emergency_reach": "How to reach that person",
    "do_not_contact": "Asked not to be contacted",
    "joined_on": "Joined on",
    "left_on": "Left on",
    "left_because": "Why you left",
    "group_id": "Group",
    "session_id": "Session",
    "agreement_id": "Agreement",
    "role": "Role",
    "reporting_duty": "Has to report",
    "since": "Since",
    "until": "Until",
    "given_at": "Given",
    "manner": "How",
    "withdrawn_at": "Withdrawn",
    "presence": "Came",
    "text": "Words",
    "note_id": "Of the note of",
    "statement": "Your own words beside it",
    "stated_at": "Added by you",
    "kind": "Kind",
    "words": "Words",
    "channel": "Way",
    "position": "Place in the circle",
    "state": "Turn",
    "step": "Step",
    "done_on": "On",
    "group_asked": "Whether the group was asked about an observer",
    "invited_back": "Invited back",
    "due_on": "Due on",
    "done_at": "Done",
    "owner_id": "Looked after by",
    "value": "Number or address",
    "allowed": "You allowed it",
    "voicemail": "A message may be left",
    "may_be_said": "What may be said",
    "caller": "Who is calling",
    "safe_times": "Safe times",
    "confirmed_on": "You last confirmed it",
    "member_id": "Person",
    "review_on": "Looked at again on",
    "decided_on": "Decided on",
    "why": "Why",
    "came_on": "Last came on",
    "what": "What",
    "recipient": "To whom",
    "organisation": "Organisation",
    "purpose": "What for",
    "given_on": "You allowed it on",
    "expires_on": "Until",
    "expires_when": "Or until",
    "withdrawn_on": "You took it back on",
    "consent_id": "With your consent of",
    "given_by_id": "By whom",
    "released_on": "On",
    "authority": "Why it was allowed",
    "reference": "Which order, law or report",
    "way": "How",
    "told": "Whether you were told",
    "not_told_because": "Why you were not",
}
_MENTIONS: dict[str, str] = {
    "group_notes": "Note of a session",
    "group_note_versions": "What the note of a session said before",
    "member_note_versions": "What a note about somebody else said before",
    "follow_ups": "Follow-up of a session",
    "member_follow_ups": "What somebody else was promised",
    "parked_topics": "Kept for another time in a session",
    "review_dates": "Why another record is kept",
    "member_notes": "A note about somebody else",
    "information_releases": "What was given to others, not about you",
    "release_consents": "What somebody else allowed to be given",
}
_ONLY_IN_THE_FILE = frozenset({"uid", "updated_at"})
"""Nothing that anybody would read on paper; the file for programs has them."""
_IN_ONE_LINE = {"attendances": ("session_id", "presence")}
_CODES = frozenset(
    {
        *("presence", "role", "manner", "channel", "kind", "reporting_duty", "state", "step"),
        *("group_asked", "invited_back", "allowed", "voicemail", "authority", "way", "told"),
    }
)
"""What has one of a few values, called as in the schema."""
_YES_OR_NO = frozenset({"do_not_contact"})


def sheet_of(held: Held) -> HeldSheet:
    """What is printed of it."""
    sections = [
        HeldSection(
            (TABLES | DONE_BY)[part.table],
            tuple(_item(part.table, record) for record in part.records),
        )
        for part in held.parts
    ]
    mentions = tuple(((_mentioned_in(each), each.text),) for each in held.mentions)
    return HeldSheet(held.vault_name, held.name, held.asked_at, tuple(sections), mentions)


def _item(table: str, record: tuple[HeldValue, ...]) -> Item:
    """One record; whoever came to hundreds of sessions reads a line for each."""
    if table in _IN_ONE_LINE:
        texts = {value.column: _readable(value) for value in record}
        label, told = _IN_ONE_LINE[table]
        return ((texts.get(label, ""), texts.get(told, "")),)
    shown = [value for value in record if value.column not in _ONLY_IN_THE_FILE]
    shown.sort(key=_noted_last)
    return tuple((COLUMNS[value.column], _readable(value)) for value in shown)


def _noted_last(value: HeldValue) -> bool:
    return value.column == "created_at"


def _mentioned_in(mention: Mention) -> str:
    where = _MENTIONS[mention.table]
    return f"{where}, {_moments_shown(mention.about)}" if mention.about else where


def _readable(value: HeldValue) -> str:
    if value.column in _YES_OR_NO:
        return "no" if value.text == "0" else "yes"
    if value.column in _CODES:
        return value.text.replace("_", " ")
    return _moments_shown(value.text)


def _moments_shown(text: str) -> str:
    """`text` with the day or moment at its end as people write it."""
    before, _, last = text.rpartition(", ")
    shown = _moment_shown(last)
    return f"{before}, {shown}" if before else shown


def _moment_shown(text: str) -> str:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        pass
    else:
        return f"{day.day} {day:%B %Y}"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is not None:
        moment = moment.astimezone()
    return f"{moment.day} {moment:%B %Y, %H:%M}"
