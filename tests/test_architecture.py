"""The rules of the house, as failing tests: who may import whom, and what a file may hold."""

import ast
import io
import json
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "peerdesk"

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_SHELL = 400, 60, 350

ROOT = ""  # the package itself, for its version
GROUND = {ROOT, "errors", "paths"}
VAULT_AND_BELOW = GROUND | {"domain", "vault"}
FLOORS = VAULT_AND_BELOW | {"backup", "desk", "documents", "handouts", "safety", "settings"}

# Who may know whom: a floor (package or module directly under peerdesk) and those it may import.
MAY_IMPORT = {
    ROOT: set(),
    "errors": set(),
    "paths": set(),
    "domain": {"domain", "errors"},
    "settings": GROUND | {"domain"},
    "vault": VAULT_AND_BELOW,
    "desk": VAULT_AND_BELOW | {"desk"},
    "backup": VAULT_AND_BELOW | {"backup"},
    "documents": GROUND | {"domain", "documents"},
    "handouts": GROUND | {"desk", "documents", "domain", "handouts"},
    "safety": GROUND | {"domain", "safety"},
    "ui": FLOORS | {"ui"},
    "app": FLOORS | {"ui"},
    "selftest": FLOORS | {"app", "selftest"},
    "cli": FLOORS | {"app", "cli", "selftest"},
    "__main__": {ROOT, "app", "cli"},
}
# Single modules that a floor may know although it may not know the floor they belong to.
MAY_ALSO_IMPORT = {
    "cli": {"peerdesk.ui.gallery", "peerdesk.ui.messages"},
    "selftest": {"peerdesk.ui.folder_lock", "peerdesk.ui.messages"},
}

NETWORK = {
    "_socket", "_ssl", "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib",
    "multiprocessing", "nntplib", "poplib", "requests", "smtplib", "socket", "socketserver", "ssl",
    "telnetlib", "urllib.request", "urllib3", "webbrowser", "wsgiref", "xmlrpc",
    "PySide6.QtHttpServer", "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebChannel",
    "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "PySide6.QtWebView",
}  # fmt: skip
NEVER_LOADED = {"socket", "_socket", "ssl", "_ssl", "PySide6.QtNetwork"}
NOT_BEFORE_THE_PROMPT = {
    # Its first look into Qt's `Qt` namespace takes 13 ms of the prompt's start.
    "peerdesk.ui.widgets.flow",
    "ahocorasick_rs", "argon2", "chardet", "clevercsv", "cryptography", "dateutil", "pypdfium2",
    "pyphen", "reportlab", "sqlcipher3", "uharfbuzz", "zxcvbn",
}  # fmt: skip

SQL = re.compile(
    r"\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|BEGIN|COMMIT|ROLLBACK"
    r"|SAVEPOINT|ATTACH|DETACH|VACUUM|REINDEX|ANALYZE|WITH)\b"
)
SQL_CALLS = {"execute", "executemany", "executescript"}
SQL_FLOORS = {"vault", "desk"}
QT_FLOORS = {"ui", "app"}
BROAD_EXCEPT_FILES = {"peerdesk/ui/jobs.py", "peerdesk/ui/last_resort.py"}


@dataclass(frozen=True, slots=True)
class Module:
    """A file of the package: its dotted name, the floor it lies on, its text and its tree."""

    path: Path
    name: str
    floor: str
    text: str
    tree: ast.Module

    def at(self, line: int) -> str:
        """Give a place as people and editors write it."""
        return f"{self.path.relative_to(PROJECT)}:{line}"


@dataclass(frozen=True, slots=True)
class Import:
    """One imported name, in full: `a.b` for `import a.b`, `a.b.c` for `from a.b import c`."""

    module: Module
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.module.at(self.line)} imports {self.name}"

    def is_of(self, names: set[str]) -> bool:
        """Say whether the import is one of these modules, or something inside one."""
        return any(self.name == name or self.name.startswith(f"{name}.") for name in names)


@cache
def modules() -> tuple[Module, ...]:
    return tuple(read(path) for path in sorted(PACKAGE.rglob("*.py")))


