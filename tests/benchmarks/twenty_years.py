"""A vault as it may be after twenty years: the same for the same seed, made in under a minute.

    python tests/benchmarks/twenty_years.py FOLDER

Rows go in by themselves, because what the desk does for each (a transaction, a line in the log, a
flush of the disk) would take days; the search indexes are made once at the end.
"""

import random
import sys
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from believable import Believable  # noqa: E402 - beside this file

from peerdesk.app import create_desk  # noqa: E402 - found by the line above
from peerdesk.desk.desk import Desk  # noqa: E402
from peerdesk.domain.groups import Group, GroupKind, NotePolicy  # noqa: E402
from peerdesk.domain.recovery_words import generate  # noqa: E402
from peerdesk.domain.sessions import STANDARD_AGENDA  # noqa: E402
from peerdesk.vault.files import VaultFolder  # noqa: E402
from peerdesk.vault.kdf import FLOOR  # noqa: E402
from peerdesk.vault.search_index import SEARCH_INDEXES  # noqa: E402
from peerdesk.vault.words import word_list  # noqa: E402

PASSPHRASE = "seven quiet chairs by the window"
SEED = 20
START = time(18, 30)
MINUTES = 90
CACHE_KIB = 400_000
"""Without room for the indexes, every row would have a page read and written anew."""
PRESENCES = ("present",) * 16 + ("late", "late", "left_early", "apologies", "apologies", "absent")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is of everything. Every session has a note and `came` people."""

    members: int = 5_000
    groups: int = 50
    sessions: int = 20_000
    came: int = 20
    member_notes: int = 180_000
    log_entries: int = 100_000

    @property
    def members_of_a_group(self) -> int:
        return self.members // self.groups

    @property
    def sessions_of_two_groups(self) -> int:
        return 2 * self.sessions // self.groups


TWENTY_YEARS = Sizes()
SMALL = Sizes(members=60, groups=2, sessions=160, came=5, member_notes=150, log_entries=60)
"""For tests that need the shape and not the size."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session of the past, with the number of its group and its place among that one's."""

    session_id: int
    group: int
    starts_at: datetime
    share: float
    """How far into the life of the group it was, from 0 to 1."""


