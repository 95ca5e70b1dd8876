"""What erasing several records would do, or did, in words."""

from peerdesk.domain.backups import BackupOrigin, KnownBackup
from peerdesk.domain.bulk_erasure import BulkPreview
from peerdesk.domain.erasure import ErasureProof
from peerdesk.domain.retention import RetentionKind
from peerdesk.ui.messages.retention import due_in_words
from peerdesk.ui.wording import counted

ROWS: dict[str, tuple[str, str]] = {
    "members": ("person's page", "people's pages"),
    "member_notes": ("note about somebody", "notes about people"),
    "member_note_versions": ("earlier words of such a note", "earlier words of such notes"),
    "memberships": ("place in a group", "places in groups"),
    "acknowledgements": ("word on an agreement", "words on agreements"),
    "attendances": ("mark of who was where", "marks of who was where"),
    "session_roles": ("role in a session", "roles in sessions"),
    "safe_contacts": ("way to reach somebody", "ways to reach people"),
    "access_needs": ("access need", "access needs"),
    "welcome_marks": ("step of a welcome", "steps of welcomes"),
    "member_follow_ups": ("promise to somebody", "promises to people"),
    "release_consents": ("consent to a release", "consents to releases"),
    "information_releases": ("record of a release", "records of releases"),
    "group_notes": ("note of a session", "notes of sessions"),
    "group_note_versions": ("earlier words of such a note", "earlier words of such notes"),
    "parked_topics": ("topic kept for another time", "topics kept for another time"),
    "follow_ups": ("follow-up of a session", "follow-ups of sessions"),
    "debriefs": ("debrief", "debriefs"),
    "sessions": ("session with its date", "sessions with their dates"),
}
UNSAID = frozenset(
    {
        *("review_dates", "last_days", "session_turns", "session_progress"),
        *("agenda_items", "checklist_ticks", "needs_ready"),
    }
)
"""What goes along and would only make the sentence longer."""


def goes_in_words(preview: BulkPreview) -> str:
    """What goes for good, of every kind."""
    rows = preview.rows
    said = [counted(rows[table], *words) for table, words in ROWS.items() if table in rows]
    if not said:
        return "Nothing goes: it is gone already."
    return f"This goes for good: {', '.join(said)}."


def stays_in_words(preview: BulkPreview) -> str:
    """What stays, as numbers."""
    told = []
    if preview.sessions_counted:
        sessions = counted(preview.sessions_counted, "session still says", "sessions still say")
        told.append(f"This stays: a bare count, so that {sessions} how many came.")
    if preview.concerns:
        concerns = counted(
            preview.concerns, "safeguarding concern stays", "safeguarding concerns stay"
        )
        told.append(f"{concerns}, no longer tied to anybody, with the words in them.")
    if preview.named_in:
        sessions = counted(preview.named_in, "session", "sessions")
        told.append(
            f"A name also stands in what was written about {sessions}. That is not changed; find "
            "it under Notes and write it otherwise first."
        )
    if preview.to_account_for:
        people = counted(preview.to_account_for, "person", "people")
        told.append(
            f"Something was released about {people} in the last three years. A programme under "
            "42 CFR Part 2 has to account for that; check with your organisation, and print it "
            "first."
        )
    return "\n\n".join(told)


def left_out_in_words(preview: BulkPreview) -> str:
    """Who or what is left out, and why; empty where nothing is."""
    if not preview.left_out:
        return ""
    people = sum(kind is RetentionKind.PERSON for kind, _ in preview.left_out)
    others = len(preview.left_out) - people
    said = " and ".join(
        filter(
            None,
            (
                counted(people, "person", "people") if people else "",
                counted(others, "record", "records") if others else "",
            ),
        )
    )
    return f"Left out, because they belong to a session that is running now: {said}."


def chosen_in_words(preview: BulkPreview) -> str:
    """What was chosen, of every kind."""
    return due_in_words(preview.chosen)


def outcome_in_words(preview: BulkPreview, proof: ErasureProof) -> str:
    """What was erased and what the search of the file found."""
    told = [f"Gone for good: {chosen_in_words(preview)}.", left_out_in_words(preview)]
    if not proof.holds:
        told.append(
            f"{proof.left} traces of them are still in the vault's file. Restore your newest "
            "backup as a new vault, erase there, and tell the makers of PeerDesk."
        )
        return "\n\n".join(filter(None, told))
    told.append(
        f"The whole file was decrypted and searched afterwards, {proof.pages:,} pages, unused "
        "ones too: nothing of them is in it."
    )
    if proof.elsewhere:
        told.append(
            f"{proof.elsewhere} of the words looked for are in other records as well, such as "
            "somebody else of that name or a script; those stay."
        )
    if proof.short:
        told.append(short_in_words(proof.short))
    return "\n\n".join(filter(None, told))


def short_in_words(count: int) -> str:
    """What of what was erased no search can tell, and why."""
    said = counted(count, "very short text was", "very short texts were")
    return (
        f"{said} not looked for, such as a name of two letters: a file has their few bytes by "
        "chance. They went with the records that had them."
    )


_AGAIN = "If you restore one while this vault is open, PeerDesk erases them again."


def backup_in_words(older: int, made: KnownBackup | None) -> str:
    """Which backups still hold what was erased, and how long the one from just before does."""
    told = [f"Backups made before still hold them. {_AGAIN}"]
    if made is None:
        told.append("No backup was made just before.")
    elif made.origin is BackupOrigin.CHOSEN:
        told.append(
            f"The one from just before is {made.path}. PeerDesk never removes a backup that lies "
            "in a place which you chose: remove it when you are sure."
        )
    else:
        told.append(
            "The one from just before lies with the vault. It is kept for two days at the least "
            "and may stay for nine months, if you do not remove it sooner."
        )
    if older:
        known = counted(older, "such backup", "such backups")
        told.append(f"{known} can be looked after now.")
    return " ".join(told)
