"""The CMS keeps no trail of people's work: records are no part of its index of references."""

import pytest
from django.apps import apps
from wagtail.models import ReferenceIndex

from tests.factories.results import submitted_response


def test_index__tracks_no_record_of_the_portal():
    tracked = {model.__module__.split(".")[0] for model in ReferenceIndex.tracked_models}
    assert "portal" not in tracked
    assert "forms_builder" in tracked


@pytest.mark.django_db
def test_index__an_answer_leaves_no_row_in_it():
    submitted_response()
    names = {model._meta.model_name for model in apps.get_models()}
    assert "answer" in names
    assert not ReferenceIndex.objects.filter(base_content_type__app_label="responses").exists()
