"""Looking for lines of the log: by what they are about, by day, by key, by their words."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.log import read_log
from peerdesk.desk.rows import Table
from peerdesk.domain.log import LogEntry, LogGroup, LogKind, LogQuestion, kinds_of

DAY = date(2026, 3, 29)
"""The clocks change in much of Europe on this day."""


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Three days of lines, by two keys and once by the recovery words."""
    table = Table(desk.connection, "log_entries", LogEntry)
    with desk.change(None):
        for days, kind, by in (
            (-1, LogKind.PRINTED, "Robin"),
            (0, LogKind.BACKED_UP, "Kim"),
            (1, LogKind.KEY_ADDED, ""),
        ):
            noon = datetime(DAY.year, DAY.month, DAY.day, 12).astimezone() + timedelta(days=days)
            moment = noon.astimezone(UTC)
            table.add(LogEntry(kind=kind, subject="x", count=1, opened_by=by, created_at=moment))
    return desk


def test_every_kind_is_in_exactly_one_group() -> None:
    grouped = [kind for group in LogGroup for kind in kinds_of(group)]
    assert sorted(grouped) == sorted(LogKind)


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        (LogQuestion(since=DAY), {LogKind.BACKED_UP, LogKind.KEY_ADDED}),
        (LogQuestion(until=DAY), {LogKind.BACKED_UP, LogKind.PRINTED}),
        (LogQuestion(since=DAY, until=DAY), {LogKind.BACKED_UP}),
        (LogQuestion(opened_by="Kim"), {LogKind.BACKED_UP}),
        (LogQuestion(group=LogGroup.LEFT_THE_VAULT), {LogKind.PRINTED}),
        (LogQuestion(wanted=frozenset({(LogKind.PRINTED, "x")})), {LogKind.PRINTED}),
        (LogQuestion(wanted=frozenset({(LogKind.PRINTED, "y")})), set()),
        (LogQuestion(wanted=frozenset()), set()),
        (LogQuestion(group=LogGroup.KEYS, opened_by="Kim"), set()),
    ],
)
def test_a_question_finds_what_it_asks_for(
    filled: Desk, question: LogQuestion, kinds: set[LogKind]
) -> None:
    then = replace(question, until=question.until or DAY + timedelta(days=30))
    found = filled.log.entries(None, then)
    assert {entry.kind for entry in found} == kinds
    assert filled.log.count(then) == len(found)
    with closing(filled.vault.reader()) as reader:
        assert read_log(reader, then) == found


def test_who_ever_opened_it_and_what_it_tells_of_can_be_asked_for(filled: Desk) -> None:
    assert filled.log.openers() == ["", "Kim", "Robin"]
    assert (LogKind.PRINTED, "x") in filled.log.kinds()
