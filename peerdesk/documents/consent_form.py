"""A form on which somebody consents to a release, and takes it back on the same sheet.

It has what 42 CFR 2.31(a), as in force since 16 April 2024 (89 FR 12472), wants of a written
consent: (1) the person, (2) who may give it, (3) what, (4) to whom, (5) what for, (6) that and how
it can be taken back, save what was done on it before, (7) when it ends, (8) the signature, (9) its
day. Where it goes to somebody under HIPAA for treatment, payment or their operations, it also has
(4)(iii) and (10)(i), that they may pass it on, and (10)(ii), what follows from not signing, which
is nothing. Counselling notes, 2.31(b), and a case against the person, 2.31(d), need a consent of
their own; the form says so.
"""

from dataclasses import dataclass
from datetime import date

from peerdesk.documents.by_hand import empty_line, line_to_write_on
from peerdesk.documents.flow import Row, kept_together, on_panel
from peerdesk.documents.keeping import keeping_said
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.release_note import labelled
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.paper import PaperSize, PrintSize


@dataclass(frozen=True, slots=True)
class ConsentFormWords:
    """What PeerDesk itself says on it."""

    title: str
    intro: str
    name: str
    givers: str
    givers_group: str
    """With {group}."""
    what: str
    recipient: str
    purpose: str
    purpose_own: str
    """42 CFR 2.31(a)(5): what somebody asks for themselves needs no other purpose."""
    until: str
    back: str
    passing_on: str
    """42 CFR 2.31(a)(4)(iii) and (10)(i); 2.33(b)(1)."""
    apart: str
    """42 CFR 2.31(b) and (d)."""
    notice: str
    """With {notice}."""
    signature: str
    day: str
    for_somebody: str
    """42 CFR 2.14 and 2.15."""
    taking_back: str
    taking_back_words: str
    check: str


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """An empty form, or one on which what was agreed stands already."""

    language: str
    made_on: date
    group_name: str = ""
    notice: str = ""
    """Empty where 42 CFR Part 2 does not hold."""
    added: str = ""
    """What the organisation wants to say as well."""
    name: str = ""
    what: str = ""
    recipient: str = ""
    purpose: str = ""
    until: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All that somebody may have typed."""
        filled = (self.name, self.what, self.recipient, self.purpose, self.until)
        return (self.group_name, self.notice, self.added, *filled)


def consent_form_words(language: str) -> ConsentFormWords:
    """The words in `language`."""
    return words_of(ConsentFormWords, "consent_form", language)


def render(form: ConsentForm, paper: PaperSize, print_size: PrintSize) -> bytes:
    """The form as PDF. Its own title names nobody: a title is shown where others look."""
    from peerdesk.documents.ink import Imprint, printed  # noqa: PLC0415 - loads ReportLab

    own = consent_form_words(form.language)
    imprint = Imprint(own.title, form.language, form.made_on)
    leaves = laid_out(form, Look(paper, print_size))
    return printed(keeping_said(leaves, form.language) if form.name else leaves, imprint)


def laid_out(form: ConsentForm, look: Look) -> list[Leaf]:
    """The pages of the form: two lines to write on where much may have to be said."""
    own = consent_form_words(form.language)
    body = look.print_size.body
    rows = look.head(form.group_name, own.title)
    rows += look.rows((own.intro,), look.body, first_gap=0.6 * body)
    givers = own.givers_group.format(group=form.group_name) if form.group_name else ""
    for caption, text, lines in (
        (own.name, form.name, 1),
        (own.givers, givers, 1),
        (own.what, form.what, 2),
        (own.recipient, form.recipient, 1),
        (own.purpose, form.purpose, 2),
        (own.until, form.until, 1),
    ):
        rows += _asked(caption, text, lines, look)
        if caption == own.purpose and not text:
            rows += look.rows((own.purpose_own,), look.quiet, first_gap=0.2 * body)
    panel = look.panel()
    rows += on_panel(panel, look.rows((own.back,), look.strong, panel=panel, first_gap=body))
    if form.notice:
        rows += look.rows((own.passing_on,), look.quiet, first_gap=0.6 * body)
    if form.added:
        rows += look.rows((form.added,), look.body, first_gap=0.8 * body)
    # The signature stands on the side of what is signed, so what only explains comes after it.
    rows += _signed(own, look)
    if form.notice:
        notice = own.notice.format(notice=form.notice)
        rows += look.rows((own.apart, notice), look.quiet, first_gap=0.8 * body)
    rows += look.rows((own.check,), look.quiet, first_gap=0.5 * body)
    rows += _taken_back(own, look)
    common = wording(form.language)
    return on_leaves(rows, look, common.date_shown(form.made_on), common)


def _asked(caption: str, text: str, lines: int, look: Look) -> list[Row]:
    """Something that stands there already, or lines to write it on."""
    body = look.print_size.body
    if text:
        return labelled(((caption, text),), look)
    rows = line_to_write_on(f"{caption}:", look.strong, width=look.width, gap=0.9 * body)
    while len(rows) < lines:
        rows.append(empty_line(body, width=look.width))
    return kept_together(rows)


def _signed(own: ConsentFormWords, look: Look) -> list[Row]:
    """On the side of what is signed, as far as there is room."""
    body = look.print_size.body
    rows: list[Row] = []
    for caption in (own.signature, own.day):
        rows += line_to_write_on(f"{caption}:", look.strong, width=look.width, gap=1.1 * body)
    for_somebody = f"{own.for_somebody}:"
    return [
        *kept_together(rows),
        *kept_together(
            line_to_write_on(for_somebody, look.strong, width=look.width, gap=1.1 * body)
        ),
    ]


def _taken_back(own: ConsentFormWords, look: Look) -> list[Row]:
    """As easy as giving it: the same sheet, one signature."""
    body = look.print_size.body
    rows = look.section_heading(own.taking_back)
    rows += look.rows((own.taking_back_words,), look.body, first_gap=0.3 * body)
    for caption in (own.signature, own.day):
        rows += line_to_write_on(f"{caption}:", look.strong, width=look.width, gap=1.1 * body)
    return kept_together(rows)
