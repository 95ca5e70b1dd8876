"""Strict reading of TOML files from strangers: every refusal has its line and its reason.

What is read is text and nothing but text. Script files and the sample programme are read with it.
"""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from peerdesk.domain.names import one_line
from peerdesk.errors import UserError

LARGEST_FILE = 64 * 1024
"""Bytes in UTF-8. The longest built-in script takes a sixth of it."""
LONGEST_LINE = 600
LONGEST_TEXT = 8000
MOST_DOTS = 20
"""On one line outside strings. The time tomllib takes for a.b.c grows with the square of it."""
LONGEST_SHOWN = 60
"""Characters of a refused word that an error repeats."""

KeyPath = tuple[str | int, ...]
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class ScriptTrouble(StrEnum):
    """Why a file is refused. `data` always holds `source` and `line`; the rest is said here."""

    TOO_LARGE = "script_too_large"
    """`limit`, in bytes."""
    NOT_UTF8 = "script_not_utf8"
    NOT_TOML = "script_not_toml"
    TOO_DEEP = "script_too_deep"
    """A key of more parts than `limit`."""
    UNKNOWN_KEY = "script_unknown_key"
    """`key`."""
    MISSING = "script_missing"
    """`key`: it is not there, or it is empty."""
    WRONG_TYPE = "script_wrong_type"
    """`key` and `expected`: text, number, yes_or_no, list or table."""
    TOO_LONG = "script_too_long"
    """`key`, `length` and `limit`, in characters, or in parts where the key is a list."""
    OUT_OF_RANGE = "script_out_of_range"
    """`key`, `lowest` and `highest`."""
    UNKNOWN_VALUE = "script_unknown_value"
    """`key`, `value` and, where the choice is short, `allowed`."""
    CONTROL_CHARACTER = "script_control_character"
    """`key` and `character`, as U+0007."""
    UNKNOWN_PLACEHOLDER = "script_unknown_placeholder"
    """`key`, `placeholder` and `allowed`."""
    DUPLICATE = "script_duplicate"
    """`key` and `value`: something that may be there once is there again."""
    NEWER_FORMAT = "script_newer_format"
    """`format` and `known`."""
    NOT_KEPT = "script_not_kept"
    """`key` and `value`: words for a group whose note policy keeps none (sample files only)."""


class ScriptFileError(UserError):
    """A script or sample file can't be read as it stands. Lines count from 1."""

    def __init__(self, source: str, line: int, trouble: ScriptTrouble, **data: str | int) -> None:
        super().__init__(trouble, source=source, line=line, **data)


