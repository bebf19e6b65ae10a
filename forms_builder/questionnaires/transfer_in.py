"""A form as a file, into blocks. The shape stands in README.md; transfer.py writes it."""

import uuid
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError, Problem
from forms_builder.fields.catalogue import all_types, field_type
from forms_builder.fields.conditions import thaw_condition
from forms_builder.fields.lists import list_titles
from forms_builder.questionnaires.block_errors import messages_of
from forms_builder.questionnaires.blocks import BodyBlock
from forms_builder.questionnaires.shape import shape_problems

Data = dict[str, Any]
NAMESPACE = uuid.UUID("6c5e2d0e-9d0b-5f6b-8f63-0c1a5d7b9e21")
INDICATORS = "indicator"
TITLE_LIMIT = 250
MOST_SAID = 200  # a file of another kind is wrong everywhere
OF_ANY_ITEM = {"type", "uid", "retired"}
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, ArithmeticError)


def body_of(data: Any) -> list[Data]:
    """Return the blocks of a form's file, of type, id and value, as a StreamField keeps them.

    Raises DomainError that names every wrong place of the file. Ids that the file lacks follow
    from the form's title and the codes, so the same file always gives the same ones.
    """
    _demand_form(data)
    reading = _Reading(data)
    body = list(reading.blocks())
    if reading.problems:
        raise DomainError(problems=reading.problems)
    return body


def _demand_form(data: Any) -> None:
    if not isinstance(data, dict) or not isinstance(data.get("title"), str):
        raise DomainError(_("Это не файл формы: в нём нет названия (title)."))
    if len(data["title"]) > TITLE_LIMIT:
        raise DomainError(_("Название формы длиннее %s знаков. Сократите.") % TITLE_LIMIT)
    if not isinstance(data.get("sections"), list):
        raise DomainError(_("Это не файл формы: в нём нет списка разделов (sections)."))
    wrong = list(islice(shape_problems(data), MOST_SAID))
    if wrong:
        raise DomainError(problems=wrong)


class _Reading:
    """problems: what was wrong so far; codes: those met so far."""

    def __init__(self, data: Any):
        self.problems: list[Problem] = []
        self.codes: set[str] = set()
        self.kinds = {kind.name for kind in all_types()}
        self.stream = BodyBlock()
        self.lists = {uid for uid, _title in list_titles()}
        self.indicator_blocks = 0
        self.sections = data["sections"]
        self.namespace = uuid.uuid5(NAMESPACE, data["title"])

    def blocks(self) -> Iterator[Data]:
        for number, section in enumerate(self.sections, start=1):
            place = _("раздел %s") % number
            if not isinstance(section, dict) or not isinstance(section.get("items"), list):
                self._wrong(place, _("Нужны название (title) и список вопросов (items)."))
                continue
            if section.get("title"):
                yield from self._heading(place, section)
            for position, item in enumerate(section["items"], start=1):
                code = item.get("code", "") if isinstance(item, dict) else ""
                yield from self._item(f"{place}, {position}. {code}".rstrip(". "), item)

    def _heading(self, place: str, section: Data) -> Iterator[Data]:
        try:
            made = self._section(section)
        except UNREADABLE as wrong:
            self._unreadable(place, wrong)
        else:
            yield from self._checked(place, "section", made)

    def _section(self, section: Data) -> Data:
        name = section.get("code") or section["title"]
        return {
            "id": self._uid(section, f"section/{name}"),
            "value": {
                "title": section["title"],
                "show_if": thaw_condition(section.get("show_if")),
            },
        }

    def _item(self, place: str, item: Any) -> Iterator[Data]:
        if not isinstance(item, dict) or item.get("type") not in self.kinds:
            self._wrong(place, _("Такого вида вопроса (type) нет."))
            return
        kind = item["type"]
        try:
            made = self._indicators(item) if kind == INDICATORS else self._question(place, item)
        except UNREADABLE as wrong:
            self._unreadable(place, wrong)
            return
        if item.get("retired"):
            made["value"]["retired"] = True
        yield from self._checked(place, kind, made)

    def _question(self, place: str, item: Data) -> Data:
        code = item["code"]
        if code in self.codes:
            self._wrong(place, _("Код «%s» в файле уже есть.") % code)
        self.codes.add(code)
        whole = self._whole(place, item, f"item/{code}")
        return {"id": whole["uid"], "value": field_type(item["type"]).thaw(whole)}

    def _whole(self, place: str, item: Data, path: str) -> Data:
        """Return an item with every key its type freezes, and its uid; children likewise."""
        kind = field_type(item["type"])
        blank = kind.freeze(self.stream.child_blocks[kind.name].get_default())
        unknown = sorted(set(item) - set(blank) - OF_ANY_ITEM - {"list"})
        if unknown:
            self._wrong(place, _("Лишние ключи: %s.") % ", ".join(unknown))
        whole = blank | item | {"uid": self._uid(item, path)}
        if whole.get("list") not in self.lists:
            whole |= {"list": ""}  # a ready list of another portal: its options stand in the item
        if "items" in item:
            children = [
                self._whole(f"{place}, {child['code']}", child, f"{path}/{child['code']}")
                for child in item["items"]
            ]
            whole |= {"items": children}
        return whole

    def _indicators(self, item: Data) -> Data:
        self.indicator_blocks += 1
        value = {key: item[key] for key in item if key not in OF_ANY_ITEM}
        value |= {
            "ages": "\n".join(item.get("ages", ())),
            "reasons": "\n".join(item.get("reasons", ())),
            "show_if": thaw_condition(item.get("show_if")),
        }
        return {"id": self._uid(item, f"indicators/{self.indicator_blocks}"), "value": value}

    def _checked(self, place: str, kind: str, made: Data) -> Iterator[Data]:
        """Yield the block if Wagtail's own checks, those of the editor, let it pass."""
        block = self.stream.child_blocks[kind]
        try:
            block.clean(block.to_python(made["value"]))
        except ValidationError as wrong:
            for message in messages_of(wrong):
                self._wrong(place, message)
        except UNREADABLE as wrong:
            self._wrong(place, _("Не читается: %s.") % wrong)
        else:
            yield {"type": kind, **made}

    def _uid(self, row: Data, path: str) -> str:
        given = row.get("uid")
        return str(uuid.UUID(given)) if given else str(uuid.uuid5(self.namespace, path))

    def _unreadable(self, place: str, wrong: Exception) -> None:
        message = _("Не читается: проверьте ключи и их значения (%s).")
        self._wrong(place, message % (wrong or type(wrong).__name__))

    def _wrong(self, place: str, message: str) -> None:
        self.problems.append(Problem(message, place))
