"""What the CMS's own editors post."""

import json
from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data

from forms_builder.scales.models import Indicator, Scale


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
            "overall_method": scale.overall_method,
            "areas": rows("areas", ("code", "title")),
            "strands": rows("strands", ("title",)),
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
    fields = {name: getattr(draft, name) for name in ("code", "title", "hint", "rule", "gaps")}
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
            **fields,
            "characteristics": inline_formset(rows, initial=initial),
        }
    )
