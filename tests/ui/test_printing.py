"""Printing: what reaches `lp`, and what is said when it does not.

`lp` and `lpstat` are programs of CUPS, not ours; small stand-ins on PATH record what they are
given, because a test must neither need a printer nor use one.
"""

import io
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from checks import without_a_name
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.documents.recovery_sheet import RecoverySheet, render
from peerdesk.domain.paper import Duplex, PaperSize
from peerdesk.errors import UserError
from peerdesk.ui.dialogs.print_dialog import PrintDialog
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.messages import has_words, words
from peerdesk.ui.messages.paper import clearing_queue_in_words
from peerdesk.ui.printing import cups
from peerdesk.ui.printing.order import (
    PageRange,
    Printer,
    PrintOrder,
    QueueState,
    Sheets,
    pages_named,
)
from peerdesk.ui.printing.sheets import sheets_of
from peerdesk.ui.printing.troubles import PrintTrouble
from peerdesk.ui.printing.way import printers, send

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no CUPS"),
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]

TWO_QUEUES = """
case "$1" in
-e) printf 'Office\\nPaper\\n' ;;
-d) echo 'system default destination: Paper' ;;
-r) echo 'scheduler is running' ;;
esac
"""
NO_QUEUE = """
case "$1" in
-d) echo 'no system default destination' ;;
-r) echo 'scheduler is running' ;;
esac
"""
PAUSED_AND_CLOSED = """
case "$1" in
-e) printf 'Office\\nPaper\\nShut\\n' ;;
-d) echo 'no system default destination' ;;
-p) printf 'printer Office is idle.  enabled since Sat 28 Nov 2026\\n\\tready\\n'
    printf 'printer Paper disabled since Sat 28 Nov 2026 -\\n\\tout of toner\\n'
    printf 'Office accepting requests since Sat 28 Nov 2026\\n'
    printf 'Shut not accepting requests since Sat 28 Nov 2026 -\\n\\treason unknown\\n' ;;
esac
"""
NO_SERVICE = NO_QUEUE.replace("is running", "is not running")

Install = Callable[[str, str], None]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def install(programs: Path) -> Install:
    def write(name: str, script: str) -> None:
        program = programs / name
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)

    return write


@pytest.fixture
def taking(install: Install, programs: Path) -> Path:
    """A printer that takes everything; gives where it keeps `document` and `arguments`."""
    here = programs.parent
    install("lpstat", TWO_QUEUES)
    install("lp", f"printf '%s\\n' \"$@\" > {here}/arguments; /bin/cat > {here}/document")
    return here


@pytest.fixture(scope="module")
def pdf() -> bytes:
    sheet = RecoverySheet(
        vault_name="Harbour", words=tuple(["acorn"] * 12), made_on=date(2026, 11, 22)
    )
    return render(sheet, PaperSize.LETTER)


def blank(width: float, height: float, pages: int = 1) -> bytes:
    """Empty pages, measured in millimetres."""
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(width / 25.4 * 72, height / 25.4 * 72)
    written = io.BytesIO()
    document.save(written)
    document.close()
    return written.getvalue()


def trouble_of(call: Callable[[], object]) -> UserError:
    with pytest.raises(UserError) as caught:
        call()
    return caught.value


def test_the_usual_printer_comes_first(install: Install) -> None:
    install("lpstat", TWO_QUEUES)

    assert printers() == (Printer("Paper", is_usual=True), Printer("Office"))


def test_without_cups_there_is_no_printing_system(programs: Path) -> None:
    assert trouble_of(printers).code is PrintTrouble.NO_PRINT_PROGRAM


def test_a_queue_that_would_not_print_is_told_from_a_ready_one(install: Install) -> None:
    install("lpstat", PAUSED_AND_CLOSED)

    assert printers() == (
        Printer("Office"),
        Printer("Paper", state=QueueState.PAUSED, said="out of toner"),
        Printer("Shut", state=QueueState.CLOSED),
    )


def test_nothing_is_handed_to_a_queue_where_it_would_lie_waiting(
    install: Install, taking: Path, pdf: bytes
) -> None:
    install("lpstat", PAUSED_AND_CLOSED)

    paused = trouble_of(lambda: send(pdf, PrintOrder(printer="Paper")))
    closed = trouble_of(lambda: send(pdf, PrintOrder(printer="Shut")))

    assert paused.code is PrintTrouble.QUEUE_PAUSED
    assert "is paused. It says: out of toner Nothing was handed over" in words(paused)
    assert closed.code is PrintTrouble.QUEUE_CLOSED
    assert "nothing was printed. Choose another" in words(closed)
    assert not (taking / "document").exists()


