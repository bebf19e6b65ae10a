"""An address of a page on the web."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.base import QuestionBlock, ValueType, common_keys
from forms_builder.fields.contract import Item, refuse
from forms_builder.fields.registry import register

LIMIT = 2000
SCHEMES = ("http", "https")


class LinkBlock(QuestionBlock):
    class Meta:
        icon = "link"
        label = gettext_lazy("Ссылка")


@register
class LinkType(ValueType):
    """Only http and https: any other scheme may run something where the answer is read."""

    name = "link"
    label = gettext_lazy("Ссылка")
    operand_type = "text"

    def block(self) -> blocks.StructBlock:
        return LinkBlock()

    def freeze(self, value: Mapping[str, Any]) -> Item:
        return common_keys(value)

    def attributes(self, item: Item) -> dict[str, Any]:
        # No type=url: it refuses «sad94.ru», which clean completes.
        return {"type": "text", "inputmode": "url", "maxlength": LIMIT}

    def clean(self, item: Item, raw: str) -> str:
        address = raw if "://" in raw else f"https://{raw}"
        try:
            URLValidator(schemes=SCHEMES)(address)
        except ValidationError as wrong:
            example = _("Нужна ссылка на страницу, например https://sad94.ru/otchet.")
            raise refuse(item, example) from wrong
        if len(address) > LIMIT:
            raise refuse(item, _("Ссылка длиннее 2000 знаков. Нужна покороче."))
        return address
