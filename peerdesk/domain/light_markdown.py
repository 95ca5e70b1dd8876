"""The small part of Markdown that notes are read with: headings, lists, quotes and bold words.

One grammar for the field in which a note is typed and for the paper it is printed on. A line stays
a line, because whoever types a note means it so.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby


class Form(Enum):
    """What a part of a line is."""

    HEADING = auto()
    LIST_MARK = auto()
    STRONG = auto()
    MARKER = auto()
    """Only says what the form of the words beside it is."""


@dataclass(frozen=True, slots=True)
class Formed:
    """Some characters of a line, and what they are."""

    begin: int
    end: int
    form: Form


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line without its markers, with one space between words."""

    text: str
    strong: tuple[tuple[int, int], ...] = ()
    """What is bold, all of a heading: the first place of each part, and the one after its last."""
    listed: str = ""
    """What stands before an entry of a list: a point, or its number."""


_HEADING = re.compile(r"(#{1,6}\s+)(\S.*)")
_LIST = re.compile(r"(\s*)([-*+]|\d{1,3}[.)])(\s+)(?=\S)")
_QUOTE = re.compile(r"(\s*>\s?)")
_OPENS = re.compile(
    r"(?P<two>\*\*|__)(?=\S)|(?<![*\w])\*(?![*\s])(?P<few>[^*]+?)(?<![\s*])\*(?![*\w])"
)
_CLOSES = {mark: re.compile(rf"(?<=\S)(?={re.escape(mark)})") for mark in ("**", "__")}


def formed(line: str) -> Iterator[Formed]:
    """The forms in `line`; where two meet, the later one counts."""
    if heading := _HEADING.fullmatch(line):
        yield Formed(heading.start(2), len(line), Form.HEADING)
        yield Formed(0, heading.end(1), Form.MARKER)
    elif mark := _LIST.match(line):
        yield Formed(mark.start(2), mark.end(2), Form.LIST_MARK)
    elif mark := _QUOTE.match(line):
        yield Formed(0, mark.end(), Form.MARKER)
    for begin, end, wide in _strong(line):
        yield Formed(begin, end, Form.STRONG)
        yield Formed(begin - wide, begin, Form.MARKER)
        yield Formed(end, end + wide, Form.MARKER)


def _strong(line: str) -> Iterator[tuple[int, int, int]]:
    """Where bold words begin and end, and how wide the marks around them are.

    In a time that grows with the line alone, however many marks in it lead nowhere: it is done with
    each letter that is typed.
    """
    closing = {mark: [at.start() for at in found.finditer(line)] for mark, found in _CLOSES.items()}
    place = 0
    while opened := _OPENS.search(line, place):
        if not opened["two"]:
            yield (*opened.span("few"), 1)
            place = opened.end()
            continue
        begin, ends = opened.end(), closing[opened["two"]]
        next_one = bisect_left(ends, begin + 1)
        if next_one < len(ends):
            yield begin, ends[next_one], 2
            place = ends[next_one] + 2
        else:
            place = opened.start() + 1


def plain_line(line: str) -> PlainLine:
    """`line` as it is set on paper, where no marker is seen."""
    parts = list(formed(line))
    if not parts:
        return PlainLine(" ".join(line.split()))
    listed = ""
    markers = {place for part in parts if part.form is Form.MARKER for place in _places(part)}
    bold = {place for part in parts if part.form is not Form.MARKER for place in _places(part)}
    if mark := next((part for part in parts if part.form is Form.LIST_MARK), None):
        written = line[mark.begin : mark.end]
        listed = written if written[0].isdigit() else "•"
        markers |= set(range(mark.end))
    text: list[str] = []
    strong: list[bool] = []
    for place, letter in enumerate(line):
        if place in markers:
            continue
        if not letter.isspace():
            text.append(letter)
            strong.append(place in bold)
        elif text and text[-1] != " ":
            text.append(" ")
            strong.append(place in bold)
    if text and text[-1] == " ":
        text.pop()
        strong.pop()
    return PlainLine("".join(text), tuple(_runs(strong)), listed)


def _runs(marked: list[bool]) -> Iterator[tuple[int, int]]:
    """Where each stretch of true values begins and ends."""
    begin = 0
    for value, run in groupby(marked):
        end = begin + len(list(run))
        if value:
            yield begin, end
        begin = end


def _places(part: Formed) -> range:
    return range(part.begin, part.end)
