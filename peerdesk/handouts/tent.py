"""The table tent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.documents.table_tent import laid_out, side_room
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.domain.paper import Duplex
from peerdesk.handouts.handout import Handout, Prepared, at_once
from peerdesk.handouts.sources import few_rules_of, source_of

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The tent of a group's rules. UserError NOTHING_TO_PRINT."""
    source = source_of(desk, choice, now)
    room = side_room(choice.paper, choice.print_size)
    rules = few_rules_of(source, choice, now.date(), room)
    return Prepared(
        choice=choice,
        title=rules.title,
        language=rules.language,
        made_on=rules.made_on,
        lay_out=at_once(laid_out, rules, choice.paper, choice.print_size),
        texts=rules.texts,
        duplex=Duplex.ONE_SIDE,
        remarks=source.remarks_on(rules.texts),
    )


HANDOUT = Handout(
    kind=HandoutKind.TENT,
    prepare=prepare,
    options=frozenset({HandoutOption.SCRIPT, HandoutOption.DISCREET}),
)
