"""Handouts of a meeting from what the vault holds: much of it, or next to nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pypdfium2
import pytest
from evenings import Evening
from pace import within

from peerdesk.desk.desk import Desk
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.essentials import essential_rules
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import HandoutChoice, HandoutKind, RemarkKind
from peerdesk.domain.members import Member
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.domain.scripts import RuleItem, RuleTopic
from peerdesk.handouts.handout import Prepared
from peerdesk.handouts.listed import handout_of

NOW = datetime(2026, 11, 24, 18, 0)
MINE = (
    HandoutKind.TENT,
    HandoutKind.CARD,
    HandoutKind.AGREEMENT,
    HandoutKind.SIGN_IN,
    HandoutKind.PLAN,
    HandoutKind.SLIP,
    HandoutKind.CRISIS,
    HandoutKind.PACK,
)
EACH = pytest.mark.parametrize("kind", MINE)
ODD_NAME = "<b>&{}% \x07"


def prepared(desk: Desk, choice: HandoutChoice, now: datetime = NOW) -> Prepared:
    return handout_of(choice.kind).prepared(desk, choice, now)


def text_of(handout: Prepared) -> str:
    document = pypdfium2.PdfDocument(handout.render())
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def of(evening: Evening, kind: HandoutKind) -> HandoutChoice:
    return HandoutChoice(kind=kind, group_id=evening.group.id)


@pytest.fixture
def full_group(desk: Desk) -> Iterator[Group]:
    """Thirty people who meet every Tuesday."""
    group = desk.groups.save(
        Group(
            name="Tuesday circle",
            recurrence="FREQ=WEEKLY;INTERVAL=1;BYDAY=TU",
            first_date=datetime(2026, 1, 6).date(),
            start_time=datetime(2026, 1, 6, 18, 30).time(),
        )
    )
    for number in range(30):
        desk.members.add_to_group(Member(chosen_name=f"Person {number}"), group.id)
    return group


@EACH
@pytest.mark.parametrize("size", list(PrintSize))
def test_a_group_that_has_only_an_odd_name_gets_every_handout(
    desk: Desk, kind: HandoutKind, size: PrintSize
) -> None:
    group = desk.groups.save(Group(name=ODD_NAME))
    choice = HandoutChoice(kind=kind, group_id=group.id, print_size=size, paper=PaperSize.LETTER)
    assert prepared(desk, choice).render().startswith(b"%PDF-")


@EACH
def test_every_handout_speaks_spanish_where_it_is_asked_to(
    evening: Evening, kind: HandoutKind
) -> None:
    handout = prepared(evening.desk, replace(of(evening, kind), language="es"), evening.now)
    assert handout.language == "es"
    english = prepared(evening.desk, of(evening, kind), evening.now)
    assert handout.title != english.title


@EACH
def test_what_names_somebody_says_so_and_titles_name_nobody(
    evening: Evening, kind: HandoutKind
) -> None:
    handout = prepared(evening.desk, of(evening, kind), evening.now)
    people = [m.chosen_name for m, _ in evening.desk.members.of_group(evening.group.id)]
    leading = {each.name for each in evening.desk.limits.facilitators(evening.group.id)}
    text = text_of(handout)
    named = any(name in text for name in people if name not in leading and len(name) > 4)
    assert handout.holds_names is named
    assert evening.group.name not in handout.title
    raw = handout.render()
    assert not any(name.encode() in raw for name in people if len(name) > 4)


@pytest.mark.parametrize("kind", [HandoutKind.TENT, HandoutKind.CARD, HandoutKind.CRISIS])
def test_a_discreet_form_does_not_name_the_group(evening: Evening, kind: HandoutKind) -> None:
    plainly = prepared(evening.desk, of(evening, kind), evening.now)
    discreet = prepared(evening.desk, replace(of(evening, kind), discreet=True), evening.now)
    assert evening.group.name in text_of(plainly)
    assert evening.group.name not in text_of(discreet)


def test_a_card_trusts_only_what_was_checked_and_says_what_it_left_out(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    today = NOW.date()
    desk.crisis_resources.arrange(
        group.id,
        (
            CrisisResource(group_id=group.id, name="Faro", reach="1", checked_on=today),
            CrisisResource(group_id=group.id, name="Old line", reach="2"),
        ),
    )
    card = prepared(desk, HandoutChoice(kind=HandoutKind.CARD, group_id=group.id))
    assert "Faro" in text_of(card)
    assert "Old line" not in text_of(card)
    assert [r.number for r in card.remarks if r.kind is RemarkKind.NOT_ON_CARD] == [1]
    sheet = prepared(desk, HandoutChoice(kind=HandoutKind.CRISIS, group_id=group.id))
    assert [r.number for r in sheet.remarks if r.kind is RemarkKind.NOT_CHECKED] == [1]
    rules = prepared(desk, HandoutChoice(kind=HandoutKind.RULES, group_id=group.id))
    assert "Old line" in text_of(rules)
    assert [r.number for r in rules.remarks if r.kind is RemarkKind.NOT_CHECKED_BUT_READ] == [1]


def test_an_easy_read_sheet_says_one_thing_a_line_of_each_place_that_was_checked(
    desk: Desk,
) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    faro = CrisisResource(
        group_id=group.id, name="Faro", reach="01632 960 111", hours="8 pm", checked_on=NOW.date()
    )
    desk.crisis_resources.arrange(group.id, (faro, replace(faro, name="Old", checked_on=None)))
    sheet = prepared(desk, HandoutChoice(kind=HandoutKind.EASY_READ, group_id=group.id))
    assert sheet.texts[-3:] == ("Faro", "01632\u00a0960\u00a0111", "8 pm")
    assert [r.number for r in sheet.remarks if r.kind is RemarkKind.NOT_ON_CARD] == [1]


def test_a_larger_card_says_how_much_larger(evening: Evening) -> None:
    choice = replace(of(evening, HandoutKind.CARD), print_size=PrintSize.LARGE)
    card = prepared(evening.desk, choice, evening.now)
    assert [r.number for r in card.remarks if r.kind is RemarkKind.LARGER_CARD] == [150]


def test_sign_in_comes_as_slips_unless_a_list_is_asked_for(evening: Evening) -> None:
    choice = of(evening, HandoutKind.SIGN_IN)
    slips = text_of(prepared(evening.desk, choice, evening.now))
    listed = text_of(
        prepared(evening.desk, replace(choice, one_slip_per_person=False), evening.now)
    )
    people = evening.desk.members.of_group(evening.group.id)
    assert slips.count("Fold it and put it in the box") >= len(people) + 2
    assert evening.group.name not in slips
    assert evening.group.name in listed


def test_the_plan_is_of_the_session_that_was_chosen(desk: Desk, full_group: Group) -> None:
    later = desk.sessions.plan(full_group.id, NOW + timedelta(days=21, minutes=30))
    choice = HandoutChoice(kind=HandoutKind.PLAN, group_id=full_group.id)
    assert "24 November" in text_of(prepared(desk, choice))
    assert "15 December" in text_of(prepared(desk, replace(choice, session_id=later.id)))


def test_a_pack_has_all_that_thirty_people_need_in_time(desk: Desk, full_group: Group) -> None:
    """What it takes of the processor is measured here."""
    choice = HandoutChoice(kind=HandoutKind.PACK, group_id=full_group.id)
    prepared(desk, choice).render()
    within(1.5, lambda: prepared(desk, choice).render())
    pack = prepared(desk, choice)
    pdf = pack.render()

    document = pypdfium2.PdfDocument(pdf)
    whole = [bookmark for bookmark in document.get_toc() if bookmark.level == 0]
    assert [each.get_title() for each in whole] == [
        "Plan for this meeting",
        "Sign-in",
        "Our ground rules",
        "What we agreed",
        "Where to turn",
        "How was it for you?",
    ]
    text = text_of(pack)
    assert all(f"Person {number} " in text for number in range(30))
    assert text.count("How was it for you?") >= 30
    assert pack.holds_names


def test_a_pack_needs_nothing_to_sign_once_everybody_agreed(desk: Desk) -> None:
    group = desk.groups.save(Group(name="Harbour"))
    script = next(each for each in desk.scripts.all() if each.origin == "general")
    version_id = desk.scripts.latest(script.id).id
    desk.agreements.take(group.id, version_id, NOW.date())
    choice = HandoutChoice(kind=HandoutKind.PACK, group_id=group.id)
    assert "Initials" not in text_of(prepared(desk, choice))
    desk.members.add_to_group(Member(chosen_name="Lee"), group.id)
    assert "Initials" in text_of(prepared(desk, choice))


def test_the_essential_rules_are_those_that_keep_trust_or_the_first_ones() -> None:
    def rule(topic: RuleTopic, text: str) -> RuleItem:
        return RuleItem(topic=topic, text=text)

    trust = (
        rule(RuleTopic.PHONES, "a"),
        rule(RuleTopic.RIGHT_TO_PASS, "b"),
        rule(RuleTopic.LIMITS, "c"),
        rule(RuleTopic.CONFIDENTIALITY, "d"),
        rule(RuleTopic.CONFIDENTIALITY, "e"),
    )
    assert [each.text for each in essential_rules(trust)] == ["d", "c", "b"]
    assert [each.text for each in essential_rules(trust[:2])] == ["a", "b"]
    assert essential_rules(()) == ()


def test_a_day_that_stands_alone_begins_with_a_capital_in_spanish_too(evening: Evening) -> None:
    for kind in (HandoutKind.PLAN, HandoutKind.DATES):
        text = text_of(
            prepared(evening.desk, replace(of(evening, kind), language="es"), evening.now)
        )
        assert re.search(r"(Lunes|Martes|Miércoles|Jueves|Viernes|Sábado|Domingo) \d", text)
