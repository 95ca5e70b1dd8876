"""Where to turn in a crisis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.documents.crisis_sheet import CrisisSheet, crisis_words, laid_out
from peerdesk.documents.look import Look
from peerdesk.domain.handouts import HandoutKind, HandoutOption, Remark, RemarkKind
from peerdesk.handouts.handout import Handout, Prepared, at_once
from peerdesk.handouts.naming import NamesOnPaper
from peerdesk.handouts.sources import group_of, language_for

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The sheet for a group, or one to be filled in by hand."""
    group = group_of(desk, choice)
    listed = desk.crisis_resources.of_group(group.id)
    sheet = CrisisSheet(
        resources=tuple(each for each in listed if not each.is_blank),
        language=language_for(desk, choice),
        made_on=now.date(),
        group_name="" if choice.discreet else group.name,
    )
    remarks = (Remark(RemarkKind.NOT_CHECKED, number=sheet.unchecked),) if sheet.unchecked else ()
    return Prepared(
        choice=choice,
        title=crisis_words(sheet.language).title,
        language=sheet.language,
        made_on=sheet.made_on,
        lay_out=at_once(laid_out, sheet, Look(choice.paper, choice.print_size, choice.spacing)),
        texts=sheet.texts,
        remarks=(*NamesOnPaper.of(desk, group, sheet.language).remarks_on(sheet.texts), *remarks),
    )


HANDOUT = Handout(
    kind=HandoutKind.CRISIS,
    prepare=prepare,
    options=frozenset({HandoutOption.SPACING, HandoutOption.DISCREET}),
)
