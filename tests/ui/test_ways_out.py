"""What leaves in the clear: the passphrase before names, what is said of the place, the log."""

import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas
from vault_page_kit import type_into_next_dialog

from peerdesk.app import create_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.log import LogKind
from peerdesk.domain.recovery_words import generate
from peerdesk.errors import UserError
from peerdesk.settings import SettingsStore
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.jobs import Jobs, Task
from peerdesk.ui.leaving import (
    AskFirst,
    Leaving,
    LogLine,
    Outgoing,
    pace_of,
)
from peerdesk.ui.messages.surroundings import place_of_paper_in_words
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.widgets.banner import Banner
from peerdesk.vault.files import VaultFolder
from peerdesk.vault.kdf import FLOOR
from peerdesk.vault.surroundings import Surroundings, SyncService
from peerdesk.vault.words import word_list

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    canvas = Canvas("-")
    canvas.drawString(72, 72, "Ground rules")
    return bytes(canvas.getpdfdata())


@pytest.fixture
def rules(pdf: bytes) -> Outgoing:
    def make(_task: Task) -> bytes:
        return pdf

    return Outgoing(stem="Ground rules", lines=(LogLine("rules"),), make=make, ask_first=None)


@pytest.fixture
def naming(rules: Outgoing) -> Outgoing:
    """The same paper, as one that says who comes."""
    return replace(rules, ask_first=AskFirst("Names", "Paper can be read.", "Files can be read."))


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs(qapp)
    yield made
    made.wait()


@pytest.fixture
def leaving(qtbot: QtBot, qapp: QApplication, desk: Desk, jobs: Jobs, tmp_path: Path) -> Leaving:
    context = PageContext(desk, SettingsStore(tmp_path / "s.json"), jobs, Wishes(qapp))
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return Leaving(context, window, Banner(window))


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    return folder


def said(leaving: Leaving) -> str:
    return leaving._banner.text


def window_of(leaving: Leaving) -> QWidget:
    return leaving._window


def logged(desk: Desk, kind: LogKind) -> list[tuple[str, int]]:
    return [(each.subject, each.count) for each in desk.log.entries() if each.kind is kind]


