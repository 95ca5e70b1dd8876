import hashlib
import itertools
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_reading import (
    bookmarks,
    characters,
    contrast,
    page_sizes,
    plain,
    texts,
    whole_text,
)
from press import render

from peerdesk.documents import raster
from peerdesk.documents.look import ACCENT, TINT, Look
from peerdesk.documents.rules_sheet import Rule, RulesSheet, rules_sheet_of
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.paper import LineSpacing, PaperSize, PrintSize
from peerdesk.domain.script_files import parse_script
from peerdesk.domain.scripts import RuleItem, RuleTopic, Script, ScriptVersion, Segment, SegmentKind
from peerdesk.errors import UserError
from peerdesk.handouts.handout import OFFICE_PAPERS
from peerdesk.paths import resource

ON = date(2026, 11, 22)
SIZES = [(paper, size) for paper in OFFICE_PAPERS for size in PrintSize]
PLACEHOLDERS = {
    "group": "Harbour Circle",
    "facilitators": "Ada and Ben",
    "place": "Harbour House",
    "next_date": "29 November",
}


def built_in_sheet(language: str = "en", name: str = "general") -> RulesSheet:
    path = resource("scripts", language, f"{name}.toml")
    script = parse_script(path.read_text(encoding="utf-8"), path.name)
    return rules_sheet_of(
        Script(title=script.title, language=script.language),
        ScriptVersion(number=3, segments=script.segments),
        PLACEHOLDERS,
        "Harbour Circle",
        ON,
    )


def sheet_of(*rules: Rule, group: str = "Harbour Circle") -> RulesSheet:
    return RulesSheet(
        title="Our ground rules",
        group_name=group,
        language="en",
        made_on=ON,
        version_label="Version 1",
        rules=rules,
    )


def printed(sheet: RulesSheet) -> bytes:
    return render(sheet, PaperSize.A4, PrintSize.STANDARD)


