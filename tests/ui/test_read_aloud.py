"""A script read aloud without a session: as in one, and nothing of it is kept."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from checks import StoppedClock, press_in_window, shown, surroundings, too_small, without_a_name
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.scripts import ReadingForm
from peerdesk.ui.curtain import Curtain
from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
from peerdesk.ui.pages.ground_rules.read_aloud_dialog import ReadAloudDialog
from peerdesk.ui.reading.place import ReadingPlace

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> GroundRulesPage:
    for name in ("Harbour circle", "Tuesday circle"):
        desk.groups.save(Group(name=name))
    made = GroundRulesPage(surroundings(desk, tmp_path), StoppedClock())
    shown(qtbot, made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, page: GroundRulesPage) -> ReadAloudDialog:
    page.aloud_button.click()
    (found,) = page.window().findChildren(ReadAloudDialog)
    with qtbot.waitExposed(found):
        found.show()
    return found


def test_a_clicker_reads_through_the_whole_script_in_the_words_of_a_group(
    qtbot: QtBot, dialog: ReadAloudDialog, page: GroundRulesPage
) -> None:
    view = dialog.view
    assert view.place == ReadingPlace()
    assert view.text.hasFocus()
    assert "Harbour circle" in view.text.toPlainText()
    read = []
    for _ in range(500):
        read.append(view.text.toPlainText())
        before, scrolled = view.place, view.text.verticalScrollBar().value()
        qtbot.keyClick(view.text, Qt.Key.Key_PageDown)
        if (before, scrolled) == (view.place, view.text.verticalScrollBar().value()):
            break

    assert page.opened is not None
    told = "\n".join(read)
    for part in page.opened.version.read_in(ReadingForm.FULL):
        assert all(rule.text.split("\n")[0] in told for rule in part.rules if rule.switched_on)
    assert not view.next.isEnabled()
    assert "{" not in told


def test_another_group_is_read_with_its_own_name(dialog: ReadAloudDialog) -> None:
    other = dialog.group.findText("Tuesday circle")
    dialog.group.setCurrentIndex(other)
    dialog.group.activated.emit(other)

    assert "Tuesday circle" in dialog.view.text.toPlainText()
    assert dialog.view.text.hasFocus()


@pytest.mark.parametrize(
    ("key", "form"), [(Qt.Key.Key_S, ReadingForm.SHORT), (Qt.Key.Key_N, ReadingForm.NEWCOMER)]
)
def test_a_letter_chooses_the_form(
    qtbot: QtBot, dialog: ReadAloudDialog, page: GroundRulesPage, key: Qt.Key, form: ReadingForm
) -> None:
    qtbot.keyClick(dialog.view.text, key)

    assert page.opened is not None
    assert dialog.view.parts == page.opened.version.read_in(form)
    assert dialog.view.form.currentData() == form.value


def total_changes(desk: Desk) -> int:
    ((count,),) = desk.connection.execute("SELECT total_changes()")
    return int(count)


def test_nothing_of_it_is_kept(qtbot: QtBot, desk: Desk, dialog: ReadAloudDialog) -> None:
    written = total_changes(desk)

    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_S, Qt.Key.Key_PageDown):
        qtbot.keyClick(dialog.view.text, key)
    dialog.reject()

    assert total_changes(desk) == written
    assert "Nothing of this is kept" in dialog.kept.text()


def test_the_full_screen_has_larger_letters_and_escape_leaves_it_first(
    qtbot: QtBot, dialog: ReadAloudDialog
) -> None:
    usual = dialog.view.text.font().pointSize()

    press_in_window(dialog, Qt.Key.Key_F11)
    qtbot.waitUntil(dialog.isFullScreen)
    assert dialog.view.text.font().pointSize() > usual
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isFullScreen())

    assert dialog.isVisible()
    assert dialog.view.text.font().pointSize() == usual
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("fills_the_screen", [False, True])
def test_the_curtain_covers_it_and_a_lock_is_heard_in_it(
    qtbot: QtBot, dialog: ReadAloudDialog, page: GroundRulesPage, *, fills_the_screen: bool
) -> None:
    curtain = Curtain(page.window())
    if fills_the_screen:
        dialog.toggle_full_screen()
        qtbot.waitUntil(dialog.isFullScreen)
    with qtbot.waitSignal(curtain.must_lock):
        press_in_window(dialog, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    press_in_window(dialog, Qt.Key.Key_F9)

    assert curtain.is_down
    covers = [each for each in dialog.children() if each.objectName() == "curtain"]
    assert [cover.geometry() for cover in covers] == [dialog.rect()]
    curtain.lift()
    assert dialog.view.text.hasFocus()


def test_a_form_that_has_nothing_says_so(
    qtbot: QtBot, desk: Desk, open_script: Callable[[int], ReadAloudDialog]
) -> None:
    general = next(script for script in desk.scripts.all() if script.origin == "general")
    ours = desk.scripts.duplicate(general.id, "Ours")
    own = desk.scripts.latest(ours.id)
    off = tuple(replace(segment, switched_on=False) for segment in own.segments)
    desk.scripts.revise(replace(own, segments=off))

    dialog = open_script(ours.id)

    assert dialog.view.heading.text() == "Nothing to read in this form"
    assert dialog.view.text.toPlainText() == ""
    assert not dialog.view.next.isEnabled()
    qtbot.keyClick(dialog.view.text, Qt.Key.Key_PageDown)


@pytest.fixture
def open_script(page: GroundRulesPage) -> Callable[[int], ReadAloudDialog]:
    def opened(script_id: int) -> ReadAloudDialog:
        page.open(script_id)
        found = page.read_aloud()
        assert found is not None
        return found

    return opened


def test_its_controls_are_named_and_large_enough(dialog: ReadAloudDialog) -> None:
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []
