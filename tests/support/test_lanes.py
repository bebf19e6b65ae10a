"""The count of both databases, and everything that makes a run bad."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JUNIT = """<testsuites><testsuite>
<testcase classname="a" name="good"/>
<testcase classname="a" name="bad"><failure/></testcase>
<testcase classname="a" name="broken"><error/></testcase>
<testcase classname="a" name="left"><skipped/></testcase>
<testcase classname="a" name="torn"/><testcase classname="a" name="torn"><error/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def lanes(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    import lanes

    yield lanes
    sys.modules.pop("lanes")


@pytest.fixture
def result(lanes):
    def make(database="SQLite", tests=("a", "b"), code=0, skipped=0):
        count = lanes.Count(len(tests), 0, skipped)
        return lanes.Result(database, code, count, frozenset(tests), 1.0)

    return make


def test_report__counts_each_test_once(lanes, tmp_path):
    path = tmp_path / "junit.xml"
    path.write_text(JUNIT)
    count, tests = lanes.read_report(path)
    assert count == lanes.Count(passed=1, failed=3, skipped=1)
    assert tests == {"a::good", "a::bad", "a::broken", "a::torn"}


def test_report__that_is_missing_counts_as_nothing(lanes, tmp_path):
    assert lanes.read_report(tmp_path / "none.xml") == (lanes.Count(0, 0, 0), frozenset())


def test_complaints__none_about_two_equal_lanes(lanes, result):
    assert lanes.complaints([result(), result("PostgreSQL")], strict=True) == []


def test_complaints__none_about_a_missing_postgres_or_a_skip_at_home(lanes, result):
    assert lanes.complaints([result(skipped=1)], strict=False) == []


@pytest.mark.parametrize(
    ("lane", "words"),
    [
        ({"code": 1}, "pytest ended with 1"),
        ({"tests": ()}, "no test ran"),
        ({"skipped": 2}, "2 skipped, and CI=true"),
        ({"tests": ("a",)}, "1 tests ran on one database only: b"),
    ],
)
def test_complaints__say_what_is_wrong(lanes, result, lane, words):
    found = lanes.complaints([result(**lane), result("PostgreSQL")], strict=True)
    assert any(words in complaint for complaint in found)


def test_complaints__a_missing_postgres_fails_in_ci(lanes, result):
    assert "PostgreSQL does not answer" in lanes.complaints([result()], strict=True)[0]
