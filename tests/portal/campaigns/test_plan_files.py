"""A plan goes out as JSON and XLSX and comes back equal; wrong cells are named."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from forms_builder.common.errors import DomainError
from portal.campaigns.plan_files import data_of, json_of
from portal.campaigns.plan_table import COLUMNS, STEPS_SHEET, table_of
from portal.campaigns.reading import plan_of_data, read_plan
from tests.portal.campaigns.plans import ORSK, as_file, small_plan
from tests.portal.campaigns.strategies import PLANS

ORSK_PLAN = read_plan(ORSK.read_bytes())


@given(PLANS)
@hypothesis_settings(max_examples=40)
def test_json__comes_back_equal(plan):
    assert read_plan(json_of(plan)) == plan
    assert plan_of_data(data_of(plan)) == plan


@given(PLANS)
@hypothesis_settings(max_examples=25)
def test_table__comes_back_equal(plan):
    assert read_plan(table_of(plan)) == plan


def test_orsk__comes_back_equal_from_both():
    assert read_plan(json_of(ORSK_PLAN)) == ORSK_PLAN
    assert read_plan(table_of(ORSK_PLAN)) == ORSK_PLAN


def test_table__has_a_row_per_step_and_dates_as_dates():
    sheet = openpyxl.load_workbook(io.BytesIO(table_of(ORSK_PLAN)))[STEPS_SHEET]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == COLUMNS
    assert len(rows) == 1 + 105
    first = dict(zip(COLUMNS, rows[1], strict=True))
    assert first["Шаг, номер"] == "1.1.1"
    assert first["Фаза с"].date().isoformat() == "2020-09-15"
    assert first["Процедура"] == "Подготовка к региональному МКДО"


def test_table__keeps_a_formula_as_text():
    plan = small_plan()
    plan["stages"][0]["title"] = "=1+1"
    again = read_plan(table_of(read_plan(as_file(plan))))
    assert again.stages[0].title == "=1+1"


def book(rows: list[list], about: list[list] | None = None) -> bytes:
    made = openpyxl.Workbook()
    made.active.title = "План"
    for row in about or [["Название", "План"], ["Субъект РФ", "Оренбургская область"]]:
        made.active.append(row)
    sheet = made.create_sheet("Шаги")
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


HEADER = ["Этап, номер", "Процедура, номер", "Кто ведёт", "Фаза", "Фаза с", "Шаг, номер", "Шаг"]


def test_table__empty_cells_mean_as_above():
    plan = read_plan(
        book(
            [
                HEADER,
                ["I", "1.1", "руководитель ДОО", "Начало", "15.09.2020", "1.1.1", "Назначить"],
                ["", "", "", "", "", 2, "Обучить"],
                ["", "1.2", "", "Запуск", "", "", "Открыть"],
            ]
        )
    )
    (stage,) = plan.stages
    first, second = stage.procedures
    assert (first.owner_role, first.phases[0].starts.isoformat()) == ("doo_head", "2020-09-15")
    assert [step.code for step in first.phases[0].steps] == ["1.1.1", "2"]
    assert second.phases[0].steps[0].text == "Открыть"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (["I", "1.1", "", "Ф", "31.02.2020", "", "Шаг"], "строка 3, столбец «Фаза с»: Дата"),
        (["I", "1.1", "царь", "Ф", "", "", "Шаг"], "строка 3, столбец «Кто ведёт»: В"),
        (["I", "1.1", "", "Ф", "", "1" * 30, "Шаг"], "строка 3, столбец «Шаг, номер»: «code»"),
        (["I", "1.1", "", "Ф", "", "9", ""], "строка 3, столбец «Шаг»: У шага нет текста."),
    ],
)
def test_table__names_a_wrong_cell_by_row_and_column(row, told):
    good = ["II", "2.1", "", "Ф", "", "", "Шаг"]
    with pytest.raises(DomainError) as refused:
        read_plan(book([HEADER, good, row]))
    assert str(refused.value).startswith(told)


def test_table__says_when_a_step_belongs_nowhere():
    with pytest.raises(DomainError, match="строка 2, столбец «Шаг»: Не сказано, к чему"):
        read_plan(book([HEADER, ["", "", "", "", "", "", "Шаг"]]))


def test_table__reports_all_wrong_rows_at_once():
    rows = [["I", "1.1", "", "Ф", f"{day}.13.2020", "", "Шаг"] for day in range(10, 40)]
    with pytest.raises(DomainError) as refused:
        read_plan(book([HEADER, *rows]))
    assert [problem.place for problem in refused.value.problems] == [
        f"строка {number}, столбец «Фаза с»" for number in range(2, 32)
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04broken", "не открывается как таблица"),
        (book([["Что-то"]]), "нет столбца «Шаг»"),
        (book([HEADER, ["I", "", "", "", "", "", ""]], about=[["Название", "П"]]), "субъект РФ"),
    ],
)
def test_table__of_another_kind_is_refused(content, told):
    with pytest.raises(DomainError, match=told):
        read_plan(content)


def test_table__without_its_sheets_is_refused():
    made = openpyxl.Workbook()
    content = io.BytesIO()
    made.save(content)
    with pytest.raises(DomainError, match="нет листа «План», «Шаги»"):
        read_plan(content.getvalue())
