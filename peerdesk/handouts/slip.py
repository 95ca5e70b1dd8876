"""The feedback slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.documents.feedback_slip import FeedbackSlips, laid_out, slip_words
from peerdesk.domain.handouts import HandoutKind
from peerdesk.domain.paper import Duplex
from peerdesk.handouts.handout import Handout, Prepared, at_once
from peerdesk.handouts.sources import language_for

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """One sheet of slips, the same for every group."""
    return slips(choice, language_for(desk, choice), now)


def slips(choice: HandoutChoice, language: str, now: datetime, copies: int = 1) -> Prepared:
    """At least as many slips as `copies`, on full sheets."""
    paper = FeedbackSlips(language=language, made_on=now.date(), copies=copies)
    return Prepared(
        choice=choice,
        title=slip_words(language).title,
        language=language,
        made_on=paper.made_on,
        lay_out=at_once(laid_out, paper, choice.paper, choice.print_size),
        duplex=Duplex.ONE_SIDE,
    )


HANDOUT = Handout(kind=HandoutKind.SLIP, prepare=prepare)
