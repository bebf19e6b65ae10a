"""A methodologist with her rights in the CMS, and a small scale with a form on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from forms_builder.questionnaires.models import Questionnaire
from forms_builder.scales import services
from forms_builder.scales.models import Indicator, Scale
from portal.accounts.models import User
from tests.forms_builder.builders import small_questionnaire, small_scale
from tests.forms_builder.people import new_methodologist


@pytest.fixture
def methodologist(db: None) -> User:
    return new_methodologist(last_name="Методова")


@pytest.fixture
def scale(methodologist: User) -> Scale:
    """Two areas, three agreed indicators: 1.1 cumulative, 1.2 by strand, 2.1 direct."""
    return small_scale(methodologist)


@pytest.fixture
def questionnaire(methodologist: User, scale: Scale) -> Questionnaire:
    """An agreed form: a question before any heading, a section, the scale, a section."""
    return small_questionnaire(methodologist, scale)


@pytest.fixture
def indicator(scale: Scale) -> Callable[[str], Indicator]:
    """`indicator("1.1")` is that row of the scale, read anew."""
    return lambda code: Indicator.objects.get(area__scale=scale, code=code)


@pytest.fixture
def cms(client: Client, methodologist: User) -> Client:
    client.force_login(methodologist)
    return client


@pytest.fixture
def draft(methodologist: User) -> Callable[..., Indicator]:
    """`draft(row, title="…")` saves an unpublished wording and returns the row."""

    def save(indicator: Indicator, **wording: Any) -> Indicator:
        working = indicator.get_latest_revision_as_object()
        for name, value in wording.items():
            setattr(working, name, value)
        working.save_revision(user=methodologist)
        indicator.refresh_from_db()
        return indicator

    return save


@pytest.fixture
def agree(methodologist: User, draft: Callable[..., Indicator]) -> Callable[..., Indicator]:
    """`agree(row, title="…")` saves and agrees a wording."""
    return lambda row, **wording: services.agree(by=methodologist, indicator=draft(row, **wording))
