"""Evidence: none hides the tools, required is asked for before sending, from a level on."""

import pytest

from portal.responses.content import answers_of, evidenced, missing_of, sheet_of
from portal.responses.errors import Incomplete
from portal.responses.evidence_rules import lacks_evidence, policy_of
from portal.responses.services import add_text_evidence, open_sheet, save_answer, submit
from tests.factories import LOOSE, STRICT, TALK, AssignmentFactory, EditionFactory
from tests.factories.content import edition_content, uid

pytestmark = pytest.mark.django_db
GROUPS = uid("groups")


def content(**policy):
    """The small sheet with this policy on every indicator and on the number."""
    data = edition_content()
    for section in data["sections"]:
        for asked in section["items"]:
            asked.update(policy)
    return data


def opened(expert, **policy):
    task = AssignmentFactory(assignee=expert, edition=EditionFactory(data=content(**policy)))
    response = open_sheet(by=expert, assignment=task)
    sent = {
        GROUPS: {"value": ["4"]},
        STRICT: {"none": ["1"]},
        TALK: {"na": ["1"], "na_reason": ["Лето"]},
        LOOSE: {"level": ["4"]},
    }
    for name, payload in sent.items():
        save_answer(by=expert, response=response, item=name, payload=payload, version=0)
    return response


def lacking(response):
    problems = missing_of(sheet_of(response), answers_of(response), evidenced(response))
    return {problem.uid: problem.message for problem in problems}


def test_required__of_whatever_was_answered(expert):
    response = opened(expert, evidence="required")
    assert set(lacking(response)) == {GROUPS, STRICT, LOOSE}
    add_text_evidence(by=expert, response=response, item=LOOSE, text="Видела")
    assert set(lacking(response)) == {GROUPS, STRICT}


@pytest.mark.parametrize(("start", "is_lacking"), [(3, True), (4, True), (5, False)])
def test_required__from_a_level(expert, start, is_lacking):
    response = opened(expert, evidence="required", evidence_from=start)
    assert (LOOSE in lacking(response)) is is_lacking
    assert STRICT not in lacking(response)


def test_submit__is_refused_with_a_link_to_the_item(signed_in, expert):
    response = opened(expert, evidence="required", evidence_from=4)
    add_text_evidence(by=expert, response=response, item=GROUPS, text="Видела")
    with pytest.raises(Incomplete) as refused:
        submit(by=expert, response=response)
    assert [problem.uid for problem in refused.value.problems] == [LOOSE]
    address = f"/sheets/{response.assignment.uid}/"
    html = signed_in.get(f"{address}submit/").content.decode()
    assert f'href="{address}#i-{LOOSE}"' in html
    assert "приложите доказательство: уровень 4 без него не принимается" in html
    page = signed_in.get(address).content.decode()
    assert "С уровня 4 доказательство обязательно" in page


def test_none__draws_no_tools(signed_in, expert):
    response = opened(expert, evidence="none")
    html = signed_in.get(f"/sheets/{response.assignment.uid}/").content.decode()
    assert "+ Доказательство" not in html


def test_question_of_an_early_edition__asks_for_none():
    assert policy_of({"type": "text"}) == "none"
    assert policy_of({"type": "file", "evidence": "required"}) == "none"
    given = {"state": "answered", "value": "4"}
    assert lacks_evidence({"type": "number"}, given, None) == ""
