"""The recovery sheet: twelve words on one page, printed once and never saved."""

from dataclasses import dataclass
from datetime import date

from peerdesk.documents.by_hand import line_to_write_on
from peerdesk.documents.flow import Mark, Row, kept_together, on_panel
from peerdesk.documents.ink import Imprint, printed
from peerdesk.documents.lines import TextStyle, set_in_lines
from peerdesk.documents.look import INK, Look, on_leaves
from peerdesk.documents.typeface import Weight
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.paper import PaperSize, PrintSize

WORDS = 12
"""How many words a vault's recovery phrase has."""

_LARGE_LETTERS = 20.0
_NAME_LINES = 2
"""A vault's name may take this many lines before it is cut, so that all stays on one page."""


@dataclass(frozen=True, slots=True)
class RecoveryWords:
    """What PeerDesk itself says on it."""

    title: str
    purpose: tuple[str, ...]
    vault: str
    """With {name}."""
    made_on: str
    """With {day}."""
    keeping: str
    advice: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is on the sheet. Raises ValueError unless there are twelve words."""

    vault_name: str
    words: tuple[str, ...]
    made_on: date
    language: str = "en"

    def __post_init__(self) -> None:
        if len(self.words) != WORDS:
            raise ValueError(len(self.words))


def render(sheet: RecoverySheet, paper: PaperSize) -> bytes:
    """The sheet as a PDF of one page."""
    look = Look(paper, PrintSize.STANDARD)
    words = wording(sheet.language)
    own = words_of(RecoveryWords, "recovery", sheet.language)
    rows = [
        *_head(sheet, look, own),
        *_twelve(sheet.words, look),
        *look.section_heading(own.keeping),
        *_advice(own, look),
        *_place(own, look),
    ]
    foot = own.made_on.format(day=words.date_shown(sheet.made_on))
    imprint = Imprint(own.title, sheet.language, sheet.made_on)
    return printed(on_leaves(rows, look, foot, words), imprint)


def _head(sheet: RecoverySheet, look: Look, own: RecoveryWords) -> list[Row]:
    body = look.print_size.body
    vault = own.vault.format(name=sheet.vault_name)
    rows = look.rows((vault,), look.subtitle)[:_NAME_LINES]
    rows += look.rows((own.title,), look.title, first_gap=0.2 * body)
    rows = [*kept_together(rows), look.flourish()]
    return rows + look.rows(own.purpose, look.body, first_gap=body)


def _twelve(words: tuple[str, ...], look: Look) -> list[Row]:
    """The words in two columns, read downwards: 1 to 6, then 7 to 12."""
    panel = look.panel()
    half = len(words) // 2
    rows = []
    for number, pair in enumerate(zip(words[:half], words[half:], strict=True), start=1):
        columns = ((0.0, number, pair[0]), (0.5, number + half, pair[1]))
        marks = [
            mark
            for share, place, word in columns
            for mark in _numbered(place, word, look, 2 * panel.padding + share * panel.width)
        ]
        rows.append(Row(2 * _LARGE_LETTERS, marks=tuple(marks), gap=0.0))
    rows[0] = Row(rows[0].height, gap=1.4 * look.print_size.body, marks=rows[0].marks)
    return kept_together(on_panel(panel, rows))


def _numbered(number: int, word: str, look: Look, left: float) -> list[Mark]:
    letters = TextStyle(Weight.BOLD, _LARGE_LETTERS, _LARGE_LETTERS, INK)
    digits = set_in_lines(str(number), look.number, look.width)[0]
    baseline = 1.35 * _LARGE_LETTERS
    column = 2.2 * look.number.size
    line = set_in_lines(word, letters, look.width)[0]
    return [
        Mark(digits, left + 0.6 * column - digits.width, baseline),
        Mark(line, left + column, baseline),
    ]


def _advice(own: RecoveryWords, look: Look) -> list[Row]:
    body = look.print_size.body
    rows: list[Row] = []
    for advice in own.advice:
        lines = look.rows((advice,), look.body, indent=1.4 * body, first_gap=0.5 * body)
        dot = set_in_lines("•", look.number, look.width)[0]
        first = lines[0]
        marks = (Mark(dot, 0.3 * body, first.marks[0].baseline), *first.marks)
        rows += [Row(first.height, gap=first.gap, marks=marks), *lines[1:]]
    return rows


def _place(own: RecoveryWords, look: Look) -> list[Row]:
    gap = 2.6 * look.print_size.body
    return line_to_write_on(own.place, look.strong, width=look.width, gap=gap)
