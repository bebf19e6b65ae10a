"""The shape in which an edition's content is asked: sections of items, indicators joined in."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms_builder.expressions.order import ordered
from forms_builder.fields.contract import Item
from forms_builder.questionnaires.dependencies import dependencies


@dataclass(frozen=True)
class Section:
    """uid: of the heading, or of the area that an indicators block was expanded into.

    show_if: the condition under which the whole section is asked, None for always.
    """

    uid: str
    title: str
    items: tuple[Item, ...]
    show_if: Any = None


@dataclass(frozen=True)
class Sheet:
    """scale: the scale as frozen, None when the form asks no indicators."""

    title: str
    notice: str
    sections: tuple[Section, ...]
    scale: dict[str, Any] | None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item in the order of asking."""
        return tuple(item for section in self.sections for item in section.items)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The uids of sections and items, each after what its condition or formula asks about."""
        return tuple(ordered(dependencies(self.sections)))

    @cached_property
    def _by_uid(self) -> dict[str, Item]:
        return {item["uid"]: item for item in self.items}

    def item(self, uid: str) -> Item:
        """Return the item with this uid; KeyError when the edition does not ask it."""
        return self._by_uid[uid]


def items_of(content: dict[str, Any]) -> list[Item]:
    """Return all items of edition content in the order of asking, as they are frozen."""
    return [item for section in content["sections"] for item in section["items"]]


def read_content(data: dict[str, Any]) -> Sheet:
    """Return the sheet of edition content that may not be frozen yet, as a preview needs it."""
    scale = data["scale"]
    indicators = {row["uid"]: row for row in scale["indicators"]} if scale else {}
    levels = [row["value"] for row in scale["levels"]] if scale else []
    return Sheet(
        title=data["questionnaire"]["title"],
        notice=data["questionnaire"]["notice"],
        sections=tuple(
            Section(
                uid=section["uid"],
                title=section["title"],
                items=tuple(_joined(item, indicators, levels) for item in section["items"]),
                show_if=section.get("show_if"),
            )
            for section in data["sections"]
        ),
        scale=scale,
    )


def _joined(item: Item, indicators: dict[str, Item], levels: list[int]) -> Item:
    if item["type"] != "indicator":
        return item
    indicator = indicators[item["uid"]]
    return item | {"indicator": indicator, "top": top_of(indicator, levels)}


def top_of(indicator: Item, levels: list[int]) -> int:
    """Return the highest level that can be reached: the scale's, lowered by gaps at its end."""
    return max((level for level in levels if level not in indicator["gaps"]), default=0)
