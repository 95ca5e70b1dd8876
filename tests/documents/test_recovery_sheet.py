from datetime import date

import pypdfium2
import pytest
from pdf_reading import characters, texts, whole_text

from peerdesk.documents.recovery_sheet import RecoverySheet, render
from peerdesk.domain.paper import PaperSize

FIRST_SIX = ("abacus", "gondola", "marmalade", "tipping", "oxygen", "velvet")
LAST_SIX = ("harmony", "twilight", "sandpaper", "unselfish", "pegboard", "aftermath")
WORDS = FIRST_SIX + LAST_SIX
ON = date(2026, 11, 22)


@pytest.mark.parametrize("paper", PaperSize)
def test_all_is_on_one_page_with_every_word_by_its_number(paper: PaperSize) -> None:
    pdf = render(RecoverySheet("My vault", WORDS, ON), paper)

    assert len(texts(pdf)) == 1
    text = whole_text(pdf)
    for number, word in enumerate(WORDS, start=1):
        assert f"{number} {word}" in text
    assert "Made on 22 November 2026" in text
    assert "Page 1 of 1" in text
    assert "Kept at:" in text


def test_the_words_are_set_larger_than_the_text() -> None:
    letters = characters(render(RecoverySheet("My vault", WORDS, ON), PaperSize.A4))

    assert min(letter.size for letter in letters) >= 12
    assert "".join(x.text for x in letters if x.size == 20) == "".join(
        word for pair in zip(FIRST_SIX, LAST_SIX, strict=True) for word in pair
    )


def test_a_vault_name_of_two_hundred_letters_stays_on_the_page() -> None:
    pdf = render(RecoverySheet("Wide " * 40, WORDS, ON), PaperSize.LETTER)

    assert len(texts(pdf)) == 1
    assert max(letter.right for letter in characters(pdf)) <= PaperSize.LETTER.width - 40


def test_the_file_itself_names_neither_the_vault_nor_a_word() -> None:
    pdf = render(RecoverySheet("Harbour", WORDS, ON), PaperSize.A4)

    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Title"] == "Recovery words"
    assert b"Harbour" not in pdf
    assert not any(word.encode() in pdf for word in WORDS)


def test_a_sheet_needs_twelve_words() -> None:
    with pytest.raises(ValueError, match="11"):
        RecoverySheet("My vault", WORDS[:11], ON)
