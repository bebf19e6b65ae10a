"""A repeating group: the same few questions about each of several things, a row per thing."""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.russian import counted
from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, thawed
from forms_builder.fields.contract import OTHER, Answer, FieldType, Item, Payload, refuse
from forms_builder.fields.files import HOLDS_FILES
from forms_builder.fields.group_rows import (
    cells_of,
    columns_of,
    drawn,
    gaps_of,
    payloads_of,
    read_rows,
    shown_rows,
    written_rows,
)
from forms_builder.fields.registry import all_types, field_type, register

MOST = 50  # rows of one answer
NOT_INSIDE = {"group", "indicator", "consent", *HOLDS_FILES}
# What belongs to the group as a whole, not to a question inside a row.
OF_THE_WHOLE = ("show_if", "not_applicable", "reasons", "evidence", "construct")
ROWS = ("строка", "строки", "строк")


class GroupBlock(QuestionBlock):
    """The questions inside keep their own ids, which are the uids of the frozen ones."""

    minimum = blocks.IntegerBlock(
        label=gettext_lazy("Строк не меньше"), default=0, min_value=0, max_value=MOST
    )
    maximum = blocks.IntegerBlock(
        label=gettext_lazy("Строк не больше"), default=10, min_value=1, max_value=MOST
    )

    def __init__(self, local_blocks: Any = None, **options: Any):
        inner = [(kind.name, _inner_block(kind)) for kind in _inner_types()]
        label = gettext_lazy("Вопросы строки")
        items = blocks.StreamBlock(inner, min_num=1, collapsed=True, label=label)
        super().__init__([("items", items), *(local_blocks or [])], **options)

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        wrong = {}
        codes = Counter(child.value["code"] for child in cleaned["items"])
        if codes and max(codes.values()) > 1:
            wrong["items"] = ValidationError(_("Коды вопросов строки не повторяются."))
        if cleaned["minimum"] > cleaned["maximum"]:
            wrong["maximum"] = ValidationError(_("Верхний предел меньше нижнего."))
        if wrong:
            raise blocks.StructBlockValidationError(wrong)
        return cleaned

    class Meta:
        icon = "list-ul"
        label = gettext_lazy("Повторяющаяся группа")


def _inner_types() -> Iterator[FieldType]:
    return (kind for kind in all_types() if kind.asks and kind.name not in NOT_INSIDE)


def _inner_block(kind: FieldType) -> blocks.StructBlock:
    """Return the type's block without what belongs to the whole group."""
    whole = type(kind.block())
    return type(f"{whole.__name__}Inside", (whole,), dict.fromkeys(OF_THE_WHOLE))()


@register
class GroupType(ValueType):
    """value: a row per thing, {uid of the question: its answer}; rows without any are dropped."""

    name = "group"
    label = gettext_lazy("Повторяющаяся группа")
    family = OTHER
    operand_type = "number"
    template = "questionnaires/fields/group.html"

    def block(self) -> blocks.StructBlock:
        return GroupBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        inside = [child for child in value["items"] if not child.value.get("retired")]
        return common_keys(value) | {
            "items": [_frozen(child) for child in inside],
            "minimum": int(value["minimum"]),
            "maximum": int(value["maximum"]),
        }

    def thaw(self, item: Item) -> dict[str, Any]:
        items = [
            {
                "type": child["type"],
                "id": child["uid"],
                "value": field_type(child["type"]).thaw(child),
            }
            for child in item["items"]
        ]
        limits = {"minimum": item["minimum"], "maximum": item["maximum"]}
        return thawed(item) | {"items": items} | limits

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return {is_group, rows, may_grow}: the rows typed in and, while more may come, one more.

        A row is {number, questions: [{item, id, template, parts}]}; number counts from 1.
        """
        given = payloads_of(payload)
        wanted = max(len(given) + 1, item["minimum"])
        wanted = max(min(wanted, item["maximum"]), len(given))
        given += [{}] * (wanted - len(given))
        rows = [drawn(item, index, row, prefix) for index, row in enumerate(given)]
        return {"is_group": True, "rows": rows, "may_grow": len(rows) < item["maximum"]}

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        rows = read_rows(item, payload)
        if len(rows) > item["maximum"]:
            count = counted(item["maximum"], *ROWS)
            raise refuse(item, _("Можно не больше: %s. Уберите лишние.") % count)
        return {"state": "answered", "value": rows} if rows else None

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        return written_rows(item, answer["value"])

    def missing(self, item: Item, answer: Answer | None) -> str:
        if not answer or answer["state"] != "answered":
            return super().missing(item, answer)
        rows = answer["value"]
        if len(rows) < item["minimum"]:
            return _("нужно не меньше: %s") % counted(item["minimum"], *ROWS)
        return "; ".join(gaps_of(item, rows))

    def operand(self, item: Item, answer: Answer) -> Decimal:
        """Return how many rows there are."""
        return Decimal(len(answer["value"]))

    def show_value(self, item: Item, answer: Answer) -> str:
        return "\n".join(shown_rows(item, answer["value"]))

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        count = (f"{item['code']}_count", _("%s: сколько строк") % item["label"])
        return [count, *columns_of(item)]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return [str(len(answer["value"])), *cells_of(item, answer["value"])]


def _frozen(child: Any) -> Item:
    kind = field_type(child.block_type)
    return {"uid": str(child.id), "type": kind.name, **kind.freeze(child.value)}
