"""The facilitator's plan of one meeting."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from peerdesk.desk.reading import reading_of
from peerdesk.desk.spoken import spoken_words
from peerdesk.documents.look import Look
from peerdesk.documents.plan_sheet import PlanSheet, ReadPart, ReadRule, laid_out, plan_words
from peerdesk.documents.sentences import as_a_line
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.domain.placeholders import Placeholder, filled_in
from peerdesk.domain.scripts import ReadingForm
from peerdesk.handouts.evenings import evening_of
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.sources import source_of

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice
    from peerdesk.domain.scripts import Segment
    from peerdesk.handouts.sources import Source


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The plan of the session that was chosen, or of the group's next one."""
    evening = evening_of(desk, choice, now)
    reading = reading_of(desk, evening.session) if evening.session else None
    wanted = replace(choice, group_id=evening.group.id)
    form = ReadingForm.FULL
    if reading is not None and choice.version_id is None and choice.language is None:
        wanted, form = replace(wanted, version_id=reading.version.id), reading.form
    # So that the next date which is read out is the one after this meeting.
    source = source_of(desk, wanted, evening.starts_at or now)
    language = source.script.language
    if not choice.name_facilitators:
        aloud = {Placeholder.FACILITATORS.value: spoken_words(language).names_aloud}
        source = replace(source, values={**source.values, **aloud})
    sheet = PlanSheet(
        agenda=evening.agenda,
        parts=tuple(_read(part, source) for part in source.version.read_in(form)),
        language=language,
        made_on=now.date(),
        starts_at=evening.starts_at,
        when=as_a_line(spoken_words(language).moment(evening.starts_at))
        if evening.starts_at
        else "",
        place=evening.group.place,
        group_name=evening.group.name,
    )
    return Prepared(
        choice=choice,
        title=plan_words(language).title,
        language=language,
        made_on=sheet.made_on,
        lay_out=partial(laid_out, sheet, Look(choice.paper, choice.print_size, choice.spacing)),
        texts=sheet.texts,
        remarks=source.remarks_on(sheet.texts),
    )


def _read(part: Segment, source: Source) -> ReadPart:
    rules = (rule for rule in part.rules if rule.switched_on)
    return ReadPart(
        part.title,
        filled_in(part.text, source.values),
        tuple(
            ReadRule(filled_in(rule.text, source.values), filled_in(rule.ask, source.values))
            for rule in rules
        ),
    )


HANDOUT = Handout(
    kind=HandoutKind.PLAN,
    prepare=prepare,
    options=frozenset(
        {
            HandoutOption.SCRIPT,
            HandoutOption.SESSION,
            HandoutOption.SPACING,
            HandoutOption.NAME_FACILITATORS,
        }
    ),
)
