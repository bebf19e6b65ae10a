"""The top of an indicator and the levels it offers."""

from dataclasses import FrozenInstanceError
from typing import NamedTuple

import pytest

from portal.scoring.reading import read_scale
from portal.scoring.shapes import Chosen, Confirmed, NotAnswered, NotApplicable, Unreadable
from tests.scoring.builders import read, scale_data, vectors


class Top(NamedTuple):
    why: str
    rule: str
    names: str
    gaps: tuple[int, ...]
    top: int
    choices: tuple[int, ...]


TOPS = [
    Top(
        why="a direct indicator reaches as high as the scale and offers 0 below the first level",
        rule="direct",
        names="",
        gaps=(),
        top=5,
        choices=(0, 1, 2, 3, 4, 5),
    ),
    Top(
        why="a gap of the highest level lowers the top",
        rule="direct",
        names="",
        gaps=(5,),
        top=4,
        choices=(0, 1, 2, 3, 4),
    ),
    Top(
        why="gaps of several highest levels lower it by as many",
        rule="direct",
        names="",
        gaps=(3, 4, 5),
        top=2,
        choices=(0, 1, 2),
    ),
    Top(
        why="a gap below the top leaves the top, and cannot be chosen",
        rule="direct",
        names="",
        gaps=(3,),
        top=5,
        choices=(0, 1, 2, 4, 5),
    ),
    Top(
        why="with every level a gap only 0 is left",
        rule="direct",
        names="",
        gaps=(1, 2, 3, 4, 5),
        top=0,
        choices=(0,),
    ),
    Top(
        why="characteristics of a direct indicator describe, they do not limit",
        rule="direct",
        names="1a 2a",
        gaps=(),
        top=5,
        choices=(0, 1, 2, 3, 4, 5),
    ),
    Top(
        why="a cumulative indicator reaches as high as its characteristics",
        rule="cumulative",
        names="1a 2a 3a 4a 5a",
        gaps=(),
        top=5,
        choices=(0, 1, 2, 3, 4, 5),
    ),
    Top(
        why="with gaps above them the top is lower",
        rule="cumulative",
        names="1a 2a 3a",
        gaps=(4, 5),
        top=3,
        choices=(0, 1, 2, 3),
    ),
    Top(
        why="a draft without upper levels grants none of them, declared or not",
        rule="cumulative",
        names="1a 2a",
        gaps=(),
        top=2,
        choices=(0, 1, 2, 3, 4, 5),
    ),
    Top(
        why="the order of characteristics does not matter",
        rule="cumulative",
        names="4a 1a 3a 2a",
        gaps=(5,),
        top=4,
        choices=(0, 1, 2, 3, 4),
    ),
    Top(
        why="without characteristics there is nothing to reach",
        rule="cumulative",
        names="",
        gaps=(),
        top=0,
        choices=(0, 1, 2, 3, 4, 5),
    ),
    Top(
        why="by strand the highest strand gives the top",
        rule="cumulative_by_strand",
        names="D1 D2 P1 P2 P3",
        gaps=(4, 5),
        top=3,
        choices=(0, 1, 2, 3),
    ),
]


@pytest.mark.parametrize("case", TOPS, ids=[case.why for case in TOPS])
def test_top__is_the_highest_level_that_can_be_reached(case: Top) -> None:
    indicator = read(case.names, rule=case.rule, gaps=case.gaps)
    assert indicator.top == case.top


@pytest.mark.parametrize("case", TOPS, ids=[case.why for case in TOPS])
def test_choices__are_zero_and_levels_without_gaps(case: Top) -> None:
    indicator = read(case.names, rule=case.rule, gaps=case.gaps)
    assert indicator.choices == case.choices


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NotAnswered(), NotApplicable()),
        (NotAnswered(), Confirmed()),
        (NotApplicable(), Confirmed()),
        (Confirmed(), Chosen(0)),
        (NotAnswered(), Chosen(0)),
        (NotApplicable("Нет бассейна"), NotApplicable("Нет сада")),
    ],
)
def test_states__are_never_equal_to_one_another(one: object, other: object) -> None:
    # Three states of an answer are types: an empty tick list is not silence, and silence is not 0.
    assert one != other


@pytest.mark.parametrize(
    ("shape", "field"),
    [
        (Chosen(3), "level"),
        (Confirmed(frozenset({"1a"})), "confirmed"),
        (NotApplicable("Нет бассейна"), "reason"),
        (read("1a"), "rule"),
        (read("1a").characteristics[0], "level"),
        (read_scale(scale_data()), "overall_method"),
        (read_scale(scale_data()).bands[0], "level"),
        (read_scale(scale_data()).areas[0], "uid"),
    ],
)
def test_shapes__are_frozen(shape: object, field: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(shape, field, None)


def test_shapes__can_stand_in_sets() -> None:
    scale = read_scale(scale_data())
    assert len({scale, read_scale(scale_data())}) == 1


def test_unreadable__is_a_value_error_with_code_and_place() -> None:
    error = Unreadable("unknown_rule", "median")
    assert isinstance(error, ValueError)
    assert (error.code, error.place) == ("unknown_rule", "median")
    assert str(error) == "unknown_rule: median"


def test_vectors__scale_top_is_the_top_of_the_builders() -> None:
    assert vectors()["scale_top"] == read(rule="direct").top
