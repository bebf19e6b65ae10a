"""The three states of an indicator, and answers that do not fit their rule."""

import pytest

from portal.scoring.indicators import score_indicator
from portal.scoring.results import Reason, State
from portal.scoring.shapes import Chosen, Confirmed, NotAnswered, NotApplicable, Unreadable
from tests.scoring.builders import NOT_APPLICABLE, chosen, read, scored, ticked


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        ("cumulative", None),
        ("cumulative", NOT_APPLICABLE),
        ("cumulative_by_strand", None),
        ("cumulative_by_strand", NOT_APPLICABLE),
        ("direct", None),
        ("direct", NOT_APPLICABLE),
        ("direct", chosen(0)),
        ("direct", chosen(4)),
    ],
)
def test_trace__is_empty_where_nobody_climbed(rule: str, data: dict[str, object] | None) -> None:
    assert scored(read("D1 P1", rule=rule, gaps=()), data).trace == ()


@pytest.mark.parametrize(
    ("data", "state", "reason"),
    [
        (None, State.NOT_ANSWERED, Reason.NOT_ASSESSED),
        (NOT_APPLICABLE, State.NOT_APPLICABLE, Reason.NOT_APPLICABLE),
        (ticked(), State.SCORED, Reason.NONE),
        (ticked("1a"), State.SCORED, Reason.NONE),
        (ticked("", "1a 2a"), State.NOT_APPLICABLE, Reason.NOT_APPLICABLE),
        (ticked("", "1a"), State.SCORED, Reason.NONE),
    ],
)
def test_state__comes_with_its_reason(
    data: dict[str, object] | None, state: State, reason: Reason
) -> None:
    result = scored(read("1a 2a", gaps=(3, 4, 5)), data)
    assert (result.state, result.reason) == (state, reason)


@pytest.mark.parametrize(
    ("rule", "answer"),
    [("cumulative", Chosen(3)), ("cumulative_by_strand", Chosen(0)), ("direct", Confirmed())],
)
def test_answer_of_another_rule__is_refused(rule: str, answer: Chosen | Confirmed) -> None:
    # An edition never changes, so such an answer is a fault of the caller and must not become 0.
    with pytest.raises(Unreadable, match="answer_of_another_rule"):
        score_indicator(read("D1", rule=rule), answer)


@pytest.mark.parametrize("rule", ["cumulative", "cumulative_by_strand", "direct"])
@pytest.mark.parametrize("answer", [NotAnswered(), NotApplicable("Нет бассейна")])
def test_states_without_a_number__fit_every_rule(
    rule: str, answer: NotAnswered | NotApplicable
) -> None:
    result = score_indicator(read("D1", rule=rule), answer)
    assert (result.score, result.level, result.next) == (None, None, None)


def test_by_strand__a_draft_without_strands_is_one_climb() -> None:
    # The gate refuses it (strand_missing); until then the trial number is the cumulative one.
    names, rest = "1a 2a 3a", (4, 5)
    by_strand = scored(read(names, rule="cumulative_by_strand", gaps=rest), ticked("1a 2a"))
    plain = scored(read(names, gaps=rest), ticked("1a 2a"))
    assert by_strand.exact == plain.exact == 2


def test_draft_without_characteristics__is_not_applicable() -> None:
    result = scored(read(""), ticked())
    assert (result.state, result.top, result.trace) == (State.NOT_APPLICABLE, 0, ())