def read(path: Path) -> Module:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    if parts[-1] == "__init__":
        parts = parts[:-1]
    floor = parts[1] if len(parts) > 1 else ROOT
    text = path.read_text("utf-8")
    return Module(path, ".".join(parts), floor, text, ast.parse(text, str(path)))


def imports(module: Module) -> Iterator[Import]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module.at(node.lineno)}: imports are written in full"
            for alias in node.names:
                yield Import(module, node.lineno, f"{node.module}.{alias.name}")


def all_imports() -> Iterator[Import]:
    for module in modules():
        yield from imports(module)


def floor_of(name: str) -> str:
    """Give the floor of `peerdesk.x.y`; what the package itself holds is on the root floor."""
    first = name.split(".")[1] if "." in name else ROOT
    is_module = (PACKAGE / first).is_dir() or (PACKAGE / f"{first}.py").is_file()
    return first if is_module else ROOT


def test_there_is_a_package_to_look_at() -> None:
    assert {module.floor for module in modules()} >= {"domain", "vault", "desk", "ui", "app"}


def test_every_floor_has_its_place_in_the_house() -> None:
    assert [module.name for module in modules() if module.floor not in MAY_IMPORT] == []


def test_imports_go_downwards() -> None:
    upwards = [
        str(found)
        for found in all_imports()
        if found.name.partition(".")[0] == "peerdesk"
        and floor_of(found.name) not in MAY_IMPORT[found.module.floor]
        and not found.is_of(MAY_ALSO_IMPORT.get(found.module.floor, set()))
    ]
    assert upwards == []


def test_the_domain_needs_the_standard_library_only() -> None:
    others = [
        str(found)
        for found in all_imports()
        if found.module.floor in {"domain", "errors"}
        and found.name.partition(".")[0] not in {*sys.stdlib_module_names, "peerdesk"}
    ]
    assert others == []


def test_only_ui_and_app_know_qt() -> None:
    qt = [
        str(found)
        for found in all_imports()
        if found.is_of({"PySide6", "shiboken6"}) and found.module.floor not in QT_FLOORS
    ]
    assert qt == []


def test_nothing_imports_a_network_module() -> None:
    assert [str(found) for found in all_imports() if found.is_of(NETWORK)] == []


