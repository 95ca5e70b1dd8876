"""What the documents name is there: files, folders, and whatever stands in code."""

import re
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
WRITTEN_IN = ("peerdesk", "installer", "resources", "tests", "pyproject.toml")
TEXTS = {".py", ".sql", ".toml", ".qss", ".md", ".txt"}
QUOTED = re.compile(r"`([^`\n]+)`")
MODULE = re.compile(r"[\w./]+\.(?:py|sql|qss)")
WORD = re.compile(r"[A-Za-z_]\w{3,}")
NOT_USED = {"textstat", "nltk", "vobject"}
"""Named in ARCHITECTURE.md as what was not taken, and why."""


@cache
def files() -> tuple[str, ...]:
    found = [PROJECT / name for name in WRITTEN_IN]
    return tuple(
        f"/{path.relative_to(PROJECT)}"
        for root in found
        for path in (root.rglob("*") if root.is_dir() else [root])
        if path.suffix in TEXTS
    )


@cache
def words() -> frozenset[str]:
    return frozenset(
        word
        for name in files()
        if not name.endswith((".md", ".txt"))
        for word in WORD.findall((PROJECT / name[1:]).read_text("utf-8"))
    )


def named_in(document: str) -> list[str]:
    return QUOTED.findall((PROJECT / document).read_text("utf-8"))


@pytest.mark.parametrize("document", ["ARCHITECTURE.md", "SECURITY.md"])
def test_every_module_that_a_document_names_is_there(document: str) -> None:
    named = {quoted for quoted in named_in(document) if MODULE.fullmatch(quoted)}
    assert len(named) >= 3
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in files())] == []


def test_everything_else_in_the_architecture_is_a_word_of_the_code() -> None:
    unknown = {
        word
        for quoted in named_in("ARCHITECTURE.md")
        if not MODULE.fullmatch(quoted)
        for word in WORD.findall(quoted)
        if word not in words() | NOT_USED and not any(word in path for path in files())
    }
    assert unknown == set()