def test_the_sheet_reads_in_order_from_the_group_to_where_to_turn() -> None:
    sheet = built_in_sheet()

    text = whole_text(printed(sheet))

    parts = [
        "Harbour Circle",
        "Our ground rules",
        "What stays in the room",
        plain(sheet.confidentiality[0]),
        "What cannot stay in the room",
        plain(sheet.limits[0]),
        "What we agree",
        *(f"{n} {plain(r.text)} {plain(r.why)}" for n, r in enumerate(sheet.rules[:3], start=1)),
        "Where to turn",
        plain(sheet.closing[-1]),
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


def test_a_spanish_script_is_printed_in_spanish_from_head_to_foot() -> None:
    sheet = built_in_sheet("es", "bereavement")

    text = whole_text(printed(sheet))

    for said in ("Nuestros acuerdos", "Lo que no puede quedarse", "Página 1 de", "Versión 3"):
        assert said in text
    for english in ("ground rules", "What ", "Where to turn", "Page ", "Version "):
        assert english not in text


def test_what_is_switched_off_is_not_printed() -> None:
    def rule(text: str, *, on: bool = True) -> RuleItem:
        return RuleItem(topic=RuleTopic.PHONES, text=text, switched_on=on)

    segments = (
        Segment(
            kind=SegmentKind.AGREEMENTS,
            title="",
            text="",
            rules=(rule("Kept for {group}."), rule("Dropped.", on=False)),
        ),
        Segment(kind=SegmentKind.LIMITS, title="", text="Silent.", switched_on=False),
    )

    sheet = rules_sheet_of(
        Script(title="x"), ScriptVersion(segments=segments), PLACEHOLDERS, "Harbour Circle", ON
    )

    assert sheet.rules == (Rule("Kept for Harbour Circle."),)
    assert sheet.limits == ()


def test_an_empty_script_is_refused_with_a_code() -> None:
    with pytest.raises(UserError) as raised:
        rules_sheet_of(Script(title="x"), ScriptVersion(), {}, "Harbour Circle", ON)

    assert raised.value.code is DocumentTrouble.NOTHING_TO_PRINT


@pytest.mark.parametrize(("paper", "size"), SIZES)
def test_every_letter_is_large_enough_and_inside_the_margins(
    paper: PaperSize, size: PrintSize
) -> None:
    pdf = render(built_in_sheet(), paper, size)

    letters = characters(pdf)
    look = Look(paper, size)
    assert min(letter.size for letter in letters) >= 12
    assert {round(letter.size, 1) for letter in letters} >= {size.body}
    # Glyphs may reach a hair beyond the pen's path.
    assert min(letter.left for letter in letters) >= look.frame.left - 1
    assert max(letter.right for letter in letters) <= look.frame.left + look.width + 1
    assert min(letter.bottom for letter in letters) >= 36
    assert max(letter.top for letter in letters) <= paper.height - 36


@pytest.mark.parametrize(("paper", "size"), SIZES)
def test_pages_have_the_size_of_the_paper_and_say_which_of_how_many(
    paper: PaperSize, size: PrintSize
) -> None:
    pdf = render(built_in_sheet(), paper, size)

    sizes = page_sizes(pdf)
    for number, text in enumerate(texts(pdf), start=1):
        assert f"Page {number} of {len(sizes)}" in text
    assert {(round(w), round(h)) for w, h in sizes} == {(round(paper.width), round(paper.height))}
    foot = [x for x in characters(pdf) if x.bottom < 60]
    assert {letter.size for letter in foot} == {size.body}


def test_large_print_is_laid_out_anew() -> None:
    standard, large, giant = (render(built_in_sheet(), PaperSize.A4, size) for size in PrintSize)

    assert len(page_sizes(giant)) > len(page_sizes(large)) > len(page_sizes(standard))
    assert texts(large)[0].split("\r\n")[3] != texts(standard)[0].split("\r\n")[3]


def test_line_spacing_is_the_preset_times_the_size() -> None:
    for spacing in LineSpacing:
        pdf = render(sheet_of(Rule("HHHH " * 40)), PaperSize.A4, PrintSize.STANDARD, spacing)
        lines = sorted({round(x.bottom, 1) for x in characters(pdf) if x.text == "H"})[:-1]
        steps = {round(upper - lower, 1) for lower, upper in itertools.pairwise(lines)}
        assert steps == {round(14 * spacing.factor, 1)}


@pytest.mark.parametrize("size", PrintSize)
def test_lines_are_at_most_seventy_characters(size: PrintSize) -> None:
    lines = [
        line.strip()
        for text in texts(render(built_in_sheet(), PaperSize.A4, size))
        for line in text.splitlines()
    ]

    # What explains a rule is a little smaller, so its lines hold a little more.
    assert max(map(len, lines)) <= 78
    shortest = {PrintSize.STANDARD: 55, PrintSize.LARGE: 48, PrintSize.GIANT: 40}
    assert max(map(len, lines)) >= shortest[size]


def test_words_are_never_cut() -> None:
    sheet = built_in_sheet()

    words = set(whole_text(printed(sheet)).split())

    told = plain(" ".join((*(f"{r.text} {r.why}" for r in sheet.rules), *sheet.limits)))
    assert set(told.split()) <= words


def test_letters_stand_out_from_what_is_behind_them() -> None:
    letters = characters(printed(built_in_sheet()))

    tint = (TINT.red, TINT.green, TINT.blue)
    colours = {letter.colour for letter in letters}
    assert 2 <= len(colours) <= 3
    assert all(contrast(colour, tint) >= 7 for colour in colours)


def test_only_two_weights_are_used_and_both_are_embedded_subsets() -> None:
    pdf = printed(built_in_sheet())

    names = set(re.findall(rb"/BaseFont /(\S+)", pdf))
    assert names == {
        b"AAAAAA+AtkinsonHyperlegible-Regular",
        b"AAAAAA+AtkinsonHyperlegible-Bold",
    }
    assert pdf.count(b"/FontFile2") == 2
    assert len(pdf) < 60_000


def test_the_file_says_its_title_and_language_and_nothing_about_the_group() -> None:
    pdf = printed(built_in_sheet())

    meta = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert meta["Title"] == "Our ground rules"
    assert {meta["Author"], meta["Creator"], meta["Producer"]} == {"PeerDesk"}
    assert meta["CreationDate"] == "D:20261122000000Z"
    assert b"/Lang (en)" in pdf
    assert b"Harbour" not in pdf


def test_sections_are_bookmarked() -> None:
    assert bookmarks(printed(built_in_sheet())) == [
        "What stays in the room",
        "What cannot stay in the room",
        "What we agree",
        "Where to turn",
    ]


def test_equal_sheets_give_equal_bytes_whatever_was_printed_before() -> None:
    sheet = sheet_of(Rule("سلام للأمل ẹ́ 👩\u200d👩\u200d👧 🇺🇦"), Rule("Second"))
    program = (
        f"import sys, hashlib; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from test_rules_sheet import *\n"
        f"sheet = sheet_of(*{sheet.rules!r})\n"
        "print(hashlib.sha256(printed(sheet)).hexdigest())"
    )
    fresh = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.strip()

    printed(sheet_of(Rule("كيف حالك اليوم"), Rule("Ẹ̀kọ́ 🌻")))
    first, second = printed(sheet), printed(sheet)

    assert first == second
    assert hashlib.sha256(first).hexdigest() == fresh
    assert printed(replace(sheet, made_on=date(2026, 11, 23))) != first


def test_eighty_rules_keep_their_numbers_beside_them() -> None:
    rules = tuple(Rule(f"Rule called r{n}x. " + "We listen. " * (n % 9)) for n in range(1, 81))

    pdf = printed(sheet_of(*rules))

    text = whole_text(pdf)
    for number in range(1, 81):
        assert f"{number} Rule called r{number}x." in text
    for page in texts(pdf)[1:]:
        assert re.match(r"\d+ Rule called", page)


def test_a_rule_longer_than_a_page_flows_and_loses_nothing() -> None:
    words = " ".join(f"word{n}" for n in range(2000))

    pdf = printed(sheet_of(Rule("Short."), Rule(words), Rule("Last.")))

    text = whole_text(pdf)
    assert [int(n) for n in re.findall(r"word(\d+)", text)] == list(range(2000))
    assert len(page_sizes(pdf)) > 3
    assert all(len(page) > 200 for page in texts(pdf))


def test_long_limits_go_on_over_the_page_in_their_box() -> None:
    limits = tuple(f"Limit {n}. " + "Words of some weight. " * 20 for n in range(1, 13))
    sheet = replace(sheet_of(Rule("After.")), limits=limits)

    pdf = printed(sheet)

    edge = bytes((ACCENT.blue, ACCENT.green, ACCENT.red))
    look = Look(PaperSize.A4, PrintSize.STANDARD)
    boxed = [
        image.pixels[(image.height // 3) * image.stride + 4 * round(look.frame.left + 2) :][:3]
        for image in raster.pages(pdf, 72)
    ]
    assert len(boxed) >= 3
    assert boxed[:3] == [edge] * 3
    text = whole_text(pdf)
    places = [text.find(f"Limit {n}.") for n in range(1, 13)]
    assert -1 not in places
    assert places == sorted(places)


def test_a_word_longer_than_the_line_wraps_inside_the_margins() -> None:
    word = "Donaudampfschifffahrt" * 12

    pdf = render(sheet_of(Rule(word), group="W" * 200), PaperSize.LETTER, PrintSize.LARGE)

    look = Look(PaperSize.LETTER, PrintSize.LARGE)
    letters = characters(pdf)
    assert max(letter.right for letter in letters) <= look.frame.left + look.width + 1
    assert word in whole_text(pdf).replace(" ", "")
    assert "W" * 200 in whole_text(pdf).replace(" ", "")


@pytest.mark.parametrize(
    "name",
    [
        "Zoë Łukasiewicz-Nguyễn Thị Hạnh",
        "Группа Надежда",
        "Ομάδα Ελπίδα",
        "مجموعة السلام للأمل",
        "קבוצת שלום",
        "Joy 🌻 and 👩\u200d👩\u200d👧 family ❤️ 👍🏽 🇺🇦 here 1️⃣",
        "Mixed שלום and سلام with 123 numbers",
        "مرحبا Anna (12:30) كيف",
        "<b>&amp;{}%</b> <font size=2> \\n %s $x",
        "é" * 200,
    ],
)
def test_any_name_is_found_back_as_typed(name: str) -> None:
    pdf = printed(sheet_of(Rule("One.", f"For {name} too"), group=name))

    text = whole_text(pdf)
    folded = text if " " in name else text.replace(" ", "")
    assert plain(name) in folded or plain(f"For {name} too") in text


def test_control_characters_do_not_reach_the_paper() -> None:
    pdf = printed(sheet_of(Rule("We\x00 \x1blis\u202eten\u00ad.\ttogether"), group="A\x07B"))

    text = whole_text(pdf)
    assert "We listen. together" in text
    assert "AB" in text


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(st.text(max_size=120), st.text(max_size=300))
def test_no_text_keeps_a_sheet_from_being_printed(group: str, rule: str) -> None:
    pdf = printed(sheet_of(Rule(rule), Rule("Kept."), group=group))

    look = Look(PaperSize.A4, PrintSize.STANDARD)
    assert "Kept." in whole_text(pdf)
    assert all(x.left >= look.frame.left - 24 for x in characters(pdf))


def test_a_rule_without_text_takes_no_number() -> None:
    pdf = printed(sheet_of(Rule("First."), Rule(" \x00 ", "Why?"), Rule("Second.")))

    assert "1 First. 2 Second." in whole_text(pdf)
