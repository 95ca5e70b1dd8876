"""The counting of syllables that the tests of the library stand on."""

import pytest
import syllables


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("people", 2),
        ("welcome", 2),
        ("please", 1),
        ("wanted", 2),
        ("asked", 1),
        ("houses", 2),
        ("names", 1),
        ("being", 2),
        ("can't", 1),
        ("the", 1),
        ("everyone", 3),
    ],
)
def test_english_syllables(word: str, number: int) -> None:
    assert syllables.english(word) == number


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("bienvenida", 4),
        ("guion", 1),
        ("ciudad", 2),
        ("país", 2),
        ("quien", 1),
        ("reunión", 2),
        ("aéreo", 4),
        ("hoy", 1),
        ("ahora", 3),
        ("averigüe", 4),
        ("oían", 3),
        ("línea", 3),
        ("y", 1),
    ],
)
def test_spanish_syllables(word: str, number: int) -> None:
    assert syllables.spanish(word) == number
