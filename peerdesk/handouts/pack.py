"""The session pack: all that one meeting needs on paper, in the order in which it is needed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from peerdesk.documents.pack import Bound, laid_out, pack_words
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.domain.handouts import HandoutKind, HandoutOption, Remark, RemarkKind
from peerdesk.domain.paper import Duplex
from peerdesk.errors import UserError
from peerdesk.handouts import agreement, crisis, plan, rules, sign_in, slip
from peerdesk.handouts.evenings import evening_of
from peerdesk.handouts.handout import Handout, Prepared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice

SPARE_SLIPS = 2
"""Feedback slips beyond one for everybody in the group."""


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The plan first, then what lies on chairs and tables. UserError NOTHING_TO_PRINT."""
    evening = evening_of(desk, choice, now)
    wanted = replace(
        choice,
        group_id=evening.group.id,
        session_id=evening.session.id if evening.session else None,
    )
    first = plan.HANDOUT.prepared(desk, wanted, now)
    others, missing = _sheets(desk, replace(wanted, language=first.language), now)
    parts = (first, *others)
    remarks = dict.fromkeys(remark for part in parts for remark in part.remarks)
    return Prepared(
        choice=choice,
        title=pack_words(first.language).title,
        language=first.language,
        made_on=first.made_on,
        lay_out=partial(laid_out, tuple(Bound(part.title, part.leaves) for part in parts)),
        texts=tuple(text for part in parts for text in part.texts),
        is_bound=True,
        lists_people=any(part.lists_people for part in parts),
        duplex=Duplex.ONE_SIDE,
        remarks=(*remarks, *missing),
    )


def _sheets(
    desk: Desk, choice: HandoutChoice, now: datetime
) -> tuple[list[Prepared], tuple[Remark, ...]]:
    """All but the plan, and what to say of those that had nothing to print."""
    people = len(desk.members.of_group(choice.group_id)) if choice.group_id else 0
    prepared, missing = [], False
    for handout in _wanted(desk, choice):
        try:
            prepared.append(handout.prepared(desk, choice, now))
        except UserError as error:
            if error.code is not DocumentTrouble.NOTHING_TO_PRINT:
                raise
            missing = True
    language = choice.language or ""
    prepared.append(slip.slips(choice, language, now, people + SPARE_SLIPS))
    return prepared, (Remark(RemarkKind.WITHOUT_RULES),) if missing else ()


def _wanted(desk: Desk, choice: HandoutChoice) -> Iterator[Handout]:
    """What the meeting needs; something to sign only while somebody has not agreed yet."""
    yield sign_in.HANDOUT
    yield rules.HANDOUT
    group_id = choice.group_id
    if not desk.agreements.in_force(group_id) or desk.agreements.not_yet(group_id):
        yield agreement.HANDOUT
    yield crisis.HANDOUT


HANDOUT = Handout(
    kind=HandoutKind.PACK,
    prepare=prepare,
    options=frozenset(
        {
            HandoutOption.SCRIPT,
            HandoutOption.SESSION,
            HandoutOption.SPACING,
            HandoutOption.ONE_SLIP_PER_PERSON,
            HandoutOption.NAME_FACILITATORS,
        }
    ),
    may_list_people=True,
    needs_group=True,
)
