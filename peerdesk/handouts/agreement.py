"""The group's agreement, to be signed."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from peerdesk.documents.agreement_sheet import AgreementSheet, agreement_words, laid_out
from peerdesk.documents.look import Look
from peerdesk.documents.rules_sheet import Rule, rules_sheet_of
from peerdesk.domain.handouts import HandoutKind, HandoutOption
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.sources import source_of

if TYPE_CHECKING:
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice

FEWEST_LINES = 8
FOR_NEWCOMERS = 3
"""Lines beyond those for everybody who is in the group."""


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The agreement without a name: those who sign add their own. UserError NOTHING_TO_PRINT."""
    source = source_of(desk, choice, now)
    group = source.group
    people = len(desk.members.of_group(group.id)) if group.id else 0
    agreed = rules_sheet_of(source.script, source.version, source.values, group.name, now.date())
    bare = tuple(Rule(rule.text) for rule in agreed.rules)
    sheet = AgreementSheet(
        rules=replace(agreed, intro=(), rules=bare, closing=()),
        lines=max(FEWEST_LINES, people + FOR_NEWCOMERS),
    )
    language = agreed.language
    return Prepared(
        choice=choice,
        title=agreement_words(language).title,
        language=language,
        made_on=agreed.made_on,
        lay_out=partial(laid_out, sheet, Look(choice.paper, choice.print_size, choice.spacing)),
        texts=sheet.rules.texts,
        remarks=source.remarks_on(sheet.rules.texts),
    )


HANDOUT = Handout(
    kind=HandoutKind.AGREEMENT,
    prepare=prepare,
    options=frozenset(
        {HandoutOption.SCRIPT, HandoutOption.SPACING, HandoutOption.NAME_FACILITATORS}
    ),
)
