"""The next meetings of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.desk.spoken import spoken_words
from peerdesk.documents.dates_sheet import DatesSheet, dates_words, laid_out
from peerdesk.documents.look import Look
from peerdesk.documents.sentences import as_a_line
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.documents.wording import wording
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.errors import UserError
from peerdesk.handouts.handout import Handout, Prepared, at_once
from peerdesk.handouts.naming import NamesOnPaper
from peerdesk.handouts.sources import group_of, language_for

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice
    from peerdesk.domain.meeting_changes import MeetingChange

MEETINGS_ON_PAPER = 10


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The sheet for a group. UserError NO_MEETING_AHEAD where no meeting lies ahead."""
    group = group_of(desk, choice)
    language = language_for(desk, choice)
    spoken, words = spoken_words(language), dates_words(language)
    regular = desk.groups.next_dates(group, now, MEETINGS_ON_PAPER)
    planned = [
        session.starts_at
        for session in desk.sessions.planned(now)
        if session.group_id == group.id and session.starts_at > now
    ]
    meetings = sorted({*regular, *planned})[:MEETINGS_ON_PAPER]
    if not meetings:
        raise UserError(DocumentTrouble.NO_MEETING_AHEAD)
    changes = [
        each
        for each in desk.meeting_changes.of_group(group.id)
        if each.moved_to is None
        and each.last_day >= now.date()
        and each.first_day <= meetings[-1].date()
    ]
    sheet = DatesSheet(
        title=words.discreet_title if choice.discreet else words.title,
        language=language,
        made_on=now.date(),
        meetings=tuple(as_a_line(spoken.moment(moment)) for moment in meetings),
        breaks=tuple(_break(each, language, discreet=choice.discreet) for each in changes),
        group_name="" if choice.discreet else group.name,
        place="" if choice.discreet else group.place,
    )
    return Prepared(
        choice=choice,
        title=sheet.title,
        language=language,
        made_on=sheet.made_on,
        lay_out=at_once(laid_out, sheet, Look(choice.paper, choice.print_size, choice.spacing)),
        texts=sheet.texts,
        remarks=tuple(NamesOnPaper.of(desk, group, language).remarks_on(sheet.texts)),
    )


def _break(change: MeetingChange, language: str, *, discreet: bool) -> str:
    words = wording(language)
    first, last = words.date_shown(change.first_day), words.date_shown(change.last_day)
    span = dates_words(language).from_to.format(first=first, last=last)
    days = first if change.first_day == change.last_day else span
    return f"{days}: {change.why}" if change.why and not discreet else days


HANDOUT = Handout(
    kind=HandoutKind.DATES,
    prepare=prepare,
    options=frozenset({HandoutOption.SPACING, HandoutOption.DISCREET}),
    needs_group=True,
)
