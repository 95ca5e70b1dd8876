"""Where to turn, the agreement, the plan, the sign-in list: read back at every size."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from pdf_reading import bookmarks, characters, contrast, page_sizes, plain, texts, whole_text

from peerdesk.documents import agreement_sheet, crisis_sheet, pack, plan_sheet, sign_in
from peerdesk.documents.agreement_sheet import AgreementSheet
from peerdesk.documents.crisis_sheet import CrisisSheet
from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.look import Look
from peerdesk.documents.pack import Bound
from peerdesk.documents.plan_sheet import PlanSheet, ReadPart, ReadRule
from peerdesk.documents.rules_sheet import Rule, RulesSheet
from peerdesk.documents.sign_in import SignIn
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.paper import Ink, PaperSize, PrintSize
from peerdesk.domain.sessions import STANDARD_AGENDA

DAY = date(2026, 11, 24)
LOOK = Look(PaperSize.A4, PrintSize.STANDARD)
WHITE, TINT = (255, 255, 255), (0xEC, 0xF3, 0xF1)
FARO = CrisisResource(
    group_id=1,
    name="Faro",
    purpose="when a night is long",
    reach="01632 960111",
    hours="8 pm to 6 am",
    checked_on=DAY - timedelta(days=90),
)
OLD = replace(FARO, name="Old line", checked_on=DAY - timedelta(days=91))
NEW = replace(FARO, name="New line", checked_on=None)
CRISIS = CrisisSheet(
    resources=(FARO, OLD, NEW), language="en", made_on=DAY, group_name="Tuesday Evenings"
)
RULES = RulesSheet(
    title="Our ground rules",
    group_name="Tuesday Evenings",
    language="en",
    made_on=DAY,
    version_label="Version 2",
    confidentiality=("What is said here stays here.",),
    rules=(Rule("You can always pass. Just say so."), Rule("One person speaks at a time.")),
)
AGREEMENT = AgreementSheet(RULES, lines=30)
PLAN = PlanSheet(
    agenda=STANDARD_AGENDA,
    parts=(
        ReadPart("Welcome", "Hello, and welcome.\nPlease get comfortable."),
        ReadPart("What stays here", "", (ReadRule("Who came stays here.", "Can we keep it?"),)),
    ),
    language="en",
    made_on=DAY,
    starts_at=datetime(2026, 11, 24, 18, 30),
    when="Tuesday, 24 November, 18:30",
    place="Upstairs room",
    group_name="Tuesday Evenings",
)
SIGN_IN = SignIn(
    names=("Marguerite", "نور", "🦊 Fox"), day=DAY, language="en", group_name="Tuesday Evenings"
)

MakeLeaves = Callable[[str, Look], list[Leaf]]


def crisis(language: str, look: Look) -> list[Leaf]:
    return crisis_sheet.laid_out(replace(CRISIS, language=language), look)


def agreement(language: str, look: Look) -> list[Leaf]:
    rules = replace(RULES, language=language)
    return agreement_sheet.laid_out(AgreementSheet(rules, lines=30), look)


def plan(language: str, look: Look) -> list[Leaf]:
    return plan_sheet.laid_out(replace(PLAN, language=language), look)


def sign_in_list(language: str, look: Look) -> list[Leaf]:
    return sign_in.list_laid_out(replace(SIGN_IN, language=language), look)


SHEETS: list[MakeLeaves] = [crisis, agreement, plan, sign_in_list]
EACH = pytest.mark.parametrize("make", SHEETS, ids=lambda make: make.__name__)


def as_pdf(leaves: list[Leaf], language: str = "en", ink: Ink = Ink.COLOUR) -> bytes:
    return printed(leaves, Imprint("A title", language, DAY), ink)


def said(make: MakeLeaves) -> str:
    return whole_text(as_pdf(make("en", LOOK)))


@EACH
@pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.LETTER])
@pytest.mark.parametrize("size", list(PrintSize))
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_is_small_or_outside_the_margins(
    make: MakeLeaves, paper: PaperSize, size: PrintSize, language: str
) -> None:
    look = Look(paper, size)
    pdf = as_pdf(make(language, look), language)
    letters = characters(pdf)
    assert min(letter.size for letter in letters) >= 12
    assert min(letter.left for letter in letters) >= look.frame.left - 1
    assert max(letter.right for letter in letters) <= paper.width - look.frame.left + 1
    assert min(letter.bottom for letter in letters) >= 40
    assert page_sizes(pdf)[0] == pytest.approx((paper.width, paper.height), abs=0.1)


@EACH
@pytest.mark.parametrize("ink", list(Ink))
def test_every_letter_has_a_contrast_of_seven(make: MakeLeaves, ink: Ink) -> None:
    letters = characters(as_pdf(make("en", LOOK), ink=ink))
    assert min(contrast(letter.colour, TINT) for letter in letters) >= 7


@EACH
def test_equal_sheets_give_equal_bytes(make: MakeLeaves) -> None:
    assert as_pdf(make("en", LOOK)) == as_pdf(make("en", LOOK))


def test_only_what_was_checked_in_ninety_days_prints_without_a_warning() -> None:
    text = said(crisis)
    faro, old, new = (text.index(name) for name in ("Faro", "Old line", "New line"))
    assert "Please check it before you rely on it" not in text[faro:old]
    assert "Last checked on 25 August 2026. Please check it" in text[old:new]
    assert "Nobody has checked this yet. Please check it" in text[new:]
    assert CRISIS.unchecked == 2


def test_a_list_without_a_line_has_room_to_write_some_down() -> None:
    empty = replace(CRISIS, resources=())
    text = whole_text(as_pdf(crisis_sheet.laid_out(empty, LOOK)))
    assert "Ask one of us where to turn." in text
    assert text.count("How to reach it") == 3


def test_each_line_to_turn_to_is_found_in_the_bookmarks() -> None:
    assert bookmarks(as_pdf(crisis("en", LOOK))) == ["Faro", "Old line", "New line"]


def test_the_agreement_says_that_it_is_evidence_before_anybody_signs() -> None:
    text = said(agreement)
    assert text.index("evidence of who belongs") < text.index("Initials or signature Date")
    assert "shredded" in text
    assert "1 You can always pass." in text


@pytest.mark.parametrize("size", list(PrintSize))
def test_no_page_to_sign_on_is_a_list_of_bare_names(size: PrintSize) -> None:
    leaves = agreement_sheet.laid_out(AGREEMENT, Look(PaperSize.A4, size))
    signing = [
        leaf for leaf in leaves if any(len(placed.row.bars) == 2 for placed in leaf.areas[0].rows)
    ]
    lines = sum(len(placed.row.bars) == 2 for leaf in signing for placed in leaf.areas[0].rows)
    assert lines == AGREEMENT.lines
    assert len(signing) > 1
    for leaf in signing:
        assert "evidence of who belongs" in whole_text(as_pdf([leaf]))


def test_the_plan_says_what_happens_when_and_what_is_read() -> None:
    text = said(plan)
    for words in ("18:30 Welcome 5 min", "18:45 Check-in 20 min", "20:00 End", "Ask: Can we keep"):
        assert words in text
    assert text.index("20:00 End") < text.index("Hello, and welcome.")


def test_a_plan_without_a_time_counts_from_its_beginning() -> None:
    open_ended = replace(PLAN, starts_at=None, when="")
    text = whole_text(as_pdf(plan_sheet.laid_out(open_ended, LOOK)))
    assert "0:00 Welcome 5 min" in text
    assert "1:30 End" in text


def test_a_plan_of_nothing_at_all_is_a_page_with_a_title() -> None:
    bare = PlanSheet(agenda=(), parts=(), language="en", made_on=DAY)
    assert "Plan for this meeting" in whole_text(as_pdf(plan_sheet.laid_out(bare, LOOK)))


def test_the_list_says_who_can_read_it_and_how_it_is_destroyed() -> None:
    text = said(sign_in_list)
    assert "shred them once attendance is noted" in text
    assert "can read the names above" in text
    assert text.index("Marguerite") > text.index("shred")


def test_a_pack_has_one_numbering_and_a_bookmark_for_each_document() -> None:
    makes = (("Plan", plan), ("Sign-in", sign_in_list), ("Where to turn", crisis))
    bound = [Bound(title, lambda _pace, make=make: make("en", LOOK)) for title, make in makes]  # type: ignore[misc]  # each its own
    pdf = as_pdf(pack.laid_out(bound))
    pages = len(page_sizes(pdf))
    text = whole_text(pdf)
    assert [f"Page {n} of {pages}" in text for n in range(1, pages + 1)] == [True] * pages
    found = bookmarks(pdf)
    assert [title for title in found if title in dict(makes)] == [
        "Plan",
        "Sign-in",
        "Where to turn",
    ]
    assert found[:2] == ["Plan", "What happens when"]


@pytest.mark.parametrize("size", list(PrintSize))
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_heads_of_the_sign_in_lists_columns_are_apart(size: PrintSize, language: str) -> None:
    words = sign_in.sign_in_words(language)
    letters = characters(as_pdf(sign_in_list(language, Look(PaperSize.A4, size)), language))
    heads = f"{words.list_here}{words.list_name}".replace(" ", "")
    seen = [letter for letter in letters if not letter.text.isspace()]
    start = "".join(letter.text for letter in seen).index(heads)
    end_of_first = seen[start + len(words.list_here.replace(" ", "")) - 1]
    assert (
        seen[start + len(words.list_here.replace(" ", ""))].left - end_of_first.right
        > size.body / 2
    )


def test_no_page_of_the_sign_in_list_is_one_of_bare_names() -> None:
    names = tuple(f"Person {number}" for number in range(60))
    pdf = as_pdf(sign_in.list_laid_out(replace(SIGN_IN, names=names), LOOK))
    pages = [plain(text) for text in texts(pdf)]
    assert len(pages) >= 3
    assert all("shred" in text and "Chosen name" in text for text in pages)
    assert [n for text in pages for n in re.findall(r"Person (\d+)", text)] == list(
        map(str, range(60))
    )
