"""The gate's questions: may this scale be frozen, and if not, where is what wrong."""

from typing import NamedTuple

import pytest

from portal.scoring.checks import Finding, freeze_findings, indicator_findings
from portal.scoring.reading import read_scale
from tests.scoring.builders import bands_data, indicator_data, read, scale_data


class Case(NamedTuple):
    """found: each finding as «code», «code level» or «code level strand»; «?» does not block."""

    why: str
    names: str
    found: list[str]
    rule: str = "cumulative"
    gaps: tuple[int, ...] = ()


CASES = [
    Case(
        why="every level holds a characteristic",
        names="1a 2a 3a 4a 5a",
        found=[],
    ),
    Case(
        why="several to a level are fine, in any order",
        names="5a 1b 3a 2a 1a 4a 3b",
        found=[],
    ),
    Case(
        why="an empty level in the middle is found",
        names="1a 2a 4a 5a",
        found=["level_empty 3"],
    ),
    Case(
        why="declared, the same level may be empty",
        names="1a 2a 4a 5a",
        gaps=(3,),
        found=[],
    ),
    Case(
        why="an empty first level is found",
        names="2a 3a 4a 5a",
        found=["level_empty 1"],
    ),
    Case(
        why="an empty top level is found: nobody could ever reach it",
        names="1a 2a 3a 4a",
        found=["level_empty 5"],
    ),
    Case(
        why="declared, the top is lowered",
        names="1a 2a 3a 4a",
        gaps=(5,),
        found=[],
    ),
    Case(
        why="each empty level is said, the declared one among them is not",
        names="1a",
        gaps=(3,),
        found=["level_empty 2", "level_empty 4", "level_empty 5"],
    ),
    Case(
        why="a gap that holds a characteristic contradicts itself",
        names="1a 2a 3a 4a 5a",
        gaps=(2,),
        found=["gap_holds_characteristics 2"],
    ),
    Case(
        why="an empty level and a contradiction are both said, in the order of levels",
        names="1a 3a 4a 5a",
        gaps=(5,),
        found=["level_empty 2", "gap_holds_characteristics 5"],
    ),
    Case(
        why="one described level is enough when the others are declared gaps",
        names="3a",
        gaps=(1, 2, 4, 5),
        found=[],
    ),
    Case(
        why="without characteristics a cumulative rule has nothing to climb: it must be direct",
        names="",
        found=["no_characteristics"],
    ),
    Case(
        why="gaps do not replace characteristics",
        names="",
        gaps=(1, 2, 3, 4, 5),
        found=["no_characteristics"],
    ),
    Case(
        why="a direct indicator needs no characteristics",
        names="",
        rule="direct",
        found=[],
    ),
    Case(
        why="a direct indicator may describe some of its levels",
        names="1a 3a",
        rule="direct",
        found=[],
    ),
    Case(
        why="a direct indicator may have gaps",
        names="",
        rule="direct",
        gaps=(2, 5),
        found=[],
    ),
    Case(
        why="a direct indicator without any level cannot be asked",
        names="",
        rule="direct",
        gaps=(1, 2, 3, 4, 5),
        found=["no_level_left"],
    ),
    Case(
        why="by strand, every strand to the top",
        names="D1 D2 P1 P2",
        rule="cumulative_by_strand",
        gaps=(3, 4, 5),
        found=[],
    ),
    Case(
        why="by strand the levels are those of the indicator: one strand may leave one out",
        names="D1 D2 D3 P1 P3",
        rule="cumulative_by_strand",
        gaps=(4, 5),
        found=[],
    ),
    Case(
        why="by strand an empty level is found all the same",
        names="D1 D3 P1 P3",
        rule="cumulative_by_strand",
        gaps=(4, 5),
        found=["level_empty 2"],
    ),
    Case(
        why="a strand that stops short makes the top unreachable: allowed, but it is said",
        names="D1 D2 D3 P1 P2",
        rule="cumulative_by_strand",
        gaps=(4, 5),
        found=["strand_stops_short 2 P ?"],
    ),
    Case(
        why="a characteristic without a strand has no climb of its own",
        names="D1 D2 1a 2a",
        rule="cumulative_by_strand",
        gaps=(3, 4, 5),
        found=["strand_missing"],
    ),
    Case(
        why="by strand without characteristics",
        names="",
        rule="cumulative_by_strand",
        found=["no_characteristics"],
    ),
    Case(
        why="strands under the plain rule need not reach the top",
        names="D1 D2 P1",
        gaps=(3, 4, 5),
        found=[],
    ),
]


def written(finding: Finding) -> str:
    parts = [finding.code, finding.level, finding.strand, None if finding.blocks else "?"]
    return " ".join(str(part) for part in parts if part is not None)


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_indicator__findings(case: Case) -> None:
    findings = indicator_findings(read(case.names, rule=case.rule, gaps=case.gaps))
    assert [written(finding) for finding in findings] == case.found


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_indicator__every_finding_names_its_place(case: Case) -> None:
    findings = indicator_findings(read(case.names, rule=case.rule, gaps=case.gaps))
    assert {finding.indicator for finding in findings} <= {"i"}


@pytest.mark.parametrize("case", CASES, ids=[case.why for case in CASES])
def test_scale__gathers_the_findings_of_its_indicators(case: Case) -> None:
    good = indicator_data(rule="direct", uid="good")
    bad = indicator_data(case.names, rule=case.rule, gaps=case.gaps, uid="bad")
    findings = freeze_findings(read_scale(scale_data([good, bad])))
    assert [written(finding) for finding in findings] == case.found
    assert {finding.indicator for finding in findings} <= {"bad"}


def test_scale__findings_come_in_the_scales_order() -> None:
    first = indicator_data("", uid="first")
    second = indicator_data(rule="direct", gaps=[1, 2, 3, 4, 5], uid="second")
    findings = freeze_findings(read_scale(scale_data([second, first])))
    assert [finding.indicator for finding in findings] == ["second", "first"]


def test_scale__of_fewer_levels_asks_for_those_alone() -> None:
    data = scale_data([indicator_data("1a 2a 3a")])
    data["levels"] = data["levels"][:3]
    data["bands"] = [*bands_data()[:3], {"level": 3, "from": "3", "to": None}]
    assert freeze_findings(read_scale(data)) == ()


def test_finding__blocks_unless_it_says_otherwise() -> None:
    assert Finding("level_empty").blocks is True
