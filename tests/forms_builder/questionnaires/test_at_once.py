"""Two people at one form at the same moment, or one who presses twice."""

import datetime

import pytest
from django.db import transaction

from forms_builder.questionnaires import gate, services
from forms_builder.questionnaires.models import Edition, TrialFilling, Wording
from forms_builder.questionnaires.trial import start_trial
from tests.forms_builder.builders import small_questionnaire, small_scale
from tests.forms_builder.people import new_methodologist
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DAY = datetime.date(2020, 9, 1)


@pytest.fixture
def person(transactional_db):
    return new_methodologist(last_name="Методова")


@pytest.fixture
def form(person):
    return small_questionnaire(person, small_scale(person))


def test_freezing_twice__is_one_edition(person, form):
    seen = gate.report(form).sha256

    def freeze():
        return services.pass_gate(by=person, questionnaire=form, seen=seen, valid_from=DAY)

    first, second = at_once(freeze, freeze)
    assert (first.again, second.again) == (False, True)
    assert [second.edition] == list(Edition.objects.all())


def test_a_trial_begun_twice__is_one_trial(person, form):
    def start():
        with transaction.atomic():
            return start_trial(by=person, questionnaire=form, wording=Wording.DRAFT)

    _first, second = at_once(start, start)
    assert list(TrialFilling.objects.all()) == [second]