def make(
    root: Path, sizes: Sizes = TWENTY_YEARS, seed: int = SEED, today: date | None = None
) -> None:
    """Make a closed vault in `root`, whose twenty years end today; `PASSPHRASE` opens it."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    desk = create_desk(
        VaultFolder(root),
        passphrase=PASSPHRASE,
        label="Robin",
        recovery=generate(word_list(), chance.randrange),
        name="Harbour House",
        cost=FLOOR,
    )
    with closing(desk):
        _Filling(desk, sizes, chance, today or date.today()).fill()  # noqa: DTZ011 - the local day


class _Filling:
    """Fills an empty vault, table by table."""

    def __init__(self, desk: Desk, sizes: Sizes, chance: random.Random, today: date) -> None:
        self._desk = desk
        self._today = today
        self._sizes = sizes
        self._chance = chance
        self._words = Believable(chance)
        self._names = self._words.names(sizes.members)
        self._groups: list[Group] = []

    def fill(self) -> None:
        self._desk.connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._groups = [self._add_group(number) for number in range(self._sizes.groups)]
        agreements = self._agreements()
        with _at_once(self._desk):
            self._fill_members(agreements)
            meetings = list(self._meetings())
            self._fill_sessions(meetings)
            self._fill_attendances(meetings)
            self._fill_notes(meetings)
            self._fill_follow_ups(meetings)
            self._fill_log()

    def _add_group(self, number: int) -> Group:
        """Half of them met every other week for twenty years, half every week for five."""
        weeks = 1 + number % 2
        length = timedelta(weeks=weeks * self._sessions_of(number))
        first = self._today - length + timedelta(days=number % 7)
        day = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[first.weekday()]
        return self._desk.groups.save(
            Group(
                name=f"Circle {number + 1} of the harbour",
                purpose="Listening to each other.",
                kind=GroupKind.CLOSED if number % 3 == 0 else GroupKind.OPEN,
                place="Room 2, Harbour House",
                capacity=40,
                recurrence=f"FREQ=WEEKLY;INTERVAL={weeks};BYDAY={day}",
                first_date=first,
                start_time=START,
                minutes=MINUTES,
                note_policy=NotePolicy.FULL if number % 2 else NotePolicy.THEMES,
            )
        )

    def _sessions_of(self, number: int) -> int:
        both = self._sizes.sessions_of_two_groups
        long_lived = both * 13 // 20
        return long_lived if number % 2 else both - long_lived

    def _agreements(self) -> list[int]:
        version = self._desk.scripts.latest(self._desk.scripts.all()[0].id)
        return [
            self._desk.agreements.take(group.id, version.id, group.first_date or self._today).id
            for group in self._groups
        ]

    def _fill_members(self, agreements: Sequence[int]) -> None:
        """A quarter of a group's people are in it at a time; the last quarter are there today."""
        crowd = self._sizes.members_of_a_group
        members, memberships, agreed = [], [], []
        for index, name in enumerate(self._names):
            number, place = divmod(index, crowd)
            joined = self._day_of(number, 0.75 * place / crowd)
            left = (
                None if place >= crowd * 0.67 else self._day_of(number, 0.75 * place / crowd + 0.25)
            )
            member_id, group = index + 1, self._groups[number % len(self._groups)]
            members.append(
                (member_id, *self._born(joined), name, self._words.pronouns(), str(joined), left)
            )
            memberships.append(
                (
                    *self._born(joined),
                    group.id,
                    member_id,
                    "facilitator" if place >= crowd - 2 else "member",
                    str(joined),
                    left,
                )
            )
            if index % 5:
                moment = self._born(joined)
                agreed.append((*moment, agreements[number % len(agreements)], member_id, moment[1]))
        self._insert(
            "members",
            "id, uid, created_at, updated_at, chosen_name, pronouns, joined_on, left_on",
            members,
        )
        self._insert(
            "memberships",
            "uid, created_at, updated_at, group_id, member_id, role, since, until",
            memberships,
        )
        self._insert(
            "acknowledgements",
            "uid, created_at, updated_at, agreement_id, member_id, given_at, manner",
            ((*row, "spoken") for row in agreed),
        )

    def _day_of(self, number: int, share: float) -> date:
        """The day so far (0 to 1) into the life of a group."""
        first = self._groups[number % len(self._groups)].first_date or self._today
        return first + (self._today - first) * share

    def _meetings(self) -> Iterator[Meeting]:
        session_id = 0
        for number, group in enumerate(self._groups):
            count, weeks = self._sessions_of(number), 1 + number % 2
            for place in range(count):
                session_id += 1
                day = (group.first_date or self._today) + timedelta(weeks=weeks * place)
                yield Meeting(session_id, number, datetime.combine(day, START), place / count)

    def _fill_sessions(self, meetings: Sequence[Meeting]) -> None:
        self._insert(
            "sessions",
            "id, uid, created_at, updated_at, group_id, starts_at, minutes, state,"
            " opened_at, closed_at",
            (
                (
                    meeting.session_id,
                    *(born := self._born(meeting.starts_at.date())),
                    self._groups[meeting.group].id,
                    meeting.starts_at.isoformat(),
                    MINUTES,
                    "closed",
                    born[1],
                    born[1],
                )
                for meeting in meetings
            ),
        )
        self._insert(
            "agenda_items",
            "uid, created_at, updated_at, session_id, position, kind, minutes",
            (
                (
                    *self._born(meeting.starts_at.date()),
                    meeting.session_id,
                    position,
                    item.kind.value,
                    item.minutes,
                )
                for meeting in meetings
                for position, item in enumerate(STANDARD_AGENDA)
            ),
        )

    def _fill_attendances(self, meetings: Sequence[Meeting]) -> None:
        self._insert(
            "attendances",
            "uid, created_at, updated_at, session_id, member_id, presence",
            (
                (
                    *self._born(meeting.starts_at.date()),
                    meeting.session_id,
                    member_id,
                    self._chance.choice(PRESENCES),
                )
                for meeting in meetings
                for member_id in self._who_came(meeting)
            ),
        )

    def _who_came(self, meeting: Meeting) -> list[int]:
        """The ids of so many of those who were in the group then."""
        crowd = self._sizes.members_of_a_group
        last = min(crowd, int(meeting.share / 0.75 * crowd) + 1)
        first = max(0, min(last, int((meeting.share - 0.25) / 0.75 * crowd)))
        there = range(meeting.group * crowd + first + 1, meeting.group * crowd + last + 1)
        if len(there) < self._sizes.came:
            begin = meeting.group * crowd + max(0, last - self._sizes.came) + 1
            there = range(begin, begin + self._sizes.came)
        return self._chance.sample(there, self._sizes.came)

    def _fill_notes(self, meetings: Sequence[Meeting]) -> None:
        self._insert(
            "group_notes",
            "uid, created_at, updated_at, session_id, text",
            (
                (
                    *self._born(meeting.starts_at.date()),
                    meeting.session_id,
                    self._words.group_note(),
                )
                for meeting in meetings
            ),
        )
        self._insert(
            "member_notes",
            "uid, created_at, updated_at, member_id, session_id, text",
            self._member_notes(meetings),
        )

    def _member_notes(self, meetings: Sequence[Meeting]) -> Iterator[tuple[object, ...]]:
        for number in range(self._sizes.member_notes):
            meeting = meetings[number * len(meetings) // self._sizes.member_notes]
            member_id = self._chance.choice(self._who_came(meeting))
            text = self._words.member_note(self._names)
            yield (*self._born(meeting.starts_at.date()), member_id, meeting.session_id, text)

    def _fill_follow_ups(self, meetings: Sequence[Meeting]) -> None:
        """One for every third session; those of the last weeks are still open."""
        rows = []
        for meeting in meetings[::3]:
            due = meeting.starts_at.date() + timedelta(weeks=2)
            born = self._born(meeting.starts_at.date())
            done = born[1] if due < self._today - timedelta(weeks=4) else None
            rows.append((*born, meeting.session_id, self._words.follow_up(), str(due), done))
        self._insert(
            "follow_ups",
            "uid, created_at, updated_at, session_id, text, due_on, done_at",
            rows,
        )

    def _fill_log(self) -> None:
        kinds = (
            ("unlocked", ""), ("changed", "session"), ("changed", "attendance"),
            ("changed", "group_note"), ("changed", "member_note"), ("printed", "rules_sheet"),
            ("backed_up", ""), ("locked", "asked"),
        )  # fmt: skip
        days = 20 * 365
        self._insert(
            "log_entries",
            "uid, created_at, updated_at, kind, subject, count, opened_by",
            (
                (
                    *self._born(self._today - timedelta(days=days - number * days // total)),
                    *kinds[number % len(kinds)],
                    1,
                    "Robin",
                )
                for total in (self._sizes.log_entries,)
                for number in range(total)
            ),
        )

    def _born(self, day: date) -> tuple[str, str, str]:
        """A uid and two moments of a day, as every record has them."""
        number = self._chance.getrandbits(128)
        moment = datetime.combine(day, time(20, number % 60, number % 59), UTC).isoformat()
        return str(uuid.UUID(int=number, version=4)), moment, moment

    def _insert(self, table: str, columns: str, rows: Iterable[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * len(columns.split(",")))
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - constants
        self._desk.connection.executemany(sql, (tuple(map(_plain, row)) for row in rows))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


@contextmanager
def _at_once(desk: Desk) -> Iterator[None]:
    """One transaction, without the triggers that put each note into its index by itself."""
    connection = desk.connection
    connection.execute("BEGIN")
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE '%_notes'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield
    for index in SEARCH_INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")  # noqa: S608 - constants
    for _, sql in triggers:
        connection.execute(sql)
    connection.execute("UPDATE vault SET generation = generation + 1")
    connection.execute("COMMIT")


def main() -> int:
    make(Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
