"""How rows are shared out over pages, so that no page looks like a mistake."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pdf_reading import plain, texts
from press import render

from peerdesk.documents import agreement_sheet, plan_sheet
from peerdesk.documents.agreement_sheet import AgreementSheet
from peerdesk.documents.easy_sheet import EasySheet
from peerdesk.documents.easy_sheet import laid_out as easy_laid_out
from peerdesk.documents.easy_words import Idea
from peerdesk.documents.flow import Page, Row, pages
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.look import HAIRLINE, Look
from peerdesk.documents.plan_sheet import PlanSheet
from peerdesk.documents.rules_sheet import Rule, RulesSheet
from peerdesk.documents.typeface import Weight
from peerdesk.domain.paper import LineSpacing, PaperSize, PrintSize
from peerdesk.domain.sessions import AgendaItem, AgendaKind

DAY = date(2026, 9, 24)
LOOK = Look(PaperSize.A4, PrintSize.STANDARD)
SIZES = pytest.mark.parametrize("size", list(PrintSize))
RULES = RulesSheet(
    title="Our ground rules",
    group_name="Tuesday Evenings",
    language="es",
    made_on=DAY,
    version_label="Versión 12",
    rules=(Rule("You can always pass."),),
)


def filled(page: Page, height: float) -> float:
    return (page[-1].top + page[-1].row.height) / height


def rows_of(leaf: Leaf) -> Page:
    return leaf.areas[0].rows


def test_a_last_page_of_one_row_is_saved_by_smaller_gaps() -> None:
    rows = [Row(10.0, gap=10.0)] * 11
    assert len(pages(rows, 200.0)) == 1


def test_a_last_page_that_can_not_be_saved_is_given_rows_of_those_before_it() -> None:
    rows = [Row(10.0)] * 21
    first, last = pages(rows, 200.0)
    assert (len(first), len(last)) == (16, 5)


def test_no_page_begins_with_a_line_that_only_parts() -> None:
    line = Row(1.0, parts=True)
    rows = [row for _ in range(30) for row in (line, Row(40.0))]
    assert all(not page[0].row.parts for page in pages(rows, 200.0))


@SIZES
def test_no_page_of_the_easy_read_sheet_begins_with_a_line(size: PrintSize) -> None:
    idea = Idea("welcome", ("You can pass.", "You do not have to say why."))
    sheet = EasySheet(
        title="Our rules",
        group_name="Lanterns",
        language="en",
        made_on=DAY,
        version_label="Version 1",
        intro=(idea,),
        rules=((idea,),) * 40,
    )
    for leaf in easy_laid_out(sheet, Look(PaperSize.A4, size)):
        assert all(bar.colour != HAIRLINE for bar in rows_of(leaf)[0].row.bars)


@SIZES
@pytest.mark.parametrize("lines", range(1, 45, 2))
def test_a_page_to_sign_on_has_more_than_a_line_or_two(size: PrintSize, lines: int) -> None:
    look = Look(PaperSize.A4, size)
    leaves = agreement_sheet.laid_out(AgreementSheet(RULES, lines), look)
    counts = [sum(bool(placed.row.bars) for placed in rows_of(leaf)) for leaf in leaves]
    to_sign = counts[1:]
    assert sum(to_sign) == lines
    assert to_sign[-1] >= min(3, lines)


@SIZES
@pytest.mark.parametrize("items", range(1, 40, 3))
def test_the_end_of_a_meeting_never_stands_alone(size: PrintSize, items: int) -> None:
    plan = PlanSheet(
        agenda=tuple(AgendaItem(kind=AgendaKind.TOPIC) for _ in range(items)),
        parts=(),
        language="en",
        made_on=DAY,
        starts_at=datetime(2026, 9, 24, 18, 30),
    )
    assert len(rows_of(plan_sheet.laid_out(plan, Look(PaperSize.LETTER, size))[-1])) >= 2


def test_a_short_last_paragraph_stays_with_the_one_before_it() -> None:
    rows = LOOK.rows(("We listen without answering.", "Who would like to start?"), LOOK.body)
    assert [row.keeps_with_next for row in rows] == [True, False]


@SIZES
@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.LETTER])
def test_the_foot_says_the_whole_date_at_every_size(paper: PaperSize, size: PrintSize) -> None:
    rules = replace(RULES, rules=(Rule("Uno. " * 900),))
    for text in texts(render(rules, paper, size, LineSpacing.OPEN)):
        assert "Versión 12, 24 de septiembre de 2026" in plain(text)


def test_a_first_sentence_is_bold_unless_it_is_a_whole_block() -> None:
    short = LOOK.rows(("You can pass. Nobody asks why.",), LOOK.body, lead=True)
    long = LOOK.rows(("many words " * 60 + "end.",), LOOK.body, lead=True)
    assert {p.face.name for p in short[0].marks[0].line.pieces} == {w.value for w in Weight}
    faces = {p.face.name for row in long for mark in row.marks for p in mark.line.pieces}
    assert faces == {Weight.REGULAR.value}
