"""What holds for every handout, whichever it is."""

import subprocess
import sys
from dataclasses import replace

import pytest
from evenings import Evening

from peerdesk.domain.handouts import HandoutChoice, HandoutKind
from peerdesk.domain.paper import PaperSize, PrintSize
from peerdesk.handouts.handout import Handout
from peerdesk.handouts.listed import HANDOUTS, handout_of
from peerdesk.ui.messages.handouts import NAMES, PURPOSES, remark_in_words

EACH = pytest.mark.parametrize("handout", HANDOUTS, ids=lambda handout: handout.kind)


def choice_for(handout: Handout, evening: Evening) -> HandoutChoice:
    return HandoutChoice(kind=handout.kind, group_id=evening.group.id)


@EACH
def test_it_has_words_and_is_found_by_its_kind(handout: Handout) -> None:
    assert handout_of(handout.kind) is handout
    assert NAMES[handout.kind]
    assert PURPOSES[handout.kind]


@EACH
def test_it_is_printed_from_what_was_read(handout: Handout, evening: Evening) -> None:
    prepared = handout.prepared(evening.desk, choice_for(handout, evening), evening.now)

    assert prepared.render().startswith(b"%PDF-")
    assert prepared.subject == handout.kind
    assert prepared.holds_names <= handout.may_list_people
    assert all(remark_in_words(remark) for remark in prepared.remarks)


@EACH
def test_equal_choices_give_equal_bytes(handout: Handout, evening: Evening) -> None:
    choice = choice_for(handout, evening)
    one, other = (handout.prepared(evening.desk, choice, evening.now).render() for _ in range(2))
    assert one == other


@EACH
def test_a_paper_that_it_does_not_have_becomes_the_nearest(handout: Handout) -> None:
    for paper in PaperSize:
        choice = replace(HandoutChoice(kind=handout.kind), paper=paper, print_size=PrintSize.GIANT)
        fitted = handout.fitted(choice)
        assert fitted.paper in handout.papers
        assert fitted.print_size in handout.print_sizes
        if any(each.is_metric == paper.is_metric for each in handout.papers):
            assert fitted.paper.is_metric == paper.is_metric


def test_every_kind_has_its_one_handout() -> None:
    assert [handout.kind for handout in HANDOUTS] == list(HandoutKind)


def test_reading_the_vault_for_a_handout_does_not_load_reportlab() -> None:
    program = (
        "import sys, peerdesk.handouts.listed\n"
        "print([m for m in ('reportlab', 'pypdfium2') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
