"""Where to turn in a crisis: the group's lines and places, and when each was last checked."""

from dataclasses import dataclass
from datetime import date

from peerdesk.documents.by_hand import line_to_write_on, with_symbol
from peerdesk.documents.flow import Row, heading, kept_together, on_panel
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.sentences import with_whole_numbers
from peerdesk.documents.symbols import ATTENTION
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.crisis_resources import CrisisResource

_PLACES_TO_WRITE_ON = 3


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """What PeerDesk itself says on the sheet."""

    title: str
    intro: str
    danger: str
    checked: str
    """With {day}, as the next one."""
    not_checked: str
    never_checked: str
    none_yet: str
    lines_to_write_on: tuple[str, ...]


def crisis_words(language: str) -> CrisisWords:
    """The words in `language`."""
    return words_of(CrisisWords, "crisis", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisSheet:
    """All that is on the sheet. Without resources it has room to write them down."""

    resources: tuple[CrisisResource, ...]
    language: str
    made_on: date
    group_name: str = ""
    """Empty for a sheet that doesn't tell where it was picked up."""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        told = (
            text
            for each in self.resources
            for text in (each.name, each.purpose, each.reach, each.hours)
        )
        return (self.group_name, *told)

    @property
    def unchecked(self) -> int:
        """How many entries print with a warning."""
        return sum(not each.is_checked(self.made_on) for each in self.resources)


def laid_out(sheet: CrisisSheet, look: Look) -> list[Leaf]:
    """The pages of the sheet."""
    words = crisis_words(sheet.language)
    body = look.print_size.body
    rows = look.head(sheet.group_name, words.title)
    rows += look.rows((words.intro,), look.body, first_gap=body)
    panel = look.panel()
    rows += on_panel(panel, look.rows((words.danger,), look.strong, panel=panel, first_gap=body))
    if sheet.resources:
        for resource in sheet.resources:
            rows += _entry(resource, sheet, look)
    else:
        rows += look.rows((words.none_yet,), look.body, first_gap=1.4 * body)
        for _ in range(_PLACES_TO_WRITE_ON):
            rows += _lines_to_write_on(words, look)
    foot = wording(sheet.language).date_shown(sheet.made_on)
    return on_leaves(rows, look, foot, wording(sheet.language))


def _entry(resource: CrisisResource, sheet: CrisisSheet, look: Look) -> list[Row]:
    """One line or place, in one piece unless it is longer than a page."""
    body = look.print_size.body
    called = resource.name or resource.reach or resource.purpose
    rows = heading(look.rows((called,), look.heading, first_gap=1.5 * body), called)
    if resource.purpose and resource.purpose != called:
        rows += look.rows((resource.purpose,), look.body, first_gap=0.1 * body)
    if resource.reach and resource.reach != called:
        rows += look.rows(
            (with_whole_numbers(resource.reach),), look.subtitle, first_gap=0.3 * body
        )
    rows += look.rows((resource.hours,), look.body, first_gap=0.1 * body)
    return kept_together(rows + _check(resource, sheet, look))


def _check(resource: CrisisResource, sheet: CrisisSheet, look: Look) -> list[Row]:
    words = crisis_words(sheet.language)
    body = look.print_size.body
    on = resource.checked_on
    day = wording(sheet.language).date_shown(on) if on else ""
    if resource.is_checked(sheet.made_on):
        return look.rows((words.checked.format(day=day),), look.quiet, first_gap=0.3 * body)
    said = words.not_checked.format(day=day) if on else words.never_checked
    return with_symbol(ATTENTION, said, look.strong, width=look.width, gap=0.4 * body)


def _lines_to_write_on(words: CrisisWords, look: Look) -> list[Row]:
    """Room for one line or place that is not in the vault."""
    body = look.print_size.body
    rows: list[Row] = []
    for number, caption in enumerate(words.lines_to_write_on):
        gap = (1.0 if number else 2.2) * body
        rows += line_to_write_on(caption, look.strong, width=look.width, gap=gap)
    return kept_together(rows)
