"""Handouts: what there is on paper, and how one is wanted."""

from dataclasses import dataclass
from enum import StrEnum

from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize

NO_GROUP = 0
"""The id that stands for no group in particular."""


class HandoutKind(StrEnum):
    """Every handout. The value is what it is called on the command line and in the log."""

    RULES = "rules"
    EASY_READ = "easy-read"
    POSTER = "poster"
    TENT = "tent"
    CARD = "card"
    AGREEMENT = "agreement"
    SIGN_IN = "sign-in"
    PLAN = "plan"
    SLIP = "slip"
    CRISIS = "crisis"
    DATES = "dates"
    CONSENT_FORM = "consent-form"
    PACK = "pack"


class HandoutOption(StrEnum):
    """What can be chosen for some handouts only, beside paper and print size."""

    SCRIPT = "script"
    """Which version of which script."""
    SESSION = "session"
    SPACING = "spacing"
    DISCREET = "discreet"
    """A neutral title and no name of a group, for what is carried in a pocket."""
    ONE_SLIP_PER_PERSON = "one_slip_per_person"
    NAME_FACILITATORS = "name_facilitators"
    """Those who hold the group by name, where its script has a blank for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutChoice:
    """One handout as it is wanted. What a kind has no use for is left unread."""

    kind: HandoutKind
    group_id: int = NO_GROUP
    version_id: int | None = None
    """Where it is None, the words that the group agreed to, or the library's."""
    session_id: int | None = None
    """Where it is None, the group's next session."""
    paper: PaperSize = PaperSize.A4
    print_size: PrintSize = PrintSize.STANDARD
    spacing: LineSpacing = LineSpacing.CLOSE
    ink: Ink = Ink.COLOUR
    language: str | None = None
    """A tag such as `es`. Where it is None, that of the words. A version that was asked for keeps
    its own."""
    discreet: bool = False
    one_slip_per_person: bool = True
    name_facilitators: bool = False
    """Never kept for the next time: that somebody is named is decided each time."""


class RemarkKind(StrEnum):
    """What should be known before a handout is printed. It keeps nothing from being printed."""

    NAMES_PEOPLE = "names_people"
    """`title` is who of the roster is named in the words, other than who holds the group."""
    NAMES_FACILITATORS = "names_facilitators"
    """`title` is who of those who hold the group is named in the words."""
    NOT_WHAT_WAS_AGREED = "not_what_was_agreed"
    """`title` and `number` say which words the group agreed to."""
    OF_THE_LIBRARY = "of_the_library"
    """As before, in a language that only the built-in script is there in."""
    IN_ANOTHER_LANGUAGE = "in_another_language"
    """The words are there in `title`'s language only."""
    LONG_SENTENCES = "long_sentences"
    """`number` sentences of the group's own are longer than easy-read text should have."""
    NOT_ON_THE_POSTER = "not_on_the_poster"
    """`number` rules are not on it, which has room for few words."""
    LARGER_CARD = "larger_card"
    """A card in large print is `number` per cent of the size of a bank card."""
    NOT_ON_CARD = "not_on_card"
    """`number` lines or places were not checked, and it has no room for a warning."""
    WITHOUT_RULES = "without_rules"
    """The words have nothing for a sheet of rules, so the pack has none."""
    NOT_CHECKED = "not_checked"
    """`number` lines or places to turn to print with a warning."""
    NOT_CHECKED_BUT_READ = "not_checked_but_read"
    """`number` lines or places that were not checked are in the words of a script."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to know, with what its words need."""

    kind: RemarkKind
    title: str = ""
    number: int = 0
