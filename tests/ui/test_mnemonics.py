"""Alt and a letter: the menus have V, G and H, so nothing else may ask for them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import peerdesk.ui

UI = Path(peerdesk.ui.__file__).parent
OF_THE_MENUS = {"v", "g", "h"}
MENUS = {"Vault", "Go", "Help"}


def mnemonics(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, letter and text of each `self.tr("…&x…")`; `&&` is a plain ampersand."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="tr"), args=[ast.Constant(value=str(text)), *_]
            ) if "&" in (plain := text.replace("&&", "")):
                yield node.lineno, plain.split("&")[1][:1].casefold(), text


def test_the_menus_have_these_letters() -> None:
    shell = {letter for _, letter, text in mnemonics(UI / "shell.py") if text[1:] in MENUS}
    assert shell == OF_THE_MENUS


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(UI.rglob("*.py")) if path.name != "shell.py"],
    ids=lambda path: str(path.relative_to(UI)),
)
def test_no_page_or_dialog_takes_a_letter_from_the_menus(path: Path) -> None:
    taken = [
        f"line {line}: {text}" for line, letter, text in mnemonics(path) if letter in OF_THE_MENUS
    ]
    assert taken == []
