"""The content of an edition from agreed text: the JSON that is frozen (schema 1).

Building judges nothing: an unfinished form gives unfinished content, which a preview shows and
checks.py refuses. Only what the content cannot tell any more is noted while building.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.findings import Finding
from forms_builder.scales.content import scale_content
from forms_builder.scales.models import Area, Indicator
from forms_builder.scales.selectors import agreed

if TYPE_CHECKING:  # the model previews itself as content, so it imports this module
    from forms_builder.questionnaires.models import Questionnaire

Data = dict[str, Any]
SCHEMA = 1
INDICATORS = "indicator"


@dataclass
class Built:
    """content: in the shape of schema 1; indicators: the rows behind it, by uid."""

    content: Data
    findings: list[Finding]
    indicators: dict[str, Indicator]


def build(questionnaire: "Questionnaire") -> Built:
    """Return what an edition of this form would hold now.

    The form is taken as it is passed (a draft for a preview, the agreed row for the gate); of its
    scale only agreed indicators that are not retired are asked.
    """
    scale = questionnaire.scale
    areas = list(scale.areas.all()) if scale else []
    body = _Body(questionnaire, areas, list(agreed(scale)) if scale else [])
    for block in questionnaire.body:
        body.take(block)
    return Built(body.content(), body.findings, {str(row.uid): row for row in body.asked})


@dataclass
class _Body:
    """Walks the flat list of blocks and keeps the section it is in."""

    questionnaire: "Questionnaire"
    areas: list[Area]
    indicators: list[Indicator]
    sections: list[Data] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    asked: list[Indicator] = field(default_factory=list)
    asked_areas: list[Area] = field(default_factory=list)
    open_section: Data | None = None

    def take(self, block: Any) -> None:
        if block.block_type == "section":
            self._open(block.id, block.value["title"])
        elif block.block_type == INDICATORS:
            self._expand(block.value["areas"] or "")
        else:
            self._add(block)

    def content(self) -> Data:
        form = self.questionnaire
        scale = form.scale if self.asked_areas else None
        return {
            "schema": SCHEMA,
            "questionnaire": {"uid": str(form.uid), "title": form.title, "notice": form.notice},
            "scale": scale and scale_content(scale, self._scale_areas(), self._scale_indicators()),
            "sections": self.sections,
        }

    def _open(self, uid: str, title: str) -> None:
        self.open_section = {"uid": str(uid), "title": title, "items": []}
        self.sections.append(self.open_section)

    def _add(self, block: Any) -> None:
        kind = field_type(block.block_type)
        item = {"uid": str(block.id), "type": kind.name, **kind.freeze(block.value)}
        if self.open_section is None:
            if self.sections:
                message = _("Вопрос стоит после показателей шкалы: поставьте перед ним «Раздел».")
                self.findings.append(Finding(message, item["label"]))
            self._open(str(self.questionnaire.uid), self.questionnaire.title)
        self.open_section["items"].append(item)

    def _expand(self, named: str) -> None:
        """One section per area, named after it; uid of the section is the area's."""
        for area in self._areas_named(named):
            rows = [row for row in self.indicators if row.area_id == area.pk]
            items = [_indicator_item(row) for row in rows]
            self.sections.append({"uid": str(area.uid), "title": str(area), "items": items})
            self.asked_areas.append(area)
            self.asked += rows
        self.open_section = None

    def _areas_named(self, named: str) -> Iterable[Area]:
        codes = [code.strip() for code in named.split(",") if code.strip()]
        if not self.areas:
            message = _("Показателям неоткуда взяться: выберите шкалу с областями.")
            self.findings.append(Finding(message, self.questionnaire.title))
        known = {area.code for area in self.areas}
        for code in codes:
            if code not in known:
                message = _("Области с номером %s в шкале нет.") % code
                self.findings.append(Finding(message, _("Показатели шкалы")))
        return [area for area in self.areas if not codes or area.code in codes]

    def _scale_areas(self) -> list[Area]:
        return [area for area in self.areas if area in self.asked_areas]

    def _scale_indicators(self) -> list[Indicator]:
        asked = {row.pk for row in self.asked}
        return [row for row in self.indicators if row.pk in asked]


def _indicator_item(indicator: Indicator) -> Data:
    settings = field_type(INDICATORS).freeze({})
    return {
        "uid": str(indicator.uid),
        "code": indicator.code,
        "type": INDICATORS,
        "label": indicator.title,
        "hint": indicator.hint,
        **settings,
    }
