"""What the CMS's own editors post."""

import json
from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from forms_builder.scales.models import Indicator, Scale

ALWAYS = {"match": "all", "conditions": streamfield([])}  # a block shown without conditions


def in_json(words: str) -> str:
    """Words as they stand in the data that a CMS page gives to its scripts."""
    return json.dumps(words)[1:-1]


def scale_form(scale: Scale, *, drop: tuple[Any, ...] = (), **changes: Any) -> dict[str, str]:
    """The editor of a scale as it stands; drop: areas and strands whose bin was pressed."""

    def rows(relation: str, fields: tuple[str, ...]) -> dict[str, Any]:
        found = list(getattr(scale, relation).all())
        shown = [
            {name: getattr(row, name) for name in fields}
            | {"id": row.pk, "DELETE": "1" if row in drop else ""}
            for row in found
        ]
        return inline_formset(shown, initial=len(found))

    return nested_form_data(
        {
            "title": scale.title,
            "notice": scale.notice,
            "area_method": scale.area_method,
            "overall_method": scale.overall_method,
            "not_applicable": scale.not_applicable,
            "areas": rows("areas", ("code", "title", "weight")),
            "strands": rows("strands", ("title",)),
            "ages": rows("ages", ("title",)),
            "levels": rows("levels", ("value", "title", "plain", "colour", "starts_at")),
            **changes,
        }
    )


def indicator_form(indicator: Indicator, **changes: Any) -> dict[str, str]:
    """The editor of an indicator as its latest draft stands."""
    draft = indicator.get_latest_revision_as_object()
    rows = [
        {
            "id": row.pk or "",
            "level": row.level,
            "strand": row.strand_id or "",
            "text": row.text,
        }
        for row in draft.characteristics.all()
    ]
    names = ("code", "title", "hint", "rule", "gaps", "weight")
    fields = {name: getattr(draft, name) for name in names}
    return new_indicator_form(
        rows, initial=len(rows), **{"area": draft.area_id, **fields, **changes}
    )


def new_indicator_form(
    rows: list[dict[str, Any]], initial: int = 0, **fields: Any
) -> dict[str, str]:
    """The editor of a new indicator with these characteristics."""
    return nested_form_data(
        {
            "group": "",
            "hint": "",
            "gaps": "",
            "rule": "cumulative",
            "weight": "1",
            **fields,
            "characteristics": inline_formset(rows, initial=initial),
        }
    )
