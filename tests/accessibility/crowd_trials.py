"""A trial of a form that asks one item of every type, half answered; a form with many editions."""

from forms_builder.common.canonical import canonical_json
from forms_builder.questionnaires.models import Questionnaire, TrialFilling
from portal.accounts.models import User
from tests.factories import LOOSE
from tests.factories.chain import EditionFactory, QuestionnaireFactory
from tests.factories.content import edition_content
from tests.factories.every_type import every_type
from tests.portal.roles.world import Values

EDITIONS = 24  # a page of the history holds 20


def crowd_trial(form: Questionnaire, person: User) -> dict[str, Values]:
    """Begin the trial; return its first page and one with indicators, by the words of a table."""
    TrialFilling.objects.create(
        questionnaire=form,
        person=person,
        content=canonical_json(every_type()),
        answers={LOOSE: {"state": "answered", "level": 3}},
    )
    return _editions(person) | {
        "trial's form": {"pk": form.pk},
        "trial's questions": {"pk": form.pk, "number": 1},
        "trial's indicators": {"pk": form.pk, "number": 2},
    }


def _editions(person: User) -> dict[str, Values]:
    form = QuestionnaireFactory(title="Лист со многими редакциями")
    for number in range(1, EDITIONS + 1):
        data = edition_content() if number % 2 else every_type()
        edition = EditionFactory(questionnaire=form, number=number, frozen_by=person, data=data)
    return {"edition's form": {"pk": form.pk}, "edition of every type": {"uid": edition.uid}}
