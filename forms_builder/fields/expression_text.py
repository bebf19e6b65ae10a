"""An expression written out: what rows of conditions and blocks of formulas cannot say."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

from forms_builder.common.canonical import canonical_json
from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.tree import parse

Expression = dict[str, Any]


def read_expression(text: str) -> Expression | None:
    """Return the expression kept as text, None for an empty text; ValueError if it is none."""
    if not text.strip():
        return None
    data = json.loads(text)
    parse(data)
    return data


def expression_text(expression: Expression) -> str:
    """Return the text under which an expression is kept, the inverse of read_expression."""
    return canonical_json(expression)


class ExpressionTextBlock(blocks.TextBlock):
    """An expression as text, checked by the reader of expressions."""

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        try:
            read_expression(cleaned or "")
        except (Malformed, ValueError, RecursionError):
            message = _("Это не выражение: вставьте его целиком или сотрите и соберите из списка.")
            raise ValidationError(message) from None
        return cleaned

    def deconstruct(self) -> tuple[str, tuple, dict[str, Any]]:
        """A migration needs what is stored alone: a text."""
        return "wagtail.blocks.TextBlock", *super().deconstruct()[1:]
