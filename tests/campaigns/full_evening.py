"""A running session with a note, on a disk that fills: what the campaigns about that share."""

from evening import Evening, begin_from_today
from program import Program

from peerdesk.domain.notes import NoteKind

NOTE = "Long evenings, and what helps."
MORE = " A walk before bed helped most."
REFUSED = "The disk is full"


def begin_with_a_note(program: Program) -> None:
    begin_from_today(program)
    program.wait_for_focus("Amina, not marked")
    program.key("p")
    program.wait_for("Amina, Present")
    program.wait_for("Backed up and verified", 60)
    program.key("F7")
    program.fill("Note about the session", NOTE)
    program.wait_for("Saved")


def type_on_a_full_disk(program: Program) -> None:
    program.key("ctrl+End")
    program.type(MORE)
    program.wait_for(REFUSED)
    assert program.see(NOTE + MORE), "the words stay where they were typed"


def text_kept(evening: Evening) -> str:
    with evening.left_behind() as desk:
        note = desk.notes.of_session(evening.session_id)
        draft = desk.drafts.text(NoteKind.GROUP, evening.session_id)
        return draft if draft is not None else note.text if note is not None else ""
