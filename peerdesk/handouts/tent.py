"""The table tent."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.documents.table_tent import TableTent, fitted, laid_out, tent_words
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.domain.paper import Duplex
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.sources import essentials_of, source_of

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The tent of a group's rules. UserError NOTHING_TO_PRINT."""
    source = source_of(desk, choice, now)
    rules = essentials_of(source)
    tent = TableTent(
        rules=rules,
        has_more=len(rules) < len(source.version.rules),
        language=source.script.language,
        made_on=now.date(),
        group_name="" if choice.discreet else source.group.name,
        is_discreet=choice.discreet,
    )
    tent = fitted(tent, choice.paper, choice.print_size)
    words = tent_words(tent.language)
    return Prepared(
        choice=choice,
        title=words.neutral_title if tent.is_discreet else words.title,
        language=tent.language,
        made_on=tent.made_on,
        lay_out=partial(laid_out, tent, choice.paper, choice.print_size),
        texts=tent.texts,
        duplex=Duplex.ONE_SIDE,
        remarks=source.remarks_on(tent.texts),
    )


HANDOUT = Handout(
    kind=HandoutKind.TENT,
    prepare=prepare,
    options=frozenset({HandoutOption.SCRIPT, HandoutOption.DISCREET}),
)
