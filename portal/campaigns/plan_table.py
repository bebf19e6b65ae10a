"""A plan as an XLSX book: a sheet about the plan and a sheet with one row per step.

Rows repeat the parts they lie in; «место» tells equal neighbours apart. Empty cells of a part mean
«as above», so that people may fill the table the way they fill a paper plan.
"""

import io
from collections.abc import Iterator
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from portal.campaigns.models import Procedure
from portal.campaigns.plan import Plan, PlanBinding, PlanPhase, PlanProcedure, PlanStage
from portal.organisations.choices import Role
from portal.organisations.downloads import cell_of

# Closed lists stand in the table in their words.
WORDS: dict[str, dict[str, str]] = {
    "owner_role": {value: str(label) for value, label in Role.choices},
    "filler_role": {value: str(label) for value, label in Role.choices},
    "target_kind": {value: str(label) for value, label in Procedure.TargetKind.choices},
}
ABOUT_SHEET, STEPS_SHEET = "План", "Шаги"
FORM, REPORT = "форма", "отчёт"
SEPARATOR = "; "

# The first sheet: word of a row → key of the plan; several rows of one word are a list.
ABOUT = {
    "Название": "title",
    "Короткое название": "short_title",
    "Субъект РФ": "region",
    "Муниципалитет": "municipality",
    "Основание": "basis",
}
# The second: for each level the columns and the keys they are.
PLACE = "место"
STAGE = {"Этап, место": PLACE, "Этап, номер": "code", "Этап": "title"}
PROCEDURE = {
    "Процедура, место": PLACE,
    "Процедура, номер": "code",
    "Номер в источнике": "source_code",
    "Процедура": "title",
    "Ответственные": "responsible",
    "Кто ведёт": "owner_role",
    "Кто заполняет": "filler_role",
    "О ком": "target_kind",
    "Процедура с": "starts",
    "Процедура по": "ends",
    "Процедуру исполняет": "bindings",
}
PHASE = {
    "Фаза, место": PLACE,
    "Фаза": "title",
    "Инструментарий": "instruments_text",
    "Фаза с": "starts",
    "Фаза по": "ends",
}
STEP = {"Шаг, номер": "code", "Шаг": "text", "Шаг исполняет": "bindings"}
LEVELS = (STAGE, PROCEDURE, PHASE, STEP)
COLUMNS = tuple(word for level in LEVELS for word in level)
NARROW, WIDE = 14, 50
LONG = {"Этап", "Процедура", "Фаза", "Инструментарий", "Шаг"}


def table_of(plan: Plan) -> bytes:
    """Return the plan as an XLSX file; table_reading gives the equal plan back.

    Text goes in as text, never as a formula; dates as dates.
    """
    book = Workbook(write_only=True)
    about = book.create_sheet(ABOUT_SHEET)
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = NARROW * 2, WIDE * 2
    for word, key in ABOUT.items():
        value = getattr(plan, key)
        for text in value if isinstance(value, tuple) else (value,):
            about.append([cell_of(about, word), cell_of(about, text)])
    steps = book.create_sheet(STEPS_SHEET)
    steps.freeze_panes = "A2"
    for number, word in enumerate(COLUMNS, start=1):
        width = WIDE if word in LONG else NARROW
        steps.column_dimensions[get_column_letter(number)].width = width
    for row in (COLUMNS, *_rows(plan)):
        steps.append([cell_of(steps, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _rows(plan: Plan) -> Iterator[list[Any]]:
    for place, stage in enumerate(plan.stages, start=1):
        head = _cells(STAGE, stage, place)
        yield from (head + row for row in _stage_rows(stage))


def _stage_rows(stage: PlanStage) -> Iterator[list[Any]]:
    if not stage.procedures:
        yield []
    for place, procedure in enumerate(stage.procedures, start=1):
        head = _cells(PROCEDURE, procedure, place)
        yield from (head + row for row in _procedure_rows(procedure))


def _procedure_rows(procedure: PlanProcedure) -> Iterator[list[Any]]:
    if not procedure.phases:
        yield []
    for place, phase in enumerate(procedure.phases, start=1):
        head = _cells(PHASE, phase, place)
        yield from (head + row for row in _phase_rows(phase))


def _phase_rows(phase: PlanPhase) -> Iterator[list[Any]]:
    if not phase.steps:
        yield []
    for step in phase.steps:
        yield _cells(STEP, step, 0)


def _cells(level: dict[str, str], part: Any, place: int) -> list[Any]:
    keys = level.values()
    return [place if key == PLACE else _value(key, getattr(part, key)) for key in keys]


def _value(key: str, value: Any) -> Any:
    if key in WORDS:
        return WORDS[key].get(value, value)
    if isinstance(value, tuple):
        return SEPARATOR.join(_words(item) for item in value)
    return value


def _words(item: str | PlanBinding) -> str:
    if isinstance(item, PlanBinding):
        return f"{FORM} {item.form}" if item.form else f"{REPORT} {item.report}"
    return item
