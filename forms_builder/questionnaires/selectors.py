"""Reading forms and their editions."""

import datetime

from django.db.models import QuerySet

from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.reading import read_edition


def editions_of(questionnaire: Questionnaire) -> QuerySet[Edition]:
    """Return the editions of a form, the newest first."""
    return questionnaire.editions.select_related("frozen_by").order_by("-number")


def edition_in_force(questionnaire: Questionnaire, day: datetime.date) -> Edition | None:
    """Return the newest edition that is valid on a day, None when there is none."""
    return editions_of(questionnaire).filter(valid_from__lte=day).first()


def frozen_uids(questionnaire: Questionnaire) -> frozenset[str]:
    """Return the uids of everything that stands in any edition of a form."""
    sheets = [read_edition(edition) for edition in questionnaire.editions.all()]
    return frozenset(item["uid"] for sheet in sheets for item in sheet.items)
