"""The ground-rules sheet, of the words that a group agreed to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.documents.look import Look
from peerdesk.documents.rules_sheet import laid_out, rules_sheet_of
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.sources import source_of

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The sheet for a group, or for no group in particular. UserError NOTHING_TO_PRINT."""
    source = source_of(desk, choice, now)
    sheet = rules_sheet_of(
        source.script, source.version, source.values, source.group.name, now.date()
    )
    look = Look(choice.paper, choice.print_size, choice.spacing)
    return Prepared(
        choice=choice,
        title=sheet.title,
        language=sheet.language,
        made_on=sheet.made_on,
        lay_out=partial(laid_out, sheet, look),
        texts=sheet.texts,
        remarks=source.remarks_on(sheet.texts),
    )


HANDOUT = Handout(
    kind=HandoutKind.RULES,
    prepare=prepare,
    options=frozenset(
        {HandoutOption.SCRIPT, HandoutOption.SPACING, HandoutOption.NAME_FACILITATORS}
    ),
)
