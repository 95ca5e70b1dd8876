"""The words that PeerDesk itself adds to what is read aloud, in the language of the script.

They are files in `resources/spoken/`, one for each language, so that a language needs no code.
"""

from dataclasses import dataclass, fields
from datetime import datetime

from peerdesk.domain.names import kept_apart
from peerdesk.domain.scripts import RuleTopic
from peerdesk.domain.strict_toml import ScriptTrouble, TomlTable, read_toml

FORMAT = 1
_LISTS = {"weekdays": 7, "months": 12}
"""Keys that hold several words with commas between, and how many there have to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenWords:
    """One language. What stands in braces is filled in here and by `domain.limits`."""

    language: str
    pair: str
    either: str
    date: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    no_group: str
    no_place: str
    no_facilitators: str
    no_next_date: str
    no_crisis_resources: str
    limits: str
    no_limits: str
    harm_to_self: str
    harm_to_others: str
    child_abuse: str
    vulnerable_adult: str
    court_order: str
    duty_one: str
    duty_many: str
    unsure_one: str
    unsure_many: str
    no_duty_one: str
    no_duty_many: str
    the_facilitator: str
    the_facilitators: str
    one_facilitator: str
    some_facilitators: str
    names_aloud: str
    """Where a script is read from paper, for the names that are not on it."""
    duty_unknown: str
    talk_first: str
    room_pass: str
    room_time_over: str
    room_break: str
    room_back_at: str
    room_breathe_in: str
    room_breathe_out: str
    room_breathe_free: str
    room_whole: str
    room_hands: str
    room_topics: tuple[str, ...]
    """What each topic of ground rules is called, in the order of `RuleTopic`."""
    secrecy: tuple[str, ...]
    """What promises secrecy, in small letters."""
    denials: tuple[str, ...]
    """What takes such a promise back when it stands before it in the sentence."""

    def moment(self, when: datetime) -> str:
        """A date with its weekday and time, as it is said."""
        return self.date.format(
            weekday=self.weekdays[when.weekday()],
            day=when.day,
            month=self.months[when.month - 1],
            time=f"{when:%H:%M}",
        )

    def listed(self, names: tuple[str, ...]) -> str:
        """Several names as they are said: "Ana, Lee and Sam"."""
        return _joined(tuple(kept_apart(name) for name in names), self.pair)

    def topic(self, topic: RuleTopic) -> str:
        """What a topic of ground rules is called in the room."""
        return self.room_topics[list(RuleTopic).index(topic)]

    def one_of(self, clauses: tuple[str, ...]) -> str:
        """Several cases as they are said: "if …, if …, or if …"."""
        return _joined(clauses, self.either)


def parse_spoken(text: str, source: str) -> SpokenWords:
    """The words in `text`. ScriptFileError with the line and the reason where it is refused."""
    table = read_toml(text, source)
    names = [field.name for field in fields(SpokenWords)]
    table.allow_only("format", *names)
    number = table.whole("format", 1, 2**31)
    if number > FORMAT:
        raise table.refusal(ScriptTrouble.NEWER_FORMAT, "format", format=number, known=FORMAT)
    return SpokenWords(**{name: _read(table, name) for name in names})  # type: ignore[arg-type] # each key is read as its type


def _read(table: TomlTable, key: str) -> str | tuple[str, ...]:
    if key == "secrecy":
        phrases = table.words(key).casefold().split("\n")
        return tuple(phrase.strip() for phrase in phrases if phrase.strip())
    if key == "room_topics":
        return _read_topics(table)
    if key != "denials" and key not in _LISTS:
        return table.line(key)
    words = tuple(word.strip() for word in table.line(key).split(","))
    if len(words) != _LISTS.get(key, len(words)) or not all(words):
        raise table.refusal(ScriptTrouble.UNKNOWN_VALUE, key, value=words[-1])
    return words


def _read_topics(table: TomlTable) -> tuple[str, ...]:
    """A line for each topic, `phones: Phones and recording`, in any order."""
    lines = (line.partition(":") for line in table.words("room_topics").split("\n"))
    names = {name.strip(): words.strip() for name, _, words in lines if name.strip()}
    unknown = next(iter(names.keys() - set(RuleTopic)), None)
    if unknown is not None:
        raise table.refusal(ScriptTrouble.UNKNOWN_VALUE, "room_topics", value=unknown)
    missing = next((topic for topic in RuleTopic if not names.get(topic)), None)
    if missing is not None:
        raise table.refusal(ScriptTrouble.MISSING, "room_topics", value=missing)
    return tuple(names[topic] for topic in RuleTopic)


def _joined(parts: tuple[str, ...], last: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    # Split first: a name may hold braces too.
    before, _first, rest = last.partition("{first}")
    between, _last, after = rest.partition("{last}")
    return f"{before}{', '.join(parts[:-1])}{between}{parts[-1]}{after}"
