"""Every trouble has words, and the words fit what is raised with it."""

import ast
import string
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import peerdesk
from peerdesk.backup.reports import BackupStep
from peerdesk.backup.troubles import BackupTrouble
from peerdesk.desk.troubles import DeskTrouble
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain import script_files
from peerdesk.domain.script_files import ScriptTrouble
from peerdesk.errors import PeerDeskError, UserError, VaultError
from peerdesk.ui import messages
from peerdesk.ui.messages import finding_in_words, has_words, step_in_words, words
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.ui.printing.troubles import PrintTrouble
from peerdesk.vault.findings import Finding, FindingKind
from peerdesk.vault.progress import NewKeyStep, UnlockStep
from peerdesk.vault.troubles import VaultTrouble

FLOORS: tuple[type[StrEnum], ...] = (
    DeskTrouble,
    VaultTrouble,
    BackupTrouble,
    DocumentTrouble,
    ScriptTrouble,
    PrintTrouble,
)
CODES = [code for floor in FLOORS for code in floor]
PROMISES = (
    "nothing",
    "none",
    "no ",
    "not ",
    "earlier",
    "kept",
    "whole",
    "left alone",
    "stay",
    "never",
)
"""One of these says what was kept, or that nothing was lost."""


def placeholders(code: StrEnum) -> set[str]:
    template = messages._WORDS[code]
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def raises() -> Iterator[tuple[str, str, str, set[str]]]:
    """Each call in the program that carries a code: where, floor, code, and the names of its data.

    Calls that spread a mapping into their data are left out, as are those whose code is a variable.
    """
    package = Path(peerdesk.__file__).parent
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or any(each.arg is None for each in node.keywords):
                continue
            for argument in node.args:
                if (
                    isinstance(argument, ast.Attribute)
                    and isinstance(argument.value, ast.Name)
                    and argument.value.id in {floor.__name__ for floor in FLOORS}
                ):
                    names = {str(each.arg) for each in node.keywords}
                    where = f"{path.relative_to(package)}:{node.lineno}"
                    yield where, argument.value.id, argument.attr, names


def test_every_floor_of_troubles_is_looked_at() -> None:
    package = Path(peerdesk.__file__).parent
    named = {
        node.name
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and node.name.endswith("Trouble")
    }
    assert named - {"CliTrouble"} == {floor.__name__ for floor in FLOORS}


@pytest.mark.parametrize("code", CODES, ids=str)
def test_every_trouble_has_words(code: StrEnum) -> None:
    assert has_words(code)


@pytest.mark.parametrize("code", CODES, ids=str)
def test_a_message_says_what_happened_and_more(code: StrEnum) -> None:
    said = words(UserError(code, **dict.fromkeys(placeholders(code), 7)))
    assert said.count(".") + said.count(";") >= 2
    assert said.rstrip()[-1] in ".”"
    assert any(promise in said.lower() for promise in PROMISES), said
    assert not set("{}") & set(said.replace("{7}", ""))


@pytest.mark.parametrize("found", list(raises()), ids=lambda found: f"{found[0]} {found[2]}")
def test_what_is_raised_fills_every_placeholder(found: tuple[str, str, str, set[str]]) -> None:
    _where, floor, name, given = found
    code = next(each for each in FLOORS if each.__name__ == floor)[name]
    always = {"source", "line", "key"} if floor == "ScriptTrouble" else set()
    assert placeholders(code) <= given | always


def test_a_refused_script_file_is_told_with_its_line() -> None:
    with pytest.raises(PeerDeskError) as refused:
        script_files.parse_script("format = 1\nid = ", "ours.toml")
    said = words(refused.value)
    assert "ours.toml" in said
    assert "line 2" in said


@pytest.mark.parametrize("kind", FindingKind)
def test_every_finding_has_words(kind: FindingKind) -> None:
    said = finding_in_words(Finding(kind, 3, 5, "kept-file"))
    assert said.endswith(".")
    assert "{" not in said


def test_findings_say_their_numbers_and_names() -> None:
    rolled_back = finding_in_words(Finding(FindingKind.ROLLED_BACK, 3, 5))
    assert "5 saved changes then, 3 now" in rolled_back
    assert "kept-file" in finding_in_words(Finding(FindingKind.MIGRATED, kept_as="kept-file"))


@pytest.mark.parametrize("step", [*UnlockStep, *BackupStep, *NewKeyStep], ids=str)
def test_every_step_has_words(step: StrEnum) -> None:
    assert step_in_words(step) != step
    assert step_in_words(step).endswith("…")


def test_a_code_without_words_is_a_bug() -> None:
    class Unknown(StrEnum):
        CODE = "never-heard-of"

    with pytest.raises(KeyError):
        words(UserError(Unknown.CODE))


@pytest.mark.parametrize("occasion", [Occasion.RESTORING, Occasion.DRILL, Occasion.CHECKING_BACKUP])
def test_a_backup_and_not_the_vault_is_said_to_be_newer_damaged_or_gone(occasion: Occasion) -> None:
    told = [
        words_on(occasion, VaultError(VaultTrouble.NEWER_VERSION, found=9, known=3)),
        words_on(occasion, VaultError(VaultTrouble.DATABASE_DAMAGED, faults=1)),
        words_on(occasion, VaultError(VaultTrouble.DATABASE_FOREIGN)),
        words_on(occasion, UserError(VaultTrouble.MEDIUM_GONE)),
        words_on(occasion, UserError(VaultTrouble.WRONG_PASSPHRASE)),
    ]
    assert all("backup" in each and "Nothing was changed" in each for each in told)
    assert len(set(told)) == len(told)
    assert "newer PeerDesk" in told[0]
