"""What every field type fulfils. One file per type; the registry refuses an incomplete one."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from wagtail import blocks

Item = dict[str, Any]  # an item as frozen in an edition
Answer = dict[str, Any]  # an answer as stored, see decode
Payload = Mapping[str, Sequence[str]]  # what a form sends for one item: part name → values


class FieldType(ABC):
    """A kind of question.

    name: in editions and block types; label: in the editor; scorable: may count towards a score;
    asks: False for a note, which has no answer.
    """

    name: ClassVar[str]
    label: ClassVar[str]
    scorable: ClassVar[bool] = False
    asks: ClassVar[bool] = True

    @abstractmethod
    def block(self) -> blocks.StructBlock:
        """Return the block by which a methodologist edits a question of this type."""

    @abstractmethod
    def freeze(self, value: Mapping[str, Any]) -> Item:
        """Return the type's own keys of the frozen item, from a block's value (no floats)."""

    @abstractmethod
    def form_field(self, item: Item) -> forms.Field:
        """Return the form field that asks the item: its parts, limits and messages."""

    @abstractmethod
    def decode(self, item: Item, payload: Payload) -> Answer | None:
        """Return the answer in a payload, None when nothing is answered.

        Raises DomainError, one Russian sentence per problem, for a value the item does not allow.
        """

    @abstractmethod
    def display(self, item: Item, answer: Answer | None) -> str:
        """Return the answer in words, as a read-only sheet and a report show it."""

    @abstractmethod
    def columns(self, item: Item) -> list[tuple[str, str]]:
        """Return (column code, title) of an export; the set depends on the edition alone."""

    def missing(self, item: Item, answer: Answer | None) -> str:
        """Return what keeps the item from being complete, in Russian; empty when nothing does."""
        return "" if answer or not item.get("required") or not self.asks else "нет ответа"
