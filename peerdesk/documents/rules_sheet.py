"""The ground-rules sheet: what a participant takes home, or what hangs on the wall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from peerdesk.documents.clusters import paragraphs
from peerdesk.documents.flow import Mark, Row, beside, heading, kept_together, on_panel
from peerdesk.documents.leaf import Leaf
from peerdesk.documents.lines import set_in_lines
from peerdesk.documents.look import Look, on_leaves
from peerdesk.documents.pace import UNWATCHED, Pace
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.scripts import Script, ScriptVersion, SegmentKind
from peerdesk.errors import UserError


@dataclass(frozen=True, slots=True)
class RulesWords:
    """What PeerDesk itself says on the sheet."""

    title: str
    welcome: str
    what_stays: str
    what_can_not_stay: str
    agreements: str
    where_to_turn: str


def rules_words(language: str) -> RulesWords:
    """The words in `language`."""
    return words_of(RulesWords, "rules", language)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the room reads it; its number follows from its place. `why` may be empty."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesSheet:
    """All that is on the sheet. Every text is a paragraph, or several with line ends between."""

    title: str
    group_name: str
    language: str
    made_on: date
    version_label: str
    intro: tuple[str, ...] = ()
    confidentiality: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    closing: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that somebody may have typed."""
        rules = (part for rule in self.rules for part in (rule.text, rule.why))
        return (self.group_name, *self.confidentiality, *self.limits, *rules, *self.closing)


def rules_sheet_of(
    script: Script,
    version: ScriptVersion,
    placeholders: Mapping[str, str],
    group_name: str,
    on: date,
) -> RulesSheet:
    """The sheet of a script version for a group: what is switched on, and no stage directions.

    Raises UserError(NOTHING_TO_PRINT) when there is neither a rule nor a word on confidentiality.
    """
    words = rules_words(script.language)

    def told(kind: SegmentKind) -> tuple[str, ...]:
        segments = (s for s in version.segments if s.switched_on and s.kind is kind)
        return tuple(p for s in segments for p in paragraphs(filled_in(s.text, placeholders)))

    rules = tuple(
        Rule(filled_in(rule.text, placeholders), filled_in(rule.why, placeholders))
        for rule in version.rules
        if paragraphs(rule.text)
    )
    sheet = RulesSheet(
        title=words.title,
        group_name=group_name,
        language=script.language,
        made_on=on,
        version_label=wording(script.language).version.format(number=version.number),
        intro=(words.welcome,),
        confidentiality=told(SegmentKind.CONFIDENTIALITY),
        limits=told(SegmentKind.LIMITS),
        rules=rules,
        closing=told(SegmentKind.WHERE_TO_TURN),
    )
    if not (sheet.rules or sheet.confidentiality or sheet.limits):
        raise UserError(DocumentTrouble.NOTHING_TO_PRINT)
    return sheet


def laid_out(sheet: RulesSheet, look: Look, pace: Pace = UNWATCHED) -> list[Leaf]:
    """The pages of the sheet. UserError STOPPED where the pace says so."""
    words = wording(sheet.language)
    rows = [
        *look.head(sheet.group_name, sheet.title),
        *look.rows(sheet.intro, look.body, first_gap=look.print_size.body),
        *confidentiality_box(sheet, look),
        *numbered_rules(sheet, look, pace),
        *_section(rules_words(sheet.language).where_to_turn, sheet.closing, look),
    ]
    foot = f"{sheet.version_label}, {words.date_shown(sheet.made_on)}"
    return on_leaves(rows, look, foot, words)


def confidentiality_box(sheet: RulesSheet, look: Look) -> list[Row]:
    """Confidentiality and its limits, set apart from the rest."""
    words = rules_words(sheet.language)
    panel = look.panel()
    body = look.print_size.body
    parts = ((words.what_stays, sheet.confidentiality), (words.what_can_not_stay, sheet.limits))
    inside: list[Row] = []
    for title, texts in parts:
        if texts:
            title_rows = look.rows((title,), look.heading, panel=panel, first_gap=1.1 * body)
            inside += heading(title_rows, title)
            inside += look.rows(texts, look.body, panel=panel, first_gap=0.35 * body)
    return on_panel(panel, inside)


def numbered_rules(sheet: RulesSheet, look: Look, pace: Pace = UNWATCHED) -> list[Row]:
    """The numbered rules: each in one piece, unless it is longer than a page."""
    rows: list[Row] = []
    rules = [rule for rule in sheet.rules if paragraphs(rule.text)]
    for number, rule in enumerate(pace.laying_out(rules), start=1):
        rows += kept_together(_rule(number, rule, look, len(rules)))
    if not rows:
        return []
    return look.section_heading(rules_words(sheet.language).agreements) + rows


def _rule(number: int, rule: Rule, look: Look, total: int) -> list[Row]:
    body = look.print_size.body
    widest = set_in_lines("0" * len(str(total)), look.number, look.width)[0].width
    indent = widest + 0.9 * body
    rows = look.rows((rule.text,), look.body, indent=indent, first_gap=0.9 * body, lead=True)
    if rule.why:
        rows += look.rows((rule.why,), look.quiet, indent=indent, first_gap=0.2 * body)
    line = set_in_lines(str(number), look.number, look.width)[0]
    return beside(Mark(line, widest - line.width, rows[0].marks[0].baseline), rows)


def _section(title: str, texts: tuple[str, ...], look: Look) -> list[Row]:
    if not texts:
        return []
    rows = kept_together(look.rows(texts, look.body, first_gap=0.4 * look.print_size.body))
    return look.section_heading(title) + rows
