from datetime import datetime

from pdf_reading import texts, whole_text

from peerdesk.documents.log_sheet import LogItem, LogSheet, render
from peerdesk.domain.paper import PaperSize

ASKED = datetime(2026, 11, 22, 12, 5)


def test_every_line_is_there_with_its_day_and_whose_key_it_was() -> None:
    items = tuple(
        LogItem(f"{day} Nov 2026, 19:0{day}", "Printed: ground rules", day, "Robin")
        for day in range(1, 10)
    )
    text = whole_text(render(LogSheet("Harbour House", items, ASKED), PaperSize.A4))
    assert "Harbour House" in text
    assert "Made 22 November 2026, 12:05" in text
    assert "1 Nov 2026, 19:01 Printed: ground rules. Robin" in text
    assert "7 Nov 2026, 19:07 Printed: ground rules, 7 times. Robin" in text


def test_a_long_log_goes_over_pages() -> None:
    items = tuple(LogItem("1 Nov 2026, 19:00", "Unlocked", 1, "Robin") for _ in range(120))
    assert len(texts(render(LogSheet("Harbour House", items, ASKED), PaperSize.LETTER))) > 2
