import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from press import render as render_rules

from peerdesk.documents import raster
from peerdesk.documents.look import ACCENT
from peerdesk.documents.recovery_sheet import RecoverySheet, render
from peerdesk.documents.rules_sheet import Rule, RulesSheet
from peerdesk.domain.paper import PaperSize, PrintSize

ON = date(2026, 11, 22)
PDF = render(RecoverySheet("My vault", tuple(f"word{n}" for n in range(12)), ON), PaperSize.LETTER)


def test_a_page_has_the_size_of_its_paper_at_the_resolution_asked_for() -> None:
    image = raster.page(PDF, 0, 100)

    assert (image.width, image.height) == (850, 1100)
    assert image.stride >= 4 * image.width
    assert len(image.pixels) == image.stride * image.height


def test_pixels_are_blue_green_red_and_one_unused() -> None:
    image = raster.page(PDF, 0, 72)
    pixels = {image.pixels[i : i + 3] for i in range(0, len(image.pixels), 4)}

    assert image.pixels[:3] == b"\xff\xff\xff"
    assert bytes((ACCENT.blue, ACCENT.green, ACCENT.red)) in pixels


def test_there_is_no_page_beyond_the_last() -> None:
    assert raster.page_count(PDF) == 1
    assert len(raster.pages(PDF, 36)) == 1
    with pytest.raises(IndexError):
        raster.page(PDF, 1, 72)


def test_many_threads_may_print_and_draw_at_once() -> None:
    def work(number: int) -> tuple[bytes, bytes]:
        rules = tuple(Rule(f"سلام {number} שלום 🌻 {n}") for n in range(3))
        sheet = RulesSheet(
            title="T", group_name="G", language="en", made_on=ON, version_label="V", rules=rules
        )
        pdf = render_rules(sheet, PaperSize.A4, PrintSize.LARGE)
        return pdf, raster.page(pdf, 0, 36).pixels

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(work, range(16)))

    assert together == [work(number) for number in range(16)]


def test_the_package_itself_loads_nothing() -> None:
    program = (
        "import sys, peerdesk.documents\n"
        "print([m for m in ('reportlab', 'uharfbuzz', 'pypdfium2', 'bidi') if m in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
