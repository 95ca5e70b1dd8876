"""Every handout there is, in the order in which they are offered."""

from peerdesk.domain.handouts import HandoutKind
from peerdesk.handouts import (
    agreement,
    card,
    consent_form,
    crisis,
    dates,
    easy_read,
    pack,
    plan,
    poster,
    rules,
    sign_in,
    slip,
    tent,
)
from peerdesk.handouts.handout import Handout

HANDOUTS: tuple[Handout, ...] = (
    rules.HANDOUT,
    easy_read.HANDOUT,
    poster.HANDOUT,
    tent.HANDOUT,
    card.HANDOUT,
    agreement.HANDOUT,
    sign_in.HANDOUT,
    plan.HANDOUT,
    slip.HANDOUT,
    crisis.HANDOUT,
    dates.HANDOUT,
    consent_form.HANDOUT,
    pack.HANDOUT,
)

_BY_KIND = {handout.kind: handout for handout in HANDOUTS}


def handout_of(kind: HandoutKind) -> Handout:
    """The handout of this kind."""
    return _BY_KIND[kind]
