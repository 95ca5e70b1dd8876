"""From the first run to a working vault, and back into it by passphrase and by recovery words."""

import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from checks import without_a_name
from entry_kit import Opened, button, field, said, services
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from peerdesk.app import open_desk
from peerdesk.domain.passphrases import is_too_short
from peerdesk.errors import PeerDeskError, UserError
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.entry.create import NameScreen, NewVault, PassphraseScreen, RecoveryScreen
from peerdesk.ui.entry.flow import EntryFlow
from peerdesk.ui.entry.place import folder_at, require_place
from peerdesk.ui.entry.welcome import WelcomeScreen
from peerdesk.ui.entry.window import EntryWindow, Screen
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.printing.troubles import PrintTrouble
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.troubles import VaultTrouble

SECRET = "seven quiet chairs beside the river"


class Entry:
    """The entry window and the flow in it."""

    def __init__(self, folder: Path, opened: Opened) -> None:
        self.window = EntryWindow()
        self.flow = EntryFlow(self.window, services(folder))
        self.flow.opened.connect(opened.keep)

    @property
    def screen(self) -> Screen:
        shown = self.window._stack.currentWidget()
        assert isinstance(shown, Screen)
        return shown


@pytest.fixture
def opened() -> Iterator[Opened]:
    made = Opened()
    yield made
    made.close()


@pytest.fixture
def entry(qtbot: QtBot, tmp_path: Path, opened: Opened) -> Iterator[Entry]:
    made = Entry(tmp_path, opened)
    qtbot.addWidget(made.window)
    made.flow.welcome()
    with qtbot.waitExposed(made.window):
        made.window.show()
    made.window.activateWindow()
    yield made
    made.window.hide()


def write(screen: Screen, name: str, text: str) -> None:
    line = field(screen, name)
    line.setText(text)
    line.textEdited.emit(text)


def to_names(entry: Entry) -> NameScreen:
    button(entry.screen, "Create a vault").click()
    assert isinstance(entry.screen, NameScreen)
    return entry.screen


def to_passphrase(entry: Entry, root: Path) -> PassphraseScreen:
    names = to_names(entry)
    write(names, "Name", "Harbour peer support")
    write(names, "Folder", str(root))
    button(names, "Next").click()
    assert isinstance(entry.screen, PassphraseScreen)
    return entry.screen


def to_recovery(entry: Entry, root: Path) -> RecoveryScreen:
    passphrase = to_passphrase(entry, root)
    write(passphrase, "Passphrase", SECRET)
    write(passphrase, "The same again", SECRET)
    button(passphrase, "Next").click()
    assert isinstance(entry.screen, RecoveryScreen)
    return entry.screen


def words_shown_on(screen: RecoveryScreen) -> list[str]:
    """The twelve words as a person reads them off the screen."""
    numbered = {}
    for label in screen.findChildren(QLabel):
        if line := re.fullmatch(r"(\d+)\.  (\S+)", label.text()):
            numbered[int(line[1])] = line[2]
    return [numbered[number] for number in range(1, 13)]


def answer(screen: RecoveryScreen, *, wrongly: bool = False) -> None:
    words = words_shown_on(screen)
    for line in screen.findChildren(QLineEdit):
        number = int(line.accessibleName().split()[1].rstrip(","))
        line.setText("wrong" if wrongly else f" {words[number - 1].upper()} ")


def test_three_screens_lead_to_a_vault_that_opens_by_both_secrets(
    qtbot: QtBot, entry: Entry, opened: Opened, tmp_path: Path
) -> None:
    root = tmp_path / "My vault"
    recovery = to_recovery(entry, root)
    words = words_shown_on(recovery)
    answer(recovery)
    with qtbot.waitSignal(entry.flow.opened):
        button(recovery, "Create the vault").click()
    desk = opened.desks.pop()
    assert (desk.vault.name, desk.vault.opened_by) == ("Harbour peer support", "Facilitator")
    assert any(script.built_in for script in desk.scripts.all())
    desk.close()
    for secret in (SECRET, " ".join(words)):
        again = open_desk(VaultFolder(root), secret)
        assert again.vault.findings == ()
        again.close()


