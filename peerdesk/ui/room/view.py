"""What the room display says: a script's words with nobody's name in them. No Qt, no vault."""

from collections.abc import Iterable

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.limits import limits_statement, reporting_statement
from peerdesk.domain.placeholders import Placeholder, filled_in
from peerdesk.domain.room import (
    BreakTimer,
    Breathing,
    Passage,
    Question,
    RoomView,
    RoundTimer,
    Sheet,
)
from peerdesk.domain.scripts import Segment
from peerdesk.domain.spoken import SpokenWords


def view_of_part(segment: Segment, language: str) -> Passage:
    """A part of a script whose own words are being read: its title alone, large and quiet."""
    return Passage(neutral(segment.title, language))


def view_of_rule(segment: Segment, rule: str, number: int, language: str) -> Passage:
    """One ground rule, numbered as it is read."""
    return Passage(neutral(segment.title, language), f"{number}.  {neutral(rule, language)}")


def view_of_rules(heading: str, rules: Iterable[str], language: str) -> Sheet:
    """Every ground rule, one after the other."""
    return Sheet(heading, tuple(neutral(rule, language) for rule in rules))


def heading_of(view: RoomView) -> str:
    """What stands quietly at the top; nothing where the words stand alone."""
    return (
        view.heading
        if isinstance(view, Sheet) or (isinstance(view, Passage) and view.words)
        else ""
    )


def paragraphs_of(view: RoomView, *, breathing_in: bool = True) -> tuple[str, ...]:
    """The words of a view below its heading, as they are shown."""
    match view:
        case Passage():
            words: tuple[str, ...] = (view.words or view.heading,)
        case Sheet():
            words = tuple(f"{n}.  {line}" for n, line in enumerate(view.lines, start=view.first))
        case Question():
            words = (view.words,)
        case RoundTimer():
            spoken = spoken_words(view.language)
            words = (view.question, spoken.room_time_over if view.left <= 0 else spoken.room_pass)
        case BreakTimer():
            words = _of_break(view, spoken_words(view.language))
        case Breathing():
            spoken = spoken_words(view.language)
            breath = spoken.room_breathe_in if breathing_in else spoken.room_breathe_out
            words = (breath, spoken.room_breathe_free)
    return tuple(line for line in words if line)


def spoken_of(view: RoomView) -> str:
    """A view in one line, for a screen reader: without the seconds, which would never end."""
    return " ".join((heading_of(view), *paragraphs_of(view))).strip()


def neutral(text: str, language: str) -> str:
    """A script's blanks as for a group of which nothing is known: no name reaches the screen."""
    return " ".join(filled_in(text, _of_nobody(spoken_words(language))).split())


def _of_break(view: BreakTimer, spoken: SpokenWords) -> tuple[str, ...]:
    if view.ends is None:
        return (spoken.room_break,)
    return (spoken.room_break, spoken.room_back_at.replace("{time}", f"{view.ends:%H:%M}"))


def _of_nobody(spoken: SpokenWords) -> dict[str, str]:
    return {
        Placeholder.GROUP: spoken.no_group,
        Placeholder.PLACE: spoken.no_place,
        Placeholder.FACILITATORS: spoken.no_facilitators,
        Placeholder.NEXT_DATE: spoken.no_next_date,
        Placeholder.CRISIS_RESOURCES: spoken.no_crisis_resources,
        Placeholder.LIMITS: limits_statement((), spoken, {}),
        Placeholder.REPORTING_STATEMENT: reporting_statement((), spoken),
    }
