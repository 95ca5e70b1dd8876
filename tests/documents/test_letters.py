import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.documents.clusters import clusters, paragraphs
from peerdesk.documents.direction import in_visual_order, levels
from peerdesk.documents.lines import Colour, TextStyle, set_in_lines
from peerdesk.documents.typeface import Weight, chosen, typeface, unprintable
from peerdesk.paths import resource

STYLE = TextStyle(Weight.REGULAR, 14, 16.8, Colour(0, 0, 0))


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Plain, naïve, Łódź, Ελπίδα, שלום, سلام, 🌻 👩\u200d👩\u200d👧 ❤️", ()),
        ("สวัสดี नमस्ते নমস্কার ਸਤ ਸ੍ਰੀ નમસ્તે வணக்கம் నమస్తే ನಮಸ್ತೆ നമസ്തേ", ()),
        ("ආයුබෝවන් ສະບາຍ សួស្តី မင်္ဂလာ ሰላም გამარჯობა բարեւ", ()),
        ("王小明 張偉 山田さくら サクラ 김민수, 李雷。", ()),
        ("\U00013000 and \U00020000", ("\U00013000", "\U00020000")),
        ("private \ue000", ("\ue000",)),
        ("control \x00\x1b\u202e only", ()),
    ],
)
def test_characters_that_no_font_has_are_told(text: str, missing: tuple[str, ...]) -> None:
    assert unprintable(text) == missing


def test_a_character_that_no_font_has_is_drawn_as_a_replacement() -> None:
    (line,) = set_in_lines("\U00013000", STYLE, 400)

    assert [glyph.text for piece in line.pieces for glyph in piece.glyphs] == ["\ufffd"]
    assert line.pieces[0].glyphs[0].number != 0


def test_all_typefaces_together_are_less_than_six_megabytes() -> None:
    files = [path for path in resource("fonts").iterdir() if path.suffix == ".ttf"]
    assert sum(path.stat().st_size for path in files) < 6_000_000


def test_a_word_is_set_in_one_typeface_where_one_has_all_of_it() -> None:
    faces = {choice.face.name for part in chosen(list("Ομάδα"), Weight.BOLD) for choice in part}

    assert faces == {"NotoSans-Bold"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ae\u0301b", ["a", "e\u0301", "b"]),
        ("👩\u200d👩\u200d👧!", ["👩\u200d👩\u200d👧", "!"]),
        ("🇺🇦🇨🇭", ["🇺🇦", "🇨🇭"]),
        ("👍🏽1️⃣", ["👍🏽", "1️⃣"]),
    ],
)
def test_text_is_cut_where_a_reader_sees_a_letter_end(text: str, parts: list[str]) -> None:
    assert clusters(text) == parts


@given(st.text())
def test_clusters_lose_nothing(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert len(levels(text.replace("\n", ""))) == len(text.replace("\n", ""))


def test_line_ends_start_paragraphs_and_white_space_is_single() -> None:
    assert paragraphs(" a \t b\r\n\r\nc\u2028d\x00 ") == ("a b", "c", "d")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc", "abc"),
        ("say שלום now", "say םולש now"),
        ("שלום abc 12", "abc 12 םולש"),
        ("for קבוצה (ערב) too", "for )ברע( הצובק too"),
        ("רות may have to tell.", "תור may have to tell."),
    ],
)
def test_mixed_directions_stand_in_the_order_in_which_they_are_read(text: str, seen: str) -> None:
    places = in_visual_order(range(len(text)), levels(text).__getitem__)

    assert "".join(text[place] for place in places) == seen


def test_a_bracket_takes_the_direction_of_its_pair() -> None:
    text = "כן Anna (12:30) לא"

    inside = levels(text)[text.index("Anna") : text.index(")") + 1]
    assert set(inside) == {2}


def test_arabic_letters_join() -> None:
    face = chosen(list("سلام"), Weight.REGULAR)[0][0].face

    shaped = face.shape("سلام", right_to_left=True)
    alone = {face.shape(letter, right_to_left=True)[0].number for letter in "سلام"}

    assert len(shaped) == 3  # lam and alef are one glyph
    assert shaped[-1].number not in alone


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=14), min_size=1, max_size=60))
def test_lines_fit_and_hold_every_word_in_order(words: list[str]) -> None:
    lines = set_in_lines(" ".join(words), STYLE, 160)

    told = ["".join(g.text for p in line.pieces for g in p.glyphs) for line in lines]
    assert " ".join(told).split() == words
    assert all(line.width <= 160 for line in lines)


def test_no_line_begins_with_a_mark_that_ends_a_sentence() -> None:
    sentence = "这里说的话留在这里，谁来过也留在这里。" * 6
    for width in range(60, 300, 7):
        said = [
            "".join(g.text for p in x.pieces for g in p.glyphs)
            for x in set_in_lines(sentence, STYLE, width)
        ]
        assert "".join(said) == sentence
        assert not [line for line in said if line[0] in "\uff0c\u3002"]


def test_the_last_word_is_not_left_alone() -> None:
    text = "We can disagree with an idea. We don't attack the person who has it."
    widths = [w / 2 for w in range(300, 900)]

    alone = [
        width
        for width in widths
        if len(lines := set_in_lines(text, STYLE, width)) == 2 and lines[-1].width < 0.1 * width
    ]

    assert alone == []


def test_a_typeface_is_opened_once_whichever_thread_comes_first() -> None:
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(typeface("NotoSansHebrew-Regular")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len({id(face) for face in found}) == 1


def test_the_space_after_an_emoji_is_no_wider_than_after_a_letter() -> None:
    (emoji,), (letter,) = set_in_lines("🦊 Fox", STYLE, 400), set_in_lines("🦊Fox", STYLE, 400)
    assert emoji.width - letter.width < STYLE.size / 2
