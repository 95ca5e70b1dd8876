"""Windows are left out of pictures of the screen, by a stand-in for the call of the system."""

import sys
from pathlib import Path

import pytest
from checks import surroundings, without_a_name
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.safety.measuring import Standing
from peerdesk.ui.capture import guard_against_capture
from peerdesk.ui.capture.guard import CaptureGuard
from peerdesk.ui.messages import privacy
from peerdesk.ui.pages.page import PageContext
from peerdesk.ui.pages.vault.computer.settings_card import SettingsCard


class System:
    """Remembers what it was told of each window, as Windows and macOS do."""

    def __init__(self) -> None:
        self.left_out: dict[int, bool] = {}

    def leave_out(self, window: int, *, wanted: bool) -> None:
        self.left_out[window] = wanted

    def is_left_out(self, window: int) -> bool:
        return self.left_out.get(window, False)


@pytest.fixture
def system() -> System:
    return System()


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_windows_of_before_and_after_are_left_out(qtbot: QtBot, system: System) -> None:
    first = shown(qtbot, QWidget())
    guard = CaptureGuard(system, first)
    later = shown(qtbot, QDialog(first))
    assert system.left_out == {int(first.winId()): True, int(later.winId()): True}
    assert guard.holds() is True


def test_a_window_that_gets_another_handle_is_left_out_again(qtbot: QtBot, system: System) -> None:
    window = shown(qtbot, QWidget())
    guard = CaptureGuard(system, window)
    system.left_out.clear()
    assert guard.holds() is False
    window.hide()
    window.destroy()
    shown(qtbot, window)
    assert guard.holds() is True


def test_it_can_be_allowed_and_taken_back(qtbot: QtBot, system: System) -> None:
    window = shown(qtbot, QWidget())
    guard = CaptureGuard(system, window)
    guard.want(wanted=False)
    assert system.left_out == {int(window.winId()): False}
    assert guard.holds() is False
    guard.want(wanted=True)
    assert guard.holds() is True


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="where there is no call")
def test_this_system_has_no_call_for_it(qtbot: QtBot) -> None:
    parent = shown(qtbot, QWidget())
    guard = guard_against_capture(parent)
    assert not guard.is_possible
    assert guard.holds() is None


def test_the_privacy_check_tells_the_four_cases_apart() -> None:
    told = [
        privacy.capture(refused=None),
        privacy.capture(refused=True),
        privacy.capture(refused=False),
        privacy.capture(refused=False, wanted=False),
    ]
    assert [line.standing for line in told] == [
        Standing.NOT_ON_THIS_SYSTEM,
        Standing.HOLDS,
        Standing.DOES_NOT_HOLD,
        Standing.DOES_NOT_HOLD,
    ]
    assert len({line.meaning for line in told}) == 4
    assert "allowed" in told[3].meaning


def card_with(desk: Desk, folder: Path, capture: CaptureGuard) -> tuple[SettingsCard, PageContext]:
    usual = surroundings(desk, folder)
    context = PageContext(desk, usual.settings, usual.jobs, usual.wishes, capture=capture)
    return SettingsCard(context), context


def test_the_choice_is_kept_and_offered_only_where_it_does_something(
    qtbot: QtBot, desk: Desk, tmp_path: Path, system: System
) -> None:
    parent = shown(qtbot, QWidget())
    card, context = card_with(desk, tmp_path, CaptureGuard(system, parent))
    shown(qtbot, card)
    (choice,) = card.findChildren(QCheckBox)
    assert without_a_name(card) == []
    with qtbot.waitSignal(context.wishes.capture_changed):
        choice.setChecked(True)
    assert context.settings.current.may_be_captured
    without, _ = card_with(desk, tmp_path, CaptureGuard(None, parent))
    shown(qtbot, without)
    assert without.findChildren(QCheckBox) == []
