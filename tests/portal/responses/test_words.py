"""What the sheet says: Python and JavaScript say the same."""

import itertools

import pytest

from portal.responses import words
from portal.responses.levels import score
from tests.factories.content import LOOSE, STRICT, TALK, TITLES, edition_content

CONTENT = edition_content()
INDICATORS = {row["uid"]: row for row in CONTENT["scale"]["indicators"]}
TWIN = """
async ([indicator, answers, titles]) => {
  const { indicatorLevel } = await import("/static/js/level.js");
  const { levelHead, levelRest, nextStep } = await import("/static/js/sheet-words.js");
  const texts = new Map(indicator.characteristics.map((row) => [row.uid, row.text]));
  return answers.map((answer) => {
    const result = indicatorLevel(indicator, answer, titles.length);
    return [
      levelHead(result), levelRest(result, titles), nextStep(result, indicator.rule, texts),
    ];
  });
}
"""


def said(indicator, data):
    result = score({"indicator": indicator}, data, len(TITLES))
    texts = {row["uid"]: row["text"] for row in indicator["characteristics"]}
    return [
        words.level_head(result),
        words.level_rest(result, TITLES),
        words.next_step(result, texts),
    ]


def confirmed(*uids, passed=()):
    return {
        "state": "answered",
        "confirmed": list(uids),
        "not_applicable": dict.fromkeys(passed, "нет"),
    }


def by_strand(shape):
    """The shape's indicator climbed by two strands, so that scores are halves."""
    rows = [
        row | {"strand": f"strand-{place % 2}"}
        for place, row in enumerate(shape["characteristics"])
    ]
    return shape | {"rule": "cumulative_by_strand", "characteristics": rows}


def cases():
    strict, talk, loose = INDICATORS[STRICT], INDICATORS[TALK], INDICATORS[LOOSE]
    not_applicable = {"state": "not_applicable", "reason": "нет"}
    levels = [{"state": "answered", "level": level} for level in range(6)]
    yield loose, [None, not_applicable, *levels]
    for indicator in (strict, talk, by_strand(talk)):
        uids = [row["uid"] for row in indicator["characteristics"]]
        subsets = [
            confirmed(*chosen)
            for size in range(len(uids) + 1)
            for chosen in itertools.combinations(uids, size)
        ]
        passed = [confirmed(passed=uids[:count]) for count in range(len(uids) + 1)]
        yield indicator, [None, not_applicable, *subsets, *passed]


def test_words__the_page_and_the_script_agree(visit):
    page = visit("/login/")
    for indicator, answers in cases():
        shown = page.evaluate(TWIN, [indicator, answers, TITLES])
        assert shown == [said(indicator, answer) for answer in answers]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, ""),
        (
            confirmed(),
            "До уровня 1 не хватает двух: «Характеристика 1.2/1b» и «Характеристика 1.2/1».",
        ),
        (
            confirmed(*(row["uid"] for row in INDICATORS[TALK]["characteristics"])),
            "Подтверждено всё: это высший уровень.",
        ),
    ],
)
def test_next_step__in_words(data, sentence):
    assert said(INDICATORS[TALK], data)[2] == sentence


def test_next_step__of_many_names_the_first():
    shape = INDICATORS[STRICT]
    rows = [row | {"level": 1} for row in shape["characteristics"]]
    rows.append(rows[-1] | {"uid": "top", "level": 2})
    sentence = said(shape | {"characteristics": rows}, confirmed())[2]
    assert sentence == "До уровня 1 не хватает 5 характеристик. Первая: «Характеристика 1.1/1»."


def test_level__titles_begin_small():
    assert words.lower_first("Базовый уровень") == "базовый уровень"
