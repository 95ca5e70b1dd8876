"""The wallet card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.documents.wallet_card import WalletCard, enlargement, front_room, laid_out
from peerdesk.domain.handouts import HandoutKind, HandoutOption, Remark, RemarkKind
from peerdesk.domain.paper import Duplex
from peerdesk.handouts.handout import Handout, Prepared, at_once
from peerdesk.handouts.sources import few_rules_of, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The card of a group's rules. UserError NOTHING_TO_PRINT."""
    source = source_of(desk, choice, now)
    listed = [r for r in desk.crisis_resources.of_group(source.group.id) if not r.is_blank]
    checked = tuple(resource for resource in listed if resource.is_checked(now.date()))
    rules = few_rules_of(source, choice, now.date(), front_room(choice.print_size))
    card = WalletCard(rules, checked)
    own = _remarks(choice, len(listed) - len(checked))
    return Prepared(
        choice=choice,
        title=rules.title,
        language=rules.language,
        made_on=rules.made_on,
        lay_out=at_once(laid_out, card, choice.paper, choice.print_size),
        texts=card.texts,
        duplex=Duplex.ONE_SIDE,
        remarks=(*source.remarks_on(card.texts), *own),
    )


def _remarks(choice: HandoutChoice, left_out: int) -> Iterator[Remark]:
    times = enlargement(choice.print_size)
    if times > 1:
        yield Remark(RemarkKind.LARGER_CARD, number=round(100 * times))
    if left_out:
        yield Remark(RemarkKind.NOT_ON_CARD, number=left_out)


HANDOUT = Handout(
    kind=HandoutKind.CARD,
    prepare=prepare,
    options=frozenset({HandoutOption.SCRIPT, HandoutOption.DISCREET}),
)
