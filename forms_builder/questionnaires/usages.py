"""Which conditions and formulas of a form name a question, told while it is edited."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.conditions import condition_of
from forms_builder.questionnaires.dependencies import codes_in


def lost_codes(body: Iterable[Any]) -> dict[str, list[str]]:
    """Return codes that are named though no question asked has them, each with who names it.

    body: the blocks of a form; retired ones are not asked, and name nothing themselves.
    """
    standing = [block for block in body if not block.value.get("retired")]
    asked = {block.value["code"] for block in standing if block.value.get("code")}
    lost: dict[str, list[str]] = {}
    for block in standing:
        for code in sorted(_named_by(block) - asked):
            lost.setdefault(code, []).append(_label(block))
    return lost


def _named_by(block: Any) -> set[str]:
    return {code for one in _expressions(block) for code in codes_in(one)}


def _expressions(block: Any) -> Iterator[Any]:
    yield condition_of(block.value.get("show_if"))
    if block.block_type == "calculated":
        yield field_type("calculated").freeze(block.value)["formula"]


def _label(block: Any) -> str:
    value: Mapping[str, Any] = block.value
    return value.get("label") or value.get("title") or ""
