import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from peerdesk.documents.wording import language_on_paper, wording, words_of
from peerdesk.paths import resource

ENGLISH = sorted(resource("paper", "en").glob("*.toml"))
OTHERS = sorted(folder for folder in resource("paper").iterdir() if folder.name != "en")


def read(path: Path) -> dict[str, str | list[str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def blanks(text: str | list[str]) -> list[str]:
    return sorted(re.findall(r"{\w+}", str(text)))


@pytest.mark.parametrize("english", ENGLISH, ids=lambda path: path.stem)
@pytest.mark.parametrize("folder", OTHERS, ids=lambda path: path.name)
def test_every_language_has_the_same_words_with_the_same_blanks(
    english: Path, folder: Path
) -> None:
    said, translated = read(english), read(folder / english.name)

    assert translated.keys() == said.keys()
    for name, text in said.items():
        assert type(translated[name]) is type(text), name
        assert blanks(translated[name]) == blanks(text), name
        assert translated[name] != text or not any(map(str.isalpha, str(text))), name


def test_a_language_without_words_of_its_own_gets_english_ones() -> None:
    assert language_on_paper("es-MX") == "es"
    assert language_on_paper("fr") == language_on_paper("../es") == language_on_paper("") == "en"
    assert wording("fr") == wording("en") != wording("es")


def test_a_file_that_differs_from_its_declaration_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Fewer:
        months: tuple[str, ...]

    with pytest.raises(ValueError, match="common"):
        words_of(Fewer, "common", "en")
