"""When a group meets next, to take home or to hang up."""

from dataclasses import dataclass
from datetime import date

from peerdesk.documents.flow import heading, kept_together, on_panel
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.wording import wording, words_of


@dataclass(frozen=True, slots=True)
class DatesWords:
    """What PeerDesk itself says on the sheet."""

    title: str
    discreet_title: str
    intro: str
    no_meeting: str
    from_to: str
    """With {first} and {last}."""
    changes: str
    """That dates may change, and what to do then."""


def dates_words(language: str) -> DatesWords:
    """The words in `language`."""
    return words_of(DatesWords, "dates", language)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesSheet:
    """All that is on the sheet. Group and place are empty where it tells of neither."""

    title: str
    language: str
    made_on: date
    meetings: tuple[str, ...]
    """Each as it is said aloud, soonest first."""
    breaks: tuple[str, ...] = ()
    """When there is no meeting though there usually is, each with its reason where there is one."""
    group_name: str = ""
    place: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        return (self.group_name, self.place, *self.breaks)


def laid_out(sheet: DatesSheet, look: Look) -> list[Leaf]:
    """The pages of the sheet."""
    words = dates_words(sheet.language)
    body = look.print_size.body
    rows = look.head(sheet.group_name, sheet.title)
    intro = tuple(text for text in (words.intro, sheet.place) if text)
    rows += look.rows(intro, look.body, first_gap=body)
    for meeting in sheet.meetings:
        rows += kept_together(look.rows((meeting,), look.subtitle, first_gap=0.9 * body))
    if sheet.breaks:
        panel = look.panel()
        title = look.rows((words.no_meeting,), look.heading, panel=panel, first_gap=body)
        told = look.rows(sheet.breaks, look.body, panel=panel, first_gap=0.35 * body)
        rows += on_panel(panel, [*heading(title, words.no_meeting), *told])
    rows += look.rows((words.changes,), look.quiet, first_gap=1.4 * body)
    foot = wording(sheet.language).date_shown(sheet.made_on)
    return on_leaves(rows, look, foot, wording(sheet.language))
