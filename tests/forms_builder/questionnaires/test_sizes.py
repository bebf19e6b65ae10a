"""Sections that a plain form could not send are named at the gate."""

import pytest

from forms_builder.questionnaires import gate
from forms_builder.questionnaires.sizes import CHAPTER, OWN, fields_of, too_large

CHOICES = [{"value": str(number), "label": str(number)} for number in range(10)]
CHOICE = {"uid": "c", "type": "choices", "choices": CHOICES}
NUMBER = {"uid": "n", "type": "number", "minimum": "1", "maximum": "99"}


@pytest.mark.parametrize(
    ("item", "fields"),
    [
        (NUMBER, OWN),
        (CHOICE, OWN + 10),
        ({"uid": "m", "type": "matrix", "rows": CHOICES, "columns": CHOICES}, OWN + 10),
        ({"uid": "g", "type": "group", "maximum": 5, "items": [NUMBER]}, OWN + 5 * OWN),
        ({"uid": "i", "type": "indicator"}, OWN + 19),
    ],
)
def test_fields__of_an_item(item, fields):
    assert fields_of(item, {"i": 19}) == fields


@pytest.mark.parametrize(("limit", "said"), [(CHAPTER + OWN + 19, False), (CHAPTER + OWN, True)])
def test_section__is_named_only_over_the_limit(settings, limit, said):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = limit
    content = {
        "scale": {"indicators": [{"uid": "i", "characteristics": [{}] * 19}]},
        "sections": [{"title": "Среда", "items": [{"uid": "i", "type": "indicator"}]}],
    }
    assert [("«Среда»" in text, str(limit) in text) for text in too_large(content)] == (
        [(True, True)] if said else []
    )


@pytest.mark.django_db
def test_gate__tells_it_and_freezes_all_the_same(questionnaire, settings):
    assert gate.report(questionnaire).large == ()
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    report = gate.report(questionnaire)
    assert report.large
    assert report.may_freeze
