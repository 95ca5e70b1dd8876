"""Roles, schedules, policies and agenda parts as people say them."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QLocale

from peerdesk.domain.directory import Listed
from peerdesk.domain.groups import GroupKind, NotePolicy
from peerdesk.domain.limits import LimitKind, ReportingDuty
from peerdesk.domain.members import GroupAsked, InvitedBack, Member, Role
from peerdesk.domain.schedules import Schedule
from peerdesk.domain.scripts import Manner, ReadingForm
from peerdesk.domain.sessions import AgendaItem, AgendaKind, Presence
from peerdesk.ui.naming import other_name

BETWEEN = " · "
"""Between the parts of a quiet second line."""


def _said(text: str) -> str:
    return QCoreApplication.translate("words", text)


def role_words(role: Role) -> str:
    """A role, as in a list."""
    return {
        Role.MEMBER: _said("Member"),
        Role.FACILITATOR: _said("Facilitator"),
        Role.CO_FACILITATOR: _said("Co-facilitator"),
        Role.TIMEKEEPER: _said("Timekeeper"),
        Role.OBSERVER: _said("Observer"),
    }[role]


def asked_words(asked: GroupAsked) -> str:
    """What the group said to an observer."""
    return {
        GroupAsked.NOT_YET: _said("Not asked yet"),
        GroupAsked.NOBODY_OBJECTS: _said("Asked, nobody objects"),
        GroupAsked.SOMEBODY_OBJECTS: _said("Asked, somebody objects"),
    }[asked]


def invited_words(invited: InvitedBack) -> str:
    """Whether somebody who left may come back."""
    return {
        InvitedBack.OPEN: _said("Not decided"),
        InvitedBack.YES: _said("Yes, at any time"),
        InvitedBack.NO: _said("No"),
    }[invited]


def form_words(form: ReadingForm) -> str:
    """A reading form, as in a list."""
    return {
        ReadingForm.FULL: _said("Everything"),
        ReadingForm.NEWCOMER: _said("With a word for newcomers"),
        ReadingForm.SHORT: _said("Short form"),
    }[form]


def kind_words(kind: GroupKind) -> str:
    """Who may come."""
    return {
        GroupKind.OPEN: _said("Open: anyone may come"),
        GroupKind.CLOSED: _said("Closed: a fixed circle"),
    }[kind]


def language_words(code: str) -> str:
    """A language by its own name, "English" or "Español"; the code where Qt knows none."""
    locale = QLocale(code)
    if locale.language() is QLocale.Language.C:
        return code
    # Qt says "American English" for plain English.
    name = "English" if code == "en" else locale.nativeLanguageName().partition(" ")[0]
    return name[:1].upper() + name[1:]


def duty_words(duty: ReportingDuty) -> str:
    """Whether a facilitator has to report."""
    return {
        ReportingDuty.YES: _said("Has to report"),
        ReportingDuty.NO: _said("Does not have to"),
        ReportingDuty.UNSURE: _said("Not sure yet"),
    }[duty]


def limit_words(kind: LimitKind) -> str:
    """What can't be kept secret, in a few words."""
    return {
        LimitKind.HARM_TO_SELF: _said("Serious harm to oneself"),
        LimitKind.HARM_TO_OTHERS: _said("Serious harm to others"),
        LimitKind.CHILD_ABUSE: _said("Abuse of a child"),
        LimitKind.VULNERABLE_ADULT: _said("Abuse of an adult who can't protect themselves"),
        LimitKind.COURT_ORDER: _said("A court order"),
        LimitKind.OTHER: _said("Something else"),
    }[kind]


def policy_words(policy: NotePolicy) -> str:
    """A note policy by name."""
    return {
        NotePolicy.CONTENT_FREE: _said("Nothing but count and date"),
        NotePolicy.THEMES: _said("Themes, without names"),
        NotePolicy.FULL: _said("Full notes"),
    }[policy]


def policy_meaning(policy: NotePolicy) -> str:
    """What a note policy means for whoever writes after a session."""
    return {
        NotePolicy.CONTENT_FREE: _said(
            "Only that the group met and how many came. There is no field to type a note in."
        ),
        NotePolicy.THEMES: _said(
            "What was talked about in general and what to follow up. Nobody is named."
        ),
        NotePolicy.FULL: _said(
            "Longer notes are allowed. Everyone in the group should know, and may ask to read "
            "what is written about them."
        ),
    }[policy]


def agenda_words(kind: AgendaKind) -> str:
    """A part of a session."""
    return {
        AgendaKind.WELCOME: _said("Welcome"),
        AgendaKind.GROUND_RULES: _said("Ground rules"),
        AgendaKind.CHECK_IN: _said("Check-in"),
        AgendaKind.TOPIC: _said("Topic"),
        AgendaKind.BREAK: _said("Break"),
        AgendaKind.CHECK_OUT: _said("Check-out"),
        AgendaKind.CLOSE: _said("Close"),
    }[kind]


def agenda_title(item: AgendaItem) -> str:
    """What an agenda item is called: its own title, or its kind."""
    return item.title or agenda_words(item.kind)


def presence_words(presence: Presence) -> str:
    """Whether somebody came."""
    return {
        Presence.PRESENT: _said("came"),
        Presence.LATE: _said("came late"),
        Presence.LEFT_EARLY: _said("left early"),
        Presence.APOLOGIES: _said("sent apologies"),
        Presence.ABSENT: _said("was not there"),
    }[presence]


def manner_words(manner: Manner) -> str:
    """How somebody agreed."""
    return {Manner.SPOKEN: _said("spoken"), Manner.ON_PAPER: _said("on paper")}[manner]


def minutes_words(minutes: int) -> str:
    """A short length of time."""
    return _said("{minutes} min").format(minutes=minutes)


def weekday_words(day: date) -> str:
    """A day with its weekday and without its year: "Tuesday 24 November"."""
    return f"{day:%A} {day.day} {day:%B}"


def full_day(day: date) -> str:
    """A day that may lie long ago: "3 May 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def local_day(moment: datetime) -> date:
    """The local day of a UTC moment."""
    return moment.replace(tzinfo=UTC).astimezone().date()


def nth_words(nth: int) -> str:
    """Which weekday of the month: 1 to 4, or -1 for the last."""
    return {
        1: _said("first"),
        2: _said("second"),
        3: _said("third"),
        4: _said("fourth"),
        -1: _said("last"),
    }[nth]


def schedule_words(schedule: Schedule) -> str:
    """When a group meets, in one sentence."""
    day = f"{date(2024, 1, 1 + schedule.weekday):%A}"  # 1 January 2024 was a Monday
    if schedule.nth_of_month:
        often = _said("On the {nth} {day} of each month").format(
            nth=nth_words(schedule.nth_of_month), day=day
        )
    elif schedule.every_weeks == 1:
        often = _said("Every {day}").format(day=day)
    else:
        often = _said("Every {weeks} weeks on {day}").format(weeks=schedule.every_weeks, day=day)
    return _said("{often} at {start}, for {minutes} minutes.").format(
        often=often, start=f"{schedule.start:%H:%M}", minutes=schedule.minutes
    )


def second_line(member: Member | Listed, group_names: tuple[str, ...] = ()) -> str:
    """What tells two people of one name apart: pronouns, another name, their groups."""
    parts = (member.pronouns, other_name(member), ", ".join(group_names))
    return BETWEEN.join(part for part in parts if part)


def covered_words() -> str:
    """Why a note about somebody is not shown."""
    return _said("Notes about people are covered while names are masked. F8 shows names again.")
