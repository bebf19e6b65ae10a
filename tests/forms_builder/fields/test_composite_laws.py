"""Laws of every type that is more than one value, over arbitrary items, answers and payloads."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.composite import (
    FILE,
    GROUP,
    ITEMS,
    MATRIX,
    RANKING,
    answered,
    frozen,
)

words = st.text("абвгд xyz", min_size=1, max_size=12).map(str.strip).filter(bool)
codes = st.text("abcdef_0123", min_size=1, max_size=8)
scores = st.none() | st.integers(-5, 5).map(str)
common = st.fixed_dictionaries(
    {
        "label": words,
        "hint": words | st.just(""),
        "required": st.booleans(),
        "error": words | st.just(""),
        "not_applicable": st.booleans(),
        "reasons": st.lists(words, max_size=2),
        "evidence": st.sampled_from(["none", "optional", "required"]),
        "construct": words | st.just(""),
    }
)


def rows_of(**keys):
    """Lists of rows, each with a code of its own."""
    name = "code" if "code" in keys else "value"
    return st.lists(
        st.fixed_dictionaries(keys), min_size=2, max_size=5, unique_by=lambda r: r[name]
    )


options = rows_of(value=codes, label=words, score=scores, unsure=st.booleans())
matrices = st.builds(
    lambda base, rows, columns: MATRIX | base | {"rows": rows, "columns": columns},
    common,
    rows_of(code=codes, label=words),
    options,
)
rankings = st.builds(
    lambda base, choices: RANKING | base | {"choices": choices},
    common,
    rows_of(value=codes, label=words),
)
groups = st.builds(
    lambda base, low, more: GROUP | base | {"minimum": low, "maximum": low + more},
    common,
    st.integers(0, 3),
    st.integers(1, 5),
)
files = st.builds(lambda base, most: FILE | base | {"maximum": most}, common, st.integers(1, 9))


@st.composite
def asked(draw):
    """An item and an answer that it allows."""
    kind = draw(st.sampled_from(["matrix", "ranking", "group", "file"]))
    if kind == "matrix":
        item = draw(matrices)
        values = st.sampled_from([column["value"] for column in item["columns"]])
        rows = st.sampled_from([row["code"] for row in item["rows"]])
        return item, answered(draw(st.dictionaries(rows, values, min_size=1)))
    if kind == "ranking":
        item = draw(rankings)
        order = draw(st.permutations([row["value"] for row in item["choices"]]))
        count = draw(st.integers(1, len(order)))
        gaps = draw(st.lists(st.booleans(), min_size=count - 1, max_size=count - 1))
        return item, answered([v if g else "" for v, g in zip(order, [*gaps, True], strict=False)])
    if kind == "file":
        item = draw(files)
        uids = st.uuids().map(str)
        return item, {"state": "answered", "files": draw(st.lists(uids, min_size=1, max_size=1))}
    item = draw(groups)
    name, years = (child["uid"] for child in item["items"])
    row = st.fixed_dictionaries(
        {name: words.map(answered)}, optional={years: st.integers(0, 60).map(str).map(answered)}
    )
    return item, answered(draw(st.lists(row, min_size=1, max_size=item["maximum"])))


@given(st.one_of(matrices, rankings, groups, files))
def test_freeze__undoes_thaw(item):
    assert frozen(item, field_type(item["type"]).thaw(item)) == item


@given(asked())
def test_decode__undoes_encode(pair):
    item, answer = pair
    kind = field_type(item["type"])
    assert kind.decode(item, kind.encode(item, answer)) == answer


@given(asked())
def test_cells__one_per_column_with_a_word_for_people(pair):
    item, answer = pair
    kind = field_type(item["type"])
    assert len(kind.cells(item, answer)) == len(kind.columns(item)) == len(kind.cells(item, None))
    assert kind.display(item, answer)


names = st.one_of(
    st.sampled_from(["file", "value", "na", "na_reason", "r-food", "p-play", "p-yard", "upload"]),
    st.text(max_size=12),
    st.builds(
        lambda n, child, part: f"{n}.{child}.{part}",
        st.integers(0, 99),
        st.sampled_from([child["uid"] for child in GROUP["items"]]) | st.text(max_size=4),
        st.sampled_from(["value", "na", ""]),
    ),
)
values = st.lists(st.text(max_size=12) | st.sampled_from(["1", "2", str(uuid.UUID(int=1))]))


def outcome(item: dict, payload: dict) -> str:
    """«place» of a refusal, or the state of the answer; anything else that is raised fails."""
    try:
        answer = field_type(item["type"]).decode(item, payload)
    except DomainError as refusal:
        return " ".join({problem.place for problem in refusal.problems})
    return answer["state"] if answer else "nothing"


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["type"])
@given(payload=st.dictionaries(names, values, max_size=6))
def test_decode__refuses_with_words_or_answers(item, payload):
    open_item = item | {"not_applicable": True}
    ends = ("answered", "not_applicable", "nothing", item["label"])
    assert outcome(open_item, payload) in ends
    field_type(item["type"]).parts(open_item, payload, "u7.")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["type"])
def test_freeze__undoes_thaw_of_the_usual_item(item):
    assert frozen(item, field_type(item["type"]).thaw(item)) == item
