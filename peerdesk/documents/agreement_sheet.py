"""The group's agreement, with room for initials or signatures.

It says that it is evidence of membership and how it is kept, before anybody signs.
"""

from dataclasses import dataclass, replace

from peerdesk.documents.fitting import height_of
from peerdesk.documents.flow import Bar, Mark, Page, Row, kept_together, on_panel, pages
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.lines import set_in_lines
from peerdesk.documents.look import HAIRLINE, Look, with_feet
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.rules_sheet import RulesSheet, confidentiality_box, numbered_rules
from peerdesk.documents.wording import wording, words_of

_FIRST_SHARE = 0.64
"""How much of the width initials or a signature get; the date has the rest."""
_LINE, _LEAST_LINE = 2.2, 1.9
"""How high a line to sign on is, in letter sizes, and how low where that saves a page."""
_FEWEST_LINES = 3
"""Lines on the last of several pages."""


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """What PeerDesk itself says on the agreement."""

    title: str
    intro: str
    signing: str
    meaning: str
    evidence: str
    keeping: str
    initials: str
    day: str


def agreement_words(language: str) -> AgreementWords:
    """The words in `language`."""
    return words_of(AgreementWords, "agreement", language)


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """The words that were agreed to, and how many lines there are to sign on."""

    rules: RulesSheet
    lines: int


def laid_out(sheet: AgreementSheet, look: Look, pace: Pace = UNWATCHED) -> list[Leaf]:
    """The pages of the agreement. UserError STOPPED where the pace says so."""
    words, common = agreement_words(sheet.rules.language), wording(sheet.rules.language)
    body = look.print_size.body
    rows = [
        *look.head(sheet.rules.group_name, words.title),
        *look.rows((words.intro,), look.body, first_gap=body),
        *confidentiality_box(sheet.rules, look),
        *numbered_rules(sheet.rules, look, pace),
    ]
    foot = f"{sheet.rules.version_label}, {common.date_shown(sheet.rules.made_on)}"
    sides = pages(rows, look.height) + _signing_pages(sheet.lines, words, look)
    return with_feet(sides, look, foot, common)


def _signing_pages(lines: int, words: AgreementWords, look: Look) -> list[Page]:
    """Pages to sign on. Each says what its columns are, so that none is a list of bare names."""
    sides: list[Page] = []
    rows = [*_signing(words, look), *_head_of_lines(words, look)]
    while lines > 0:
        # The last line keeps away from that at the foot of the page.
        room = look.height - height_of(rows) - 0.9 * look.print_size.body
        here, line = _fitting(lines, room, look)
        sides += pages([*rows, *[line] * here], look.height)
        lines -= here
        rows = [*look.rows((words.evidence,), look.strong), *_head_of_lines(words, look)]
    return sides


def _fitting(lines: int, room: float, look: Look) -> tuple[int, Row]:
    """How many of `lines` stand in `room`, and one of them. A few are left for a last page."""
    low, line = _line(look, _LEAST_LINE), _line(look, _LINE)
    if lines * line.height > room >= lines * low.height:
        return lines, low
    fitting = max(1, int(room // line.height))
    if fitting < lines < fitting + _FEWEST_LINES:
        return max(1, lines - _FEWEST_LINES), line
    return min(fitting, lines), line


def _signing(words: AgreementWords, look: Look) -> list[Row]:
    """What it means to sign, and what the sheet tells about those who did."""
    body = look.print_size.body
    rows = look.section_heading(words.signing)
    rows += look.rows((words.meaning,), look.body, first_gap=0.4 * body)
    panel = look.panel()
    inside = look.rows((words.evidence,), look.strong, panel=panel, first_gap=body)
    inside += look.rows((words.keeping,), look.body, panel=panel, first_gap=0.4 * body)
    return rows + on_panel(panel, kept_together(inside))


def _head_of_lines(words: AgreementWords, look: Look) -> list[Row]:
    style = look.strong
    start = _second(look)
    (initials, *more), (day, *_) = (
        set_in_lines(text, style, width)
        for text, width in ((words.initials, start), (words.day, look.width - start))
    )
    baseline = 0.9 * style.size
    row = Row(
        style.leading,
        gap=1.2 * style.size,
        marks=(Mark(initials, 0.0, baseline), Mark(day, start, baseline)),
    )
    below = [replace(row, gap=0.0, marks=(Mark(line, 0.0, baseline),)) for line in more]
    return [row, *below]


def _line(look: Look, sizes: float) -> Row:
    body = look.print_size.body
    height, start = sizes * body, _second(look)
    first = Bar(0.0, height - 0.75, start - body, 0.75, HAIRLINE)
    return Row(height, bars=(first, replace(first, left=start, width=look.width - start)))


def _second(look: Look) -> float:
    """Where the second column begins."""
    return _FIRST_SHARE * look.width
