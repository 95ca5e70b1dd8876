"""Sending a PDF to a printer without a temporary file: to CUPS, over the standard input of `lp`.

Linux and macOS have CUPS. `lp` talks to the print service over its UNIX socket, which is all that
the network filter lets it do.
"""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise

from peerdesk.domain.paper import Duplex, PaperSize
from peerdesk.errors import UserError
from peerdesk.ui.printing.order import JOB_TITLE, Printer, PrintOrder, QueueState, Sheets
from peerdesk.ui.printing.sheets import sheets_of
from peerdesk.ui.printing.troubles import PrintTrouble

LISTING_SECONDS = 10
SENDING_SECONDS = 60
LONGEST_REASON = 200
"""Characters of what the printing system says that are shown."""

_NO_SERVICE = ("scheduler is not running", "bad file descriptor", "connection refused",
               "no such file", "unable to connect", "operation not permitted")  # fmt: skip
_GONE = ("does not exist", "invalid destination name", "unknown destination")
_MEDIA = {
    PaperSize.A4: "A4",
    PaperSize.LETTER: "Letter",
    PaperSize.A3: "A3",
    PaperSize.TABLOID: "Tabloid",
}
_PREFIX = re.compile(r"^\S*lp: (Error - )?")
_DEFAULT_IS = "system default destination:"
# What `lpstat -p -a` says of a queue that does not print or takes nothing; the reason comes in the
# next line, after a tab.
_STATES = (
    (QueueState.PAUSED, re.compile(r"printer (\S+) disabled since .*")),
    (QueueState.CLOSED, re.compile(r"(\S+) not accepting requests since .*")),
)
_NO_REASON = {"reason unknown", "paused"}


def printers() -> tuple[Printer, ...]:
    """Every print queue, the usual one first.

    UserError NO_PRINT_PROGRAM, NO_PRINTING_SYSTEM, NO_PRINTER, SYSTEM_SILENT. May wait for several
    times `LISTING_SECONDS`.
    """
    names = _asked("-e").split()
    if not names:
        raise _why_none()
    usual = _usual()
    found = _with_states({name: Printer(name, is_usual=name == usual) for name in names})
    return tuple(sorted(found, key=_usual_first))


def send(pdf: bytes, order: PrintOrder) -> None:
    """Give a PDF to a print queue that is ready to print it.

    UserError NO_PRINT_PROGRAM, NO_PRINTING_SYSTEM, PRINTER_GONE, QUEUE_PAUSED, QUEUE_CLOSED,
    SYSTEM_SILENT, REFUSED. May wait for `SENDING_SECONDS`.
    """
    _require_ready(order.printer)
    done = _run([_program("lp"), *_wishes(order, sheets_of(pdf)), "-"], pdf, SENDING_SECONDS)
    if done.returncode != 0:
        raise _refusal(done, order.printer)


def _wishes(order: PrintOrder, sheets: Sheets) -> list[str]:
    """An order in the words of `lp`; the options are those of IPP (RFC 8011 and PWG 5100.11)."""
    options = [
        f"sides={_sides(order.duplex, sheets)}",
        # The margins are part of the document, and a card has to come out in its own size.
        "print-scaling=none",
        "multiple-document-handling=separate-documents-collated-copies",
    ]
    if sheets.paper is not None:
        options.append(f"media={_MEDIA[sheets.paper]}")
    if order.in_grey:
        options.append("print-color-mode=monochrome")
    words = ["-d", order.printer, "-n", str(order.copies), "-t", JOB_TITLE]
    if order.pages:
        words += ["-P", ",".join(f"{pages.first}-{pages.last}" for pages in order.pages)]
    return [*words, *(word for option in options for word in ("-o", option))]


def _sides(duplex: Duplex, sheets: Sheets) -> str:
    """Wide pages turn like those of a book about the paper's short edge."""
    if duplex is Duplex.ONE_SIDE:
        return "one-sided"
    return "two-sided-short-edge" if sheets.is_wide else "two-sided-long-edge"


def _require_ready(name: str) -> None:
    """Refuse a queue in which a document would wait: it could be read there by others."""
    printer = _with_states({name: Printer(name)}, "-p", name, "-a", name)[0]
    if printer.state is QueueState.PAUSED:
        raise UserError(PrintTrouble.QUEUE_PAUSED, printer=name, said=printer.said)
    if printer.state is QueueState.CLOSED:
        raise UserError(PrintTrouble.QUEUE_CLOSED, printer=name, said=printer.said)


def _with_states(named: dict[str, Printer], *question: str) -> list[Printer]:
    lines = _asked(*question or ("-p", "-a")).splitlines()
    found = dict(named)
    for line, following in pairwise([*lines, ""]):
        for state, pattern in _STATES:
            told = pattern.fullmatch(line)
            if told is not None and told[1] in found:
                reason = following.strip() if following.startswith("\t") else ""
                known = "" if reason.casefold() in _NO_REASON else reason[:LONGEST_REASON]
                found[told[1]] = replace(found[told[1]], state=state, said=known)
    return list(found.values())


def _usual() -> str:
    """The name of the system's own choice, or an empty string."""
    _before, found, name = _asked("-d").partition(_DEFAULT_IS)
    return name.strip() if found else ""


def _usual_first(printer: Printer) -> tuple[bool, str]:
    return not printer.is_usual, printer.name.casefold()


def _why_none() -> UserError:
    """Whether the print service is missing, or there to say that it has no queue."""
    return UserError(PrintTrouble.NO_PRINTER if _is_running() else PrintTrouble.NO_PRINTING_SYSTEM)


def _is_running() -> bool:
    return "is running" in _asked("-r")


def _refusal(done: subprocess.CompletedProcess[bytes], printer: str) -> UserError:
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    if any(sign in said.casefold() for sign in _NO_SERVICE):
        return UserError(PrintTrouble.NO_PRINTING_SYSTEM)
    if any(sign in said.casefold() for sign in _GONE):
        # `lp` says the same where no service runs that could know it.
        if not _is_running():
            return UserError(PrintTrouble.NO_PRINTING_SYSTEM)
        return UserError(PrintTrouble.PRINTER_GONE, printer=printer)
    return UserError(PrintTrouble.REFUSED, said=_PREFIX.sub("", said)[:LONGEST_REASON])


def _program(name: str) -> str:
    """The full path of a program of CUPS. UserError NO_PRINT_PROGRAM."""
    found = shutil.which(name)
    if found is None:
        raise UserError(PrintTrouble.NO_PRINT_PROGRAM)
    return os.path.abspath(found)  # noqa: PTH100 - a link must keep its name, which tells CUPS apart


def _asked(*question: str) -> str:
    """What `lpstat` answers."""
    answer = _run([_program("lpstat"), *question], b"", LISTING_SECONDS)
    return answer.stdout.decode("utf-8", "replace")


def _run(command: list[str], given: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    # The answers are read in English, whatever the desktop speaks.
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    try:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as late:
        raise UserError(PrintTrouble.SYSTEM_SILENT, seconds=seconds) from late
    except OSError as failure:
        raise UserError(PrintTrouble.NO_PRINT_PROGRAM) from failure
