"""Who may not do something is answered 403 with the reason, in one place for every view."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from forms_builder.common.errors import DomainError, NotAllowed
from portal.common.middleware import RefusalMiddleware

refusals = RefusalMiddleware(lambda request: None)


@pytest.fixture
def request_of_somebody() -> HttpRequest:
    return RequestFactory().get("/desk/")


@pytest.mark.django_db
def test_not_allowed__is_403_with_the_reason(request_of_somebody):
    answer = refusals.process_exception(request_of_somebody, NotAllowed("Это делает эксперт."))
    assert answer.status_code == 403
    assert "Это делает эксперт." in answer.content.decode()


@pytest.mark.parametrize("error", [DomainError("Исправьте."), ValueError("fault"), KeyError("x")])
def test_others__go_on(request_of_somebody, error):
    assert refusals.process_exception(request_of_somebody, error) is None


def test_not_allowed__is_no_rule_of_the_field():
    """A view that shows broken rules beside its form does not swallow a missing right."""
    assert not issubclass(NotAllowed, DomainError)
