"""Scale, form and edition, as a methodologist would make them."""

import datetime

from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.services import freeze_edition, import_questionnaire
from forms_builder.scales.services import import_scale
from portal.accounts.models import User
from portal.bootstrap.demo.files import read

VALID_FROM = datetime.date(2020, 9, 1)


def load_edition(methodologist: User) -> Edition:
    """Return the first edition of the demo form, frozen from the demo scale on the first run."""
    scale = import_scale(by=methodologist, data=read("scale_demo.json"))
    form = import_questionnaire(
        by=methodologist, data=read("questionnaire_demo.json"), scale=scale
    )
    return _first_edition(form) or freeze_edition(
        by=methodologist, questionnaire=form, valid_from=VALID_FROM
    )


def _first_edition(form: Questionnaire) -> Edition | None:
    return form.editions.order_by("number").first()
