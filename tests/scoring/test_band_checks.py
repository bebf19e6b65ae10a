"""The gate's questions about bands: every mean from 0 upwards has exactly one level."""

from typing import Any

import pytest

from portal.scoring.checks import Finding, freeze_findings
from portal.scoring.reading import read_scale
from tests.scoring.builders import bands_data, indicator_data, scale_data


def written(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{one.code} {one.level}" if one.level is not None else one.code for one in findings]


def band(level: int, start: str, end: str | None) -> dict[str, Any]:
    return {"level": level, "from": start, "to": end}


@pytest.mark.parametrize(
    ("bands", "found", "why"),
    [
        (bands_data(), [], "the bands of the contract"),
        (
            [band(0, "0", "1"), band(2, "1", "2.35"), band(4, "2.35", None)],
            [],
            "bands are data: uneven ones that leave levels out are allowed",
        ),
        ([], ["bands_start", "bands_end"], "without bands no mean has a level"),
        (
            bands_data()[1:],
            ["bands_start"],
            "bands begin with [0, 1): a mean below 1 is below the first level",
        ),
        ([band(0, "0", None)], ["bands_start"], "one band for everything says nothing"),
        (
            [band(1, "0", "1"), band(2, "1", None)],
            ["bands_start"],
            "what is below the first level cannot be called level 1",
        ),
        (bands_data()[:-1], ["bands_end"], "the last band is open, or a mean of 5 has no level"),
        (
            [*bands_data()[:2], *bands_data()[3:]],
            ["bands_broken"],
            "a hole from 2 to 3",
        ),
        (
            [band(0, "0", "1"), band(1, "1", "2"), band(2, "1.5", None)],
            ["bands_broken"],
            "an overlap from 1.5 to 2",
        ),
        (
            [band(0, "0", "1"), band(1, "1", None), band(2, "2", None)],
            ["bands_broken"],
            "nothing can follow an open band",
        ),
        (
            [band(0, "0", "1"), band(7, "1", None)],
            ["band_level_unknown 7"],
            "a band names a level of the scale",
        ),
        (
            [band(0, "0", "1"), band(1, "1", "1"), band(2, "1", None)],
            ["band_empty 1"],
            "an empty band can never be met",
        ),
        (
            [band(0, "0", "1"), band(1, "1", "0.5"), band(2, "0.5", None)],
            ["band_empty 1"],
            "a band that ends before it begins",
        ),
    ],
)
def test_scale__bands(bands: list[dict[str, Any]], found: list[str], why: str) -> None:
    data = scale_data([indicator_data(rule="direct")])
    data["bands"] = bands
    assert written(freeze_findings(read_scale(data))) == found, why
