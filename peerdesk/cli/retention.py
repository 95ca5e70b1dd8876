"""`peerdesk retention`: what is due by a vault's rules, in numbers. It decides about nothing."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from peerdesk.cli.desks import asked_and_opened
from peerdesk.cli.terminal import ExitCode, show, tell
from peerdesk.domain.log import LogKind
from peerdesk.domain.retention import FACTS, RetentionKind
from peerdesk.ui.messages.retention import (
    TITLES,
    counted_in_words,
    period_in_words,
    reason_in_words,
    without_end_in_words,
)

if TYPE_CHECKING:
    from peerdesk.cli.arguments import Arguments
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.retention import Due

SUBJECT = "due"
"""What the log calls a list of what is due with the names in it."""


def retention(arguments: Arguments) -> ExitCode:
    """Show each rule and how many records are due by it; names only where they are asked for."""
    with asked_and_opened(arguments.vault_folder, arguments.passphrase_file) as desk:
        today = arguments.day or date.today()  # noqa: DTZ011 - the local day
        book = desk.retention.book()
        counts = desk.retention.counts(today)
        due = desk.retention.due(today) if arguments.with_names else []
        if arguments.json:
            rules = {
                kind.value: {
                    "months": book.months(kind),
                    "groups": {
                        desk.groups.get(group_id).name if arguments.with_names else str(group_id): m
                        for group_id, m in book.of_groups(kind).items()
                    },
                    "due": counts.get(kind, 0),
                }
                for kind in RetentionKind
            }
            told: dict[str, object] = {"result": "listed", "day": today.isoformat(), "kinds": rules}
            if arguments.with_names:
                told["records"] = [_for_programs(desk, each) for each in due]
            show(json.dumps(told, ensure_ascii=False))
        else:
            for kind in RetentionKind:
                months = book.months(kind)
                period = without_end_in_words(kind) if months is None else period_in_words(months)
                show(
                    f"{TITLES[kind]}: {period}; due: {counted_in_words(kind, counts.get(kind, 0))}"
                )
            for each in due:
                show(f"{_called(desk, each)}: {reason_in_words(each, today)}")
        if arguments.with_names:
            desk.note_in_log(LogKind.EXPORTED, SUBJECT, len(due))
            tell("Names were shown: whoever sees this terminal or its file can read them.")
    tell("Nothing was erased: that is decided in the window, by a person.")
    return ExitCode.DONE


def _for_programs(desk: Desk, due: Due) -> dict[str, object]:
    return {
        "kind": due.kind.value,
        "about": _called(desk, due),
        "counted_from": due.counted_from.isoformat(),
        "due_on": due.due_on.isoformat(),
        "never_came": due.never_came,
        "erasable": not FACTS[due.kind].only_looked_at,
    }


def _called(desk: Desk, due: Due) -> str:
    """Whom or what it is about: somebody's name, or the group and the day of its session."""
    if due.member_id is not None:
        person = desk.directory.person(due.member_id)
        return person.chosen_name if person else ""
    if due.group_id is None or due.day is None:
        return TITLES[due.kind]
    return f"{desk.groups.get(due.group_id).name}, {due.day.isoformat()}"
