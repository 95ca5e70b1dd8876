"""An agreement from the first topic to the second version, in a real window.

A group makes it together while it meets; on the way the vault is locked and the program is killed.
Then people agree, one takes it back, and new words ask everybody again.
"""

from itertools import cycle

import pytest
from evening import GROUP, Evening, begin_from_today, go_on_from_today, go_to_part
from patience import wait_until
from program import Control, Program
from window_fixtures import Start

from peerdesk.desk.desk import Desk
from peerdesk.domain.scripts import RuleTopic
from peerdesk.vault.files import VaultFolder

pytestmark = pytest.mark.xdist_group("screen")

OWN_WORDS = "We speak up when somebody is in danger."
PROMISE = "We mean it, and we may fail."
MORE_WORDS = (" So", " we", " say", " only", " what", " we", " could", " bear", " to", " hear.")
UP, DOWN = "4", "5"
"""Which buttons a wheel is for X."""
NEW_WORDS = " Visitors too."
WHY = "Visitors came."


def test_a_group_makes_its_agreement_agrees_and_is_asked_again_about_new_words(
    start: Start, vault_folder: VaultFolder, passphrase: str
) -> None:
    evening = Evening(start, vault_folder, passphrase)
    with evening.program() as program:
        begin_from_today(program)
        mark_who_is_here(program)
        begin_making(program)
        agree_to_a_wording(program)
        program.type(OWN_WORDS)
        program.key("ctrl+l")
        evening.unlock(program)
        go_on_making(program)
        assert words_in_field(program) == OWN_WORDS
        program.screenshot("agreement-1-after-a-lock")
        program.key("ctrl+Return")
        program.wait_for("2 agreed")
        typed = type_without_a_pause_until_saved(program)
        evening.kill(program)
    with evening.program() as program:
        go_on_making(program)
        kept = words_in_field(program)
        assert kept.startswith(PROMISE)
        assert typed.startswith(kept)
        program.screenshot("agreement-2-after-a-kill")
        program.key("ctrl+Return")
        keep_with_one_hand(program)
        agree_in_the_session(program)
        assert who_has_not_agreed(program) == "Dev"
        withdraw(program)
        assert who_has_not_agreed(program) == "Bo, Dev"
        change_the_words(program)
        look_at_what_changed(program)
        assert who_has_not_agreed(program) == "Amina, Bo, Carla, Dev"
        program.screenshot("agreement-9-today")
        assert program.complaints() == ""
    desk = evening.opened()
    try:
        look_at_what_was_kept(desk, kept)
    finally:
        desk.close()


def mark_who_is_here(program: Program) -> None:
    program.wait_for_focus("Amina, not marked")
    program.key("p", "Down", "p", "Down", "p", "Down", "a")
    program.wait_for("Dev, Apologies")


def begin_making(program: Program) -> None:
    go_to_part(program, "Ground rules")
    program.key("F3")
    program.click("Make it together…")
    program.click("Begin")
    program.wait_for_focus("Wordings from other groups")


def agree_to_a_wording(program: Program) -> None:
    """With two keys, and on to the next topic."""
    program.key("2", "ctrl+Return")
    program.wait_for("1 agreed")


def go_on_making(program: Program) -> None:
    """Where the group was."""
    go_on_from_today(program, "Go on making it", "Come back to it")
    program.wait_for_focus("In our own words")


def words_in_field(program: Program) -> str:
    return program.find("In our own words", kind="GrowingText").text


def type_without_a_pause_until_saved(program: Program) -> str:
    """All that was typed by then. How soon that is, `tests/ui/test_autosave.py` says."""
    program.type(PROMISE)
    program.wait_for(PROMISE)
    program.wait_until_gone("Saved")
    typed = PROMISE
    for word in cycle(MORE_WORDS):
        program.screen.xdotool("type", "--delay", "12", "--", word)
        typed += word
        if program.see("Saved"):
            break
    return typed


