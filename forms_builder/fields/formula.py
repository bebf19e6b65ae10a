"""A formula as blocks: an operation over questions, numbers and formulas inside it.

The blocks build an expression of forms_builder.expressions. One that they cannot show (it came in a
file) is kept as text, whole, and goes back as it was.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.expressions.tree import OPERATORS
from forms_builder.expressions.values import number_as_text, number_from
from forms_builder.fields.conditions import CodeInputBlock
from forms_builder.fields.expression_text import Expression

NESTED = 3  # formulas inside one another: deeper ones are read by nobody
OPERATIONS = (
    ("sum", gettext_lazy("сумма ответов, пропуски не в счёт")),
    ("mean", gettext_lazy("среднее ответов, пропуски не в счёт")),
    ("min", gettext_lazy("наименьшее")),
    ("max", gettext_lazy("наибольшее")),
    ("count", gettext_lazy("сколько отвечено")),
    ("+", gettext_lazy("сложить (+), нужны все ответы")),
    ("-", gettext_lazy("вычесть второе из первого (−)")),
    ("*", gettext_lazy("перемножить (×), нужны все ответы")),
    ("/", gettext_lazy("разделить первое на второе (÷)")),
)
SHOWN = dict(OPERATIONS)


class OperandsBlock(blocks.StreamBlock):
    question = CodeInputBlock(
        "data-condition-question",
        label=gettext_lazy("Вопрос"),
        max_length=40,
        help_text=gettext_lazy("Код вопроса этой формы."),
    )
    number = blocks.DecimalBlock(label=gettext_lazy("Число"), max_digits=25, decimal_places=10)


class FormulaBlock(blocks.StructBlock):
    """depth: how many more formulas may stand inside this one."""

    operation = blocks.ChoiceBlock(OPERATIONS, default="sum", label=gettext_lazy("Что посчитать"))

    def __init__(self, local_blocks: Any = None, depth: int = NESTED, **options: Any):
        inner = [("formula", FormulaBlock(depth=depth - 1))] if depth > 1 else []
        operands = OperandsBlock(inner, label=gettext_lazy("Из чего"), required=False)
        super().__init__([("operands", operands), *(local_blocks or [])], **options)

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        least, most = OPERATORS[cleaned["operation"]]
        count = len(cleaned["operands"])
        if count and not least <= count <= most:
            words = _("Этому действию нужно ровно два числа или вопроса.")
            wrong = ValidationError(words if most == 2 else _("Добавьте ещё число или вопрос."))
            raise blocks.StructBlockValidationError({"operands": wrong})
        return cleaned

    class Meta:
        icon = "sliders"
        label = gettext_lazy("Формула")


def formula_of(value: Mapping[str, Any]) -> Expression | None:
    """Return the expression of a formula block's value; None while nothing stands in it."""
    operands = [_operand(child.block_type, child.value) for child in value["operands"]]
    given = [operand for operand in operands if operand is not None]
    return {value["operation"]: given} if given else None


def _operand(kind: str, value: Any) -> Expression | None:
    if kind == "formula":
        return formula_of(value)
    if value in (None, ""):
        return None
    if kind == "number":
        return {"number": number_as_text(Decimal(value))}
    return {"var": value}


def thaw_formula(formula: Expression) -> dict[str, Any] | None:
    """Return the formula block's value, as a StreamField stores it, that gives this expression.

    None when blocks cannot show it: other operations, too many inside one another.
    """
    return _thawed(formula, NESTED)


def _thawed(formula: Expression, depth: int) -> dict[str, Any] | None:
    ((operation, arguments),) = formula.items()
    least, most = OPERATORS.get(operation, (0, 0))
    if operation not in SHOWN or not depth or not least <= len(arguments) <= most:
        return None
    operands = [_thawed_operand(argument, depth) for argument in arguments]
    if None in operands or (operation == "-" and len(operands) == 1):
        return None
    return {"operation": operation, "operands": operands}


def _thawed_operand(argument: Any, depth: int) -> dict[str, Any] | None:
    if not isinstance(argument, dict):
        return None
    if "var" in argument:
        return {"type": "question", "value": argument["var"]}
    if "number" in argument:
        text = argument["number"]
        shortest = number_as_text(number_from(text)) == text
        return {"type": "number", "value": text} if shortest else None
    inner = _thawed(argument, depth - 1)
    return inner and {"type": "formula", "value": inner}
