"""The table of a report's life is whole and names only what exists."""

import pytest

from portal.organisations import policy
from portal.reports.lifecycle import MOVES, STATES
from portal.reports.models import Report

State = Report.State


def test_table__every_state_has_words():
    assert set(STATES) == set(State)
    assert all(str(words.text) for words in STATES.values())


def test_table__every_move_of_a_person_has_a_rule_a_button_and_a_sentence():
    for move in MOVES.open_from(State.DRAFT):
        assert (Report, move.action) in policy._rules
        assert str(move.button)
        assert str(move.done)


def test_table__every_state_is_reached_from_compiling():
    reached, grown = {State.COMPILING}, True
    while grown:
        more = {move.target for move in MOVES if move.source in reached} - reached
        reached |= more
        grown = bool(more)
    assert reached == set(State)


@pytest.mark.parametrize("source", State)
@pytest.mark.parametrize("target", State)
def test_table__only_two_moves_exist(source, target):
    allowed = {(State.COMPILING, State.DRAFT), (State.DRAFT, State.FINAL)}
    assert (MOVES.find(source, target) is not None) is ((source, target) in allowed)


def test_table__nothing_leaves_final_and_nobody_moves_a_compiling_one():
    assert MOVES.open_from(State.FINAL) == ()
    assert MOVES.open_from(State.COMPILING) == ()
