"""One of several choices."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys, refuse
from forms_builder.fields.contract import Answer, Item
from forms_builder.fields.registry import register


class OptionBlock(blocks.StructBlock):
    value = blocks.RegexBlock(
        r"^[a-z0-9_]{1,40}$",
        label=gettext_lazy("Код"),
        error_messages={"invalid": gettext_lazy("Код: латинские строчные буквы, цифры и _.")},
    )
    label = blocks.CharBlock(label=gettext_lazy("Вариант"), max_length=300)


class ChoiceBlock(QuestionBlock):
    choices = blocks.ListBlock(OptionBlock(), min_num=2, label=gettext_lazy("Варианты"))

    def clean(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        cleaned = super().clean(value)
        codes = [row["value"] for row in cleaned["choices"]]
        if len(codes) > len(set(codes)):
            wrong = ValidationError(_("Коды вариантов не повторяются."))
            raise blocks.StructBlockValidationError({"choices": wrong})
        return cleaned

    class Meta:
        icon = "radio-full"
        label = gettext_lazy("Выбор одного варианта")


@register
class ChoiceType(ValueType):
    name = "choice"
    label = gettext_lazy("Выбор одного варианта")
    scorable = True

    def block(self) -> blocks.StructBlock:
        return ChoiceBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        choices = [{"value": row["value"], "label": row["label"]} for row in value["choices"]]
        return common_keys(value) | {"choices": choices}

    def form_field(self, item: Item) -> forms.Field:
        choices = [(row["value"], row["label"]) for row in item["choices"]]
        return forms.ChoiceField(required=False, choices=choices, widget=forms.RadioSelect)

    def clean(self, item: Item, raw: str) -> str:
        if raw not in {row["value"] for row in item["choices"]}:
            raise refuse(item, _("Такого варианта нет. Выберите один из показанных."))
        return raw

    def display(self, item: Item, answer: Answer | None) -> str:
        if answer is None:
            return _("нет ответа")
        return next(row["label"] for row in item["choices"] if row["value"] == answer["value"])