def test_wrong_words_from_the_sheet_make_no_vault(entry: Entry, tmp_path: Path) -> None:
    root = tmp_path / "My vault"
    recovery = to_recovery(entry, root)
    answer(recovery, wrongly=True)
    button(recovery, "Create the vault").click()
    assert "not as on the sheet" in said(recovery)
    assert not root.exists()


def test_a_folder_that_filled_up_meanwhile_is_told_and_left_alone(
    qtbot: QtBot, entry: Entry, tmp_path: Path
) -> None:
    root = tmp_path / "My vault"
    recovery = to_recovery(entry, root)
    answer(recovery)
    root.mkdir()
    (root / "letter.txt").write_text("mine")
    button(recovery, "Create the vault").click()
    qtbot.waitUntil(lambda: "nothing was written" in said(recovery))
    assert [path.name for path in root.iterdir()] == ["letter.txt"]
    assert button(recovery, "Create the vault").isEnabled()


def test_a_vault_needs_a_name_and_an_empty_folder(entry: Entry, tmp_path: Path) -> None:
    names = to_names(entry)
    write(names, "Folder", str(tmp_path / "new"))
    button(names, "Next").click()
    assert "a name first" in said(names)
    write(names, "Name", "Harbour")
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "file").touch()
    for place in (str(tmp_path / "used"), str(tmp_path / "used" / "file")):
        write(names, "Folder", place)
        button(names, "Next").click()
        assert entry.screen is names
        assert "something in it already" in said(names)
    write(names, "Folder", "  ")
    button(names, "Next").click()
    assert "Choose a folder" in said(names)
    assert field(names, "Folder").hasFocus()


def test_the_folder_can_be_chosen(
    entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = to_names(entry)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    button(names, "Choose another folder…").click()
    assert field(names, "Folder").text() == str(tmp_path / "My vault")


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("short", "short", "at least 15"),
        ("password password", "password password", "guessed too quickly"),
        ("Harbour peer support", "Harbour peer support", "guessed too quickly"),
        (SECRET, SECRET + "x", "not the same"),
        ("", "", "at least 15"),
    ],
)
def test_a_passphrase_that_will_not_do_is_said_with_its_reason(
    entry: Entry, tmp_path: Path, first: str, second: str, reason: str
) -> None:
    screen = to_passphrase(entry, tmp_path / "My vault")
    write(screen, "Passphrase", first)
    write(screen, "The same again", second)
    button(screen, "Next").click()
    assert entry.screen is screen
    assert reason in said(screen)


def test_strength_is_said_in_words_while_typing(qtbot: QtBot, entry: Entry, tmp_path: Path) -> None:
    screen = to_passphrase(entry, tmp_path / "My vault")
    qtbot.keyClicks(field(screen, "Passphrase"), "abcdef")
    (line,) = (each for each in screen.findChildren(QLabel) if each.accessibleName() == "Strength")
    assert "too short" in line.text()
    qtbot.keyClicks(field(screen, "Passphrase"), " lantern meadow quartz violin")
    assert line.text().startswith(("Good", "Strong"))


def test_a_suggestion_can_be_read_and_has_to_be_typed_again(entry: Entry, tmp_path: Path) -> None:
    screen = to_passphrase(entry, tmp_path / "My vault")
    button(screen, "Suggest one").click()
    line = field(screen, "Passphrase")
    assert not is_too_short(line.text())
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    assert field(screen, "The same again").text() == ""


def test_one_can_go_back_from_each_screen(entry: Entry, tmp_path: Path) -> None:
    to_recovery(entry, tmp_path / "My vault")
    for step in (PassphraseScreen, NameScreen, WelcomeScreen):
        button(entry.screen, "Back").click()
        assert isinstance(entry.screen, step)