def keep_with_one_hand(program: Program) -> None:
    """The rest of the topics stays open; only Amina's hand is up."""
    program.click("The whole agreement")
    program.wait_for("Keep as our agreement")
    program.click("Show the question to the room")
    program.click("Nobody")
    program.key("Tab")
    program.wait_for_focus("Amina")
    program.key("space")
    program.click("Bo")
    program.wait_for("? 2 hands.")
    program.click("Bo")
    program.wait_for("? 1 hand.")
    program.screenshot("agreement-3-show-of-hands")
    program.click("Keep as our agreement")
    program.wait_for("1 person has agreed, spoken.")
    program.screenshot("agreement-4-kept")


def agree_in_the_session(program: Program) -> None:
    """Bo alone and on paper, then everyone who is present."""
    program.click("Back to the session")
    program.wait_for("Somebody is in distress")
    program.key("F3")
    program.click("One by one")
    program.screenshot("agreement-5-one-by-one")
    program.click("Note that Bo agreed on paper")
    program.wait_for("Noted that Bo agreed.")
    program.click("Everyone present agreed")
    program.wait_for("Everyone present has agreed.")
    program.screenshot("agreement-6-everyone-present")


def who_has_not_agreed(program: Program) -> str:
    """As Today names them."""
    asked = "Have not agreed yet: "
    program.click("Today", kind="QToolButton")
    program.wait_for(asked)
    return next(
        one.text.removeprefix(asked) for one in program.controls() if one.text.startswith(asked)
    )


def withdraw(program: Program) -> None:
    program.click("Groups", kind="QToolButton")
    program.click("Ground rules", kind="QTabBar item")
    turn_wheel(program, program.find("In force", kind="Card"), DOWN)
    program.click("Withdraw the agreement of Bo")
    program.wait_for("The agreement is withdrawn.")
    program.screenshot("agreement-7-withdrawn")


def turn_wheel(program: Program, over: Control, button: str) -> None:
    """To the end of the page."""
    left, top = over.centre
    program.screen.xdotool("mousemove", str(left), str(top), "click", "--repeat", "9", button)


def change_the_words(program: Program) -> None:
    """Of the first rule; nobody's hand is up yet."""
    program.click("Groups", kind="QToolButton")
    turn_wheel(program, program.find("Not yet agreed"), UP)
    program.click("Revise it together…")
    program.wait_for_focus("In our own words")
    program.key("ctrl+End")
    program.type(NEW_WORDS)
    program.key("ctrl+Return")
    program.click("The whole agreement")
    program.fill("Why it was changed", WHY)
    program.click("Nobody")
    program.click("Keep as our agreement")
    program.wait_for("Nobody's word is noted yet.")


def look_at_what_changed(program: Program) -> None:
    """Two new words, and nothing of the other rules."""
    program.click("To the group")
    program.click("What changed…")
    program.wait_for("Words that are new: 2. Words that are gone: 0.")
    shown = program.find("What changed", kind="QTextEdit").text
    program.screenshot("agreement-8-what-changed")
    assert NEW_WORDS.strip() in shown
    assert OWN_WORDS not in shown
    program.key("Escape")
    wait_until(lambda: not program.see("Words that are new"), lambda: "the window gone")


def look_at_what_was_kept(desk: Desk, promise: str) -> None:
    (group,) = desk.groups.all()
    assert group.name == GROUP
    names = {member.id: member.chosen_name for member in desk.members.all()}
    second = desk.agreements.in_force(group.id)
    first = desk.agreements.before(group.id)
    assert second is not None
    assert first is not None
    rules = {rule.topic: rule.text for rule in second.version.rules}
    assert rules[RuleTopic.LIMITS] == OWN_WORDS
    assert promise in rules.values()
    assert rules[RuleTopic.CONFIDENTIALITY].endswith(NEW_WORDS)
    assert second.version.reason == WHY
    assert second.version.number == first.number + 1
    assert desk.agreements.acknowledgements(second.agreement.id) == []
    asked_again = {names[member_id] for member_id in desk.agreements.agreed_before(group.id)}
    assert asked_again == {"Amina", "Carla"}, "Bo took it back"
