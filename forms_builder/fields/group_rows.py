"""The rows of a repeating group: read from a form, written into one, shown, put into columns.

Names of inputs are «<number of the row>.<uid of the question>.<part>» after the group's own prefix.
A row as stored is {uid of the question: its answer}.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.fields.contract import Answer, Item, Payload
from forms_builder.fields.registry import field_type

Row = dict[str, Answer]
BETWEEN = " | "  # between the rows in one cell of an export
PART = re.compile(r"([0-9]{1,4})\.([^.]+)\.(.+)", re.DOTALL)


def payloads_of(payload: Payload) -> list[dict[str, Any]]:
    """Return the rows of a form in their order, each part name of a row → values."""
    rows: dict[int, dict[str, Any]] = {}
    for name, values in payload.items():
        match = PART.fullmatch(name)
        if match:
            rows.setdefault(int(match[1]), {})[f"{match[2]}.{match[3]}"] = values
    return [rows[index] for index in sorted(rows)]


def read_rows(item: Item, payload: Payload) -> list[Row]:
    """Return the rows that hold an answer; DomainError names row and question of every problem."""
    problems: list[Problem] = []
    rows = []
    for number, typed_in in enumerate(payloads_of(payload), start=1):
        row: Row = {}
        for child in item["items"]:
            try:
                answer = field_type(child["type"]).decode(child, _part_of(typed_in, child))
            except DomainError as refusal:
                problems += [_problem(item, number, child, one) for one in refusal.problems]
                continue
            row |= {child["uid"]: answer} if answer else {}
        rows += [row] if row else []
    if problems:
        raise DomainError(problems=problems)
    return rows


def _part_of(row: Payload, child: Item) -> dict[str, Any]:
    mine = f"{child['uid']}."
    return {name.removeprefix(mine): row[name] for name in row if name.startswith(mine)}


def _problem(item: Item, number: int, child: Item, problem: Problem) -> Problem:
    words = {"row": number, "question": child["label"], "problem": problem.message}
    message = _("Строка %(row)s, «%(question)s»: %(problem)s") % words
    return Problem(message, place=item["label"])


def written_rows(item: Item, rows: list[Row]) -> dict[str, list[str]]:
    """Return the payload that reads as the rows again."""
    return {
        f"{index}.{child['uid']}.{part}": values
        for index, row in enumerate(rows)
        for child in item["items"]
        for part, values in field_type(child["type"]).encode(child, row.get(child["uid"])).items()
    }


def drawn(item: Item, index: int, row: Payload, prefix: str) -> dict[str, Any]:
    """Return {number, questions: [{item, id, template, parts}]}; number counts from 1."""
    questions = []
    for child in item["items"]:
        kind = field_type(child["type"])
        name = f"{prefix}{index}.{child['uid']}"
        parts = kind.parts(child, _part_of(row, child), f"{name}.")
        questions.append({"item": child, "id": name, "template": kind.template, "parts": parts})
    return {"number": index + 1, "questions": questions}


def gaps_of(item: Item, rows: list[Row]) -> Iterator[str]:
    """Yield, row by row, what keeps the rows from being complete."""
    for number, row in enumerate(rows, start=1):
        for child in item["items"]:
            gap = field_type(child["type"]).missing(child, row.get(child["uid"]))
            if gap:
                words = {"row": number, "question": child["label"], "gap": gap}
                yield _("строка %(row)s, «%(question)s»: %(gap)s") % words


def shown_rows(item: Item, rows: list[Row]) -> Iterator[str]:
    """Yield a line per row: «1. Фамилия: Иванова; Стаж: 5»."""
    for number, row in enumerate(rows, start=1):
        said = [
            f"{child['label']}: {field_type(child['type']).display(child, row[child['uid']])}"
            for child in item["items"]
            if child["uid"] in row
        ]
        yield f"{number}. {'; '.join(said)}"


def columns_of(item: Item) -> list[tuple[str, str]]:
    """Return the columns of the questions, «<group>_<question>»: one for all rows together."""
    return [
        (f"{item['code']}_{code}", f"{item['label']}: {title}")
        for child in item["items"]
        for code, title in field_type(child["type"]).columns(child)
    ]


def cells_of(item: Item, rows: list[Row]) -> list[str]:
    """Return a cell per column of columns_of: the rows' cells with « | » between them."""
    by_row = [
        [
            cell
            for child in item["items"]
            for cell in field_type(child["type"]).cells(child, row.get(child["uid"]))
        ]
        for row in rows
    ]
    return [BETWEEN.join(cells) for cells in zip(*by_row, strict=True)]
