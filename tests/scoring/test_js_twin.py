"""The JavaScript twin in Chromium: the vectors, then random answers against Python."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from portal.scoring.reading import read_indicator
from tests.scoring.builders import LEVELS, NOT_APPLICABLE, chosen, indicator_data, scored, vectors
from tests.scoring.test_vectors import as_twin
from tests.support.twins import HOST, SCRIPTS, page_with

CALL_ALL = """
async (cases) => {
  const { indicatorLevel } = await import("/level.js");
  return cases.map(([indicator, answer, top]) => indicatorLevel(indicator, answer, top));
}
"""
Case = tuple[dict[str, Any], dict[str, Any] | None, int | None]
CASES = vectors()["cases"]
INDICATORS = vectors()["indicators"]


# Not named `page`: the suite's own page goes to the live server, this one to no server at all.
@pytest.fixture(scope="module")
def twin(browser: Browser) -> Iterator[Page]:
    yield from page_with(browser, "level.js")


def levels(twin: Page, cases: list[Case]) -> list[dict[str, Any]]:
    result: list[dict[str, Any]] = twin.evaluate(CALL_ALL, [list(case) for case in cases])
    return result


@pytest.fixture(scope="module")
def answers_to_vectors(twin: Page) -> dict[str, dict[str, Any]]:
    """What the twin says to every vector, by the name of the case; one call for all."""
    top = vectors()["scale_top"]
    said = levels(twin, [(INDICATORS[case["indicator"]], case["answer"], top) for case in CASES])
    return {case["case"]: result for case, result in zip(CASES, said, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_twin__gives_what_the_vector_says(
    answers_to_vectors: dict[str, dict[str, Any]], case: dict[str, Any]
) -> None:
    assert answers_to_vectors[case["case"]] == case["expected"], case["why"]


def random_indicator(random: Random) -> dict[str, Any]:
    """Of any rule, with none to three characteristics at a level, in any order."""
    rule = random.choice(["cumulative", "cumulative_by_strand", "cumulative_by_strand", "direct"])
    if rule == "direct":
        return indicator_data(rule=rule, gaps=random.sample(LEVELS, random.randint(0, 2)))
    names = [
        f"{strand}{level}{letter}"
        for strand in ("D", "P", "C")[: random.randint(1, 3)]
        for level in LEVELS
        for letter in "abc"[: random.choice([0, 1, 1, 2, 3])]
    ] or ["D1a"]
    random.shuffle(names)
    held = {int(name[1]) for name in names}
    return indicator_data(" ".join(names), rule=rule, gaps=[n for n in LEVELS if n not in held])


def random_answer(random: Random, indicator: dict[str, Any]) -> dict[str, Any] | None:
    if random.random() < 0.1:
        return random.choice([None, NOT_APPLICABLE])
    if indicator["rule"] == "direct":
        return chosen(random.choice([n for n in (0, *LEVELS) if n not in indicator["gaps"]]))
    share = random.random()
    confirmed, excluded = [], {}
    for item in indicator["characteristics"]:
        lot = random.random()
        if lot < 0.15:
            excluded[item["uid"]] = "Не применимо здесь"
        elif random.random() < share:
            confirmed.append(item["uid"])
    return {"state": "answered", "confirmed": confirmed, "not_applicable": excluded}


def test_twin__agrees_with_python_on_random_answers(twin: Page) -> None:
    random = Random(20201015)  # a fixed seed: a red run can be looked at again
    indicators = [random_indicator(random) for _ in range(1000)]
    cases: list[Case] = [(one, random_answer(random, one), 5) for one in indicators]
    python = [as_twin(scored(read_indicator(one, LEVELS), answer)) for one, answer, _ in cases]
    differing = [
        (case, js, py)
        for case, js, py in zip(cases, levels(twin, cases), python, strict=True)
        if js != py
    ]
    assert differing == []


def test_twin__without_the_scale_knows_no_top_of_a_direct_indicator(twin: Page) -> None:
    (result,) = levels(twin, [(INDICATORS["direct"], chosen(3), None)])
    assert result == {"state": "scored", "score": 3, "level": 3, "next": None, "top": None}


def test_twin__without_the_scale_knows_the_top_of_a_cumulative_indicator(twin: Page) -> None:
    (result,) = levels(twin, [(INDICATORS["gap_on_top"], None, None)])
    assert result["top"] == 4


def test_twin__leaves_indicator_and_answer_alone(twin: Page) -> None:
    # The sheet keeps both and draws from them again after every tick.
    changed = twin.evaluate(
        """
        async (cases) => {
          const { indicatorLevel } = await import("/level.js");
          const before = JSON.stringify(cases);
          for (const [indicator, answer] of cases) indicatorLevel(indicator, answer, 5);
          return JSON.stringify(cases) !== before;
        }
        """,
        [[INDICATORS[case["indicator"]], case["answer"]] for case in CASES],
    )
    assert changed is False


def test_twin__exports_one_function(twin: Page) -> None:
    names = twin.evaluate("""async () => Object.keys(await import("/level.js"))""")
    assert names == ["indicatorLevel"]


def test_twin__is_fit_for_the_sites_policy() -> None:
    source = (SCRIPTS / "level.js").read_text(encoding="utf-8")
    assert "eval(" not in source
    assert "innerHTML" not in source
    assert "import " not in source
    assert HOST not in source
