"""What the room display shows, as values that have no place for a person. No Qt, no vault."""

from dataclasses import dataclass

from peerdesk.domain.scripts import Segment, filled_in

_NEUTRAL = {
    "en": {
        "group": "our group",
        "facilitators": "the facilitators",
        "place": "this room",
        "next_date": "next time",
    },
    "es": {
        "group": "nuestro grupo",
        "facilitators": "quienes facilitan",
        "place": "esta sala",
        "next_date": "la próxima vez",
    },
}
"""A script's blanks, said so that no name and no place reaches the screen."""


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
    return filled_in(text, _NEUTRAL.get(language.partition("-")[0], _NEUTRAL["en"]))