def test_back_loses_nothing_and_the_written_words_stay_right(entry: Entry, tmp_path: Path) -> None:
    root = tmp_path / "My vault"
    recovery = to_recovery(entry, root)
    words = words_shown_on(recovery)
    answer(recovery)
    answers = [line.text() for line in recovery.findChildren(QLineEdit)]
    asked = [line.accessibleName() for line in recovery.findChildren(QLineEdit)]

    button(recovery, "Back").click()
    assert field(entry.screen, "Passphrase").text() == SECRET
    assert field(entry.screen, "The same again").text() == SECRET
    button(entry.screen, "Back").click()
    assert field(entry.screen, "Name").text() == "Harbour peer support"
    assert field(entry.screen, "Your role").text() == "Facilitator"
    assert field(entry.screen, "Folder").text() == str(root)
    button(entry.screen, "Back").click()
    names = to_names(entry)
    assert field(names, "Name").text() == "Harbour peer support"
    write(names, "Your role", "Robin")
    button(names, "Next").click()
    button(entry.screen, "Next").click()

    assert isinstance(entry.screen, RecoveryScreen)
    assert words_shown_on(entry.screen) == words
    lines = entry.screen.findChildren(QLineEdit)
    assert [line.accessibleName() for line in lines] == asked
    assert [line.text() for line in lines] == answers


def test_a_half_typed_passphrase_is_kept_as_well(entry: Entry, tmp_path: Path) -> None:
    screen = to_passphrase(entry, tmp_path / "My vault")
    write(screen, "Passphrase", "half of")
    button(screen, "Back").click()
    button(entry.screen, "Next").click()
    assert field(entry.screen, "Passphrase").text() == "half of"
    assert field(entry.screen, "Passphrase").echoMode() is QLineEdit.EchoMode.Password


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a place that takes no folder")
def test_a_folder_that_cannot_be_made_is_said_in_the_first_step(entry: Entry) -> None:
    names = to_names(entry)
    write(names, "Name", "Harbour")
    write(names, "Folder", "/proc/nowhere/x")
    button(names, "Next").click()
    assert entry.screen is names
    assert said(names).startswith("PeerDesk can't make that folder")
    assert "Choose another folder" in said(names)
    assert field(names, "Folder").hasFocus()


def test_trying_the_folder_leaves_nothing_behind(entry: Entry, tmp_path: Path) -> None:
    to_passphrase(entry, tmp_path / "new" / "deeper" / "My vault")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (errno.EACCES, VaultTrouble.READ_ONLY),
        (errno.EROFS, VaultTrouble.READ_ONLY),
        (errno.ENOSPC, VaultTrouble.DISK_FULL),
        (errno.ENOTDIR, VaultTrouble.MEDIUM_GONE),
        (errno.EIO, VaultTrouble.IO_FAILED),
    ],
)
def test_what_the_system_refuses_has_words_about_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: int, code: VaultTrouble
) -> None:
    def refuse(_path: Path, **_how: int) -> None:
        raise OSError(wrong, "refused")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(PeerDeskError) as refused:
        require_place(folder_at(str(tmp_path / "new")))
    assert refused.value.code is code
    assert words_on(Occasion.NEW_VAULT, refused.value).startswith("PeerDesk can't make that folder")


def test_an_unknown_home_is_a_folder_like_any_other() -> None:
    assert folder_at("~nobody-of-that-name/vault").root.is_absolute()


def test_after_a_failure_another_folder_can_be_had_with_the_same_words(
    qtbot: QtBot, entry: Entry, opened: Opened, tmp_path: Path
) -> None:
    root = tmp_path / "My vault"
    recovery = to_recovery(entry, root)
    words = words_shown_on(recovery)
    answer(recovery)
    root.mkdir()
    (root / "letter.txt").write_text("mine")
    button(recovery, "Create the vault").click()
    qtbot.waitUntil(lambda: "stay right" in said(recovery))
    assert words_shown_on(recovery) == words
    assert button(recovery, "Create the vault").hasFocus()

    button(recovery, "Another folder…").click()
    write(entry.screen, "Folder", str(tmp_path / "other"))
    button(entry.screen, "Next").click()
    button(entry.screen, "Next").click()
    with qtbot.waitSignal(entry.flow.opened):
        button(entry.screen, "Create the vault").click()
    opened.desks.pop().close()
    again = open_desk(VaultFolder(tmp_path / "other"), " ".join(words))
    again.close()


