"""What nobody should type, and somebody will: every handout lays it out, or says why not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest
from pdf_reading import characters, page_sizes, plain, whole_text

from peerdesk.desk.desk import Desk
from peerdesk.documents.pace import Pace
from peerdesk.documents.troubles import DocumentTrouble
from peerdesk.documents.typeface import unprintable
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind
from peerdesk.domain.scripts import RuleItem, RuleTopic, ScriptVersion
from peerdesk.errors import UserError
from peerdesk.handouts.handout import Handout, Prepared
from peerdesk.handouts.listed import HANDOUTS, handout_of
from peerdesk.ui.messages import has_words

NOW = datetime(2026, 11, 24, 18, 0)
AWKWARD = "<b>&{}%</b> {group} \\n %s\x07"
EACH = pytest.mark.parametrize("handout", HANDOUTS, ids=lambda handout: handout.kind)


def rule(text: str, topic: RuleTopic = RuleTopic.PHONES) -> RuleItem:
    return RuleItem(topic=topic, text=text)


def agreed(desk: Desk, *rules: RuleItem, keep: Callable[[str], bool] = bool) -> Group:
    """A group with an awkward name that agreed to these rules; `keep` says which parts stay."""
    (general,) = (s for s in desk.scripts.all() if (s.origin, s.language) == ("general", "en"))
    own = desk.scripts.duplicate(general.id, "Ours")
    version: ScriptVersion = desk.scripts.latest(own.id)
    segments = [replace(s, rules=()) for s in version.segments if keep(s.kind)]
    if rules:
        segments[0] = replace(segments[0], rules=rules)
    version = desk.scripts.revise(replace(version, segments=tuple(segments)))
    group = desk.groups.save(Group(name=AWKWARD))
    desk.agreements.take(group.id, version.id, date(2026, 1, 6))
    desk.sessions.plan(group.id, datetime(2026, 11, 24, 19, 0))
    return group


def made(desk: Desk, handout: Handout, group: Group) -> Prepared | None:
    """The handout, or None where it says in words why there is none."""
    try:
        return handout.prepared(desk, HandoutChoice(kind=handout.kind, group_id=group.id), NOW)
    except UserError as refused:
        code = refused.code
    assert has_words(code)
    return None


@EACH
def test_a_name_of_markup_and_braces_is_printed_as_it_is(desk: Desk, handout: Handout) -> None:
    group = agreed(desk, rule("We listen."))
    prepared = made(desk, handout, group)
    assert prepared is not None
    text = whole_text(prepared.render())
    assert "\x07" not in text
    if any(AWKWARD in text for text in prepared.texts) or group.name in prepared.texts:
        assert plain(AWKWARD.replace("\x07", "")) in text


@EACH
def test_eighty_rules_and_one_of_two_thousand_words_keep_within_the_page(
    desk: Desk, handout: Handout
) -> None:
    topics = list(RuleTopic)
    rules = [rule(f"Rule r{n}x is kept.", topics[n % len(topics)]) for n in range(80)]
    rules.insert(3, rule("word " * 2000))
    prepared = made(desk, handout, agreed(desk, *rules))
    if prepared is None:
        return
    pdf = prepared.render()
    sizes = page_sizes(pdf)
    for letter in characters(pdf)[::20]:
        width, height = sizes[letter.page]
        assert 14 <= letter.left <= letter.right <= width - 14
        assert 14 <= letter.bottom <= letter.top <= height - 14


@EACH
def test_an_empty_script_is_said_or_leaves_the_rest(desk: Desk, handout: Handout) -> None:
    prepared = made(desk, handout, agreed(desk, keep=lambda kind: kind == "welcome"))
    if prepared is not None:
        assert prepared.render().startswith(b"%PDF")


@EACH
def test_letters_that_no_typeface_has_are_told_and_not_lost(desk: Desk, handout: Handout) -> None:
    prepared = made(desk, handout, agreed(desk, rule("We listen \U00012000 to you.")))
    assert prepared is not None
    told = unprintable("\n".join(prepared.texts))
    assert told in {(), ("\U00012000",)}
    assert prepared.render().count(b"/FontFile2") >= 1


LONG_KINDS = (
    HandoutKind.RULES,
    HandoutKind.EASY_READ,
    HandoutKind.AGREEMENT,
    HandoutKind.PLAN,
    HandoutKind.PACK,
)
LONG = pytest.mark.parametrize("kind", LONG_KINDS)


def many_rules(desk: Desk, kind: HandoutKind) -> Prepared:
    rules = [rule(f"Rule r{n}x is kept.") for n in range(80)]
    prepared = made(desk, handout_of(kind), agreed(desk, *rules))
    assert prepared is not None
    return prepared


@LONG
def test_a_long_handout_says_while_it_is_laid_out_how_far_it_is(
    desk: Desk, kind: HandoutKind
) -> None:
    prepared = many_rules(desk, kind)
    told: list[float] = []
    watched = prepared.render(Pace(told.append))
    assert watched == prepared.render()
    pages = len(page_sizes(watched))
    laid_out, drawn = told[:-pages], told[-pages:]
    assert len(laid_out) > 10
    assert told == sorted(told)
    assert told[0] == 0.0
    assert laid_out[-1] < drawn[0] < 1.0


@LONG
def test_a_long_handout_stops_while_it_is_laid_out(desk: Desk, kind: HandoutKind) -> None:
    prepared = many_rules(desk, kind)
    told: list[float] = []
    with pytest.raises(UserError) as caught:
        prepared.render(Pace(told.append, lambda: len(told) >= 6))
    assert caught.value.code is DocumentTrouble.STOPPED
    assert len(told) == 6
