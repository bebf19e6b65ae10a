"""Scales, forms and their first editions, as a methodologist would make them."""

import datetime
from typing import Any

from django.db import transaction

from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.services import freeze_edition, import_questionnaire
from forms_builder.scales.services import import_scale
from pages.site import open_method
from portal.accounts.models import User
from portal.bootstrap.demo.files import DATA, read

VALID_FROM = datetime.date(2020, 9, 1)
SCALES = ("scale_demo.json", "scales/programme_demo.json", "scales/teacher_demo.json")
INSTRUMENTS = tuple(sorted(path.stem for path in (DATA / "instruments").glob("*.json")))
ON_SITE = "14_on_site"


@transaction.atomic
def load_editions(methodologist: User) -> dict[str, Edition]:
    """Return name of the file → the first edition of every ready instrument, frozen once."""
    rows = [read(name) for name in SCALES]
    scales = {row["title"]: import_scale(by=methodologist, data=row) for row in rows}
    editions = {}
    for name in INSTRUMENTS:
        data = instrument(name)
        form = import_questionnaire(by=methodologist, data=data, scale=scales.get(data["scale"]))
        editions[name] = _first_edition(form) or freeze_edition(
            by=methodologist, questionnaire=form, valid_from=VALID_FROM
        )
    return editions


def instrument(name: str) -> dict[str, Any]:
    """Return a ready instrument in the shape that the import of forms takes."""
    return read(f"instruments/{name}.json")


def open_methods(editions: dict[str, Edition], editor: User) -> None:
    """Show the methods to the public, each on its own page below «Как оценивают»."""
    for row in read("texts_demo.json")["methods"]:
        text = {key: row[key] for key in ("title", "slug", "lead")}
        form = editions[row["instrument"]].questionnaire
        open_method(by=editor, questionnaire=form, text=text)


def _first_edition(form: Questionnaire) -> Edition | None:
    return form.editions.order_by("number").first()