def test_a_service_that_does_not_run_is_told_from_one_without_a_printer(install: Install) -> None:
    install("lpstat", NO_SERVICE)
    assert trouble_of(printers).code is PrintTrouble.NO_PRINTING_SYSTEM

    install("lpstat", NO_QUEUE)
    assert trouble_of(printers).code is PrintTrouble.NO_PRINTER


def test_the_very_bytes_arrive_with_neutral_words_and_the_right_paper(
    taking: Path, pdf: bytes
) -> None:
    send(pdf, PrintOrder(printer="Office", copies=3, duplex=Duplex.LONG_EDGE))

    assert (taking / "document").read_bytes() == pdf
    assert (taking / "arguments").read_text("utf-8").splitlines() == [
        "-d", "Office", "-n", "3", "-t", "PeerDesk handout",
        "-o", "sides=two-sided-long-edge", "-o", "print-scaling=none",
        "-o", "multiple-document-handling=separate-documents-collated-copies",
        "-o", "media=Letter", "-",
    ]  # fmt: skip


def test_wide_pages_are_turned_about_the_short_edge_and_colour_is_left_out(
    taking: Path, tmp_path: Path
) -> None:
    order = PrintOrder(
        printer="Office",
        duplex=Duplex.LONG_EDGE,
        pages=(PageRange(1, 2), PageRange(4, 4)),
        in_grey=True,
    )

    send(blank(420, 297), order)

    said = (taking / "arguments").read_text("utf-8")
    assert "sides=two-sided-short-edge" in said
    assert "media=A3" in said
    assert "print-color-mode=monochrome" in said
    assert "-P\n1-2,4-4\n" in said


@pytest.mark.parametrize(
    ("typed", "pages"),
    [
        ("", ()),
        (" 1 - 6 ", ()),
        ("2", (PageRange(2, 2),)),
        ("5, 1–2,2-3", (PageRange(1, 3), PageRange(5, 5))),
    ],
)
def test_pages_are_read_as_people_write_them(typed: str, pages: tuple[PageRange, ...]) -> None:
    assert pages_named(typed, 6) == pages


@pytest.mark.parametrize(
    "typed", ["0", "7", "3-2", "1;2", "two", "1-", ",", "-1", "99999", "1-3-5"]
)
def test_pages_that_are_not_there_are_refused(typed: str) -> None:
    error = trouble_of(lambda: pages_named(typed, 6))

    assert error.code is PrintTrouble.NO_SUCH_PAGES
    assert "which has 6" in words(error)


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_how_to_clear_a_queue_is_said_for_each_system(platform: str) -> None:
    command = "cancel -a -x" if platform != "win32" else "Keep printed documents"
    assert command in clearing_queue_in_words(platform)


def test_printing_writes_no_temporary_file(
    taking: Path, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))

    send(pdf, PrintOrder(printer="Paper"))

    assert (taking / "document").read_bytes() == pdf
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("paper", PaperSize)
def test_the_paper_is_read_from_the_document(paper: PaperSize) -> None:
    sheet = RecoverySheet(
        vault_name="Harbour", words=tuple(["acorn"] * 12), made_on=date(2026, 11, 22)
    )

    assert sheets_of(render(sheet, paper)) == Sheets(paper)
    assert sheets_of(blank(85.6, 54)) == Sheets(None, is_wide=True)


def test_a_refusal_says_what_the_printer_says(install: Install, pdf: bytes) -> None:
    install("lpstat", TWO_QUEUES)
    install("lp", 'echo "$0: Destination \\"Paper\\" is not accepting jobs." >&2; exit 1')

    error = trouble_of(lambda: send(pdf, PrintOrder(printer="Paper")))

    assert error.code is PrintTrouble.REFUSED
    assert error.data["said"] == 'Destination "Paper" is not accepting jobs.'
    assert "not accepting jobs. Choose another printer" in words(error)


def test_a_printer_that_went_away_is_said(install: Install, pdf: bytes) -> None:
    install("lpstat", TWO_QUEUES)
    install("lp", 'echo "lp: Error - The printer or class does not exist." >&2; exit 1')

    error = trouble_of(lambda: send(pdf, PrintOrder(printer="Attic")))

    assert error.code is PrintTrouble.PRINTER_GONE
    assert "“Attic” is not there any more" in words(error)


def test_a_silent_service_is_not_waited_for_without_end(
    install: Install, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("lpstat", TWO_QUEUES)
    install("lp", "exec /bin/sleep 30")
    monkeypatch.setattr(cups, "SENDING_SECONDS", 1)

    error = trouble_of(lambda: send(pdf, PrintOrder(printer="Paper")))

    assert error.code is PrintTrouble.SYSTEM_SILENT
    assert "within 1 seconds" in words(error)


def test_every_trouble_has_its_words() -> None:
    assert [trouble for trouble in PrintTrouble if not has_words(trouble)] == []


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, pdf: bytes) -> Iterator[PrintDialog]:
    window = QWidget()
    qtbot.addWidget(window)
    made = PrintDialog(pdf, Jobs(qapp), window)
    window.show()
    made.open()
    yield made
    window.close()


