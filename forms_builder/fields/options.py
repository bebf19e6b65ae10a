"""What single and multiple choice share: options, own or from a ready list, and «другое»."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import (
    QuestionBlock,
    ValueType,
    common_keys,
    inner_code_block,
    repeats,
    thawed,
)
from forms_builder.fields.contract import CHOICE, Answer, Item, Payload, refuse, typed
from forms_builder.fields.lists import ListSelect, list_titles, options_of
from forms_builder.fields.word_choice import WordChoiceBlock

OTHER = "other"  # the value that stands for own words
OTHER_LIMIT = 300
SCORE_DIGITS = {"max_digits": 9, "decimal_places": 2}


class OptionBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=gettext_lazy("Вариант"), max_length=300)
    value = inner_code_block()
    score = blocks.DecimalBlock(label=gettext_lazy("Балл"), required=False, **SCORE_DIGITS)
    unsure = blocks.BooleanBlock(label=gettext_lazy("«Затрудняюсь ответить»"), required=False)

    class Meta:
        icon = "radio-full"
        label = gettext_lazy("Вариант")


class OptionsBlock(QuestionBlock):
    """list: uid of a ready list, whose options are asked instead of the block's own."""

    list = WordChoiceBlock(
        choices=list_titles,
        widget=ListSelect,
        required=False,
        label=gettext_lazy("Готовый список вариантов"),
        help_text=gettext_lazy("Если список выбран, варианты ниже не спрашиваются."),
    )
    choices = blocks.ListBlock(
        OptionBlock(), default=[], collapsed=True, label=gettext_lazy("Свои варианты")
    )
    other = blocks.BooleanBlock(
        label=gettext_lazy("Последним вариантом — «Другое» своими словами"), required=False
    )

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        codes = [row["value"] for row in options_in(cleaned)]
        message = _wrong(codes, bool(cleaned["other"]))
        if message:
            where = "list" if cleaned["list"] else "choices"
            raise blocks.StructBlockValidationError({where: ValidationError(message)})
        return cleaned


def _wrong(codes: Sequence[str], is_other: bool) -> str:
    """Return what is wrong with the codes of options, "" when nothing is."""
    if len(codes) + is_other < 2:
        return _("Нужны хотя бы два варианта: выберите готовый список или добавьте свои.")
    if repeats(codes):
        return _("Коды вариантов не повторяются.")
    if is_other and OTHER in codes:
        return _("Код other занят вариантом «Другое»: дайте своему варианту иной код.")
    return ""


def options_in(value: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the options asked: of the list, else the block's own; those when a list is gone."""
    uid = value.get("list")
    return (options_of(uid) if uid else ()) or value["choices"]


def frozen_option(row: Mapping[str, Any]) -> Item:
    """Return an option as it is frozen, from a block or a row of a list."""
    score = row.get("score")
    return {
        "value": row["value"],
        "label": row["label"],
        "score": None if score in (None, "") else f"{Decimal(score):f}",
        "unsure": bool(row.get("unsure")),
    }


class OptionsType(ValueType):
    """Answered by options of a list; kind: what is ticked, radio or checkbox."""

    family = CHOICE
    scorable = True
    kind: ClassVar[str] = "radio"

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return common_keys(value) | {
            "list": value.get("list") or "",
            "choices": [frozen_option(row) for row in options_in(value)],
            "other": bool(value.get("other")),
        }

    def thaw(self, item: Item) -> dict[str, Any]:
        return thawed(item) | {
            "list": item.get("list", ""),
            "choices": [frozen_option(row) for row in item["choices"]],
            "other": bool(item.get("other")),
        }

    def is_group(self, item: Item) -> bool:
        return True

    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return ValueType's and kind, options [{id, value, label, on}], other (see other.html)."""
        parts = super().parts(item, payload, prefix)
        ticked = set(payload.get("value", ()))
        options = [_drawn(row, parts["id"], row["value"] in ticked) for row in asked(item)]
        other = item.get("other") and {
            "id": f"{parts['id']}-words",
            "name": f"{prefix}other",
            "value": typed(payload, "other"),
            "maximum": OTHER_LIMIT,
            "of": f"{parts['id']}-{OTHER}" if self.is_group(item) else parts["id"],
        }
        return parts | {"kind": self.kind, "options": options, "other": other}

    def with_words(self, item: Item, payload: Payload, answer: Answer, ticked: bool) -> Answer:
        """Return the answer with the words of «другое» when it is ticked; DomainError for none."""
        if not ticked:
            return answer
        words = typed(payload, "other")
        if not words:
            raise refuse(item, _("Вы выбрали «Другое»: напишите, что именно."))
        if len(words) > OTHER_LIMIT:
            raise refuse(item, _("«Другое» длиннее %s знаков. Сократите.") % OTHER_LIMIT)
        return answer | {"other": words}

    def words_of(self, item: Item, answer: Answer, value: str) -> str:
        """Return a chosen option in words; own ones after «Другое»."""
        if value == OTHER and "other" in answer:
            return _("Другое: %s") % answer["other"]
        return next(row["label"] for row in item["choices"] if row["value"] == value)


def asked(item: Item) -> list[Item]:
    """Return the options shown: the frozen ones, then «Другое» where own words are allowed."""
    if not item.get("other"):
        return item["choices"]
    return [*item["choices"], {"value": OTHER, "label": _("Другое")}]


def known(item: Item) -> list[str]:
    """Return the values that may be answered, in the order shown."""
    return [row["value"] for row in asked(item)]


def score_of(item: Item, value: str) -> Decimal | None:
    """Return the score of an option; none for own words, for «затрудняюсь» and in old editions."""
    for row in item["choices"]:
        if row["value"] == value and row.get("score") is not None and not row.get("unsure"):
            return Decimal(row["score"])
    return None


def _drawn(row: Item, of: str, on: bool) -> dict[str, Any]:
    return {"id": f"{of}-{row['value']}", "value": row["value"], "label": row["label"], "on": on}
