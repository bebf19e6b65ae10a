"""Conditions of showing as a methodologist writes them: rows «question, operator, value».

A condition block holds rows and groups under ALL or ANY; it freezes to an expression. What rows
cannot say (it came from a file) is kept as an expression written out, so that nothing is lost.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.condition_rows import OPERATORS, WITHOUT_VALUE, row_expression, row_value
from forms_builder.fields.expression_text import (
    ExpressionTextBlock,
    expression_text,
    read_expression,
)

MATCHES = (("all", gettext_lazy("все условия")), ("any", gettext_lazy("хотя бы одно условие")))
_JOINS = {"all": "and", "any": "or"}
_MATCH_OF = {join: match for match, join in _JOINS.items()}
GROUP_DEPTH = 2  # groups inside the condition, and groups inside those


class CodeInputBlock(blocks.CharBlock):
    """A code typed by hand; the editor's script offers the questions of this form."""

    def __init__(self, mark: str, **options: Any):
        super().__init__(**options)
        self.mark = mark
        self.field.widget.attrs[mark] = ""

    def deconstruct(self) -> tuple[str, tuple, dict[str, Any]]:
        return "wagtail.blocks.CharBlock", (), super().deconstruct()[2]


class RowBlock(blocks.StructBlock):
    question = CodeInputBlock(
        "data-condition-question", label=gettext_lazy("Вопрос"), max_length=80
    )
    operator = blocks.ChoiceBlock(OPERATORS, default="==", label=gettext_lazy("Условие"))
    value = CodeInputBlock(
        "data-condition-value", label=gettext_lazy("Значение"), required=False, max_length=300
    )

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        if cleaned["operator"] not in WITHOUT_VALUE and not cleaned["value"].strip():
            wrong = ValidationError(_("Напишите, с чем сравнить ответ."))
            raise blocks.StructBlockValidationError({"value": wrong})
        return cleaned

    class Meta:
        icon = "help"
        label = gettext_lazy("Условие")
        form_classname = "struct-block condition-row"


class ExpressionBlock(blocks.StructBlock):
    """What rows cannot say."""

    text = ExpressionTextBlock(label=gettext_lazy("Выражение"), rows=2)

    class Meta:
        icon = "code"
        label = gettext_lazy("Выражение целиком")


class ConditionBlock(blocks.StructBlock):
    """No conditions: always shown. depth: how many levels of groups fit inside."""

    match = blocks.ChoiceBlock(MATCHES, default="all", label=gettext_lazy("Должны выполняться"))

    def __init__(self, depth: int = GROUP_DEPTH, **options: Any):
        kinds: list[tuple[str, blocks.Block]] = [("row", RowBlock())]
        if depth:
            kinds.append(("group", ConditionBlock(depth - 1, label=_GROUP, icon="folder-inverse")))
        kinds.append(("expression", ExpressionBlock()))
        label = gettext_lazy("Условия")
        listed = blocks.StreamBlock(kinds, required=False, label=label)
        super().__init__([("conditions", listed)], **options)

    class Meta:
        icon = "view"
        label = gettext_lazy("Показывать, если")


_GROUP = gettext_lazy("Группа условий")


def condition_of(value: Mapping[str, Any] | None) -> Any:
    """Return the expression of a condition block's value; None without conditions.

    Words stay words, whatever they look like: the form tells numbers from codes of choices by the
    question they are compared with.
    """
    conditions = [_expression(kind, one) for kind, one in _listed(value)]
    if len(conditions) > 1:
        return {_JOINS[value["match"]]: conditions}
    return conditions[0] if conditions else None


def thaw_condition(expression: Any) -> dict[str, Any]:
    """Return the block value, as a StreamField stores it, that freezes to an expression again."""
    if expression is None:
        return {"match": "all", "conditions": []}
    join = _join_of(expression)
    if not join:
        return {"match": "all", "conditions": [_thawed(expression, GROUP_DEPTH)]}
    return _thawed_group(expression, join, GROUP_DEPTH)


def _listed(value: Mapping[str, Any] | None) -> Iterator[tuple[str, Any]]:
    """Yield (kind, value) of what stands in a condition, cleaned or as stored."""
    for child in (value or {}).get("conditions") or ():
        if isinstance(child, Mapping):
            yield child["type"], child["value"]
        else:
            yield child.block_type, child.value


def _expression(kind: str, value: Mapping[str, Any]) -> Any:
    if kind == "row":
        return row_expression(value)
    return read_expression(value["text"]) if kind == "expression" else condition_of(value)


def _thawed(expression: Any, depth: int) -> dict[str, Any]:
    row = row_value(expression)
    if row is not None:
        return {"type": "row", "value": row}
    join = _join_of(expression)
    if join and depth:
        return {"type": "group", "value": _thawed_group(expression, join, depth - 1)}
    return {"type": "expression", "value": {"text": expression_text(expression)}}


def _thawed_group(expression: Any, join: str, depth: int) -> dict[str, Any]:
    conditions = [_thawed(one, depth) for one in expression[join]]
    return {"match": _MATCH_OF[join], "conditions": conditions}


def _join_of(expression: Any) -> str:
    """Return the operator of a group of two or more, "" if it is none."""
    if not isinstance(expression, dict):
        return ""
    return next((join for join in _MATCH_OF if len(expression.get(join, ())) > 1), "")
