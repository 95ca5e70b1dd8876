"""The sample vault: a fictional programme turned into records that look lived in.

Everything follows from the programme, the day and the seed, so that a sample of the same day is the
same sample each time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from peerdesk.desk.groups import next_dates
from peerdesk.desk.sample_keeping import decide_about_some
from peerdesk.desk.sample_log import write_past_log
from peerdesk.desk.sample_sessions import PastMember, PastSessions
from peerdesk.domain.contacts import SafeContact
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import MemberNote
from peerdesk.domain.releases import Authority, InformationRelease, ReleaseConsent, Told
from peerdesk.domain.sample_files import parse_programme
from peerdesk.domain.sample_programme import (
    Agreed,
    Programme,
    ProgrammeGroup,
    ProgrammeMember,
    ProgrammePlace,
)
from peerdesk.domain.scripts import Manner
from peerdesk.paths import resource

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.sessions import Session


@cache
def built_in_programme(language: str = "en") -> Programme:
    """The programme of `resources/samples/`. ScriptFileError for a bad file."""
    path = resource("samples", language, "programme.toml")
    return parse_programme(path.read_text(encoding="utf-8"), path.name)


def fill_with_sample(
    desk: Desk, programme: Programme, today: date, seed: int | None = None
) -> None:
    """Keep the whole programme in an empty vault, as if its groups had met until yesterday.

    `seed` decides who came when; None takes the programme's own. One change: all of it is kept, or
    nothing. Raises UserError and VaultError with the codes of the vault where the disk refuses.
    """
    with desk.change(None):
        _Filling(desk, programme, today, Random(programme.seed if seed is None else seed)).fill()  # noqa: S311 - attendance of people who do not exist


@dataclass(frozen=True, slots=True)
class _Filling:
    """One filling of one vault; its methods run inside one change."""

    desk: Desk
    programme: Programme
    today: date
    random: Random

    def fill(self) -> None:
        """Add every record, in the order in which they depend on each other."""
        groups = {group.key: self._group(group) for group in self.programme.groups}
        members = {member.key: self._member(member) for member in self.programme.members}
        sessions: dict[str, tuple[Session, ...]] = {}
        for group in self.programme.groups:
            kept = groups[group.key]
            people = self._join(kept, group.key, members)
            version_id = self._agree(kept, group)
            past = PastSessions(self.desk, kept.id, group, version_id, self.random)
            notes = {n.sessions_ago: n for n in self.programme.group_notes if n.group == group.key}
            sessions[group.key] = past.hold(group.session_dates(self.today), people, notes)
            self._acknowledge(kept, people, sessions[group.key])
        self._write_about(members, sessions)
        self._promise(sessions)
        self._list_where_to_turn(groups)
        self._pass_on(members)
        self._plan_next(tuple(groups.values()))
        decide_about_some(self.desk, members, self.today)
        held = [session for of_group in sessions.values() for session in of_group]
        write_past_log(self.desk, sorted(held, key=lambda session: session.starts_at))

    def _group(self, group: ProgrammeGroup) -> Group:
        schedule = group.schedule(self.today)
        return self.desk.groups.save(
            Group(
                name=group.name,
                purpose=group.purpose,
                kind=group.kind,
                place=group.place,
                capacity=group.capacity,
                recurrence=schedule.recurrence,
                first_date=schedule.first_date,
                start_time=group.start,
                minutes=group.minutes,
                crosstalk=group.crosstalk,
                note_policy=group.note_policy,
            )
        )

    def _member(self, member: ProgrammeMember) -> Member:
        ends = [self._weeks_ago(place.left_weeks_ago) for place in member.places]
        left = [day for day in ends if day is not None]
        kept = self.desk.members.save(
            Member(
                chosen_name=member.chosen_name,
                pronouns=member.pronouns,
                other_name=member.other_name,
                do_not_contact=member.do_not_contact,
                emergency_name=member.emergency_name,
                emergency_relation=member.emergency_relation,
                emergency_reach=member.emergency_reach,
                joined_on=min(self._joined(place) for place in member.places),
                left_on=max(left) if len(left) == len(ends) else None,
                left_because=member.left_because,
            )
        )
        for way in member.ways:
            self.desk.contacts.save(
                SafeContact(
                    member_id=kept.id,
                    channel=way.channel,
                    value=way.value,
                    allowed=way.allowed,
                    voicemail=way.voicemail,
                    may_be_said=way.may_be_said,
                    caller=way.caller,
                    safe_times=way.safe_times,
                    confirmed_on=self._weeks_ago(way.confirmed_weeks_ago),
                )
            )
        for need in member.needs:
            self.desk.access.add(kept.id, need.kind, need.words)
        return kept

    def _joined(self, place: ProgrammePlace) -> date:
        return self.today - timedelta(weeks=place.joined_weeks_ago)

    def _weeks_ago(self, weeks: int | None) -> date | None:
        return None if weeks is None else self.today - timedelta(weeks=weeks)

    def _join(self, group: Group, key: str, members: dict[str, Member]) -> tuple[PastMember, ...]:
        """Everybody who is or was in a group, as a member of it."""
        people = []
        for person in self.programme.members:
            for place in person.places:
                if place.group == key:
                    left = self._weeks_ago(place.left_weeks_ago)
                    member_id = members[person.key].id
                    since = self._joined(place)
                    kept = self.desk.members.join(member_id, group.id, role=place.role, since=since)
                    if left is not None:
                        self.desk.members.leave(kept, left)
                    people.append(PastMember(member_id, place, since, left))
        return tuple(people)

    def _agree(self, group: Group, source: ProgrammeGroup) -> int:
        """Take the group's script as its agreement from its first session on."""
        script = next(
            script
            for script in self.desk.scripts.all()
            if script.built_in and script.origin == source.script
        )
        version_id = self.desk.scripts.latest(script.id).id
        self.desk.agreements.take(group.id, version_id, group.first_date or self.today)
        return version_id

    def _acknowledge(
        self, group: Group, people: tuple[PastMember, ...], sessions: tuple[Session, ...]
    ) -> None:
        """Everybody agreed at the first session that they were at, or has not agreed yet."""
        in_force = self.desk.agreements.in_force(group.id)
        if in_force is None:
            raise AssertionError
        came = {session.id: self.desk.sessions.attendance(session.id) for session in sessions}
        for person in people:
            attended = (
                session
                for session in sessions
                if (presence := came[session.id].get(person.member_id)) and presence.came
            )
            first = next(attended, None)
            if person.place.agreed is not Agreed.NOT_YET and first is not None:
                manner = Manner(person.place.agreed)
                self.desk.agreements.acknowledge(
                    in_force.agreement.id, [person.member_id], manner, first.read_at
                )

    def _write_about(
        self, members: dict[str, Member], sessions: dict[str, tuple[Session, ...]]
    ) -> None:
        for note in sorted(self.programme.member_notes, key=lambda note: -note.sessions_ago):
            self.desk.notes.keep_member_note(
                MemberNote(
                    member_id=members[note.member].id,
                    session_id=sessions[note.group][-note.sessions_ago].id,
                    text=note.text,
                )
            )

    def _promise(self, sessions: dict[str, tuple[Session, ...]]) -> None:
        for promise in self.programme.follow_ups:
            session = sessions[promise.group][-promise.sessions_ago]
            day = session.starts_at.date()
            kept = self.desk.follow_ups.add(
                session.id, promise.text, day + timedelta(days=promise.due_after_days)
            )
            done_after = promise.done_after_days
            if done_after is not None and day + timedelta(days=done_after) <= self.today:
                self.desk.follow_ups.set_done(kept, done=True)

    def _list_where_to_turn(self, groups: dict[str, Group]) -> None:
        for key, group in groups.items():
            listed = [each for each in self.programme.crisis_resources if each.group == key]
            self.desk.crisis_resources.arrange(
                group.id,
                (
                    CrisisResource(
                        group_id=group.id,
                        name=each.name,
                        purpose=each.purpose,
                        reach=each.reach,
                        hours=each.hours,
                        checked_on=self._days_ago(each.checked_days_ago),
                    )
                    for each in listed
                ),
            )

    def _pass_on(self, members: dict[str, Member]) -> None:
        """Note what somebody allowed to be given, and what was."""
        for each in self.programme.consents:
            consent = self.desk.consents.keep(
                ReleaseConsent(
                    member_id=members[each.member].id,
                    what=each.what,
                    recipient=each.recipient,
                    organisation=each.organisation,
                    purpose=each.purpose,
                    manner=each.manner,
                    given_on=self.today - timedelta(days=each.given_days_ago),
                    expires_on=self.today + timedelta(days=each.ends_in_days),
                )
            )
            for given in each.releases:
                self.desk.releases.keep(
                    InformationRelease(
                        member_id=consent.member_id,
                        consent_id=consent.id,
                        given_by_id=members[given.given_by].id,
                        released_on=self.today - timedelta(days=given.days_ago),
                        what=given.what,
                        recipient=each.recipient,
                        organisation=each.organisation,
                        purpose=each.purpose,
                        authority=Authority.CONSENT,
                        way=given.way,
                        told=Told.BEFORE,
                    )
                )

    def _days_ago(self, days: int | None) -> date | None:
        return None if days is None else self.today - timedelta(days=days)

    def _plan_next(self, groups: tuple[Group, ...]) -> None:
        """Plan the meeting that comes next, today's included, so that Today has one to prepare."""
        midnight = datetime.combine(self.today, time.min)
        coming = [
            (next_dates(group.schedule, midnight, 1)[0], group.id)
            for group in groups
            if group.schedule is not None
        ]
        starts_at, group_id = min(coming)
        session = self.desk.sessions.plan(group_id, starts_at)
        for member_id in sorted(self.desk.access.of_group(group_id))[:1]:
            self.desk.tonight.tick_needs(session.id, member_id, ready=True)
