"""The facilitator's plan: what happens when, and what is read aloud, at a size for reading."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from peerdesk.documents.flow import Bar, Mark, Row, beside, heading, kept_together, paragraph
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.lines import set_in_lines
from peerdesk.documents.look import HAIRLINE, Look, on_leaves
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.sessions import AgendaItem, AgendaKind

_TIME_COLUMN = 4.0
"""How wide the column of the times is, in letter sizes."""


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What PeerDesk itself says on the plan."""

    title: str
    parts: tuple[str, ...]
    """What the kinds of agenda items are called, in the order of `AgendaKind`."""
    minutes: str
    """With {count}."""
    timed: str
    to_read: str
    ask: str
    """With {question}."""
    ends: str
    keeping: str


def plan_words(language: str) -> PlanWords:
    """The words in `language`."""
    return words_of(PlanWords, "plan", language)


@dataclass(frozen=True, slots=True)
class ReadRule:
    """One rule as it is read, with a question that may be asked of the room."""

    text: str
    ask: str = ""


@dataclass(frozen=True, slots=True)
class ReadPart:
    """One part of the script, its blanks filled in."""

    title: str
    text: str
    rules: tuple[ReadRule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """All that is on the plan."""

    agenda: tuple[AgendaItem, ...]
    parts: tuple[ReadPart, ...]
    language: str
    made_on: date
    starts_at: datetime | None = None
    """Local time. Without it the parts count from 0:00."""
    when: str = ""
    """Day and time in words."""
    place: str = ""
    group_name: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        titles = (item.title for item in self.agenda)
        read = (
            text
            for part in self.parts
            for text in (part.title, part.text, *(t for r in part.rules for t in (r.text, r.ask)))
        )
        return (self.group_name, self.place, *titles, *read)


def laid_out(sheet: PlanSheet, look: Look, pace: Pace = UNWATCHED) -> list[Leaf]:
    """The pages of the plan. UserError STOPPED where the pace says so."""
    words, common = plan_words(sheet.language), wording(sheet.language)
    body = look.print_size.body
    rows = look.head(sheet.group_name, words.title)
    for text in (sheet.when, sheet.place):
        rows += look.rows((text,), look.strong, first_gap=0.4 * body)
    rows += look.rows((words.keeping,), look.quiet, first_gap=0.6 * body)
    if sheet.agenda:
        rows += look.section_heading(words.timed)
        *timed, last, end = _timed(sheet, words, look)
        rows += [*timed, *kept_together([last, end])]
    if sheet.parts:
        rows += look.section_heading(words.to_read)
        rows += [row for part in pace.laying_out(sheet.parts) for row in _part(part, words, look)]
    return on_leaves(rows, look, common.date_shown(sheet.made_on), common)


def _timed(sheet: PlanSheet, words: PlanWords, look: Look) -> Iterator[Row]:
    """Each part of the agenda with its beginning and its minutes, and when it all ends."""
    start = sheet.starts_at or datetime.combine(sheet.made_on, datetime.min.time())
    moment = start
    for item in sheet.agenda:
        called = item.title or words.parts[list(AgendaKind).index(item.kind)]
        lasting = words.minutes.format(count=item.minutes)
        yield from _timed_row(_clock(moment, sheet), called, lasting, look)
        moment += timedelta(minutes=item.minutes)
    yield from _timed_row(_clock(moment, sheet), words.ends, "", look)


def _clock(moment: datetime, sheet: PlanSheet) -> str:
    return f"{moment:%H:%M}" if sheet.starts_at else f"{moment.hour}:{moment:%M}"


def _timed_row(when: str, called: str, lasting: str, look: Look) -> list[Row]:
    body = look.print_size.body
    indent = _TIME_COLUMN * body
    right = set_in_lines(lasting, look.body, look.width)[0] if lasting else None
    room = look.width - indent - (right.width + body if right else 0.0)
    narrow = paragraph(called, look.body, left=indent, width=room, gap=0.5 * body)
    first = narrow[0]
    baseline = first.marks[0].baseline
    time = Mark(set_in_lines(when, look.number, indent)[0], 0.0, baseline)
    marks = [time, *first.marks]
    if right:
        marks.append(Mark(right, look.width - right.width, baseline))
    rows = [replace(first, marks=tuple(marks)), *narrow[1:]]
    rule = Bar(0.0, rows[-1].height + 0.22 * body, look.width, 0.75, HAIRLINE)
    rows[-1] = replace(rows[-1], bars=(rule,))
    return kept_together(rows)


def _part(part: ReadPart, words: PlanWords, look: Look) -> list[Row]:
    """A part of the script: its title, its words, and its rules with their questions."""
    body = look.print_size.body
    rows = look.rows((part.title,), look.subtitle, first_gap=1.3 * body)
    rows = heading(rows, part.title) if rows else []
    rows += look.rows((part.text,), look.body, first_gap=0.35 * body)
    for rule in part.rules:
        rows += kept_together(_rule(rule, words, look))
    return rows


def _rule(rule: ReadRule, words: PlanWords, look: Look) -> list[Row]:
    body = look.print_size.body
    rows = look.rows((rule.text,), look.body, indent=1.2 * body, first_gap=0.6 * body)
    dot = set_in_lines("•", look.number, look.width)[0]
    rows = beside(Mark(dot, 0.2 * body, rows[0].marks[0].baseline), rows) if rows else []
    if rule.ask:
        question = words.ask.format(question=rule.ask)
        rows += look.rows((question,), look.quiet, indent=1.2 * body, first_gap=0.2 * body)
    return rows
