"""What the simple types share: the block every question has, one value, one control."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from forms_builder.fields.conditions import ConditionBlock, condition_of, thaw_condition
from forms_builder.fields.contract import WORDS, Answer, FieldType, Item, Payload, typed

EVIDENCE = (
    ("none", gettext_lazy("не спрашивать")),
    ("optional", gettext_lazy("по желанию")),
    ("required", gettext_lazy("обязательно")),
)


# Codes end with \Z: a $ lets a line's end through behind them.
WRONG_CODE = {"invalid": gettext_lazy("Код: латинские строчные буквы, цифры и _.")}


def code_block() -> blocks.RegexBlock:
    """Return the block of an item's code, which names its column in every export."""
    return blocks.RegexBlock(
        r"^[a-z][a-z0-9_]{0,39}\Z",
        label=gettext_lazy("Код"),
        help_text=gettext_lazy("Латинские буквы, цифры и _: имя столбца в выгрузке."),
        error_messages=WRONG_CODE,
    )


def inner_code_block() -> blocks.RegexBlock:
    """Return the block of a code inside one question: of an option, a row, a column."""
    return blocks.RegexBlock(
        r"^[a-z0-9_]{1,40}\Z", label=gettext_lazy("Код"), error_messages=WRONG_CODE
    )


def repeats(codes: Sequence[str]) -> bool:
    """Whether a code stands twice among codes."""
    return len(codes) > len(set(codes))


def reasons_block() -> blocks.TextBlock:
    """Return the block of ready reasons for «не применимо», one a line."""
    return blocks.TextBlock(
        label=gettext_lazy("Готовые причины «не применимо»"),
        required=False,
        rows=2,
        help_text=gettext_lazy("По одной в строке. Пусто — причину пишут своими словами."),
    )


FIRST = ("label", "code", "hint", "required")
SETTINGS = (
    "show_if",
    "error",
    "not_applicable",
    "reasons",
    "evidence",
    "construct",
    "retired",
)


class QuestionBlock(blocks.StructBlock):
    """The children every question has; the label comes first: a folded block shows it.

    retired: no longer asked; the block stays, so that its uid and code are never given anew.
    """

    label = blocks.CharBlock(label=gettext_lazy("Вопрос"), max_length=500)
    hint = blocks.TextBlock(label=gettext_lazy("Подсказка"), required=False, rows=2)
    code = code_block()
    required = blocks.BooleanBlock(label=gettext_lazy("Обязательный"), required=False)
    error = blocks.CharBlock(
        label=gettext_lazy("Своё сообщение об ошибке"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Что сделать, если ответ не подходит. Пусто — обычное сообщение."),
    )
    not_applicable = blocks.BooleanBlock(label=gettext_lazy("Можно «не применимо»"), required=False)
    reasons = reasons_block()
    show_if = ConditionBlock()
    evidence = blocks.ChoiceBlock(
        EVIDENCE, default="none", required=False, label=gettext_lazy("Доказательства")
    )
    construct = blocks.CharBlock(
        label=gettext_lazy("Что измеряет"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Например «вовлеченность»: ответы с одним словом считаются вместе."),
    )
    retired = blocks.BooleanBlock(
        label=gettext_lazy("Снят: больше не спрашивается"), required=False
    )

    def get_form_layout(self) -> BlockGroup:
        return folded(list(self.child_blocks))


def folded(names: Sequence[str]) -> BlockGroup:
    """Return the order of a block's children in the editor: the question, the type's own keys, and
    the settings folded away, so that ten questions fit on a screen.
    """
    first = [name for name in FIRST if name in names]
    settings = [name for name in SETTINGS if name in names]
    own = [name for name in names if name not in (*first, *settings)]
    return BlockGroup([*first, *own], settings=settings)


class ValueType(FieldType):
    """A question answered by one value: {"state": "answered", "value": …}."""

    family = WORDS

    def clean(self, item: Item, raw: str) -> str:
        """Return the canonical value of what was typed; raise DomainError if it is not allowed."""
        return raw

    def is_group(self, item: Item) -> bool:
        """Whether the control is several inputs, which a fieldset names, not a label."""
        return False

    def limits(self, item: Item) -> str:
        """Return what is allowed, in words, shown before the control; "" when anything is."""
        return ""

    def attributes(self, item: Item) -> dict[str, Any]:
        """Return the attributes of the input, such as type and inputmode."""
        return {"type": "text"}

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return id, name, value, is_group, limits, limits_id, about and attributes of the input.

        about: ids of what describes the control: its limits, the hint (h-…), the state (s-…).
        """
        uid = prefix.removesuffix(".")
        limits = self.limits(item)
        described = [f"l-{uid}"] if limits else []
        described += [f"h-{uid}"] if item.get("hint") else []
        return {
            "id": f"q-{uid}",
            "name": f"{prefix}value",
            "value": typed(payload, "value"),
            "is_group": self.is_group(item),
            "limits": limits,
            "limits_id": f"l-{uid}",
            "about": " ".join([*described, f"s-{uid}"]),
            "attributes": self.attributes(item),
        }

    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        raw = typed(payload, "value")
        return {"state": "answered", "value": self.clean(item, raw)} if raw else None

    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        return {"value": [answer["value"]]}

    def show_value(self, item: Item, answer: Answer) -> str:
        return str(answer["value"])

    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        return [(item["code"], item["label"])]

    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        return [str(answer["value"])]

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item)


def ticks(parts: Mapping[str, Any], item: Item, words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what options.html ticks: {id, value, label, on} per value → label of words.

    What need not be answered can be taken back: «Без ответа» stands last.
    """
    offered = [*words.items(), *([] if item.get("required") else [("", _("Без ответа"))])]
    of, chosen = parts["id"], parts["value"]
    return [
        {"id": f"{of}-{value}", "value": value, "label": label, "on": chosen == value}
        for value, label in offered
    ]


def common_keys(value: Mapping[str, Any]) -> Item:
    """Return the keys every question freezes; left out where a block's value has none."""
    return {
        "code": value["code"],
        "label": value["label"],
        "hint": value.get("hint") or "",
        "required": bool(value.get("required")),
        "error": value.get("error") or "",
        "not_applicable": bool(value.get("not_applicable")),
        "reasons": lines(value.get("reasons") or ""),
        "evidence": value.get("evidence") or "none",
        "construct": value.get("construct") or "",
        "show_if": condition_of(value.get("show_if")),
    }


def thawed(item: Item) -> dict[str, Any]:
    """Return the block value of the keys every question freezes, the inverse of common_keys.

    An item of an early edition lacks the newer keys: they come back empty.
    """
    plain = ("code", "label", "hint", "required", "error", "not_applicable", "construct")
    kept = {key: item[key] for key in plain if key in item}
    return {
        **kept,
        "reasons": "\n".join(item.get("reasons", ())),
        "evidence": item.get("evidence", "none"),
        "show_if": thaw_condition(item.get("show_if")),
        "retired": False,
    }


def lines(text: str) -> list[str]:
    """Return the lines of a text without spaces around them, empty ones left out."""
    return [line.strip() for line in text.splitlines() if line.strip()]
