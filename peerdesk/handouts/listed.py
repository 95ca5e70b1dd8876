"""Every handout there is, in the order in which they are offered."""

from peerdesk.domain.handouts import HandoutKind
from peerdesk.handouts import easy_read, poster, rules
from peerdesk.handouts.handout import Handout

HANDOUTS: tuple[Handout, ...] = (rules.HANDOUT, easy_read.HANDOUT, poster.HANDOUT)

_BY_KIND = {handout.kind: handout for handout in HANDOUTS}


def handout_of(kind: HandoutKind) -> Handout:
    """The handout of this kind."""
    return _BY_KIND[kind]
