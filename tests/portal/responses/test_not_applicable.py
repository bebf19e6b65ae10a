"""«Не применимо» where a form or its scale does not allow it: neither offered nor taken."""

import pytest

from forms_builder.common.errors import DomainError
from portal.responses.services import open_sheet, save_answer
from tests.factories import STRICT, AssignmentFactory, EditionFactory
from tests.factories.content import edition_content

pytestmark = pytest.mark.django_db


def strict_content():
    """The small sheet under a scale that forbids «не применимо», as the gate would freeze it."""
    data = edition_content()
    data["scale"]["not_applicable"] = "forbidden"
    for section in data["sections"]:
        for item in section["items"]:
            item["not_applicable"] = False
    return data


@pytest.fixture
def task(expert):
    return AssignmentFactory(assignee=expert, edition=EditionFactory(data=strict_content()))


def test_sheet__offers_it_nowhere(signed_in, task):
    page = signed_in.get(f"/sheets/{task.uid}/").content.decode()
    assert 'class="na"' not in page
    assert ".na_of" not in page


def test_sheet__offers_it_where_it_is_allowed(signed_in, expert):
    free = AssignmentFactory(assignee=expert, edition=EditionFactory())
    page = signed_in.get(f"/sheets/{free.uid}/").content.decode()
    assert f'name="{STRICT}.na"' in page
    assert f'name="{STRICT}.na_of"' in page


def test_answer__about_single_characteristics_is_refused(expert, task):
    response = open_sheet(by=expert, assignment=task)
    rows = task.edition.data["scale"]["indicators"]
    uid = next(row for row in rows if row["uid"] == STRICT)["characteristics"][0]["uid"]
    payload = {"na_of": [uid], "na_of_reason": ["Лето"]}
    with pytest.raises(DomainError, match="не отвечают"):
        save_answer(by=expert, response=response, item=STRICT, payload=payload, version=0)
    assert not response.answers.exists()
