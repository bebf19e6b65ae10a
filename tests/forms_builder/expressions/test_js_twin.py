"""The JavaScript twin in Chromium: the vectors, then random trees against Python."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.forms_builder.expressions.cases import (
    expected,
    outcome,
    random_env,
    random_tree,
    vectors,
)
from tests.support.twins import SCRIPTS, page_with

CALL_ALL = """
async (cases) => {
  const { evaluate, Malformed } = await import("/expressions.js");
  const results = JSON.parse(cases).map(([tree, env]) => {
    try {
      return { expected: evaluate(tree, env) };
    } catch (refusal) {
      if (refusal instanceof Malformed) return { malformed: refusal.reason };
      return { broken: String(refusal) };
    }
  });
  return JSON.stringify(results);
}
"""


# Not named `page`: the suite's own page goes to the live server, this one to no server at all.
@pytest.fixture(scope="module")
def twin(browser: Browser) -> Iterator[Page]:
    yield from page_with(browser, "expressions.js")


def said(twin: Page, cases: list[list[Any]]) -> list[dict[str, Any]]:
    """Return what the twin says to each (tree, env).

    They travel as one text: Playwright itself stumbles over a key called «toString».
    """
    return json.loads(twin.evaluate(CALL_ALL, json.dumps(cases)))


@pytest.fixture(scope="module")
def answers_to_vectors(twin: Page) -> dict[str, dict[str, Any]]:
    """What the twin says to every vector, by the name of the case; one call for all."""
    results = said(twin, [[case["expression"], case["env"]] for case in vectors()])
    return {case["case"]: one for case, one in zip(vectors(), results, strict=True)}


@pytest.mark.parametrize("case", vectors(), ids=[case["case"] for case in vectors()])
def test_twin__gives_what_the_vector_says(answers_to_vectors, case):
    assert answers_to_vectors[case["case"]] == expected(case), case["why"]


def test_twin__agrees_with_python_on_random_trees(twin):
    random = Random(20210908)  # a fixed seed: a red run can be looked at again
    cases = [[random_tree(random), random_env(random)] for _ in range(4000)]
    results = said(twin, cases)
    differing = [
        (case, js) for case, js in zip(cases, results, strict=True) if js != outcome(*case)
    ]
    assert differing == []
    known = [one for one in results if one.get("expected") is not None]
    assert len(known) > 1000  # the trees are not all nonsense


def test_twin__agrees_with_python_on_random_arithmetic(twin):
    random = Random(42)

    def number() -> dict[str, str]:
        places = random.randint(0, 10)
        whole = random.randint(0, 10 ** random.randint(0, 14))
        sign = random.choice(["", "-"])
        fraction = "".join(random.choice("0459") for _ in range(places))
        return {"number": f"{sign}{whole}.{fraction}" if places else f"{sign}{whole}"}

    operators = ["+", "-", "*", "/", "mean", "sum"]
    cases = [[{random.choice(operators): [number(), number()]}, {}] for _ in range(2000)]
    cases += [
        [{"round": [number(), {"number": str(random.randint(0, 10))}]}, {}] for _ in range(500)
    ]
    assert said(twin, cases) == [outcome(*case) for case in cases]


def test_twin__shows_as_the_server_does(twin):
    shown = twin.evaluate(
        """
        async () => {
          const { isShown } = await import("/expressions.js");
          const asked = { "==": [{ var: "a" }, "x"] };
          return [
            isShown(null, {}), isShown(asked, {}), isShown(asked, { a: "x" }),
            isShown(asked, { a: "y" }), isShown("x", {}),
          ];
        }
        """
    )
    assert shown == [True, False, True, False, False]


def test_twin__names_what_is_asked_about(twin):
    codes = twin.evaluate(
        """
        async () => {
          const { references } = await import("/expressions.js");
          const asked = { and: [{ answered: [{ var: "b" }] }, { "==": [{ var: "a" }, "b"] }] };
          return references(asked);
        }
        """
    )
    assert codes == ["a", "b"]


def test_twin__leaves_tree_and_answers_alone(twin):
    changed = twin.evaluate(
        """
        async (cases) => {
          const { evaluate } = await import("/expressions.js");
          const before = JSON.stringify(cases);
          for (const [tree, env] of cases) evaluate(tree, env);
          return JSON.stringify(cases) !== before;
        }
        """,
        [[case["expression"], case["env"]] for case in vectors() if "expected" in case],
    )
    assert changed is False


def test_twin__is_fit_for_the_sites_policy():
    source = (SCRIPTS / "expressions.js").read_text(encoding="utf-8")
    for word in ("eval(", "new Function", "innerHTML", "import ", "parseFloat", "Number(text"):
        assert word not in source
