import datetime

import pytest

from forms_builder.common.errors import DomainError
from portal.campaigns.reading import read_plan
from tests.portal.campaigns.plans import ORSK, as_file, phase_of, small_plan


def refusal(plan) -> list[str]:
    content = plan if isinstance(plan, bytes) else as_file(plan)
    with pytest.raises(DomainError) as refused:
        read_plan(content)
    return [str(problem) for problem in refused.value.problems]


def test_read__the_plan_of_orsk():
    plan = read_plan(ORSK.read_bytes())
    assert plan.counts == {"stages": 5, "procedures": 11, "phases": 38, "steps": 105}
    assert sum(not step.code for step in plan.steps) == 2
    assert sum(not phase.title for phase in plan.phases) == 1
    assert (plan.region, plan.municipality) == ("Оренбургская область", "город Орск")
    assert plan.dates[0] == datetime.date(2020, 9, 15)
    assert {p.source_code for p in plan.procedures} == {"", "7.1"}


def test_read__takes_missing_codes_titles_dates_and_lists():
    plan = small_plan(stages=[{"procedures": [{"phases": [{"steps": [{"text": "Шаг"}]}, {}]}]}])
    read = read_plan(as_file(plan))
    assert read.counts == {"stages": 1, "procedures": 1, "phases": 2, "steps": 1}
    assert next(read.phases).starts is None


def test_read__takes_unknown_keys_and_a_byte_order_mark():
    plan = small_plan(title_full="…", comment=[1, {"x": 2}])
    assert read_plan(b"\xef\xbb\xbf" + as_file(plan)).title == "План"


def test_read__names_a_broken_date_by_its_path():
    plan = small_plan()
    phase_of(plan)["starts"] = "2020-13-01"
    assert refusal(plan) == ["этап I, процедура 1.1, фаза 1: дата «2020-13-01» не читается"]


@pytest.mark.parametrize("date", ["2020-02-30", "15.09.2020", "вчера", 20200915, ["2020-09-15"]])
def test_read__refuses_what_is_no_date(date):
    plan = small_plan()
    phase_of(plan)["ends"] = date
    assert "не читается" in refusal(plan)[0]


def test_read__calls_what_has_no_code_by_its_place():
    plan = small_plan()
    phase_of(plan)["steps"][1]["text"] = ""
    assert refusal(plan) == ["этап I, процедура 1.1, фаза 1, шаг 2: У шага нет текста."]


def test_read__names_every_problem_at_once():
    plan = small_plan(title="", territory={})
    phase_of(plan).update(starts="2020-10-01", ends="2020-09-01")
    assert refusal(plan) == [
        "этап I, процедура 1.1, фаза 1: Начало позже окончания.",
        "У плана нет названия.",
        "территория: Не назван субъект РФ (territory.region).",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stages": []}, "ни одного этапа"),
        ({"stages": {}}, "ожидается список"),
        ({"stages": ["этап"]}, "этап 1: Ожидается запись"),
        ({"title": 5}, "В «title» ожидается текст"),
        ({"title": "я" * 501}, "длиннее 500"),
        ({"title": "а\0б"}, "ожидается текст"),
        ({"territory": "Орск"}, "Не назван субъект"),
        ({"basis": [1]}, "В «basis» ожидается текст"),
        ({"stages": [{}] * 1001}, "больше 1000"),
    ],
)
def test_read__refuses_values_of_a_wrong_kind(changes, message):
    assert any(message in problem for problem in refusal(small_plan(**changes)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "не план в формате JSON"),
        (b"{", "строка 1, знак 2"),
        (b"[]", "не план"),
        (b"null", "не план"),
        ("{«title»}".encode("cp1251"), "UTF-8"),
        (b"[" * 100_000, "не план в формате JSON"),
        (b" " * (5 * 1024 * 1024 + 1), "больше 5 МБ"),
    ],
)
def test_read__refuses_a_file_that_is_no_plan(content, message):
    assert message in refusal(content)[0]