def sql_in(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        match node:
            case ast.Constant(value=str(text)) if SQL.match(text):
                yield f"{module.at(node.lineno)}: {text.strip()[:40]}"
            case ast.Call(func=ast.Attribute(attr=name)) if name in SQL_CALLS:
                yield f"{module.at(node.lineno)}: .{name}()"


def test_only_vault_and_desk_hold_sql() -> None:
    elsewhere = [
        place for module in modules() if module.floor not in SQL_FLOORS for place in sql_in(module)
    ]
    assert elsewhere == []


def is_broad(caught: ast.expr | None) -> bool:
    """Say whether an `except` clause, or an argument of `suppress`, takes everything."""
    if caught is None:
        return True
    if isinstance(caught, ast.Tuple):
        return any(is_broad(part) for part in caught.elts)
    name = caught.attr if isinstance(caught, ast.Attribute) else getattr(caught, "id", "")
    return name in {"Exception", "BaseException"}


def broad_excepts(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        match node:
            case ast.ExceptHandler(type=caught) if is_broad(caught):
                yield module.at(node.lineno)
            case ast.Call(func=ast.Name("suppress") | ast.Attribute(attr="suppress")):
                if any(is_broad(argument) for argument in node.args):
                    yield module.at(node.lineno)


def test_only_jobs_and_the_last_resort_catch_everything() -> None:
    elsewhere = [
        place
        for module in modules()
        if str(module.path.relative_to(PROJECT)) not in BROAD_EXCEPT_FILES
        for place in broad_excepts(module)
    ]
    assert elsewhere == []


def test_files_are_short() -> None:
    lengths = {
        str(module.path.relative_to(PROJECT)): module.text.count("\n") for module in modules()
    }
    limits = {"peerdesk/ui/shell.py": LONGEST_SHELL}
    too_long = {
        name: lines for name, lines in lengths.items() if lines >= limits.get(name, LONGEST_FILE)
    }
    assert too_long == {}


def test_functions_are_short() -> None:
    too_long = [
        f"{module.at(node.lineno)} {node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 >= LONGEST_FUNCTION
    ]
    assert too_long == []


SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b")
NAMED = re.compile(r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|type:\s*ignore\[[\w, -]+\])")
REASON = re.compile(r"\s*[-(#]\s*(?!noqa|type:)\w")


def silenced_without_reason(text: str) -> Iterator[int]:
    """Give the lines; a line right below another shares the reason that the first one gives."""
    explained: dict[str, int] = {}
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT:
            continue
        line, comment = token.start[0], token.string
        for silenced in SILENCED.finditer(comment):
            named = NAMED.match(comment, silenced.start())
            if named is None:
                yield line
            elif REASON.match(comment, named.end()) or explained.get(named[0]) == line - 1:
                explained[named[0]] = line
            else:
                yield line


def test_a_silenced_check_says_which_and_why() -> None:
    unexplained = [
        module.at(line) for module in modules() for line in silenced_without_reason(module.text)
    ]
    assert unexplained == []


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        ("import json  # noqa: PLC0415 - only its caller pays for it", []),
        ("import json  # noqa: PLC0415, F401 (see above)", []),
        ("key = value  # type: ignore[arg-type]  # the stubs are wrong", []),
        ("import json  # noqa: PLC0415 - later\nimport re  # noqa: PLC0415", []),
        ("import json  # noqa: PLC0415 - later\n\nimport re  # noqa: PLC0415", [3]),
        ("import json  # noqa: PLC0415", [1]),
        ("import json  # noqa", [1]),
        ("key = value  # type: ignore", [1]),
        ("key = value  # type: ignore - because", [1]),
        ("key = value  # type: ignore[arg-type]  # noqa: S105 - a name", [1]),
    ],
)
def test_reasons_are_recognised(text: str, unexplained: list[int]) -> None:
    assert list(silenced_without_reason(text)) == unexplained


# Imports the modules named on the command line. Prints the modules that are loaded then, and for
# each watched one the file and line that asked for it first.
LOAD = """
import importlib, json, sys, traceback

watched = set(json.loads(sys.argv[1]))
asked = {}

class Watch:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in watched and name not in asked:
            frames = [f for f in traceback.extract_stack()[:-1] if "importlib" not in f.filename]
            asked[name] = " <- ".join(f"{f.filename}:{f.lineno}" for f in reversed(frames[1:]))
        return None

sys.meta_path.insert(0, Watch)
for name in json.loads(sys.argv[2]):
    importlib.import_module(name)
print(json.dumps({"loaded": sorted(sys.modules), "asked": asked}))
"""


def offenders_after_import(names: list[str], watched: set[str]) -> dict[str, str]:
    """Import modules in a process of their own; give watched modules that were loaded, and by whom.

    The answer is {module: "file:line <- file:line ..."}, the innermost frame first.
    """
    done = subprocess.run(
        [sys.executable, "-c", LOAD, json.dumps(sorted(watched)), json.dumps(names)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    loaded = watched.intersection(answer["loaded"])
    return {name: answer["asked"].get(name, "loaded by the interpreter") for name in loaded}


def test_no_module_brings_a_network_library_into_the_process() -> None:
    names = [module.name for module in modules() if module.floor != "__main__"]
    assert offenders_after_import(names, NEVER_LOADED) == {}


def test_the_unlock_prompt_loads_nothing_that_it_does_not_need() -> None:
    prompt = ["peerdesk.app", "peerdesk.ui.program", "peerdesk.ui.entry.unlock"]
    assert offenders_after_import(prompt, NOT_BEFORE_THE_PROMPT) == {}


def test_a_forbidden_module_is_noticed_and_traced_to_who_asked_for_it() -> None:
    found = offenders_after_import(["smtplib"], {"socket"})
    assert "smtplib.py" in found["socket"]
