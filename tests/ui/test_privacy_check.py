"""Help ▸ Privacy check: measured lines in words, and a page of them for the organisation."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from checks import surroundings, too_small, without_a_name
from pace import within
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.documents.privacy_sheet import PrivacyItem, PrivacySheet, render
from peerdesk.domain.locking import LockTrigger
from peerdesk.domain.log import LogKind
from peerdesk.domain.paper import PaperSize
from peerdesk.safety.filtering import FilterState
from peerdesk.safety.measuring import Line, Protection, Standing
from peerdesk.ui.dialogs.privacy_check import PrivacyCheckDialog
from peerdesk.ui.messages import privacy
from peerdesk.vault.inspection import forgets_what_is_deleted, is_encrypted

MOMENT = datetime(2026, 11, 22, 14, 2)


def texts(pdf: bytes) -> list[str]:
    """The text of each page, its lines as one."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def whole_text(pdf: bytes) -> str:
    return " ".join(texts(pdf))


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, tmp_path: Path) -> Iterator[PrivacyCheckDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = PrivacyCheckDialog(surroundings(desk, tmp_path), parent)
    made.show()
    yield made
    parent.close()


def test_each_line_has_its_standing_as_a_word(dialog: PrivacyCheckDialog) -> None:
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for line in dialog.lines:
        assert f"{line.title}: {line.verdict}" in shown
        assert line.meaning in shown
    assert without_a_name(dialog) == []
    assert too_small(dialog) == []


def test_the_vault_itself_is_measured(desk: Desk) -> None:
    assert is_encrypted(desk.vault)
    assert forgets_what_is_deleted(desk.vault)
    desk.connection.execute("PRAGMA secure_delete = OFF")
    assert not forgets_what_is_deleted(desk.vault)
    desk.connection.execute("PRAGMA secure_delete = ON")
    desk.connection.execute(
        "INSERT INTO member_notes_search (member_notes_search, rank) VALUES ('secure-delete', 0)"
    )
    assert not forgets_what_is_deleted(desk.vault)


def test_it_opens_at_once(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    context = surroundings(desk, tmp_path)
    PrivacyCheckDialog(context, parent).close()
    within(0.3, lambda: PrivacyCheckDialog(context, parent).show())


@pytest.mark.parametrize("line", Line)
@pytest.mark.parametrize("standing", Standing)
def test_every_line_and_standing_has_words(line: Line, standing: Standing) -> None:
    told = privacy.in_words(Protection(line, standing))
    assert told.title
    assert told.verdict
    assert told.meaning.endswith(".")


def test_a_missing_library_says_what_to_install() -> None:
    missing = Protection(Line.NETWORK, Standing.DOES_NOT_HOLD, FilterState.LIBRARY_MISSING)
    assert "Installing libseccomp" in privacy.in_words(missing).meaning


def test_the_triggers_that_are_not_told_here_are_said() -> None:
    some = privacy.locking({LockTrigger.SLEEP, LockTrigger.SCREEN})
    assert some.standing is Standing.HOLDS
    assert "when the computer sleeps" in some.meaning
    assert "Not told here: another user takes over, the lid is closed." in some.meaning
    assert privacy.locking(()).standing is Standing.DOES_NOT_HOLD


def test_the_page_is_one_page_names_nobody_and_is_the_same_again(
    dialog: PrivacyCheckDialog, desk: Desk
) -> None:
    pdf = dialog.pdf()
    assert pdf == dialog.pdf()
    assert len(texts(pdf)) == 1
    text = " ".join(whole_text(pdf).split())
    for line in dialog.lines:
        assert f"{line.title}: {line.verdict}" in text
    assert desk.vault.name not in text
    assert str(desk.vault.folder.root) not in text


@pytest.mark.parametrize("paper", PaperSize)
def test_the_page_says_when_it_was_measured(paper: PaperSize) -> None:
    sheet = PrivacySheet((PrivacyItem("No network", "Holds", "Tried."),), MOMENT)
    assert "Measured 22 November 2026, 14:02" in whole_text(render(sheet, paper))


def test_it_is_saved_as_a_file_and_logged(
    qtbot: QtBot, dialog: PrivacyCheckDialog, desk: Desk, tmp_path: Path
) -> None:
    with qtbot.waitSignal(dialog.leaving.left):
        dialog.save_to(tmp_path / "check")
    assert (tmp_path / "check.pdf").read_bytes() == dialog.pdf()
    assert "It names nobody" in dialog.banner.text
    entry = desk.log.latest(LogKind.SAVED_PDF)
    assert entry is not None
    assert entry.subject == "privacy"


def test_a_file_of_something_else_is_left_alone(
    qtbot: QtBot, dialog: PrivacyCheckDialog, tmp_path: Path
) -> None:
    (tmp_path / "check.pdf").write_bytes(b"a letter")
    with qtbot.waitSignal(dialog.leaving.ended):
        dialog.save_to(tmp_path / "check.pdf")
    assert (tmp_path / "check.pdf").read_bytes() == b"a letter"
    assert "left alone" in dialog.banner.text


def test_the_command_measures_its_own_process(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "peerdesk", "privacy-check", "--json"]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "check.pdf")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    standings = json.loads(done.stdout)
    assert set(standings) == {str(line) for line in Line}
    assert done.returncode == int("does_not_hold" in standings.values())
    assert (tmp_path / "check.pdf").read_bytes().startswith(b"%PDF")
