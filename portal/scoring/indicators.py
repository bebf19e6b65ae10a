"""One indicator and one answer give one number."""

from fractions import Fraction

from portal.scoring.climbing import Climb, applies, climbs, height, next_level, next_level_of_mean
from portal.scoring.results import IndicatorResult, NextLevel, Reason, State, TraceRow
from portal.scoring.shapes import (
    Answer,
    Chosen,
    Confirmed,
    Indicator,
    NotAnswered,
    NotApplicable,
    Rule,
    Unreadable,
)


def score_indicator(indicator: Indicator, answer: Answer) -> IndicatorResult:
    """Return the score of one indicator, 0…top, with its trace and what the next level lacks.

    The level is the whole number of levels that the score has reached. Raises Unreadable when the
    answer belongs to another rule.
    """
    if isinstance(answer, NotAnswered):
        return _result(indicator, State.NOT_ANSWERED)
    if isinstance(answer, NotApplicable):
        return _result(indicator, State.NOT_APPLICABLE)
    if isinstance(answer, Chosen) is not (indicator.rule is Rule.DIRECT):
        raise Unreadable("answer_of_another_rule", indicator.uid)
    if isinstance(answer, Chosen):
        return _result(indicator, State.SCORED, Fraction(answer.level))
    return _confirmed(indicator, answer)


def _confirmed(indicator: Indicator, answer: Confirmed) -> IndicatorResult:
    all_climbs = climbs(indicator, answer)
    trace = tuple(row for climb in all_climbs for row in climb)
    counting = [climb for climb in all_climbs if applies(climb)]
    if not counting:
        return _result(indicator, State.NOT_APPLICABLE, trace=trace)
    exact = Fraction(sum(height(climb) for climb in counting), len(counting))
    step = _next(indicator.rule, counting, exact)
    return _result(indicator, State.SCORED, exact, step, trace)


def _next(rule: Rule, counting: list[Climb], exact: Fraction) -> NextLevel | None:
    if rule is Rule.BY_STRAND:
        return next_level_of_mean(counting, int(exact) + 1)
    return next_level(counting[0])


def _result(
    indicator: Indicator,
    state: State,
    exact: Fraction | None = None,
    step: NextLevel | None = None,
    trace: tuple[TraceRow, ...] = (),
) -> IndicatorResult:
    return IndicatorResult(
        exact=exact,
        level=None if exact is None else int(exact),
        reason=REASONS[state],
        uid=indicator.uid,
        code=indicator.code,
        title=indicator.title,
        area=indicator.area,
        rule=indicator.rule,
        state=state,
        top=indicator.top,
        next=step,
        trace=trace,
    )


REASONS = {
    State.SCORED: Reason.NONE,
    State.NOT_APPLICABLE: Reason.NOT_APPLICABLE,
    State.NOT_ANSWERED: Reason.NOT_ASSESSED,
}
