"""The real print path to a real CUPS: the bytes that arrive, and the queues that don't print."""

import sys
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from cups_kit import PRINTER, Cups, missing, private_cups
from patience import wait_until

from peerdesk.desk.desk import Desk
from peerdesk.documents.recovery_sheet import RecoverySheet, render
from peerdesk.domain.handouts import HandoutChoice, HandoutKind
from peerdesk.domain.paper import Duplex, PaperSize
from peerdesk.errors import UserError
from peerdesk.handouts.listed import handout_of
from peerdesk.ui.printing.order import PageRange, Printer, PrintOrder, QueueState
from peerdesk.ui.printing.troubles import PrintTrouble
from peerdesk.ui.printing.way import printers, send

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or bool(missing()), reason=missing() or "Windows has no CUPS"
)

ORDER = PrintOrder(printer=PRINTER)


@pytest.fixture(scope="module")
def service() -> Iterator[Cups]:
    with private_cups() as cups:
        yield cups


@pytest.fixture
def cups(service: Cups, monkeypatch: pytest.MonkeyPatch) -> Cups:
    """The service, with its printer ready and its queue empty."""
    for name, value in service.environment.items():
        monkeypatch.setenv(name, value)
    service.run("cancel", "-a", "-x")
    service.run("cupsenable", PRINTER)
    service.run("cupsaccept", PRINTER)
    (service.root / "printed").unlink(missing_ok=True)
    return service


@pytest.fixture(scope="module")
def pdf() -> bytes:
    sheet = RecoverySheet(
        vault_name="Harbour", words=tuple(["acorn"] * 12), made_on=date(2026, 11, 22)
    )
    return render(sheet, PaperSize.LETTER)


def refusal(pdf: bytes, order: PrintOrder) -> UserError:
    with pytest.raises(UserError) as caught:
        send(pdf, order)
    return caught.value


@pytest.mark.usefixtures("cups")
def test_the_printer_is_found() -> None:
    assert printers() == (Printer(PRINTER),)


def test_the_very_bytes_reach_the_printer(cups: Cups, pdf: bytes) -> None:
    send(pdf, ORDER)

    wait_until(lambda: len(cups.printed) >= len(pdf), lambda: "the printer to have it")
    assert cups.printed == pdf


def test_a_handout_reaches_the_printer_byte_for_byte(cups: Cups, desk: Desk) -> None:
    choice = HandoutChoice(kind=HandoutKind.RULES)
    prepared = handout_of(choice.kind).prepared(desk, choice, datetime(2026, 11, 22, 12))
    handout = prepared.render()

    send(handout, PrintOrder(printer=PRINTER, duplex=prepared.duplex))

    wait_until(lambda: cups.printed == handout, lambda: "the printer to have it")
    assert {"media=A4", "sides=two-sided-long-edge"} <= set(cups.options)


def test_paper_sides_pages_and_grey_reach_the_printer(cups: Cups, pdf: bytes) -> None:
    pages = (PageRange(1, 1),)
    send(
        pdf,
        PrintOrder(printer=PRINTER, duplex=Duplex.LONG_EDGE, pages=pages, in_grey=True),
    )

    wait_until(lambda: cups.printed == pdf, lambda: "the printer to have it")
    assert {
        "media=Letter", "sides=two-sided-long-edge", "page-ranges=1", "print-scaling=none",
        "print-color-mode=monochrome",
    } <= set(cups.options)  # fmt: skip


def test_nothing_stays_in_a_paused_queue(cups: Cups, pdf: bytes) -> None:
    cups.run("cupsdisable", "-r", "out of toner", PRINTER)

    error = refusal(pdf, ORDER)

    assert error.code is PrintTrouble.QUEUE_PAUSED
    assert error.data["said"] == "out of toner"
    assert printers()[0].state is QueueState.PAUSED
    assert cups.kept == []


def test_a_queue_that_refuses_is_said(cups: Cups, pdf: bytes) -> None:
    cups.run("cupsreject", "-r", "closed for today", PRINTER)

    error = refusal(pdf, ORDER)

    assert error.code is PrintTrouble.QUEUE_CLOSED
    assert error.data["said"] == "closed for today"
    assert cups.printed == b""


@pytest.mark.usefixtures("cups")
def test_a_printer_that_is_not_there_is_said(pdf: bytes) -> None:
    assert refusal(pdf, PrintOrder(printer="Attic")).code is PrintTrouble.PRINTER_GONE


def test_a_service_that_is_gone_is_said(
    cups: Cups, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(cups.root / "nobody.sock"))

    assert refusal(pdf, ORDER).code is PrintTrouble.NO_PRINTING_SYSTEM


def test_the_command_that_is_told_clears_what_a_queue_keeps(cups: Cups, pdf: bytes) -> None:
    send(pdf, ORDER)
    wait_until(lambda: cups.printed == pdf, lambda: "the printer to have it")
    assert cups.kept != []

    cups.run("cancel", "-a", "-x")

    wait_until(lambda: cups.kept == [], lambda: "an empty queue")