def test_the_dialog_offers_the_printers_and_prints(
    qtbot: QtBot, taking: Path, dialog: PrintDialog, pdf: bytes
) -> None:
    qtbot.waitUntil(dialog.print_button.isEnabled)
    assert dialog.printers.currentData() == "Paper"
    dialog.copies.setValue(2)

    with qtbot.waitSignal(dialog.printed) as told:
        dialog.print_button.click()

    assert told.args == [2]
    assert (taking / "document").read_bytes() == pdf
    assert "one-sided" in (taking / "arguments").read_text("utf-8")


def test_the_dialog_says_what_is_missing_and_looks_again(
    qtbot: QtBot, programs: Path, dialog: PrintDialog, install: Install
) -> None:
    qtbot.waitUntil(dialog.again_button.isVisible)
    assert "not set up for printing" in dialog.banner.text
    assert not dialog.print_button.isEnabled()

    install("lpstat", TWO_QUEUES)
    dialog.again_button.click()

    qtbot.waitUntil(dialog.print_button.isEnabled)
    assert dialog.banner.text == ""


def test_a_refused_document_stays_in_the_dialog(
    qtbot: QtBot, install: Install, dialog: PrintDialog
) -> None:
    install("lpstat", TWO_QUEUES)
    install("lp", "echo 'lp: Error - out of paper.' >&2; exit 1")
    dialog.look_for_printers()
    qtbot.waitUntil(dialog.print_button.isEnabled)

    dialog.print_button.click()

    qtbot.waitUntil(lambda: "out of paper." in dialog.banner.text)
    assert dialog.isVisible()
    assert dialog.print_button.isEnabled()


@pytest.mark.usefixtures("taking")
def test_every_control_of_the_dialog_has_a_name(qtbot: QtBot, dialog: PrintDialog) -> None:
    qtbot.waitUntil(dialog.print_button.isEnabled)

    assert without_a_name(dialog) == []


def test_an_answer_for_a_window_that_is_gone_is_thrown_away(
    qtbot: QtBot, qapp: QApplication, install: Install, pdf: bytes
) -> None:
    install("lpstat", "exec /bin/sleep 0.3")
    jobs = Jobs(qapp)
    window = QWidget()
    PrintDialog(pdf, jobs, window).open()
    assert jobs.busy

    window.deleteLater()

    # A late answer that called the dead dialog would raise, and pytest-qt would fail this test.
    qtbot.waitUntil(lambda: not jobs.busy)


@pytest.mark.usefixtures("taking")
def test_how_a_queue_is_cleared_is_there_on_request(qtbot: QtBot, dialog: PrintDialog) -> None:
    qtbot.waitUntil(dialog.print_button.isEnabled)
    note, height = dialog.queue_note, dialog.height()
    assert note.more.isHidden()

    note.more_button.click()
    assert note.more.isVisible()
    assert dialog.height() > height
    note.more_button.click()
    assert note.more.isHidden()


def test_a_ready_printer_is_proposed_before_a_paused_one(
    qtbot: QtBot, install: Install, dialog: PrintDialog
) -> None:
    install(
        "lpstat", PAUSED_AND_CLOSED.replace("-e) printf 'Office\\nPaper", "-e) printf 'Paper\\nTwo")
    )
    dialog.look_for_printers()
    qtbot.waitUntil(dialog.print_button.isEnabled)

    assert [dialog.printers.itemText(place) for place in range(3)] == [
        "Paper (paused)", "Shut (takes nothing)", "Two",
    ]  # fmt: skip
    assert dialog.printers.currentText() == "Two"


def test_pages_that_are_not_there_stay_in_the_dialog(
    qtbot: QtBot, qapp: QApplication, taking: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = PrintDialog(
        blank(210, 297, pages=3), Jobs(qapp), window, duplex=Duplex.LONG_EDGE, in_grey=True
    )
    made.open()
    qtbot.waitUntil(made.print_button.isEnabled)

    made.pages.setText("2-5")
    made.print_button.click()
    assert "which has 3" in made.banner.text
    assert not (taking / "document").exists()

    made.pages.setText("2-3")
    with qtbot.waitSignal(made.printed):
        made.print_button.click()
    said = (taking / "arguments").read_text("utf-8")
    assert "-P\n2-3\n" in said
    assert "two-sided-long-edge" in said
    assert "monochrome" in said
