"""Every address that writes refuses a request without its CSRF token."""

import logging

import pytest

from tests.portal.roles import checks
from tests.portal.roles.asking import REFUSALS, Asker
from tests.portal.roles.people import ANONYMOUS
from tests.portal.roles.table import Question, questions, read_table
from tests.support.addresses import every_address

pytestmark = pytest.mark.django_db


def writer_of(question: Question) -> str | None:
    """Return somebody whose POST would be heard, or None when everybody is refused anyway."""
    heard = {name: word for name, word in question.row.expected.items() if word not in REFUSALS}
    signed_in = [name for name in heard if name != ANONYMOUS]
    return next(iter(signed_in), None)


def test_post__without_token_is_refused(world, settings):
    settings.MEDIA_ROOT = world.media
    asker = Asker(world, enforce_csrf_checks=True)
    asked = questions(read_table(), every_address())
    pairs = [(one, writer_of(one)) for one in asked if one.method == "POST"]
    logging.disable(logging.ERROR)
    answers = [asker.ask(question, name) for question, name in pairs if name]
    logging.disable(logging.NOTSET)
    assert [str(one) for one in answers if one.word != "403"] == []
    assert checks.traces(answers) == []
    assert len(answers) > 50
