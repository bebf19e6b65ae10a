"""Laws of the indicator rule, tried on random indicators and answers."""

from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from portal.scoring.climbing import NO_HOLD
from portal.scoring.results import State, Verdict
from portal.scoring.shapes import Rule
from tests.scoring.builders import scored, ticked
from tests.scoring.strategies import Filled, climbed, filled


def with_confirmed(one: Filled, uids: list[str]) -> Filled:
    """The same answer with more characteristics confirmed."""
    assert one.answer is not None
    confirmed = sorted({*one.answer["confirmed"], *uids})
    return Filled(one.data, {**one.answer, "confirmed": confirmed})


def score_of(one: Filled) -> Fraction | None:
    return scored(one.indicator, one.answer).exact


@given(climbed(), st.randoms(use_true_random=False))
def test_order_of_ticks__does_not_matter(one: Filled, random: Random) -> None:
    assert one.answer is not None
    confirmed = list(one.answer["confirmed"])
    random.shuffle(confirmed)
    shuffled = {**one.answer, "confirmed": confirmed}
    assert scored(one.indicator, shuffled) == scored(one.indicator, one.answer)


@given(climbed(), st.data())
def test_a_confirmed_characteristic__never_lowers_a_level(one: Filled, data: st.DataObject) -> None:
    assert one.answer is not None
    open_ones = [
        item["uid"]
        for item in one.data["characteristics"]
        if item["uid"] not in one.answer["confirmed"]
        and item["uid"] not in one.answer["not_applicable"]
    ]
    assume(open_ones)
    more = with_confirmed(one, [data.draw(st.sampled_from(open_ones))])
    before, after = score_of(one), score_of(more)
    assert before is not None
    assert after is not None
    assert after >= before


@given(climbed())
def test_everything_confirmed__is_the_highest_that_applies(one: Filled) -> None:
    assert one.answer is not None
    indicator = one.indicator
    excluded = one.answer["not_applicable"]
    applicable = [item for item in indicator.characteristics if item.uid not in excluded]
    full = with_confirmed(one, [item.uid for item in applicable])
    result = scored(indicator, full.answer)
    if not applicable:
        assert result.state is State.NOT_APPLICABLE
    elif indicator.rule is Rule.CUMULATIVE:
        assert result.exact == max(item.level for item in applicable)
    assert result.next is None


@given(filled())
def test_score__stays_between_zero_and_the_top(one: Filled) -> None:
    result = scored(one.indicator, one.answer)
    if result.exact is not None:
        assert result.level is not None
        assert 0 <= result.level <= result.exact <= result.top


@given(filled())
def test_number__is_there_exactly_when_scored(one: Filled) -> None:
    result = scored(one.indicator, one.answer)
    is_scored = result.state is State.SCORED
    assert is_scored is (result.exact is not None)
    assert is_scored is (result.level is not None)
    assert is_scored is (result.reason == "")


@given(climbed("cumulative"))
def test_cumulative__is_a_whole_level(one: Filled) -> None:
    exact = score_of(one)
    assert exact is None or exact.denominator == 1


@given(climbed("cumulative"))
def test_cumulative__every_applicable_one_up_to_the_level_is_confirmed(one: Filled) -> None:
    # The definition itself, said without any climbing.
    assert one.answer is not None
    exact = score_of(one)
    assume(exact is not None)
    assert exact is not None
    below = [
        item["uid"]
        for item in one.data["characteristics"]
        if item["level"] <= exact and item["uid"] not in one.answer["not_applicable"]
    ]
    assert set(below) <= set(one.answer["confirmed"])


@given(climbed("cumulative_by_strand"))
def test_by_strand__lies_between_the_lowest_and_the_highest_strand(one: Filled) -> None:
    result = scored(one.indicator, one.answer)
    assume(result.exact is not None)
    assert result.exact is not None
    heights = []
    for strand in dict.fromkeys(row.strand for row in result.trace):
        rows = [row for row in result.trace if row.strand == strand]
        if any(row.verdict not in NO_HOLD for row in rows):
            heights.append(max((row.level for row in rows if row.verdict == "met"), default=0))
    assert min(heights) <= result.exact <= max(heights)


@given(climbed())
def test_next_level__is_reached_by_confirming_what_is_missing(one: Filled) -> None:
    result = scored(one.indicator, one.answer)
    assume(result.next is not None)
    assert result.next is not None
    assert result.exact is not None
    after = score_of(with_confirmed(one, list(result.next.missing)))
    assert after is not None
    assert after >= result.next.level > result.exact


@given(climbed())
def test_next_level__lacks_only_open_characteristics_once_each(one: Filled) -> None:
    assert one.answer is not None
    step = scored(one.indicator, one.answer).next
    assume(step is not None)
    assert step is not None
    assert step.missing
    assert len(set(step.missing)) == len(step.missing)
    assert not set(step.missing) & {*one.answer["confirmed"], *one.answer["not_applicable"]}


@given(climbed("cumulative"))
def test_next_level__every_missing_one_is_needed(one: Filled) -> None:
    result = scored(one.indicator, one.answer)
    assume(result.next is not None)
    assert result.next is not None
    for uid in result.next.missing:
        others = [other for other in result.next.missing if other != uid]
        assert score_of(with_confirmed(one, others)) == result.exact


@given(climbed())
def test_trace__holds_every_characteristic_once(one: Filled) -> None:
    result = scored(one.indicator, one.answer)
    uids = [
        uid for row in result.trace for uid in (*row.confirmed, *row.missing, *row.not_applicable)
    ]
    assert sorted(uids) == sorted(item["uid"] for item in one.data["characteristics"])


@given(climbed())
def test_trace__stops_at_most_once_in_a_climb(one: Filled) -> None:
    trace = scored(one.indicator, one.answer).trace
    for strand in dict.fromkeys(row.strand for row in trace):
        verdicts = [row.verdict for row in trace if row.strand == strand]
        assert verdicts.count(Verdict.NOT_MET) <= 1
        if Verdict.NOT_MET in verdicts:
            above = verdicts[verdicts.index(Verdict.NOT_MET) + 1 :]
            assert Verdict.MET not in above
        else:
            assert Verdict.NOT_REACHED not in verdicts


@given(climbed())
def test_setting_everything_aside__leaves_nothing_to_judge(one: Filled) -> None:
    names = " ".join(item["uid"] for item in one.data["characteristics"])
    assert scored(one.indicator, ticked("", names)).state is State.NOT_APPLICABLE


@given(climbed("cumulative"))
def test_one_strand__by_strand_is_the_plain_rule(one: Filled) -> None:
    same = {**one.data, "rule": "cumulative_by_strand"}
    assert score_of(Filled(same, one.answer)) == score_of(one)
