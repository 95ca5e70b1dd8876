"""Sign-in by chosen names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.documents.look import Look
from peerdesk.documents.sign_in import SignIn, list_laid_out, sign_in_words, slips_laid_out
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.domain.paper import Duplex
from peerdesk.handouts.evenings import evening_of
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.sources import language_for

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """Slips or a list for everybody in the group; blank ones where there is no group."""
    evening = evening_of(desk, choice, now)
    group = evening.group
    people = desk.members.of_group(group.id) if group.id else []
    sign_in = SignIn(
        names=tuple(member.chosen_name for member, _ in people),
        day=(evening.starts_at or now).date(),
        language=language_for(desk, choice),
        # A slip that is left on a chair tells less without it.
        group_name="" if choice.discreet or choice.one_slip_per_person else group.name,
    )
    if choice.one_slip_per_person:
        lay_out = partial(slips_laid_out, sign_in, choice.paper, choice.print_size)
    else:
        lay_out = partial(list_laid_out, sign_in, Look(choice.paper, choice.print_size))
    return Prepared(
        choice=choice,
        title=sign_in_words(sign_in.language).title,
        language=sign_in.language,
        made_on=now.date(),
        lay_out=lay_out,
        texts=sign_in.texts,
        lists_people=bool(sign_in.names),
        duplex=Duplex.ONE_SIDE,
    )


HANDOUT = Handout(
    kind=HandoutKind.SIGN_IN,
    prepare=prepare,
    options=frozenset(
        {HandoutOption.SESSION, HandoutOption.ONE_SLIP_PER_PERSON, HandoutOption.DISCREET}
    ),
    may_list_people=True,
)
