"""What a facilitator wants to know at one glance before people arrive."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from peerdesk.desk.desk import Desk
from peerdesk.domain.backups import BackupStanding
from peerdesk.domain.groups import Group
from peerdesk.domain.members import GroupAsked, Member, Role
from peerdesk.domain.notes import Draft
from peerdesk.domain.sessions import FollowUp, MemberFollowUp, Promise, Session

LOOK_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that runs, is planned, or follows from a group's schedule (then no session yet)."""

    group: Group
    starts_at: datetime
    session: Session | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The day at a glance. `not_yet_agreed` belongs to the next meeting's group."""

    left_open: tuple[Meeting, ...]
    """Sessions that still run long after their end, because nobody closed them; oldest first."""
    running: tuple[Meeting, ...]
    coming: tuple[Meeting, ...]
    not_yet_agreed: tuple[Member, ...]
    newcomers: tuple[Member, ...]
    to_welcome: tuple[int, ...]
    """Members with whom the welcome is not finished, of any group."""
    observers_to_ask_about: tuple[Member, ...]
    due: tuple[FollowUp | MemberFollowUp, ...]
    """What sessions and what people were promised."""
    drafts: tuple[Draft, ...]
    backups: BackupStanding


def overview(desk: Desk, moment: datetime) -> Overview:
    """What is next and what is due at `moment` (local wall-clock time)."""
    started = desk.sessions.running()
    left_open = tuple(_meeting(desk, each) for each in started if each.is_left_open(moment))
    running = tuple(_meeting(desk, each) for each in started if not each.is_left_open(moment))
    coming = _coming(desk, moment)
    nearest = (running or coming)[:1]
    group_id = nearest[0].group.id if nearest else 0
    return Overview(
        left_open=left_open,
        running=running,
        coming=coming,
        not_yet_agreed=tuple(desk.agreements.not_yet(group_id)) if group_id else (),
        to_welcome=desk.welcomes.unfinished(moment.date()),
        observers_to_ask_about=observers_to_ask_about(desk, group_id),
        newcomers=newcomers(desk, group_id, nearest[0].starts_at) if nearest else (),
        due=_due(desk, moment.date()),
        drafts=tuple(desk.drafts.all()),
        backups=desk.backups.standing(moment.astimezone(UTC)),
    )


def set_done(desk: Desk, promise: Promise, *, done: bool) -> Promise:
    """Tick something that is due, or take the tick back."""
    if isinstance(promise, MemberFollowUp):
        return desk.member_follow_ups.set_done(promise, done=done)
    if isinstance(promise, FollowUp):
        return desk.follow_ups.set_done(promise, done=done)
    raise TypeError(type(promise))


def _due(desk: Desk, day: date) -> tuple[FollowUp | MemberFollowUp, ...]:
    both: list[FollowUp | MemberFollowUp] = []
    both += desk.follow_ups.open_until(day)
    both += desk.member_follow_ups.open_until(day)
    return tuple(sorted(both, key=_by_day))


def _by_day(promise: Promise) -> date:
    return promise.due_on or date.max


def _meeting(desk: Desk, session: Session) -> Meeting:
    return Meeting(desk.groups.get(session.group_id), session.starts_at, session)


def _coming(desk: Desk, moment: datetime) -> tuple[Meeting, ...]:
    planned = [_meeting(desk, session) for session in desk.sessions.planned(moment)]
    # A session that was moved within its day stands for that day's date of the schedule.
    taken = {(meeting.group.id, meeting.starts_at.date()) for meeting in planned}
    taken |= {
        (session.group_id, session.starts_at.date())
        for session in desk.sessions.starting_between(
            moment - timedelta(days=1), moment + LOOK_AHEAD
        )
    }
    scheduled = [
        Meeting(group, starts_at, None)
        for group in desk.groups.all()
        for starts_at in desk.groups.next_dates(group, moment - timedelta(minutes=group.minutes), 2)
        if starts_at <= moment + LOOK_AHEAD and (group.id, starts_at.date()) not in taken
    ]
    return tuple(sorted(planned + scheduled, key=lambda meeting: meeting.starts_at))


def newcomers(desk: Desk, group_id: int, before: datetime) -> tuple[Member, ...]:
    """Who is in the group and was in the room at none of its sessions earlier than `before`."""
    new = desk.sessions.new_to_group(group_id, before)
    if not new:
        return ()
    return tuple(member for member, _ in desk.members.of_group(group_id) if member.id in new)


def observers_to_ask_about(desk: Desk, group_id: int) -> tuple[Member, ...]:
    """Who observes the group without its word for it, which it may have refused."""
    return tuple(
        member
        for member, membership in desk.members.of_group(group_id)
        if membership.role is Role.OBSERVER
        and membership.group_asked is not GroupAsked.NOBODY_OBJECTS
    )
