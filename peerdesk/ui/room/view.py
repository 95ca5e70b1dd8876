"""What the room display shows, as values that have no place for a person. No Qt, no vault."""

from dataclasses import dataclass

from peerdesk.desk.spoken import spoken_words
from peerdesk.domain.limits import limits_statement, reporting_statement
from peerdesk.domain.placeholders import Placeholder, filled_in
from peerdesk.domain.scripts import Segment
from peerdesk.domain.spoken import SpokenWords


@dataclass(frozen=True, slots=True)
class RoomView:
    """A heading, and one thought under it, or nothing."""

    heading: str
    words: str = ""


def view_of_part(segment: Segment, language: str) -> RoomView:
    """A part of a script whose own words are being read: its title alone, large and quiet."""
    return RoomView(_neutral(segment.title, language))


def view_of_rule(segment: Segment, rule: str, number: int, language: str) -> RoomView:
    """One ground rule, numbered as it is read."""
    return RoomView(_neutral(segment.title, language), f"{number}.  {_neutral(rule, language)}")


def _neutral(text: str, language: str) -> str:
    """A script's blanks as for a group of which nothing is known: no name reaches the screen."""
    return " ".join(filled_in(text, _of_nobody(spoken_words(language))).split())


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
