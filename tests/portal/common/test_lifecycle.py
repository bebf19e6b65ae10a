"""A table of moves answers two questions: is there a way, and what can a person do now."""

from portal.common.lifecycle import Move, Moves

OPENING = Move("closed", "open")
TURNING = Move("open", "turned", "turn", "Повернуть", "Повёрнуто.")
CLOSING = Move("open", "closed", "close", "Закрыть", "Закрыто.", needs_reason=True)
TABLE = Moves((OPENING, TURNING, CLOSING))


def test_find__the_move_between_two_states():
    assert TABLE.find("open", "turned") is TURNING
    assert TABLE.find("closed", "open") is OPENING


def test_find__nothing_backwards_and_nothing_unknown():
    assert TABLE.find("turned", "open") is None
    assert TABLE.find("open", "open") is None
    assert TABLE.find("open", "nonsense") is None


def test_open_from__in_the_order_of_the_table():
    assert TABLE.open_from("open") == (TURNING, CLOSING)


def test_open_from__leaves_out_what_no_person_does():
    assert TABLE.open_from("closed") == ()
    assert TABLE.open_from("turned") == ()


def test_moves__are_a_tuple_of_their_moves():
    assert list(TABLE) == [OPENING, TURNING, CLOSING]
