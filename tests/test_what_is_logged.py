"""What leaves the vault, changes a key or brings records back has its line in the log.

A walk over the program's own text: whoever calls one of these has to name the line that tells of
it, in the same module.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import peerdesk
from peerdesk.domain.log import LogKind

PACKAGE = Path(peerdesk.__file__).parent
TOLD_BY = {
    "PrintDialog": LogKind.PRINTED,
    "print_recovery_sheet": LogKind.PRINTED,
    "save_paper": LogKind.SAVED_PDF,
    "save_in_form": LogKind.EXPORTED,
    "save_script": LogKind.SHARED_SCRIPT,
    "export": LogKind.BACKED_UP,
    "import_people": LogKind.IMPORTED,
    "add_passphrase": LogKind.KEY_ADDED,
    "change_passphrase": LogKind.KEYS_CHANGED,
    "replace_passphrase": LogKind.KEYS_CHANGED,
    "rename_passphrase": LogKind.KEY_RENAMED,
    "fit_passphrase": LogKind.KEY_FITTED,
    "remove_slot": LogKind.KEY_REMOVED,
    "renew_recovery": LogKind.RECOVERY_RENEWED,
}
TOLD_ELSEWHERE = {
    # The dialog of the sheet is handed to whoever asked for it, and those are looked at.
    ("ui/widgets/recovery_sheet_card.py", "PrintDialog"),
    # The line is that of the form, without which nothing can be saved: tests/ui/test_ways_out.py.
    ("ui/leaving.py", "save_in_form"),
    # No vault is open: what this computer does is measured, and names nobody.
    ("cli/protections.py", "save_paper"),
    # As above; and this logs by itself.
    ("desk/sharing.py", "save_in_form"),
    ("cli/scripts.py", "save_script"),
    # These log within the transaction itself.
    ("cli/vaults.py", "import_people"),
    ("ui/dialogs/import_people/changing.py", "import_people"),
    # This asks the card, which is looked at, to begin.
    ("ui/pages/vault/backups/section.py", "export"),
    # A vault of made-up people that is thrown away with the test of the installation.
    ("selftest.py", "export"),
}


def calls() -> Iterator[tuple[str, str, set[str]]]:
    """Each module outside the floors below, what it calls, and the lines it names."""
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE).as_posix()
        if where.split("/")[0] in {"vault", "backup"} or where == "desk/paper_file.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "LogKind"
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ""
                name = called.id if isinstance(called, ast.Name) else name
                if name in TOLD_BY:
                    yield where, name, named


@pytest.mark.parametrize(("where", "name", "named"), list(calls()))
def test_whoever_does_it_names_its_line(where: str, name: str, named: set[str]) -> None:
    if (where, name) not in TOLD_ELSEWHERE:
        assert TOLD_BY[name].name in named, f"{where} calls {name}"


def test_every_one_of_them_is_called_somewhere() -> None:
    assert {name for _where, name, _named in calls()} == set(TOLD_BY)


def test_every_kind_of_line_is_written_somewhere() -> None:
    written = set()
    for path in PACKAGE.rglob("*.py"):
        where = path.relative_to(PACKAGE).as_posix()
        if where not in {"domain/log.py", "ui/messages/log.py", "desk/sample_log.py"}:
            text = path.read_text(encoding="utf-8")
            written |= {kind for kind in LogKind if f"LogKind.{kind.name}" in text}
    assert written == set(LogKind) - {LogKind.OTHER}, "which is read and never written"
