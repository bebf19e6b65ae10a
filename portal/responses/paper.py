"""The empty paper form of an edition: for those who fill in by hand and type it in later."""

from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forms_builder.fields.contract import Item
from forms_builder.questionnaires.item_words import Names, names_in
from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.reading import Section, read_edition
from portal.documents.tree import Block, Document, Fact, Heading, Paragraph
from portal.responses.paper_items import BOX, LONG, control

HASH_SHOWN = 12


def paper_form(edition: Edition) -> Document:
    """Return the blank of an edition: its head, then every section and item as it was frozen.

    Works for editions of every schema; all items stand in it, those asked under a condition with
    the condition in words.
    """
    sheet = read_edition(edition)
    writer = _Writer(names_in(edition.data))
    blocks = [block for section in sheet.sections for block in writer.section(section)]
    intro = [Paragraph(sheet.notice, soft=True)] if sheet.notice else []
    legend = _("Звёздочкой отмечены вопросы, на которые нужно ответить обязательно.")
    return Document(
        title=sheet.title,
        subtitle=_("Бланк для заполнения от руки"),
        mark=_("Редакция %s") % edition.number,
        facts=_facts(edition),
        blocks=(*intro, Paragraph(legend, soft=True), *blocks),
    )


def _facts(edition: Edition) -> tuple[Fact, ...]:
    return (
        Fact(_("Редакция"), f"{edition.number}"),
        Fact(_("Действует с"), date_format(edition.valid_from, "j E Y")),
        Fact(_("Отпечаток"), edition.sha256[:HASH_SHOWN]),
        Fact(_("О ком или о чём"), LONG),
        Fact(_("Кто заполнил"), LONG),
        Fact(_("Когда"), LONG),
    )


@dataclass(frozen=True)
class _Writer:
    """names: how conditions are said."""

    names: Names

    def section(self, section: Section) -> list[Block]:
        return [
            Heading(section.title),
            *self._condition(_("Заполняйте раздел, если: %s."), section.show_if),
            *(block for item in section.items for block in self.item(item)),
        ]

    def item(self, item: Item) -> list[Block]:
        hint = [Paragraph(item["hint"], soft=True)] if item.get("hint") else []
        condition = self._condition(_("Отвечайте, если: %s."), item.get("show_if"))
        return [Heading(_title(item), 4), *condition, *hint, *control(item), *_tools(item)]

    def _condition(self, told: str, condition: Any) -> list[Block]:
        if not condition:
            return []
        return [Paragraph(told % self.names.say(condition), soft=True)]


def _title(item: Item) -> str:
    star = " *" if item.get("required") else ""
    number = f"{item['code']}. " if item["type"] == "indicator" else ""
    return f"{number}{item['label']}{star}"


def _tools(item: Item) -> list[Block]:
    """What an answer may need besides: why it does not apply, what confirms it."""
    lines = []
    if item.get("not_applicable"):
        ready = "; ".join(item.get("reasons") or ())
        why = f" ({ready})" if ready else ""
        lines.append(f"{BOX} " + _("Не применимо, потому что%s: ") % why + LONG)
    if item.get("evidence", "none") != "none":
        lines.append(f"{_evidence(item)}: {LONG}")
    return [Paragraph("\n".join(lines))] if lines else []


def _evidence(item: Item) -> str:
    if item.get("evidence_from"):
        return _("Доказательства (обязательны с уровня %s)") % item["evidence_from"]
    if item["evidence"] == "required":
        return _("Доказательства (обязательны)")
    return _("Доказательства")
