"""The wall poster: what the room needs most, in few words and pictures."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from peerdesk.documents.clusters import paragraphs
from peerdesk.documents.easy_words import easy_lines
from peerdesk.documents.poster import Poster, PosterLine, fitted, laid_out
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.documents.wording import wording, words_of
from peerdesk.domain.handouts import HandoutKind, HandoutOption, Remark, RemarkKind
from peerdesk.domain.paper import Duplex, PrintSize
from peerdesk.domain.placeholders import filled_in
from peerdesk.domain.scripts import RuleTopic
from peerdesk.errors import UserError
from peerdesk.handouts.handout import WALL_PAPERS, Handout, Prepared, at_once
from peerdesk.handouts.sources import library_rules, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.handouts import HandoutChoice
    from peerdesk.handouts.sources import Source

_LONGEST = 90
"""Characters of a sentence of the group's own; a longer one is not read from across the room."""


@dataclass(frozen=True, slots=True)
class PosterWords:
    """The title, then a topic in two to six words, those that matter most in a room first."""

    title: str
    confidentiality: str
    limits: str
    right_to_pass: str
    one_speaker: str
    i_statements: str
    no_advice: str
    difference: str
    phones: str
    stepping_out: str
    raising_concerns: str
    sharing_time: str
    hurtful_details: str
    substances: str
    challenge_views: str
    my_own_story: str
    outside: str
    earlier_shares: str
    promise: str
    contact_outside: str
    punctuality: str
    crisis: str


_TOPICS = tuple(RuleTopic(field.name) for field in fields(PosterWords) if field.name != "title")
_APART = (RuleTopic.CONFIDENTIALITY, RuleTopic.LIMITS)
"""Said together: what stays in the room is a promise with limits."""


def prepare(desk: Desk, choice: HandoutChoice, now: datetime) -> Prepared:
    """The poster for a group, or for no group in particular. UserError NOTHING_TO_PRINT."""
    source = source_of(desk, choice, now)
    words = words_of(PosterWords, "poster", source.script.language)
    lines = dict(_lines(desk, source, words))
    limits = PosterLine(RuleTopic.LIMITS, words.limits)
    if RuleTopic.CONFIDENTIALITY in lines and source.version.speaks_of_limits:
        lines.setdefault(RuleTopic.LIMITS, limits)
    elif RuleTopic.CONFIDENTIALITY not in lines and lines.get(RuleTopic.LIMITS) == limits:
        del lines[RuleTopic.LIMITS]  # "Except in danger" says nothing by itself.
    if not lines:
        raise UserError(DocumentTrouble.NOTHING_TO_PRINT)
    version = wording(source.script.language).version
    poster = fitted(
        Poster(
            title=words.title,
            group_name=source.group.name,
            language=source.script.language,
            made_on=now.date(),
            version_label=version.format(number=source.version.number),
            first=tuple(lines[topic] for topic in _APART if topic in lines),
            lines=tuple(
                lines[topic] for topic in _TOPICS if topic in lines and topic not in _APART
            ),
        ),
        choice.paper,
    )
    left_out = len(source.version.rules) - len(poster.first) - len(poster.lines)
    remarks = (Remark(RemarkKind.NOT_ON_THE_POSTER, number=left_out),) if left_out > 0 else ()
    return Prepared(
        choice=choice,
        title=poster.title,
        language=poster.language,
        made_on=poster.made_on,
        lay_out=at_once(laid_out, poster, choice.paper),
        texts=poster.texts,
        duplex=Duplex.ONE_SIDE,
        remarks=(*source.remarks_on(poster.texts), *remarks),
    )


def _lines(
    desk: Desk, source: Source, words: PosterWords
) -> Iterator[tuple[RuleTopic, PosterLine]]:
    """The first rule of each topic: the library's in our few words, an own one in its own."""
    known = library_rules(desk, source)
    for rule in reversed(source.version.rules):
        if (rule.topic, rule.text) in known:
            yield rule.topic, PosterLine(rule.topic, getattr(words, rule.topic))
            continue
        text = paragraphs(filled_in(rule.text, source.values))
        first = easy_lines(text[0])[0] if text else ""
        if 0 < len(first) <= _LONGEST:
            yield rule.topic, PosterLine(rule.topic, first.rstrip("."))


HANDOUT = Handout(
    kind=HandoutKind.POSTER,
    prepare=prepare,
    papers=WALL_PAPERS,
    print_sizes=(PrintSize.GIANT,),
    options=frozenset({HandoutOption.SCRIPT}),
)
