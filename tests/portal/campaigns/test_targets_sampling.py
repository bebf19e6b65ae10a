"""Laws of the stratified random share."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.campaigns.sampling import Unit, allocate, draw, size_of

NAMES = st.sampled_from(("Орск", "Гай", "Бузулук", "Сорочинск", ""))
KEYS = st.sets(st.integers(1, 400), min_size=1, max_size=60)
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=12)


@st.composite
def lists(draw_one: st.DrawFn) -> list[Unit]:
    keys = sorted(draw_one(KEYS))
    strata = draw_one(st.lists(NAMES, min_size=len(keys), max_size=len(keys)))
    return [Unit(str(key), name) for key, name in zip(keys, strata, strict=True)]


def sizes_of(units: list[Unit]) -> Counter[str]:
    return Counter(unit.stratum for unit in units)


def strata_of(units: list[Unit], keys: tuple[str, ...]) -> Counter[str]:
    return Counter(unit.stratum for unit in units if unit.key in keys)


@pytest.mark.parametrize(
    ("count", "share", "size"),
    [(0, 20, 0), (11, 20, 2), (10, 25, 3), (10, 24, 2), (3, 1, 1), (314, 20, 63), (7, 100, 7)],
)
def test_size_of__rounds_half_up_and_is_never_nobody(count, share, size):
    assert size_of(count, share) == size


@pytest.mark.parametrize("share", [0, -1, 101])
def test_size_of__refuses_what_is_no_share(share):
    with pytest.raises(ValueError, match="per cent"):
        size_of(10, share)


def test_allocate__gives_what_hamilton_gives():
    assert allocate({"a": 53, "b": 24, "c": 23}, 10, "1") == {"a": 5, "b": 3, "c": 2}
    assert allocate({"a": 6, "b": 6, "c": 2}, 10, "1") == {"a": 4, "b": 4, "c": 2}


def test_allocate__of_a_tiny_stratum_may_be_nothing():
    assert allocate({"город": 99, "село": 1}, 10, "1") == {"город": 10, "село": 0}


def test_allocate__without_places_or_people_gives_none():
    assert allocate({"a": 3}, 0, "1") == {"a": 0}
    assert allocate({}, 5, "1") == {}
    assert allocate({"a": 0}, 5, "1") == {"a": 0}


def test_allocate__puts_equal_remainders_in_another_order_with_another_seed():
    favoured = {
        name
        for seed in range(40)
        for name, places in allocate({"a": 5, "b": 5}, 1, str(seed)).items()
        if places
    }
    assert favoured == {"a", "b"}


@given(st.dictionaries(NAMES, st.integers(0, 500)), st.integers(0, 800), SEEDS)
def test_allocate__adds_up_and_stays_within_one_of_the_quota(sizes, size, seed):
    places = allocate(sizes, size, seed)
    everybody = sum(sizes.values())
    taken = min(size, everybody)
    assert sum(places.values()) == taken
    for name, count in sizes.items():
        quota = Fraction(taken * count, everybody) if everybody else Fraction(0)
        assert abs(places[name] - quota) < 1
        assert places[name] <= count


@given(lists(), st.integers(0, 80), SEEDS, st.randoms(use_true_random=False))
def test_draw__is_the_same_for_the_same_seed_in_whatever_order(units, size, seed, chance):
    first = draw(units, size=size, seed=seed)
    mixed = list(units)
    chance.shuffle(mixed)
    assert draw(mixed, size=size, seed=seed) == first


@given(lists(), st.integers(0, 80), SEEDS)
def test_draw__takes_as_many_of_each_stratum_as_it_has_places(units, size, seed):
    drawn = draw(units, size=size, seed=seed)
    assert len(set(drawn)) == len(drawn) == min(size, len(units))
    assert set(drawn) <= {unit.key for unit in units}
    places = allocate(sizes_of(units), size, seed)
    assert strata_of(units, drawn) == Counter(
        {name: count for name, count in places.items() if count}
    )


@given(lists(), lists(), st.integers(1, 40), st.integers(1, 80), SEEDS)
def test_draw__topped_up_takes_nobody_out(before, joined, size, later, seed):
    known = {unit.key for unit in before}
    kept = draw(before, size=size, seed=seed)
    now = before + [unit for unit in joined if unit.key not in known]
    drawn = draw(now, size=later, seed=seed, kept=kept)
    assert set(kept) <= set(drawn)
    places, stay = allocate(sizes_of(now), later, seed), strata_of(now, kept)
    assert strata_of(now, drawn) == Counter(
        {name: taken for name in places if (taken := max(places[name], stay[name]))}
    )


@given(lists(), st.integers(1, 40), SEEDS)
def test_draw__again_with_nobody_new_changes_nothing(units, size, seed):
    drawn = draw(units, size=size, seed=seed)
    assert draw(units, size=size, seed=seed, kept=drawn) == drawn


@given(lists(), st.integers(1, 40), SEEDS)
def test_draw__of_more_holds_all_of_less_when_there_is_one_stratum(units, size, seed):
    whole = [Unit(unit.key) for unit in units]
    assert set(draw(whole, size=size, seed=seed)) <= set(draw(whole, size=size + 5, seed=seed))


@given(lists(), st.integers(1, 40), SEEDS)
def test_draw__forgets_kept_ones_who_left_the_list(units, size, seed):
    assert "0" not in draw(units, size=size, seed=seed, kept=["0"])


def test_draw__takes_everybody_equally_often():
    units = [Unit(str(number)) for number in range(10)]
    times = Counter(key for seed in range(2000) for key in draw(units, size=3, seed=str(seed)))
    assert set(times) == {str(number) for number in range(10)}
    assert all(500 < count < 700 for count in times.values())  # 600 expected, σ ≈ 20


def test_draw__differs_between_seeds():
    units = [Unit(str(number)) for number in range(50)]
    assert len({draw(units, size=10, seed=str(seed)) for seed in range(20)}) == 20
