"""A scale copied whole as the draft of another year; see README.md, «A copy».

Every row gets a uid of its own and keeps its lineage: an edition of the copy never claims to ask
what an older one asked, and figures of both years are still brought together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from forms_builder.scales.models import Age, Area, Characteristic, Indicator, Level, Scale, Strand
from forms_builder.scales.permissions import demand
from forms_builder.scales.selectors import standing, with_characteristics

BATCH = 500
METHODS = ("notice", "area_method", "overall_method", "not_applicable")
WORDING = ("code", "title", "group", "hint", "rule", "gaps", "assessed_at")


@service
def copy_scale(*, by: Any, scale: Scale, title: str) -> Scale:
    """Return a copy under another title, in a number of queries that hangs on no size but BATCH.

    Of every indicator that is not retired the working text is taken: what stands agreed without
    later edits stays agreed, everything else is a draft. Raises DomainError for a title in use.
    """
    demand(by, "scales.add_scale")
    demand(by, "scales.add_indicator")
    if Scale.objects.filter(title=title).exists():
        raise DomainError(_("Шкала «%s» уже есть. Назовите копию иначе.") % title)
    methods = {name: getattr(scale, name) for name in METHODS}
    made = Scale.objects.create(title=title, origin=scale.lineage, **methods)
    levels = ("value", "title", "plain", "colour", "starts_at")
    Level.objects.bulk_create(
        Level(scale=made, **_values(row, levels)) for row in scale.levels.all()
    )
    _Copy(
        by,
        areas=_copied(Area, scale.areas.all(), made, "code", "title", "weight", "sort_order"),
        strands=_copied(Strand, scale.strands.all(), made, "title", "sort_order"),
        ages=_copied(Age, scale.ages.all(), made, "title", "sort_order"),
    ).take(with_characteristics(standing(scale)).select_related("area", "latest_revision"))
    return made


def _values(row: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _copied(model: type[Model], rows: Iterable[Any], scale: Scale, *names: str) -> dict[str, Any]:
    """Return the copies by the uid of what they were copied from."""
    sources = list(rows)
    copies = [model(scale=scale, origin=row.lineage, **_values(row, names)) for row in sources]
    model.objects.bulk_create(copies)
    return {str(row.uid): copy for row, copy in zip(sources, copies, strict=True)}


@dataclass
class _Copy:
    by: Any
    areas: Mapping[str, Area]
    strands: Mapping[str, Strand]
    ages: Mapping[str, Age]

    def take(self, sources: Iterable[Indicator]) -> None:
        working = [(row, self._content(row)) for row in sources]
        strands = Strand.objects.filter(uid__in=self.strands)
        keys = {row.pk: str(row.uid) for row in strands}  # a stored draft names them by key
        copies = [self._indicator(row, content) for row, content in working]
        Indicator.objects.bulk_create(copies, batch_size=BATCH)
        Characteristic.objects.bulk_create(
            (
                self._characteristic(copy, one, keys)
                for copy, (_row, content) in zip(copies, working, strict=True)
                for one in content["characteristics"]
            ),
            batch_size=BATCH,
        )
        self._revisions([copy.pk for copy in copies])

    def _content(self, row: Indicator) -> dict[str, Any]:
        return row.latest_revision.content if row.latest_revision else row.serializable_data()

    def _indicator(self, row: Indicator, content: dict[str, Any]) -> Indicator:
        agreed = row.live and not row.has_unpublished_changes
        now = timezone.now() if agreed else None
        return Indicator(
            area=self.areas[str(row.area.uid)],
            position=row.position,
            origin=row.lineage,
            ages=[str(self.ages[uid].uid) for uid in content.get("ages", ()) if uid in self.ages],
            weight=content.get("weight", 1),
            live=agreed,
            has_unpublished_changes=not agreed,
            first_published_at=now,
            last_published_at=now,
            **{name: content[name] for name in WORDING},
        )

    def _characteristic(
        self, copy: Indicator, one: dict[str, Any], keys: Mapping[int, str]
    ) -> Characteristic:
        uid = keys.get(one["strand"])
        return Characteristic(
            indicator=copy,
            level=one["level"],
            text=one["text"],
            sort_order=one["sort_order"],
            strand=self.strands[uid] if uid else None,
            origin=one.get("origin") or one["uid"],
        )

    def _revisions(self, keys: list[int]) -> None:
        """Give each copy its first revision: the token by which two editors see each other."""
        rows = list(with_characteristics(Indicator.objects.filter(pk__in=keys)))
        kind = ContentType.objects.get_for_model(Indicator)
        revisions = [
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(row.pk),
                object_str=str(row),
                content=row.serializable_data(),
                user=self.by,
                created_at=timezone.now(),
            )
            for row in rows
        ]
        Revision.objects.bulk_create(revisions, batch_size=BATCH)
        for row, revision in zip(rows, revisions, strict=True):
            row.latest_revision = revision
            row.live_revision = revision if row.live else None
        Indicator.objects.bulk_update(rows, ["latest_revision", "live_revision"], batch_size=BATCH)
