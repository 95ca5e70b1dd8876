"""Which encoding a text file is in, and its text."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.errors import UserError

ENCODINGS = (
    "utf-8", "utf-16", "windows-1252", "iso-8859-15", "macroman", "cp850", "windows-1250",
    "windows-1251", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
    "shift_jis", "gb18030", "big5", "euc-kr",
)  # fmt: skip
"""What the spreadsheets and address books of the last thirty years write, most likely first."""

_SINGLE_BYTE = tuple(each for each in ENCODINGS[2:] if each != "iso-8859-15")
"""Those that can be told apart: ISO 8859-15 differs from Windows' own in eight characters."""
_WITHOUT_MARK = ("utf-16-le", "utf-16-be")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"SQLite format 3")
"""How spreadsheets, documents and databases begin; none of them is text."""
_ENOUGH = 65_536
"""Bytes that are looked at to tell an encoding."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file. `other_lines`, counted from 1, were in another encoding than the rest."""

    text: str
    encoding: str
    other_lines: tuple[int, ...] = ()


def decoded(data: bytes, encoding: str = "") -> Decoded:
    """The text of `data`, in the encoding that somebody chose, or in the one that fits best.

    UserError ROSTER_NOT_A_TABLE with `row` for a file that is no text, ROSTER_ENCODING with `row`
    for the first line that the chosen encoding can't be.
    """
    if data.startswith(_OTHER_FILES):
        raise UserError(DeskTrouble.ROSTER_NOT_A_TABLE, row=1)
    if encoding:
        return Decoded(_plain(_strictly(data, encoding)), encoding)
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return Decoded(_plain(_strictly(data, marked)), marked)
    if b"\0" in data:
        return _wide(data)
    try:
        return Decoded(_plain(data.decode("utf-8")), "utf-8")
    except UnicodeDecodeError:
        return _of_older_days(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise UserError(DeskTrouble.ROSTER_ENCODING, row=row) from None


def _plain(text: str) -> str:
    """`text` without the blank lines at its end. UserError ROSTER_NOT_A_TABLE for a zero in it."""
    zero = text.find("\0")
    if zero >= 0:
        raise UserError(DeskTrouble.ROSTER_NOT_A_TABLE, row=text.count("\n", 0, zero) + 1)
    return text.removeprefix("\ufeff").rstrip("\r\n")


def _wide(data: bytes) -> Decoded:
    """Two bytes a character without a mark in front: every second one of plain letters is zero."""
    zero = data.find(b"\0")
    for encoding, place in zip(_WITHOUT_MARK, (1, 0), strict=True):
        sample = data[place:_ENOUGH:2]
        if len(data) % 2 == 0 and sample.count(0) * 2 > len(sample):
            return Decoded(_plain(_strictly(data, encoding)), encoding)
    raise UserError(DeskTrouble.ROSTER_NOT_A_TABLE, row=data.count(b"\n", 0, zero) + 1)


def _of_older_days(data: bytes) -> Decoded:
    """Bytes that are not UTF-8: all of them older, or a few lines that were pasted in between."""
    lines = data.split(b"\n")
    other = {number: line for number, line in enumerate(lines) if not _is_utf8(line)}
    if all(line.isascii() for number, line in enumerate(lines) if number not in other):
        older = _likeliest(data)
        return Decoded(_plain(_strictly(data, older)), older)
    older = _likeliest(b"\n".join(other.values()))
    mended = [
        _strictly(line, older) if number in other else line.decode("utf-8")
        for number, line in enumerate(lines)
    ]
    return Decoded(_plain("\n".join(mended)), "utf-8", tuple(number + 1 for number in other))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(data: bytes) -> str:
    import chardet  # noqa: PLC0415 - few files are older than UTF-8

    found = chardet.detect(
        data[:_ENOUGH], include_encodings=_SINGLE_BYTE, no_match_encoding=_SINGLE_BYTE[0]
    )["encoding"]
    likely = (found or _SINGLE_BYTE[0]).lower()
    # One letter of a name at the cut may be half; what counts is whether the whole can be read.
    return next(each for each in (likely, *_SINGLE_BYTE) if _can_be(data, each))


def _can_be(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