class Gate:
    """Making pages takes until it is opened."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.reached = threading.Event()
        self.opened = threading.Event()

    def make(self, _task: Task) -> bytes:
        self.reached.set()
        assert self.opened.wait(PATIENCE_SECONDS)
        return self._pdf


@pytest.fixture
def gate(pdf: bytes) -> Iterator[Gate]:
    made = Gate(pdf)
    yield made
    made.opened.set()


def test_names_are_saved_after_the_passphrase_only(
    qtbot: QtBot, leaving: Leaving, naming: Outgoing, papers: Path, passphrase: str, desk: Desk
) -> None:
    type_into_next_dialog("not the passphrase at all")
    leaving.save_to(papers / "list.pdf", naming)
    qtbot.waitUntil(lambda: "passphrase" in said(leaving))
    assert list(papers.iterdir()) == []
    assert logged(desk, LogKind.SAVED_PDF) == []

    type_into_next_dialog(passphrase)
    with qtbot.waitSignal(leaving.left):
        leaving.save_to(papers / "list.pdf", naming)
    assert (papers / "list.pdf").read_bytes().startswith(b"%PDF")
    assert logged(desk, LogKind.SAVED_PDF) == [("rules", 1)]


def test_pages_with_names_are_made_after_the_right_passphrase_only(
    qtbot: QtBot, leaving: Leaving, naming: Outgoing, gate: Gate, papers: Path
) -> None:
    gate.opened.set()
    for begin in (partial(leaving.save_to, papers / "list.pdf"), leaving.print):
        type_into_next_dialog("not the passphrase at all")
        begin(replace(naming, make=gate.make))
        qtbot.waitUntil(lambda: "passphrase" in said(leaving))
    assert not gate.reached.is_set()


def test_a_changed_mind_at_the_passphrase_saves_nothing(
    qtbot: QtBot, leaving: Leaving, naming: Outgoing, papers: Path
) -> None:
    type_into_next_dialog("")
    with qtbot.waitSignal(leaving.ended):
        leaving.save_to(papers / "list.pdf", naming)
    assert list(papers.iterdir()) == []


def test_names_are_printed_after_the_passphrase_only_and_each_copy_is_logged(
    qtbot: QtBot, leaving: Leaving, naming: Outgoing, passphrase: str, desk: Desk
) -> None:
    type_into_next_dialog("not the passphrase at all")
    leaving.print(naming)
    qtbot.waitUntil(lambda: "passphrase" in said(leaving))
    assert window_of(leaving).findChild(PrintDialog) is None

    type_into_next_dialog(passphrase)
    leaving.print(replace(naming, lines=(LogLine("rules"), LogLine("dates", 3))))
    qtbot.waitUntil(lambda: window_of(leaving).findChild(PrintDialog) is not None)
    assert logged(desk, LogKind.PRINTED) == []
    dialog = window_of(leaving).findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    dialog.printed.emit(2)
    dialog.reject()
    assert sorted(logged(desk, LogKind.PRINTED)) == [("dates", 6), ("rules", 2)]
    assert "2 copies" in said(leaving)


def test_the_sample_vault_whose_passphrase_nobody_knows_asks_for_none(
    qtbot: QtBot, qapp: QApplication, jobs: Jobs, naming: Outgoing, tmp_path: Path, papers: Path
) -> None:
    desk = create_desk(
        VaultFolder(tmp_path / "sample"),
        passphrase="a passphrase that nobody chose",
        label="Sample",
        recovery=generate(word_list(), secrets.randbelow),
        name="Sample",
        cost=FLOOR,
        is_sample=True,
    )
    context = PageContext(desk, SettingsStore(tmp_path / "s.json"), jobs, Wishes(qapp))
    window = QWidget()
    qtbot.addWidget(window)
    leaving = Leaving(context, window, Banner(window))

    with qtbot.waitSignal(leaving.left):
        leaving.save_to(papers / "list.pdf", naming)

    assert (papers / "list.pdf").read_bytes().startswith(b"%PDF")
    desk.close()


def test_a_folder_that_is_copied_elsewhere_is_said(
    qtbot: QtBot, leaving: Leaving, rules: Outgoing, papers: Path
) -> None:
    (papers / ".stfolder").mkdir()

    with qtbot.waitSignal(leaving.left):
        leaving.save_to(papers / "rules.pdf", rules)

    assert "copied to other computers by Syncthing" in said(leaving)
    assert (papers / "rules.pdf").exists()


def test_each_thing_to_know_of_a_place_is_a_sentence() -> None:
    quiet = Surroundings(None, "", ())
    assert place_of_paper_in_words(quiet, can_be_taken_out=False) == []

    told = place_of_paper_in_words(
        Surroundings(SyncService.DROPBOX, "nfs4", ("vault 2.db",)), can_be_taken_out=True
    )
    assert len(told) == 3
    for known, line in zip(("Dropbox", "nfs4", "stick"), told, strict=True):
        assert known in line


def test_a_read_only_file_is_left_alone(
    qtbot: QtBot, leaving: Leaving, rules: Outgoing, papers: Path, desk: Desk
) -> None:
    kept = papers / "rules.pdf"
    kept.write_bytes(b"%PDF-1.4 the one to keep")
    kept.chmod(0o444)

    leaving.save_to(kept, rules)
    qtbot.waitUntil(lambda: "read-only" in said(leaving))

    assert kept.read_bytes() == b"%PDF-1.4 the one to keep"
    assert [path.name for path in papers.iterdir()] == ["rules.pdf"]
    assert logged(desk, LogKind.SAVED_PDF) == []


def test_the_proposed_name_is_the_one_that_tells_of_nobody(
    leaving: Leaving, naming: Outgoing, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed = []

    def choose_nothing(*given: object) -> tuple[str, str]:
        proposed.append(Path(str(given[2])).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose_nothing)
    leaving.save(naming)

    assert proposed == ["Ground rules.pdf"]
    assert not leaving.busy


def test_long_work_is_said_and_can_be_stopped_with_nothing_written(
    qtbot: QtBot, leaving: Leaving, rules: Outgoing, gate: Gate, papers: Path, desk: Desk
) -> None:
    leaving.save_to(papers / "rules.pdf", replace(rules, make=gate.make))
    qtbot.waitUntil(lambda: "Making the pages" in said(leaving))
    # Until the window has waited for longer, unless this machine stood still meanwhile.
    can_stop = any(each.text() == "Stop" for each in buttons(leaving))
    assert can_stop != leaving._patience.isActive()
    qtbot.waitUntil(
        lambda: any(each.text() == "Stop" for each in buttons(leaving)),
    )
    (stop,) = (each for each in buttons(leaving) if each.text() == "Stop")
    stop.click()
    gate.opened.set()
    qtbot.waitUntil(lambda: "Stopped" in said(leaving))
    assert list(papers.iterdir()) == []
    assert logged(desk, LogKind.SAVED_PDF) == []
    assert not leaving.busy


def test_how_far_a_long_sheet_is_is_said_and_it_stops_between_two_pages(
    qtbot: QtBot, leaving: Leaving, rules: Outgoing, papers: Path
) -> None:
    stopped = threading.Event()

    def make(task: Task) -> bytes:
        try:
            for _ in pace_of(task).drawing(range(10_000)):
                time.sleep(0.01)
        except UserError:
            stopped.set()
            raise
        return b""

    leaving.save_to(papers / "rules.pdf", replace(rules, make=make))
    qtbot.waitUntil(lambda: "Making the pages: 6" in said(leaving))
    leaving.stop()
    qtbot.waitUntil(lambda: "Stopped." in said(leaving))
    assert stopped.is_set()
    assert list(papers.iterdir()) == []


def buttons(leaving: Leaving) -> list[QPushButton]:
    return leaving._banner.findChildren(QPushButton)


def test_a_second_wish_meanwhile_does_not_take_the_line_of_the_first(
    qtbot: QtBot, leaving: Leaving, rules: Outgoing, gate: Gate, papers: Path, desk: Desk
) -> None:
    with qtbot.waitSignal(leaving.left):
        leaving.save_to(papers / "first.pdf", replace(rules, make=gate.make))
        qtbot.waitUntil(gate.reached.is_set)
        leaving.save_to(papers / "second.pdf", rules)
        leaving.print(rules)
        gate.opened.set()
    assert [path.name for path in papers.iterdir()] == ["first.pdf"]
    assert logged(desk, LogKind.SAVED_PDF) == [("rules", 1)]


def test_a_file_that_was_written_when_a_lock_came_has_its_line(
    qtbot: QtBot,
    leaving: Leaving,
    rules: Outgoing,
    gate: Gate,
    papers: Path,
    desk: Desk,
    jobs: Jobs,
) -> None:
    leaving.save_to(papers / "rules.pdf", replace(rules, make=gate.make))
    qtbot.waitUntil(gate.reached.is_set)
    gate.opened.set()
    jobs.wait()  # It is written, and this thread has not been told yet.
    assert (papers / "rules.pdf").exists()
    assert logged(desk, LogKind.SAVED_PDF) == []

    assert jobs.stop(1000 * PATIENCE_SECONDS)

    assert logged(desk, LogKind.SAVED_PDF) == [("rules", 1)]
    qtbot.wait(50)
    assert logged(desk, LogKind.SAVED_PDF) == [("rules", 1)]


def test_what_a_printer_took_when_a_lock_came_has_its_line(
    qtbot: QtBot,
    leaving: Leaving,
    rules: Outgoing,
    desk: Desk,
    jobs: Jobs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Stand-ins for the programs of CUPS, which are not ours.
    for name, script in (("lpstat", "echo Paper"), ("lp", f"/bin/cat > {tmp_path}/document")):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    leaving.print(rules)
    qtbot.waitUntil(lambda: window_of(leaving).findChild(PrintDialog) is not None)
    dialog = window_of(leaving).findChild(PrintDialog)
    assert isinstance(dialog, PrintDialog)
    qtbot.waitUntil(dialog.print_button.isEnabled)
    dialog.copies.setValue(3)
    dialog.send()
    jobs.wait()  # The printer has it, and this thread has not been told yet.
    assert (tmp_path / "document").read_bytes().startswith(b"%PDF")
    assert logged(desk, LogKind.PRINTED) == []

    assert jobs.stop(1000 * PATIENCE_SECONDS)

    assert logged(desk, LogKind.PRINTED) == [("rules", 3)]
    dialog.close()


def test_a_disk_that_takes_no_line_is_told_and_ends_neither_the_window_nor_a_lock(
    qtbot: QtBot, leaving: Leaving, rules: Outgoing, papers: Path, desk: Desk, jobs: Jobs
) -> None:
    desk.connection.execute("PRAGMA query_only = ON")
    with qtbot.waitSignal(leaving.ended):
        leaving.save_to(papers / "rules.pdf", rules)
    assert "Saved as “rules.pdf”" in said(leaving)
    assert "The log has no line of it" in said(leaving)
    assert (papers / "rules.pdf").exists()

    leaving.save_to(papers / "again.pdf", rules)
    qtbot.waitUntil((papers / "again.pdf").exists)
    jobs.stop(1000 * PATIENCE_SECONDS)
    desk.connection.execute("PRAGMA query_only = OFF")
    assert logged(desk, LogKind.SAVED_PDF) == []
