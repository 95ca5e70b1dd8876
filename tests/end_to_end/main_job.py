"""A facilitator's evening, step by step, as a person does it with mouse and keyboard."""

from pathlib import Path

from patience import wait_until
from program import Program

VAULT = "Ferrymoor House"
PASSPHRASE = "nine slow herons over the estuary"
GROUP = "Lanternwick circle"
MEMBERS = ("Marigold Quince", "Tamsin Oleander")
NOTE = "Velvetine harmonica was a good beginning"
PLANTED = (PASSPHRASE, VAULT, GROUP, *MEMBERS, "Velvetine harmonica")
SHOWN_AFTER_UNLOCK = "Cover the screen"

# Building the key takes about a second on the machine that made it, more on a busy one.


def go_to(program: Program, page: str) -> None:
    program.click(page, kind="QToolButton")


def create_vault(program: Program) -> None:
    program.wait_for("Create a vault")
    program.screenshot("01-welcome")
    program.click("Create a vault")
    program.fill("Name", VAULT)
    program.screenshot("02-name")
    program.click("Next")
    program.fill("Passphrase", PASSPHRASE)
    program.fill("The same again", PASSPHRASE)
    program.screenshot("03-passphrase")
    program.click("Next")
    program.wait_for("Your recovery sheet")
    program.screenshot("04-recovery-sheet")
    for number, word in recovery_words(program).items():
        question = f"Word {number}, from your sheet"
        if program.see(question):
            program.fill(question, word)
    program.click("Create the vault")
    program.wait_for(SHOWN_AFTER_UNLOCK)
    program.screenshot("05-first-day")


def recovery_words(program: Program) -> dict[int, str]:
    """Read the sheet as a person does: a number, a point, a word."""
    lines = (control.text.partition(".  ") for control in program.controls() if control.is_seen)
    words = {int(number): word for number, _point, word in lines if number.isdigit()}
    assert sorted(words) == list(range(1, 13))
    return words


def add_group_with_members(program: Program) -> None:
    go_to(program, "Groups")
    program.click("Add the first group")
    program.fill("Name", GROUP)
    program.wait_for("Saved")
    program.click("People", kind="QTabBar item")
    for name in MEMBERS:
        program.fill("Add a person", name)
        program.wait_for(f"Add “{name}” as a new person")
        program.key("Return")
        program.wait_for(f"Take {name} out of this group")
    program.screenshot("06-group")


def hold_session(program: Program) -> None:
    """Prepare, run and close a session of the group that is shown."""
    program.click("Plan a session")
    program.click("Plan it")
    program.wait_for("Who is expected")
    program.screenshot("07-prepare")
    # A group without a schedule is offered this evening, which may be over when the test runs.
    if program.see("It took place already"):
        note_from_paper(program)
    else:
        run_session(program)
    program.wait_for("This session is closed")


def run_session(program: Program) -> None:
    program.click("Start the session")
    program.click(f"{MEMBERS[0]}: Present")
    program.click(f"{MEMBERS[1]}: Late")
    program.wait_for(f"{MEMBERS[1]}, Late")
    program.screenshot("08-run")
    program.click("Note", kind="QTabBar item")
    program.fill("Note about the session", NOTE)
    program.click("Step 3, close")
    program.wait_for("Who stayed to the end")
    program.screenshot("09-close")
    program.click("Close the session")


def note_from_paper(program: Program) -> None:
    program.click("It took place already")
    program.click(MEMBERS[0], kind="QCheckBox")
    program.wait_for("1 of 2 came")
    program.fill("Note about the session", NOTE)
    program.screenshot("08-from-paper")
    program.click("That is all: close it")


def preview_handout(program: Program) -> None:
    go_to(program, "Ground rules")
    program.click("Handout…")
    program.wait_for("Page 1 of")
    program.screenshot("10-handout")
    program.key("Escape")
    program.wait_until_gone("Page 1 of")


def export_backup(program: Program, target: Path) -> None:
    go_to(program, "Vault")
    program.click("Back up to another file…")
    program.wait_for("Give it a passphrase of its own")
    program.key("ctrl+a")
    program.type(str(target))
    program.wait_for(str(target))
    program.key("Return")
    # These words stand there from the day's own backup on, so the file's name is waited for too.
    program.wait_for("Backed up and verified")
    wait_until(target.is_file, lambda: f"the file {target.name}")
    program.screenshot("11-backup")


def lock(program: Program) -> None:
    before = program.pid
    program.key("ctrl+l")
    program.wait_for("Your vault is locked")
    program.screenshot("12-locked")
    assert program.pid == before
    assert program.is_running


def unlock(program: Program) -> None:
    program.fill("Passphrase", PASSPHRASE)
    program.key("Return")
    program.wait_for(SHOWN_AFTER_UNLOCK)
    program.screenshot("13-unlocked")


def find_note(program: Program, picture: str) -> None:
    program.fill("Search", "velvetine")
    program.wait_for("Session note")
    program.screenshot(picture)
    program.key("Return")
    program.wait_for(NOTE)


def restore(program: Program, backup: Path) -> None:
    program.click("Restore a backup…")
    program.fill("Backup file", str(backup))
    program.fill("Passphrase", PASSPHRASE)
    program.screenshot("15-restore")
    program.key("Return")
    program.wait_for("What is in the backup")
    program.screenshot("15-restore-inside")
    program.key("Return")
    program.wait_for(SHOWN_AFTER_UNLOCK)
