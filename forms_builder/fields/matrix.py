"""A matrix: one question about several rows, each answered by one of the same columns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.russian import plural
from forms_builder.fields.base import (
    QuestionBlock,
    ValueType,
    common_keys,
    inner_code_block,
    repeats,
    thawed,
)
from forms_builder.fields.contract import CHOICE, Answer, Item, Payload, refuse, typed
from forms_builder.fields.lists import list_titles, options_of
from forms_builder.fields.options import OptionBlock, frozen_option, score_of
from forms_builder.fields.presets import OWN, PRESETS, READY, preset_columns
from forms_builder.fields.registry import register
from forms_builder.fields.word_choice import WordChoiceBlock


class RowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=gettext_lazy("Строка"), max_length=500)
    code = inner_code_block()


def column_sets() -> list[tuple[str, Any]]:
    """Return what columns can be: presets, own ones, ready lists by uid."""
    return [*PRESETS, *list_titles()]


class MatrixBlock(QuestionBlock):
    rows = blocks.ListBlock(RowBlock(), min_num=1, label=gettext_lazy("Строки"))
    preset = WordChoiceBlock(
        choices=column_sets, default="agreement", label=gettext_lazy("Столбцы")
    )
    columns = blocks.ListBlock(OptionBlock(), default=[], label=gettext_lazy("Свои столбцы"))

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        wrong = {}
        if repeats([row["code"] for row in cleaned["rows"]]):
            wrong["rows"] = ValidationError(_("Коды строк не повторяются."))
        columns = [column["value"] for column in cleaned["columns"]]
        if cleaned["preset"] == OWN and len(columns) < 2:
            wrong["columns"] = ValidationError(_("Добавьте два столбца или больше."))
        elif repeats(columns):
            wrong["columns"] = ValidationError(_("Коды столбцов не повторяются."))
        if wrong:
            raise blocks.StructBlockValidationError(wrong)
        return cleaned

    class Meta:
        icon = "table"
        label = gettext_lazy("Таблица: согласие, частота")


@register
class MatrixType(ValueType):
    """Answered row by row: value is {row code: column value}, of the rows answered so far."""

    name = "matrix"
    label = gettext_lazy("Таблица: согласие, частота")
    family = CHOICE
    scorable = True
    template = "questionnaires/fields/matrix.html"

    def block(self) -> blocks.StructBlock:
        return MatrixBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        chosen = value.get("preset") or OWN
        ready = [] if chosen == OWN or chosen in READY else options_of(chosen)
        return common_keys(value) | {
            "rows": [{"code": row["code"], "label": row["label"]} for row in value["rows"]],
            "columns": _columns(chosen, ready or value["columns"]),
            "list": chosen if ready else "",
        }

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item) | {
            "rows": [dict(row) for row in item["rows"]],
            "columns": [frozen_option(column) for column in item["columns"]],
            "preset": item.get("list") or OWN,
        }

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return {"is_group", "columns": labels, "rows": [{id, name, label, cells}]}."""
        rows = [_drawn(item, row, payload, prefix) for row in item["rows"]]
        labels = [column["label"] for column in item["columns"]]
        return {"is_group": True, "columns": labels, "rows": rows}

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        given = {row["code"]: typed(payload, _part(row)) for row in item["rows"]}
        value = {code: column for code, column in given.items() if column}
        if not set(value.values()) <= {column["value"] for column in item["columns"]}:
            raise refuse(item, _("Такого варианта нет. Выберите один из показанных."))
        return {"state": "answered", "value": value} if value else None

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        return {_part({"code": code}): [column] for code, column in answer["value"].items()}

    def missing(self, item: Item, answer: Answer | None) -> str:
        if not answer or answer["state"] != "answered" or not item.get("required"):
            return super().missing(item, answer)
        left = [row["label"] for row in item["rows"] if row["code"] not in answer["value"]]
        if not left:
            return ""
        words = plural(len(left), _("нет ответа в строке"), *2 * (_("нет ответа в строках"),))
        return f"{words} {', '.join(f'«{label}»' for label in left)}"

    def points(self, item: Item, answer: Answer) -> Decimal | None:
        """Return the mean of the rows that carry a score."""
        columns = {"choices": item["columns"]}
        scores = [score_of(columns, value) for value in answer["value"].values()]
        given = [score for score in scores if score is not None]
        return sum(given, Decimal(0)) / len(given) if given else None

    def show_value(self, item: Item, answer: Answer) -> str:
        cells = zip(item["rows"], self._labels(item, answer), strict=True)
        return "\n".join(f"{row['label']}: {label or _('нет ответа')}" for row, label in cells)

    def _labels(self, item: Item, answer: Answer) -> list[str]:
        labels = {column["value"]: column["label"] for column in item["columns"]}
        return [labels.get(answer["value"].get(row["code"]), "") for row in item["rows"]]

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        code, label = item["code"], item["label"]
        return [(f"{code}_{row['code']}", f"{label}: {row['label']}") for row in item["rows"]]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return [answer["value"].get(row["code"], "") for row in item["rows"]]


def _part(row: Item) -> str:
    return f"r-{row['code']}"


def _columns(chosen: str, given: Sequence[Mapping[str, Any]]) -> list[Item]:
    if chosen in READY:
        return preset_columns(chosen)
    return [frozen_option(column) for column in given]


def _drawn(item: Item, row: Item, payload: Payload, prefix: str) -> dict[str, Any]:
    name = f"{prefix}{_part(row)}"
    chosen = typed(payload, _part(row))
    cells = [
        {
            "id": f"q-{name}-{number}",
            "value": column["value"],
            "label": column["label"],
            "on": chosen == column["value"],
        }
        for number, column in enumerate(item["columns"])
    ]
    return {"id": f"q-{name}", "name": name, "label": row["label"], "cells": cells}