# One that nobody closed is taken to its end as well: looking for another one within it, again from
# each of its marks, would take minutes for a file that was made for that.
_STRING = re.compile(
    r'"""(?:[^"\\]++|\\[\s\S]|"{1,2}(?!"))*+(?:"{3,5}|\\?\Z)'
    r"|'''[\s\S]*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*"
)
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_AT_LINE = re.compile(r"at line (\d+)")
_AGAIN = re.compile(r"Cannot overwrite a value|Cannot declare .* twice")
_KEY = re.compile(r"\s*\[*\s*([\w.-]+)\s*[\]=]")
_HIDDEN = re.compile(
    # Control characters, halves of characters, and line ends that not every program knows.
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029"
    # What reorders or hides the words beside it, so that a reader sees others than are there.
    r"\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file and the name under which the person knows it."""

    text: str
    source: str

    def refusal(
        self, trouble: ScriptTrouble, path: KeyPath = (), needle: str = "", **data: str | int
    ) -> ScriptFileError:
        """The error for what stands at `path`, on the first line from there that has `needle`."""
        numbers = line_numbers(self.text)
        line = next((numbers[path[:n]] for n in range(len(path), 0, -1) if path[:n] in numbers), 1)
        if needle:
            lines = enumerate(self.text.split("\n")[line - 1 :], line)
            line = next((number for number, words in lines if needle in words), line)
        return ScriptFileError(self.source, line, trouble, **data)


def line_numbers(text: str) -> dict[KeyPath, int]:
    """The line of every bare key and table header in `text`, which must be valid TOML.

    The standard library's reader keeps no positions. Inline tables count as one with their key.
    """
    numbers: dict[KeyPath, int] = {}
    latest: dict[KeyPath, int] = {}
    here: KeyPath = ()
    for number, line in enumerate(_lines_without_strings(text), 1):
        if header := _HEADER.match(line):
            names = [name.strip() for name in header[2].split(".")]
            here = _entered(names, latest, is_list=header[1] == "[[")
            numbers.setdefault(here, number)
        elif key := _KEY.match(line):
            numbers.setdefault((*here, key[1]), number)
    return numbers


def _lines_without_strings(text: str) -> list[str]:
    """The lines of `text` without strings and comments, as far as it is valid TOML."""
    return _STRING.sub(lambda match: "\n" * match[0].count("\n"), text).split("\n")


def _entered(names: list[str], latest: dict[KeyPath, int], *, is_list: bool) -> KeyPath:
    """The path that a header leads to; `latest` counts the tables of each list so far."""
    here: KeyPath = ()
    for depth, name in enumerate(names, 1):
        here = (*here, name)
        if is_list and depth == len(names):
            latest[here] = latest.get(here, -1) + 1
        if here in latest:
            here = (*here, latest[here])
    return here


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of a file. Every method gives a value that was checked, or ScriptFileError.

    A key without a `default` must be there.
    """

    file: SourceText
    values: dict[str, object]
    path: KeyPath = ()

    def refusal(
        self, trouble: ScriptTrouble, key: str, needle: str = "", **data: str | int
    ) -> ScriptFileError:
        """The error for what stands at `key` of this table."""
        shown = one_line(key)[:LONGEST_SHOWN]
        return self.file.refusal(trouble, (*self.path, key), needle, key=shown, **data)

    def allow_only(self, *known: str) -> None:
        """Refuse the first key that is not one of `known`."""
        for key in self.values:
            if key not in known:
                raise self.refusal(ScriptTrouble.UNKNOWN_KEY, key)

    def line(self, key: str, longest: int = LONGEST_LINE, default: str | None = None) -> str:
        """One line of text, at most `longest` characters, without space around it."""
        return self._text(key, longest, default, several_lines=False)

    def words(self, key: str, longest: int = LONGEST_TEXT, default: str | None = None) -> str:
        """Text that may have line breaks, at most `longest` characters, without space around."""
        return self._text(key, longest, default, several_lines=True)

    def whole(self, key: str, lowest: int, highest: int, default: int | None = None) -> int:
        """A whole number from `lowest` to `highest`."""
        number = self._value(key, int, "number", default)
        if not lowest <= number <= highest:
            raise self.refusal(ScriptTrouble.OUT_OF_RANGE, key, lowest=lowest, highest=highest)
        return number

    def yes(self, key: str, *, default: bool) -> bool:
        """True or false."""
        return self._value(key, bool, "yes_or_no", default)

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """A member of `choices`, by its value."""
        if default is not None and key not in self.values:
            return default
        value = self.line(key)
        try:
            return choices(value)
        except ValueError:
            allowed = ", ".join(choices)
            raise self.refusal(
                ScriptTrouble.UNKNOWN_VALUE, key, value=value[:LONGEST_SHOWN], allowed=allowed
            ) from None

    def matching(self, key: str, pattern: re.Pattern[str]) -> str:
        """One line that fits `pattern` as a whole."""
        value = self.line(key)
        if not pattern.fullmatch(value):
            raise self.refusal(ScriptTrouble.UNKNOWN_VALUE, key, value=value[:LONGEST_SHOWN])
        return value

    def tables(self, key: str, most: int, *, required: bool = True) -> tuple["TomlTable", ...]:
        """The tables of a list, at least one where it is `required`, at most `most`."""
        found = self._value(key, list, "list", None if required else [])
        if required and not found:
            raise self.refusal(ScriptTrouble.MISSING, key)
        if len(found) > most:
            raise self.refusal(ScriptTrouble.TOO_LONG, key, length=len(found), limit=most)
        for values in found:
            if not isinstance(values, dict):
                raise self.refusal(ScriptTrouble.WRONG_TYPE, key, expected="table")
        here = (*self.path, key)
        return tuple(TomlTable(self.file, each, (*here, n)) for n, each in enumerate(found))

    def _value(self, key: str, kind: type[Value], expected: str, default: Value | None) -> Value:
        value = self.values.get(key, default)
        if value is None:
            raise self.refusal(ScriptTrouble.MISSING, key)
        # Exactly this type: to Python, true is a whole number.
        if type(value) is not kind:
            raise self.refusal(ScriptTrouble.WRONG_TYPE, key, expected=expected)
        return value

    def _text(self, key: str, longest: int, default: str | None, *, several_lines: bool) -> str:
        raw = self._value(key, str, "text", default)
        if hidden := _HIDDEN.search(raw.replace("\n", "") if several_lines else raw):
            name = f"U+{ord(hidden[0]):04X}"
            raise self.refusal(ScriptTrouble.CONTROL_CHARACTER, key, hidden[0], character=name)
        text = raw.strip()
        if not text and default is None:
            raise self.refusal(ScriptTrouble.MISSING, key)
        if len(text) > longest:
            raise self.refusal(ScriptTrouble.TOO_LONG, key, length=len(text), limit=longest)
        return text


def read_toml(text: str, source: str, largest: int = LARGEST_FILE) -> TomlTable:
    """The whole of a TOML file of at most `largest` bytes. ScriptFileError where it is none."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > largest:
        raise ScriptFileError(source, 1, ScriptTrouble.TOO_LARGE, limit=largest)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    # Without its strings a line has no more dots than with them; taking them out takes longer.
    if any(line.count(".") > MOST_DOTS for line in text.split("\n")):
        for number, line in enumerate(_lines_without_strings(text), 1):
            if line.count(".") > MOST_DOTS:
                raise ScriptFileError(source, number, ScriptTrouble.TOO_DEEP, limit=MOST_DOTS)
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as failure:
        # Besides its own error, a ValueError, tomllib lets through those of over-long numbers
        # (a plain ValueError) and of lists within lists within lists (a RecursionError).
        broken = _failing_line(failure, text)
        if key := _twice(failure, text.split("\n")[broken - 1]):
            raise ScriptFileError(
                source, broken, ScriptTrouble.DUPLICATE, key=key, value=key
            ) from failure
        raise ScriptFileError(source, broken, ScriptTrouble.NOT_TOML) from failure
    return TomlTable(SourceText(text, source), values)


def _twice(failure: Exception, line: str) -> str:
    """The key that is there a second time; empty where the file is broken in another way."""
    again = _AGAIN.search(str(failure))
    key = _KEY.match(line)
    return key[1] if again and key else ""


def _failing_line(failure: Exception, text: str) -> int:
    if match := _AT_LINE.search(str(failure)):
        return int(match[1])
    return text.rstrip("\n").count("\n") + 1 if isinstance(failure, tomllib.TOMLDecodeError) else 1
