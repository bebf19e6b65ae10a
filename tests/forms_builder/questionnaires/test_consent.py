"""Consent stands alone, and nobody passes it by «не применимо»."""

import pytest

from forms_builder.questionnaires.checks import content_findings
from tests.portal.responses.asked import TEXT, asked, item

CONSENT = {"text": "Согласна на обсуждение.", "link": ""}


def found(*items):
    return [one.message for one in content_findings(asked(*items), [])]


@pytest.mark.parametrize(
    ("is_optional", "said"),
    [(True, ["Согласие не бывает «не применимо»: снимите эту отметку."]), (False, [])],
)
def test_consent_that_may_be_not_applicable__is_refused(is_optional, said):
    assert found(item("agreed", "consent", **CONSENT, not_applicable=is_optional)) == said


def test_consent_beside_a_question__is_refused():
    [said] = found(item("agreed", "consent", **CONSENT), item("words", "text", **TEXT))
    assert said.startswith("Согласие стоит в своём разделе одно")
