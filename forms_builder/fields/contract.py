"""What every field type fulfils. One file per type; the registry refuses an incomplete one."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.common.errors import DomainError, Problem

Item = dict[str, Any]  # an item as frozen in an edition
Answer = dict[str, Any]  # an answer as stored, see decode
Payload = Mapping[str, Sequence[str]]  # what a form sends for one item: part name → values

REASON_LIMIT = 1000
# Under which heading a type stands in the editor, in this order.
WORDS = gettext_lazy("Слова и числа")
CHOICE = gettext_lazy("Выбор")
FILES = gettext_lazy("Файлы")
OTHER = gettext_lazy("Прочее")
FAMILIES = (WORDS, CHOICE, FILES, OTHER)


class FieldType(ABC):
    """A kind of question.

    name: in editions and block types; label: in the editor; family: one of FAMILIES, the heading
    above it there; scorable: points() may give a score;
    asks: False for what has no input (a note, a calculated value); operand_type: what an answer is
    in an expression, one of forms_builder.expressions.values.TYPES, "" when it cannot stand there;
    template: draws the input from parts().
    """

    name: ClassVar[str]
    label: ClassVar[str]
    family: ClassVar[Any] = OTHER
    scorable: ClassVar[bool] = False
    asks: ClassVar[bool] = True
    operand_type: ClassVar[str] = ""
    template: ClassVar[str] = "questionnaires/fields/control.html"

    @abstractmethod
    def block(self) -> blocks.StructBlock:
        """Return the block by which a methodologist edits a question of this type."""

    @abstractmethod
    def freeze(self, value: Mapping[str, Any]) -> Item:
        """Return the frozen item but for uid and type, from a block's value (no floats)."""

    @abstractmethod
    def thaw(self, item: Item) -> dict[str, Any]:
        """Return the block's value, as a StreamField stores it, that freezes to the item again."""

    @abstractmethod
    def parts(self, item: Item, payload: Payload, prefix: str) -> dict[str, Any]:
        """Return what the template needs to ask the item with the payload typed in.

        prefix: stands before every part's name: «<item uid>.», so that a part is posted as
        «<item uid>.<part>».
        """

    @abstractmethod
    def decode_value(self, item: Item, payload: Payload) -> Answer | None:
        """Return the answer in a payload, None when nothing is answered; see decode."""

    @abstractmethod
    def encode_value(self, item: Item, answer: Answer) -> dict[str, list[str]]:
        """Return the payload that decodes to the answer: how a stored answer fills its form."""

    @abstractmethod
    def show_value(self, item: Item, answer: Answer) -> str:
        """Return a given answer in words."""

    @abstractmethod
    def value_columns(self, item: Item) -> list[tuple[str, str]]:
        """Return (column code, title) of an export; the set depends on the edition alone."""

    @abstractmethod
    def value_cells(self, item: Item, answer: Answer) -> list[str]:
        """Return the cells of a given answer, one per column of value_columns."""

    def operand(self, item: Item, answer: Answer) -> Any:
        """Return a given answer as a value of operand_type; only asked of types that have one."""
        return answer["value"]

    def points(self, item: Item, answer: Answer) -> Decimal | None:
        """Return the score of a given answer, None when it carries none («затрудняюсь»)."""
        return None

    def decode(self, item: Item, payload: Payload) -> Answer | None:
        """Return the answer in a payload, None when nothing is answered.

        Raises DomainError, one Russian sentence per problem, for a value the item does not allow.
        """
        if item.get("not_applicable") and payload.get("na"):
            return {"state": "not_applicable", "reason": reason_in(item, payload, "na_reason")}
        return self.decode_value(item, payload)

    def encode(self, item: Item, answer: Answer | None) -> dict[str, list[str]]:
        """Return the payload that decodes to the answer; empty for none."""
        if answer is None:
            return {}
        if answer["state"] == "not_applicable":
            return {"na": ["1"], "na_reason": [answer["reason"]]}
        return self.encode_value(item, answer)

    def display(self, item: Item, answer: Answer | None) -> str:
        """Return the answer in words, as a read-only sheet and a report show it."""
        if answer is None:
            return _("нет ответа")
        if answer["state"] == "not_applicable":
            return _("не применимо: %s") % answer["reason"]
        return self.show_value(item, answer)

    def columns(self, item: Item) -> list[tuple[str, str]]:
        """Return every (column code, title) of an export; the set depends on the edition alone."""
        if not item.get("not_applicable"):
            return self.value_columns(item)
        why = (f"{item['code']}_na", _("%s: почему не применимо") % item["label"])
        return [*self.value_columns(item), why]

    def cells(self, item: Item, answer: Answer | None) -> list[str]:
        """Return the cells of an answer, one per column of columns; empty text where nothing is."""
        blank = [""] * len(self.columns(item))
        if answer is None:
            return blank
        if answer["state"] == "not_applicable":
            return [*blank[:-1], answer["reason"]]
        given = self.value_cells(item, answer)
        return given + blank[len(given) :]

    def missing(self, item: Item, answer: Answer | None) -> str:
        """Return what keeps the item from being complete, in Russian; empty when nothing does."""
        return "" if answer or not item.get("required") or not self.asks else _("нет ответа")


def typed(payload: Payload, part: str) -> str:
    """Return what was typed into a part, "" if nothing was; NUL goes: databases refuse it."""
    return next(iter(payload.get(part, ())), "").replace("\x00", "").strip()


def refuse(item: Item, message: str) -> DomainError:
    """Return the error that names the item, in its own words if it has some; the caller raises."""
    return DomainError(problems=[Problem(item.get("error") or message, place=item["label"])])


def reason_in(item: Item, payload: Payload, part: str) -> str:
    """Return why something does not apply; DomainError without a reason or with too long a one."""
    reason = typed(payload, part)
    if not reason:
        message = _("Напишите, почему не применимо: без причины это не сохранится.")
        raise DomainError(problems=[Problem(message, place=item["label"])])
    if len(reason) > REASON_LIMIT:
        message = _("Причина длиннее 1000 знаков. Сократите её.")
        raise DomainError(problems=[Problem(message, place=item["label"])])
    return reason
