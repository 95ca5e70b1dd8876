"""The easy-read sheet: one idea a line, its picture on the left and few words on the right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from peerdesk.documents.drawing import Figure
from peerdesk.documents.easy_words import Idea
from peerdesk.documents.flow import Bar, Row, kept_together, merged
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.lines import TextStyle
from peerdesk.documents.look import HAIRLINE, Look, on_leaves
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.pictograms import pictogram
from peerdesk.documents.wording import wording, words_of

_LEAST_SIZE = 16.0
"""Points: easy-read text is a little larger than a standard body."""
_PICTURE = 4.8
"""The side of a picture, as a multiple of the letters' size."""
_HIGHEST = 2.0
"""Lines up to this many pictures high never go on over the page."""
_KEPT_TOGETHER = 3
"""Ideas of one rule that stay on one page."""


@dataclass(frozen=True, slots=True)
class EasyWords:
    """What PeerDesk itself says on the sheet."""

    title: str
    welcome: tuple[str, ...]
    harm_to_self: str
    harm_to_others: str
    child_abuse: str
    vulnerable_adult: str
    court_order: str
    other: str
    """With {clause}."""
    no_limits: tuple[str, ...]
    must_report: str
    may_report: str
    talk_first: str
    where_to_turn: str


def easy_words(language: str) -> EasyWords:
    """The words in `language`."""
    return words_of(EasyWords, "easy-read", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class EasySheet:
    """All that is on the sheet: the ideas of each rule, in the rules' order."""

    title: str
    group_name: str
    language: str
    made_on: date
    version_label: str
    intro: tuple[Idea, ...]
    rules: tuple[tuple[Idea, ...], ...]
    where_to_turn: tuple[Idea, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        ideas = (idea for rule in (*self.rules, self.where_to_turn) for idea in rule)
        return (self.group_name, *(line for idea in ideas for line in idea.says))


def laid_out(sheet: EasySheet, look: Look, pace: Pace = UNWATCHED) -> list[Leaf]:
    """The pages of the sheet. UserError STOPPED where the pace says so."""
    words = wording(sheet.language)
    rows = look.head(sheet.group_name, sheet.title)
    first, *others = _parts((sheet.intro,), look)
    rows += [replace(first, gap=1.4 * look.print_size.body), *others]
    rows += _parts(pace.laying_out(sheet.rules), look, line_above=True)
    if sheet.where_to_turn:
        rows += look.section_heading(easy_words(sheet.language).where_to_turn)
        rows += _parts((sheet.where_to_turn,), look)
    foot = f"{sheet.version_label}, {words.date_shown(sheet.made_on)}"
    return on_leaves(rows, look, foot, words)


def _parts(
    parts: Iterable[tuple[Idea, ...]], look: Look, *, line_above: bool = False
) -> Iterator[Row]:
    """Each rule with a thin line above it; one of many ideas may go on over the page."""
    body = look.print_size.body
    for part in parts:
        ideas = [_idea(idea, look) for idea in part]
        if line_above:
            hairline = Bar(0.0, 0.0, look.width, 0.75, HAIRLINE)
            ideas[0].insert(0, Row(0.5 * body, gap=0.9 * body, bars=(hairline,), parts=True))
        if len(ideas) <= _KEPT_TOGETHER:
            ideas = [[row for idea in ideas for row in idea]]
        for idea in ideas:
            yield from kept_together(idea)


def _idea(idea: Idea, look: Look) -> list[Row]:
    """A picture and its lines in the middle beside it; very many lines go on below it."""
    style = text_style(look)
    side = _PICTURE * style.size
    lines = look.rows(idea.says, style, indent=side + 1.3 * style.size, lead=True)
    count = len(lines)
    if merged(lines).height > _HIGHEST * side:
        count = next(n for n in range(2, count) if merged(lines[: n + 1]).height > side)
    beside = merged([Row(max(0.0, (side - merged(lines[:count]).height) / 2)), *lines[:count]])
    drawing = pictogram(idea.picture)
    first = replace(
        beside,
        height=max(side, beside.height),
        gap=0.7 * look.print_size.body,
        figures=(Figure(drawing, 0.0, 0.0, side / drawing.width),),
    )
    return [first, *lines[count:]]


def text_style(look: Look) -> TextStyle:
    """The letters beside a picture."""
    size = max(_LEAST_SIZE, look.print_size.body)
    return replace(look.body, size=size, leading=size * look.spacing.factor)
