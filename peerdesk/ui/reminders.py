"""What Today reminds of beside people and sessions: keys, backups, what an unlock found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from peerdesk.desk import drills, rehearsals
from peerdesk.domain.directory import Showing
from peerdesk.domain.releases import SOON
from peerdesk.ui.messages.occasions import daily_failure_in_words
from peerdesk.ui.wording import counted, names_in_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from peerdesk.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to keep in mind, and the page and record (`Wishes.go`) where it is done."""

    text: str
    action: str
    page: str
    key: str | int


def _try_the_recovery_words(desk: Desk, now: datetime) -> Reminder | None:
    if desk.vault.is_sample or not rehearsals.is_due(desk, now.astimezone(UTC)):
        return None
    return Reminder(
        "The recovery words have not been tried for 90 days. Can the sheet still be found?",
        "Try the words",
        "vault",
        "keys",
    )


def _look_at_the_rules_again(desk: Desk, now: datetime) -> Reminder | None:
    due = desk.rule_reviews.due(now.date())
    if not due:
        return None
    names = " · ".join(group.name for group in due[:3])
    return Reminder(
        f"It is time to look at the ground rules again: {names}.",
        "Open the group's rules",
        "groups",
        f"rules:{due[0].id}",
    )


def _check_where_to_turn(desk: Desk, now: datetime) -> Reminder | None:
    due = desk.crisis_resources.due(now.date())
    if not due:
        return None
    names = " · ".join(desk.groups.get(group_id).name for group_id in due[:3])
    return Reminder(
        f"{names}: where to turn in a crisis was not checked for 90 days.",
        "Check it",
        "groups",
        f"turn:{due[0]}",
    )


def _go_on_making_an_agreement(desk: Desk, _now: datetime) -> Reminder | None:
    begun = desk.makings.all()
    if not begun:
        return None
    group = desk.groups.get(begun[0].group_id)
    return Reminder(
        f"“{group.name}” has begun to make its agreement together.",
        "Go on making it",
        "ground_rules",
        f"make:{group.id}",
    )


def _try_a_backup_out(desk: Desk, now: datetime) -> Reminder | None:
    if desk.vault.is_sample or not drills.is_due(desk, now.astimezone(UTC)):
        return None
    return Reminder(
        "No backup was tried out for a while. Trying one out takes a minute and changes nothing.",
        "Try a backup out",
        "vault",
        "backups",
    )


def _make_recovery_words(desk: Desk, _now: datetime) -> Reminder | None:
    if desk.vault.is_sample or rehearsals.recovery_made_on(desk.vault) is not None:
        return None
    return Reminder(
        "This vault has no recovery words. If its passphrase is forgotten, nobody can open it.",
        "Make recovery words",
        "vault",
        "keys",
    )


def _the_day_has_no_backup(desk: Desk, _now: datetime) -> Reminder | None:
    failure = desk.backups.care.failure
    if not failure:
        return None
    return Reminder(daily_failure_in_words(failure), "Back up now", "vault", "backups:now")


def _read_scripts_again(desk: Desk, _now: datetime) -> Reminder | None:
    waiting = desk.reviews.all()
    if not waiting:
        return None
    script = desk.scripts.get(waiting[0].script_id)
    return Reminder(
        f"The limits changed that “{script.title}” speaks of. Do its words still hold?",
        "Read it again",
        "ground_rules",
        script.id,
    )


def _confirm_safe_contacts(desk: Desk, now: datetime) -> Reminder | None:
    waiting = len(desk.contacts.to_confirm(now.date()))
    if not waiting:
        return None
    people = counted(waiting, "person", "people")
    return Reminder(
        f"Ask whether it is still safe to reach them this way: {people}.",
        "Show who",
        "people",
        Showing.TO_CONFIRM,
    )


def _ask_about_ending_consents(desk: Desk, now: datetime) -> Reminder | None:
    today = now.date()
    ending = desk.consents.ending_between(today, today + SOON)
    if not ending:
        return None
    people = [desk.members.get(each) for each in dict.fromkeys(c.member_id for c in ending)]
    consents = counted(len(ending), "consent ends", "consents end")
    return Reminder(
        f"Within 30 days {consents}. Ask whether they still want it: {names_in_words(people, 3)}.",
        "Look at it",
        "people",
        f"passed:{people[0].id}",
    )


REMINDERS: tuple[Callable[[Desk, datetime], Reminder | None], ...] = (
    _the_day_has_no_backup,
    _make_recovery_words,
    _try_the_recovery_words,
    _go_on_making_an_agreement,
    _look_at_the_rules_again,
    _check_where_to_turn,
    _read_scripts_again,
    _confirm_safe_contacts,
    _ask_about_ending_consents,
    _try_a_backup_out,
)
"""Each is asked when Today refreshes, with the local moment, and has to answer within 1 ms."""


def reminders(desk: Desk, now: datetime) -> tuple[Reminder, ...]:
    """What is due now, in the order of `REMINDERS`."""
    found = (remind(desk, now) for remind in REMINDERS)
    return tuple(reminder for reminder in found if reminder is not None)