def test_each_new_vault_has_words_of_its_own(tmp_path: Path) -> None:
    sheets = [NewVault(place=str(tmp_path)).sheet for _ in range(2)]
    assert sheets[0].recovery.words != sheets[1].recovery.words


def test_no_secret_shows_in_a_draft_that_is_printed() -> None:
    draft = NewVault(place="x", passphrase=SECRET, again=SECRET, answers=("lantern", "meadow"))
    shown = repr(draft)
    secrets = (SECRET, "lantern", *draft.sheet.recovery.words)
    assert [secret for secret in secrets if f"'{secret}'" in shown] == []


def test_before_there_is_a_vault_nothing_is_said_to_be_unchanged(
    entry: Entry, tmp_path: Path
) -> None:
    screen = to_passphrase(entry, tmp_path / "My vault")
    for refused in ("short", "password password"):
        write(screen, "Passphrase", refused)
        button(screen, "Next").click()
        assert "not taken" in said(screen)
        assert "Nothing was changed" not in said(screen)


def test_without_a_printer_the_words_are_to_be_written_down_by_hand(
    qtbot: QtBot, entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no programs").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
    recovery = to_recovery(entry, tmp_path / "My vault")
    button(recovery, "Print the sheet…").click()
    dialog = recovery.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(lambda: dialog.banner.text != "")
    assert "Write the 12 words down by hand" in dialog.banner.text
    assert "PDF" not in dialog.banner.text
    dialog.reject()


@pytest.mark.parametrize("trouble", PrintTrouble)
@pytest.mark.parametrize("occasion", [None, Occasion.RECOVERY_SHEET])
def test_no_print_trouble_speaks_of_the_system_below(
    trouble: PrintTrouble, occasion: Occasion | None
) -> None:
    error = UserError(trouble, seconds=5, said="No paper.", printer="Office", pages=3)
    told = words_on(occasion, error)
    assert "CUPS" not in told
    assert occasion is None or "PDF" not in told


def test_the_window_fits_a_small_screen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(640, 400))
    window = EntryWindow()
    qtbot.addWidget(window)
    assert window.width() <= 640
    assert window.height() <= 400


def test_every_control_of_every_screen_has_a_name(entry: Entry, tmp_path: Path) -> None:
    assert without_a_name(entry.screen) == []
    to_names(entry)
    assert without_a_name(entry.screen) == []
    button(entry.screen, "Back").click()
    to_recovery(entry, tmp_path / "My vault")
    assert without_a_name(entry.screen) == []


def test_words_can_be_printed_before_the_vault_is_made(entry: Entry, tmp_path: Path) -> None:
    recovery = to_recovery(entry, tmp_path / "My vault")
    assert button(recovery, "Print the sheet…").hasFocus()
    assert button(recovery, "Print the sheet…").focusPolicy() & Qt.FocusPolicy.TabFocus


def test_in_a_low_window_a_message_is_scrolled_into_sight(
    qtbot: QtBot, entry: Entry, tmp_path: Path
) -> None:
    names = to_names(entry)
    entry.window.resize(640, 324)
    area = entry.window._area
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    button(names, "Next").click()
    assert "a name first" in said(names)

    def is_in_sight() -> bool:
        top = names.banner.mapTo(area.viewport(), QPoint(0, 0)).y()
        return 0 <= top <= area.viewport().height() - names.banner.height()

    qtbot.waitUntil(is_in_sight)


def test_the_print_dialog_fits_a_small_screen_and_scrolls(
    qtbot: QtBot, entry: Entry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no programs").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
    monkeypatch.setattr(QScreen, "availableSize", lambda _screen: QSize(640, 200))
    recovery = to_recovery(entry, tmp_path / "My vault")
    button(recovery, "Print the sheet…").click()
    dialog = recovery.findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(lambda: dialog.banner.text != "")
    area = dialog.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert dialog.height() <= 200
    assert dialog.close_button.geometry().bottom() < dialog.height()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    dialog.reject()
