"""Which of several things is on the wall."""

from dataclasses import replace

from peerdesk.domain.room import Passage, Question, RoundTimer
from peerdesk.ui.room.board import Board

RULE, QUESTION = Passage("Rules", "1.  A rule"), Question("What helps?")
ROUND = RoundTimer("en", 120, 120)


def test_an_empty_wall_shows_nothing_and_then_the_first_that_comes() -> None:
    board = Board()
    assert board.shown is None
    board.keep(RULE)
    assert board.shown == RULE


def test_what_is_brought_lies_over_what_was_there_and_uncovers_it_when_it_ends() -> None:
    board = Board()
    board.bring(RULE)
    board.bring(ROUND)
    assert board.shown == ROUND
    board.end(RoundTimer)
    assert board.shown == RULE


def test_a_timer_that_goes_on_behind_a_question_does_not_push_it_away() -> None:
    board = Board()
    board.bring(ROUND)
    board.bring(QUESTION)
    later = replace(ROUND, left=80)
    board.keep(later)
    assert board.shown == QUESTION
    board.end(Question)
    assert board.shown == later


def test_ending_what_is_not_there_changes_nothing() -> None:
    board = Board()
    board.bring(RULE)
    board.end(RoundTimer)
    assert board.shown == RULE
