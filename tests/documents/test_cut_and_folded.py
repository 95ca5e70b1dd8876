"""Cards, tents and slips: measured where they are cut and folded, and read on every side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from pdf_lines import POINTS_PER_MILLIMETRE, level_lines, strokes, upright_lines
from pdf_reading import Character, characters, page_sizes, plain, texts, whole_text

from peerdesk.documents import feedback_slip, sign_in, table_tent, wallet_card
from peerdesk.documents.cutting import UNPRINTED, grid_of
from peerdesk.documents.feedback_slip import FeedbackSlips
from peerdesk.documents.few_rules import FewRules
from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.sign_in import SignIn
from peerdesk.documents.wallet_card import WalletCard
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.paper import PaperSize, PrintSize

DAY = date(2026, 11, 24)
RULES = (
    "What is said here stays here.",
    "If someone is in serious danger, the facilitators may have to tell someone.",
    "You can always pass.",
)
FARO = CrisisResource(group_id=1, name="Faro", reach="01632 960111", hours="at night")
FEW = FewRules(
    rules=RULES, has_more=True, language="en", made_on=DAY, group_name="Tuesday Evenings"
)
SIGN_IN = SignIn(names=("Marguerite", "نور", "🦊 Fox"), day=DAY, language="en")

ON_EACH_PAPER = pytest.mark.parametrize("paper", [PaperSize.A4, PaperSize.LETTER])
AT_EACH_SIZE = pytest.mark.parametrize("size", list(PrintSize))
IN_EACH_LANGUAGE = pytest.mark.parametrize("language", ["en", "es"])


def as_pdf(leaves: list[Leaf], language: str = "en") -> bytes:
    return printed(leaves, Imprint("A title", language, DAY))


def card_pdf(
    rules: FewRules = FEW,
    resources: tuple[CrisisResource, ...] = (FARO,),
    paper: PaperSize = PaperSize.A4,
    size: PrintSize = PrintSize.STANDARD,
) -> bytes:
    card = WalletCard(rules.fitted_into(wallet_card.front_room(size)), resources)
    return as_pdf(wallet_card.laid_out(card, paper, size), rules.language)


def tent_pdf(
    rules: FewRules = FEW,
    paper: PaperSize = PaperSize.A4,
    size: PrintSize = PrintSize.STANDARD,
) -> bytes:
    fitting = rules.fitted_into(table_tent.side_room(paper, size))
    return as_pdf(table_tent.laid_out(fitting, paper, size), rules.language)


def slip_pdf(language: str, paper: PaperSize, size: PrintSize, copies: int = 1) -> bytes:
    slips = FeedbackSlips(language=language, made_on=DAY, copies=copies)
    return as_pdf(feedback_slip.laid_out(slips, paper, size), language)


def sign_in_pdf(
    expected: SignIn = SIGN_IN,
    paper: PaperSize = PaperSize.A4,
    size: PrintSize = PrintSize.STANDARD,
) -> bytes:
    return as_pdf(sign_in.slips_laid_out(expected, paper, size), expected.language)


def inside_margins(pdf: bytes) -> bool:
    sizes = page_sizes(pdf)
    return all(
        letter.left >= UNPRINTED
        and letter.right <= sizes[letter.page][0] - UNPRINTED
        and letter.bottom >= UNPRINTED
        and letter.top <= sizes[letter.page][1] - UNPRINTED
        for letter in characters(pdf)
    )


def crossing(pdf: bytes) -> list[Character]:
    """Letters that a cut or a fold would go through."""
    sizes = page_sizes(pdf)
    drawn = [strokes(pdf, page) for page in range(len(sizes))]
    return [
        letter
        for letter in characters(pdf)
        for line in drawn[letter.page]
        for height in (sizes[letter.page][1],)
        if line.left < letter.right
        and line.right > letter.left
        and line.top < height - letter.bottom
        and line.bottom > height - letter.top
    ]


@ON_EACH_PAPER
@pytest.mark.parametrize(
    ("size", "times"), [(PrintSize.STANDARD, 1), (PrintSize.LARGE, 1.5), (PrintSize.GIANT, 2)]
)
def test_a_card_is_as_large_as_a_bank_card_or_so_many_times_larger(
    paper: PaperSize, size: PrintSize, times: float
) -> None:
    pdf = card_pdf(paper=paper, size=size)
    across, down = upright_lines(pdf), level_lines(pdf)
    assert all(b - a == pytest.approx(85.6 * times, abs=0.15) for a, b in pairwise(across))
    assert all(b - a == pytest.approx(53.98 * times, abs=0.15) for a, b in pairwise(down))
    assert len(down) % 2 == 1
    assert crossing(pdf) == []
    assert inside_margins(pdf)


def test_a_sheet_of_cards_lies_in_its_middle_with_marks_outside_the_cards() -> None:
    pdf = card_pdf()
    (width, height), across, down = page_sizes(pdf)[0], upright_lines(pdf), level_lines(pdf)
    assert across[0] + across[-1] == pytest.approx(width / POINTS_PER_MILLIMETRE, abs=0.2)
    assert down[0] + down[-1] == pytest.approx(height / POINTS_PER_MILLIMETRE, abs=0.2)
    marks = [line for line in strokes(pdf) if not line.is_broken]
    left, right = across[0] * POINTS_PER_MILLIMETRE, across[-1] * POINTS_PER_MILLIMETRE
    level = [line for line in marks if line.is_level]
    assert level
    assert all(line.right < left or line.left > right for line in level)


def test_front_and_back_of_a_folded_card_are_upright() -> None:
    """The back is printed upside down above the fold, so it is upright once folded over."""
    letters = characters(card_pdf())
    front = next(letter for letter in letters if letter.text == "O")
    pdf = card_pdf()
    (_, height), fold = page_sizes(pdf)[0], level_lines(pdf)[1] * POINTS_PER_MILLIMETRE
    assert height - front.bottom > fold
    said = plain(texts(pdf)[0])
    assert said.count("Where to turn") == said.count("Our ground rules") == 4
    backs = [letter for letter in letters if letter.text == "W" and height - letter.bottom < fold]
    assert backs


@ON_EACH_PAPER
@AT_EACH_SIZE
def test_a_discreet_card_names_no_group_and_no_rules(paper: PaperSize, size: PrintSize) -> None:
    discreet = replace(FEW, is_discreet=True)
    said = whole_text(card_pdf(discreet, paper=paper, size=size))
    assert "Good to remember" in said
    assert "Tuesday" not in said
    assert "ground rules" not in said


def test_rules_without_room_are_left_out_whole_and_the_card_says_so() -> None:
    long = "We listen to each other for as long as it takes, and nobody has to hurry at all here."
    full = replace(FEW, rules=(RULES[0], *[long] * 4), has_more=False)
    said = whole_text(card_pdf(full))
    assert said.count(long) % 4 == 0
    assert said.count(long) < 4 * 4
    assert said.count("The limits and more: see our sheet.") == 4


def test_a_rule_longer_than_a_card_and_a_long_list_flow_on_to_more_cards() -> None:
    endless = " ".join(["word"] * 400)
    many = tuple(replace(FARO, name=f"Line {number}") for number in range(12))
    pdf = card_pdf(replace(FEW, rules=(endless,)), many)
    said = whole_text(pdf)
    assert said.count("word") == 400
    assert all(f"Line {number}" in said for number in range(12))
    assert inside_margins(pdf)
    assert crossing(pdf) == []


def test_a_telephone_number_stays_on_one_line() -> None:
    narrow = replace(FARO, name="A line whose own name is quite long")
    lines = texts(card_pdf(resources=(narrow,)))[0].splitlines()
    assert any("01632 960111" in plain(line) for line in lines)


@ON_EACH_PAPER
@AT_EACH_SIZE
@IN_EACH_LANGUAGE
def test_a_tent_folds_in_its_middle_and_reads_from_both_sides(
    paper: PaperSize, size: PrintSize, language: str
) -> None:
    pdf = tent_pdf(replace(FEW, language=language), paper, size)
    height = page_sizes(pdf)[0][1] / POINTS_PER_MILLIMETRE
    assert level_lines(pdf) == [
        pytest.approx(20, abs=0.1),
        pytest.approx(height / 2, abs=0.1),
        pytest.approx(height - 20, abs=0.1),
    ]
    assert inside_margins(pdf)
    assert crossing(pdf) == []
    (width, height), letters = page_sizes(pdf)[0], [x for x in characters(pdf) if x.size > 12]
    lower = {(x.text, round(x.left), round(x.bottom)) for x in letters if x.top < height / 2}
    turned = {
        (x.text, round(width - x.right), round(height - x.top))
        for x in letters
        if x.bottom > height / 2
    }
    assert lower == turned
    assert len(lower) > 20


def test_a_tent_of_one_endless_rule_becomes_several_tents() -> None:
    pdf = tent_pdf(replace(FEW, rules=(" ".join(["word"] * 600),)))
    assert whole_text(pdf).count("word") == 2 * 600
    assert inside_margins(pdf)


@ON_EACH_PAPER
@AT_EACH_SIZE
@IN_EACH_LANGUAGE
def test_slips_lie_whole_between_their_cuts(
    paper: PaperSize, size: PrintSize, language: str
) -> None:
    pdf = slip_pdf(language, paper, size)
    assert inside_margins(pdf)
    assert crossing(pdf) == []
    assert min(letter.size for letter in characters(pdf)) >= 12


def test_two_slips_of_standard_print_are_halves_of_a_sheet() -> None:
    for paper in (PaperSize.A4, PaperSize.LETTER):
        pdf = slip_pdf("en", paper, PrintSize.STANDARD)
        middle = page_sizes(pdf)[0][1] / POINTS_PER_MILLIMETRE / 2
        assert level_lines(pdf) == [pytest.approx(middle, abs=0.1)]
        assert whole_text(pdf).count("How was it for you?") == 2


def test_a_slip_says_that_it_is_no_validated_scale_and_asks_for_no_name() -> None:
    said = whole_text(slip_pdf("en", PaperSize.A4, PrintSize.LARGE))
    assert "not a validated scale" in said
    assert "No name, please." in said
    assert "private word" in said
    for question in ("safe", "heard", "pass", "agreements", "worth"):
        assert question in said


def test_as_many_slips_come_as_are_wanted() -> None:
    pdf = slip_pdf("en", PaperSize.A4, PrintSize.STANDARD, copies=9)
    assert len(page_sizes(pdf)) == 5


@ON_EACH_PAPER
@AT_EACH_SIZE
@IN_EACH_LANGUAGE
def test_each_person_signs_in_on_a_slip_of_their_own(
    paper: PaperSize, size: PrintSize, language: str
) -> None:
    pdf = sign_in_pdf(replace(SIGN_IN, language=language), paper, size)
    assert inside_margins(pdf)
    assert crossing(pdf) == []
    said = whole_text(pdf)
    assert said.count("Marguerite") == 1
    assert "نور" in said or "رون" in said
    keeping = sign_in.sign_in_words(language).slip_keeping
    assert said.count(keeping) >= len(SIGN_IN.names) + 2


def test_no_slip_shows_a_group_or_another_persons_name() -> None:
    pdf = sign_in_pdf(replace(SIGN_IN, group_name="Tuesday Evenings"))
    assert "Tuesday" not in whole_text(pdf)
    names = [letter for letter in characters(pdf) if letter.text in "MF" and letter.size > 16]
    columns = {(letter.left // 298, letter.bottom // 200) for letter in names}
    assert len(columns) == len(names)


def test_an_endless_name_flows_over_slips_rather_than_being_cut() -> None:
    pdf = sign_in_pdf(replace(SIGN_IN, names=("Ana " * 50,)), size=PrintSize.GIANT)
    assert whole_text(pdf).count("Ana") == 50
    assert inside_margins(pdf)


def test_what_is_larger_than_a_sheet_has_no_grid() -> None:
    assert grid_of(PaperSize.A4, 600, 900) is None


@pytest.mark.parametrize("make", [card_pdf, tent_pdf, sign_in_pdf], ids=["card", "tent", "sign-in"])
def test_equal_papers_give_equal_bytes(make: Callable[[], bytes]) -> None:
    assert make() == make()
