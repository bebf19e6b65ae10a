"""What the simple types share: one value, its block's common children, n/a."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.errors import DomainError, Problem
from forms_builder.fields.contract import Answer, FieldType, Item, Payload


def code_block() -> blocks.RegexBlock:
    """Return the block of an item's code, which names its column in every export."""
    return blocks.RegexBlock(
        r"^[a-z][a-z0-9_]{0,39}$",
        label=gettext_lazy("Код"),
        help_text=gettext_lazy("Латинские буквы, цифры и _: имя столбца в выгрузке."),
        error_messages={"invalid": gettext_lazy("Код: латинские строчные буквы, цифры и _.")},
    )


class QuestionBlock(blocks.StructBlock):
    """The children every question has; the label comes first: a folded block shows it."""

    label = blocks.CharBlock(label=gettext_lazy("Вопрос"), max_length=500)
    hint = blocks.TextBlock(label=gettext_lazy("Подсказка"), required=False, rows=2)
    code = code_block()
    required = blocks.BooleanBlock(label=gettext_lazy("Обязательный"), required=False)


class ValueType(FieldType):
    """A question answered by one value: {"state": "answered", "value": …}."""

    def clean(self, item: Item, raw: str) -> str:
        """Return the canonical value of what was typed; raise DomainError if it is not allowed."""
        return raw

    def decode(self, item: Item, payload: Payload) -> Answer | None:
        raw = typed(payload, "value")
        return {"state": "answered", "value": self.clean(item, raw)} if raw else None

    def display(self, item: Item, answer: Answer | None) -> str:
        return str(answer["value"]) if answer else _("нет ответа")

    def columns(self, item: Item) -> list[tuple[str, str]]:
        return [(item["code"], item["label"])]


def typed(payload: Payload, part: str) -> str:
    """Return what was typed into a part, "" if nothing was; NUL goes: databases refuse it."""
    return next(iter(payload.get(part, ())), "").replace("\x00", "").strip()


def refuse(item: Item, message: str) -> DomainError:
    """Return the error that names the item; the caller raises it."""
    return DomainError(problems=[Problem(message, place=item["label"])])


def common_keys(value: Mapping[str, Any]) -> Item:
    """Return the keys every question freezes."""
    return {
        "code": value["code"],
        "label": value["label"],
        "hint": value.get("hint", ""),
        "required": bool(value.get("required")),
    }
