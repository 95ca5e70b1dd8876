"""A form to consent to a release, empty or for a consent that was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.documents.consent_form import ConsentForm, consent_form_words, laid_out
from peerdesk.documents.look import Look
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.domain.legal_texts import LegalTextKind
from peerdesk.domain.paper import Duplex
from peerdesk.handouts.handout import Handout, Prepared, at_once
from peerdesk.handouts.naming import NamesOnPaper
from peerdesk.handouts.sources import group_of, language_for

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The empty form for a group, or for no group in particular."""
    group = group_of(desk, choice)
    language = language_for(desk, choice)
    notice = desk.legal_texts.get(LegalTextKind.NOTICE).wording
    form = ConsentForm(
        language=language,
        made_on=now.date(),
        group_name="" if choice.discreet else group.name,
        notice=notice if group.part2.may_apply else "",
        added=desk.legal_texts.get(LegalTextKind.CONSENT_FORM).wording,
    )
    return Prepared(
        choice=choice,
        title=consent_form_words(language).title,
        language=language,
        made_on=form.made_on,
        lay_out=at_once(laid_out, form, Look(choice.paper, choice.print_size, choice.spacing)),
        texts=form.texts,
        remarks=tuple(NamesOnPaper.of(desk, group, language).remarks_on(form.texts)),
        duplex=Duplex.LONG_EDGE,
    )


HANDOUT = Handout(
    kind=HandoutKind.CONSENT_FORM,
    prepare=prepare,
    options=frozenset({HandoutOption.SPACING, HandoutOption.DISCREET}),
)
