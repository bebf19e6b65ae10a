"""The content of an edition from agreed text: the JSON that is frozen (schema 2).

Building judges nothing: an unfinished form gives unfinished content, which a preview shows and
checks.py refuses. Only what the content cannot tell any more is noted while building.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.fields.conditions import condition_of
from forms_builder.fields.lists import read_once
from forms_builder.questionnaires.findings import Finding
from forms_builder.questionnaires.fitting import fit
from forms_builder.questionnaires.selection import select
from forms_builder.scales.content import scale_content
from forms_builder.scales.models import Indicator
from forms_builder.scales.selectors import agreed

if TYPE_CHECKING:  # the model previews itself as content, so it imports this module
    from forms_builder.questionnaires.models import Questionnaire

Data = dict[str, Any]
SCHEMA = 2
INDICATORS = "indicator"


@dataclass
class Built:
    """content: in the shape of schema 2; indicators: the rows behind it, by uid."""

    content: Data
    findings: list[Finding]
    indicators: dict[str, Indicator]


def build(questionnaire: "Questionnaire", indicators: Iterable[Indicator] | None = None) -> Built:
    """Return what an edition of this form would hold now, in a number of queries that is fixed.

    The form is taken as it is passed (a draft for a preview, the agreed row for the gate); of its
    scale only agreed indicators that are not retired are asked, unless others are passed.
    """
    scale = questionnaire.scale
    if indicators is None:
        indicators = agreed(scale) if scale else ()
    rows = {str(row.uid): row for row in indicators}
    whole = scale_content(scale, scale.areas.all(), rows.values()) if scale else None
    body = _Body(questionnaire, whole)
    with read_once():
        for block in questionnaire.body:
            body.take(block)
    return Built(fit(body.content()), body.findings, {uid: rows[uid] for uid in body.asked})


@dataclass
class _Body:
    """Walks the flat list of blocks and keeps the section it is in.

    scale: the content of the whole scale; asked: the uids of indicators asked, in order.
    """

    questionnaire: "Questionnaire"
    scale: Data | None
    sections: list[Data] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    asked: dict[str, None] = field(default_factory=dict)
    asked_areas: set[str] = field(default_factory=set)
    open_section: Data | None = None

    def take(self, block: Any) -> None:
        if block.value.get("retired"):
            return
        if block.block_type == "section":
            self._open(str(block.id), block.value["title"], block.value)
        elif block.block_type == INDICATORS:
            self._expand(block)
        else:
            self._add(block)

    def content(self) -> Data:
        form = self.questionnaire
        return {
            "schema": SCHEMA,
            "questionnaire": {"uid": str(form.uid), "title": form.title, "notice": form.notice},
            "scale": self._asked_scale(),
            "sections": self.sections,
        }

    def _asked_scale(self) -> Data | None:
        if self.scale is None or not self.asked_areas:
            return None
        areas = [row for row in self.scale["areas"] if row["uid"] in self.asked_areas]
        indicators = [row for row in self.scale["indicators"] if row["uid"] in self.asked]
        return self.scale | {"areas": areas, "indicators": indicators}

    def _open(self, uid: str, title: str, value: Mapping[str, Any]) -> Data:
        """Begin a section; a uid that stands already gets one derived from it."""
        taken = {section["uid"] for section in self.sections}
        while uid in taken:
            uid = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{uid}/{len(self.sections)}"))
        condition = condition_of(value.get("show_if"))
        section = {"uid": uid, "title": title, "show_if": condition, "items": []}
        self.open_section = section
        self.sections.append(section)
        return section

    def _current(self) -> Data:
        """Return the section that is open: the form itself stands for one before any heading."""
        form = self.questionnaire
        return self.open_section or self._open(str(form.uid), form.title, {})

    def _add(self, block: Any) -> None:
        kind = field_type(block.block_type)
        item = {"uid": str(block.id), "type": kind.name, **kind.freeze(block.value)}
        if self.open_section is None and self.sections:
            message = _("Вопрос стоит после показателей шкалы: поставьте перед ним «Раздел».")
            self.findings.append(Finding(message, item["label"], item["uid"]))
        self._current()["items"].append(item)

    def _expand(self, block: Any) -> None:
        """Indicators in the open section, or a section per area, named after it."""
        if self.scale is None or not self.scale["areas"]:
            self._complain(block, _("Показателям неоткуда взяться: выберите шкалу с областями."))
            return
        selection = select(self.scale, block.value)
        for complaint in selection.complaints:
            self._complain(block, complaint)
        inline = block.value.get("inline")
        for area, rows in selection.areas:
            self.asked_areas.add(area["uid"])
            self.asked |= dict.fromkeys(row["uid"] for row in rows)
            title = f"{area['code']}. {area['title']}"
            section = self._current() if inline else self._open(area["uid"], title, block.value)
            condition = condition_of(block.value.get("show_if")) if inline else None
            section["items"] += [self._item(row, block, condition) for row in rows]
        if not inline:
            self.open_section = None

    def _item(self, indicator: Data, block: Any, condition: Any) -> Data:
        settings = field_type(INDICATORS).freeze(block.value)
        allowed = self.scale is not None and self.scale["not_applicable"] != "forbidden"
        return {
            "uid": indicator["uid"],
            "code": indicator["code"],
            "type": INDICATORS,
            "label": indicator["title"],
            "hint": indicator["hint"],
            **settings,
            "not_applicable": settings["not_applicable"] and allowed,
            "show_if": condition,
        }

    def _complain(self, block: Any, message: str) -> None:
        self.findings.append(Finding(message, _("Показатели шкалы"), str(block.id)))
