"""The table of promises names tests that are there."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
NAMED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def test_every_test_that_the_table_names_is_there() -> None:
    named = NAMED.findall((TESTS / "PROMISES.md").read_text("utf-8"))
    missing = [f"{file}::{test}" for file, test in named if test not in names_in(TESTS / file)]
    assert missing == []
    assert len(named) > 40


def names_in(file: Path) -> set[str]:
    if not file.exists():
        return set()
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
