"""A window's title and its icon's name are seen in the task bar: they are words of the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import peerdesk

PACKAGE = Path(peerdesk.__file__).parent
SAID_TO_THE_DESKTOP = {
    "setWindowTitle": 0,
    "setWindowIconText": 0,
    "setWindowFilePath": 0,
    "setApplicationDisplayName": 0,
    "ask_passphrase": 1,
    "AskFirst": 0,
}
"""Which argument the desktop is told; the last two are ours, and hand it on."""
HANDED_ON = frozenset({"ui/dialogs/ask_passphrase.py", "ui/leaving.py"})


def is_of_the_program(node: ast.expr) -> bool:
    """Whether it is written out, translated or not: nothing is put into it."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "tr" and all(map(is_of_the_program, node.args))
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def told_to_the_desktop() -> Iterator[tuple[str, ast.expr]]:
    """Each place in the program's text that gives a window a name, and the name."""
    for path in sorted((PACKAGE / "ui").rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            at = SAID_TO_THE_DESKTOP.get(getattr(node.func, "attr", getattr(node.func, "id", "")))
            if at is not None and len(node.args) > at and where not in HANDED_ON:
                yield f"{where}:{node.lineno}", node.args[at]


def test_no_window_is_called_by_anything_that_somebody_wrote() -> None:
    told = list(told_to_the_desktop())
    assert [where for where, words in told if not is_of_the_program(words)] == []
    assert len(told) > 20


def test_a_name_put_into_a_title_would_be_found() -> None:
    for title in ("self.tr('About {who}').format(who=name)", "f'About {name}'", "member.name"):
        assert not is_of_the_program(ast.parse(title, mode="eval").body)
