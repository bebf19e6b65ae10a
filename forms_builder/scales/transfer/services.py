"""Taking a file into a scale, in one transaction; wording enters as drafts, not agreed by it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.errors import Conflict
from forms_builder.common.services import service
from forms_builder.scales import services
from forms_builder.scales.changes import note, take
from forms_builder.scales.choices import Changed
from forms_builder.scales.models import Age, Area, Characteristic, Indicator, Level, Scale, Strand
from forms_builder.scales.permissions import demand
from forms_builder.scales.transfer.document import METHODS, Data, document_of
from forms_builder.scales.transfer.plan import Plan, frame_matched, matched, plan_of, rows_matched

Row = Level | Area | Strand | Age
MODELS = {"levels": Level, "areas": Area, "strands": Strand, "ages": Age}


def digest_of(document: Data) -> str:
    """Return the fingerprint of a document: what a preview was shown against."""
    return sha256_of(canonical_json(document))


@service
def import_document(
    *, by: Any, scale: Scale, document: Data, seen: str, retire_gone: bool = False
) -> Plan:
    """Make a scale say what a document says and return what that changed.

    The frame changes at once; wording of indicators becomes drafts that somebody agrees later;
    an indicator that the document lacks stays, or is retired when retire_gone says so. seen: the
    digest that the preview was shown against; raises Conflict when the scale is another by now.
    """
    for permission in ("scales.change_scale", "scales.add_indicator", "scales.change_indicator"):
        demand(by, permission)
    take(scale.pk, Changed.FRAME, seen=None)
    now = document_of(scale)
    if digest_of(now) != seen:
        raise Conflict(_("Пока Вы смотрели, шкалу изменили. Вот что изменит файл теперь."))
    plan = plan_of(now, document)
    if not plan:
        return plan
    frame = _Frame(scale)
    frame.take(now, document)
    _Indicators(by, scale, frame).take(now, document)
    if retire_gone:
        for row in Indicator.objects.filter(uid__in=[one["uid"] for one in plan.gone]):
            services.retire_indicator(by=by, indicator=row)
    for part in (Changed.FRAME, Changed.ORDER):
        note(by=by, scale_id=scale.pk, part=part, what=_("Загружено из файла."))
    return plan


@dataclass
class _Frame:
    """The rows of the frame, after taking by the words that the document names them with."""

    scale: Scale
    areas: dict[str, Area] = field(default_factory=dict)
    strands: dict[str, Strand] = field(default_factory=dict)
    ages: dict[str, Age] = field(default_factory=dict)

    def take(self, now: Data, document: Data) -> None:
        for name in ("title", "notice", *METHODS):
            setattr(self.scale, name, document[name])
        self.scale.save()
        for kind in MODELS:
            rows = [
                self._row(kind, before, after, place)
                for place, (before, after) in enumerate(frame_matched(now, document, kind))
            ]
            names = {"areas": "code", "strands": "title", "ages": "title"}
            if kind in names:
                setattr(self, kind, {getattr(row, names[kind]): row for row in rows})

    def _row(self, kind: str, before: Data | None, after: Data, place: int) -> Row:
        model = MODELS[kind]
        values: dict[str, Any] = {key: value for key, value in after.items() if key != "uid"}
        for name in {"starts_at", "weight"} & values.keys():
            values[name] = Decimal(values[name])
        if kind != "levels":
            values["sort_order"] = place
        if before:
            key = {"value": before["value"]} if kind == "levels" else {"uid": before["uid"]}
            model.objects.filter(scale=self.scale, **key).update(**values)
            return model.objects.get(scale=self.scale, **key)
        return model.objects.create(scale=self.scale, **values, **free_uid(model, after))


@dataclass
class _Indicators:
    by: Any
    scale: Scale
    frame: _Frame

    def take(self, now: Data, document: Data) -> None:
        rows = {str(row.uid): row for row in Indicator.objects.filter(area__scale=self.scale)}
        placed = []
        changed = {one.uid for one in plan_of(now, document).edited}
        for before, after in matched(now["indicators"], document["indicators"]):
            row = rows[before["uid"]] if before else self._add(after)
            if before and before["uid"] in changed:
                self._draft(row, before, after)
            row.area = self.frame.areas[after["area"]]
            placed.append(row)
        self._place(placed, rows.values())

    def _place(self, placed: list[Indicator], known: Any) -> None:
        keys = {row.pk for row in placed}
        others = sorted((row for row in known if row.pk not in keys), key=lambda row: row.position)
        for place, row in enumerate([*placed, *others]):
            row.position = place
        Indicator.objects.bulk_update([*placed, *others], ["area", "position"])

    def _add(self, after: Data) -> Indicator:
        rows = [
            {**self._characteristic(row), **free_uid(Characteristic, row)}
            for row in after["characteristics"]
        ]
        wording = self._wording(after)
        code, title = wording.pop("code"), wording.pop("title")
        return services.add_indicator(
            by=self.by,
            area=self.frame.areas[after["area"]],
            code=code,
            title=title,
            characteristics=rows,
            **wording,
            **free_uid(Indicator, after),
        )

    def _draft(self, row: Indicator, before: Data, after: Data) -> None:
        working = row.get_latest_revision_as_object()
        for name, value in self._wording(after).items():
            setattr(working, name, value)
        known = {str(one.uid): one for one in working.characteristics.all()}
        working.characteristics = [
            self._reworded(known, was, wanted, place)
            for place, (was, wanted) in enumerate(
                rows_matched(before["characteristics"], after["characteristics"])
            )
        ]
        working.save_revision(user=self.by, log_action=True)
        row.refresh_from_db()

    def _reworded(
        self, known: Mapping[str, Characteristic], was: Data | None, wanted: Data, place: int
    ) -> Characteristic:
        one = known[was["uid"]] if was else Characteristic(**free_uid(Characteristic, wanted))
        for name, value in self._characteristic(wanted).items():
            setattr(one, name, value)
        one.sort_order = place
        return one

    def _characteristic(self, row: Data) -> dict[str, Any]:
        strand = self.frame.strands[row["strand"]] if row["strand"] else None
        return {"level": row["level"], "strand": strand, "text": row["text"]}

    def _wording(self, after: Data) -> dict[str, Any]:
        names = ("code", "title", "group", "hint", "rule")
        return {
            **{name: after[name] for name in names},
            "gaps": ",".join(str(level) for level in after["gaps"]),
            "ages": [str(self.frame.ages[title].uid) for title in after["ages"]],
            "assessed_at": after["places"],
            "weight": Decimal(after["weight"]),
        }


def free_uid(model: Any, row: Data) -> dict[str, uuid.UUID]:
    """Return the key that a new row brings along; without one, or with one that is taken, none.

    A key that another scale holds means «copied from there»: the row gets its own.
    """
    if not row.get("uid"):
        return {}
    key = uuid.UUID(row["uid"])
    return {} if model.objects.filter(uid=key).exists() else {"uid": key}
