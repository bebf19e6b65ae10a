"""The shape of the figures; how quick anything is, no test says."""

import json

import pytest

from tests.benchmarks import run
from tests.benchmarks.harness import BENCHES, Row


def test_row__has_the_agreed_keys_and_ratio():
    assert Row("sheet_open", 30.0, 78, 20.0).as_data() == {
        "name": "sheet_open",
        "value": 30.0,
        "unit": "ms",
        "n": 78,
        "reference": 20.0,
        "ratio": 1.5,
    }


def test_row__tells_its_queries_where_it_counts_them():
    assert Row("freeze_edition", 900.0, 300, None, queries=14).as_data()["queries"] == 14


@pytest.mark.parametrize(
    ("name", "unit"),
    [("page_cached", "req/s"), ("survey_submit", "req/s"), ("report_pdf", "ms")],
)
def test_row__unit_follows_the_name(name, unit):
    assert Row(name, 1.0, 1, None).unit == unit


def test_row__without_reference_has_no_ratio():
    data = Row("report_pdf", 1.0, 1, None).as_data()
    assert data["reference"] is None
    assert data["ratio"] is None


def test_benches__are_registered_under_the_names_of_their_rows():
    names = {"sheet_open", "sheet_autosave", "report_pdf", "page_uncached", "page_cached"}
    assert names <= set(BENCHES)


def test_keep__replaces_rows_of_the_same_name_and_drops_unknown_ones(tmp_path):
    out = tmp_path / "bench.json"
    out.write_text(json.dumps([{"name": "page_cached", "value": 1}, {"name": "gone", "value": 1}]))
    run.keep([{"name": "page_cached", "value": 2}], out)
    assert json.loads(out.read_text()) == [{"name": "page_cached", "value": 2}]
