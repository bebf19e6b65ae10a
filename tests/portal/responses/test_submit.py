"""Submitting: complete or a list; sealed, announced, never changed again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_builder.common.errors import NotAllowed
from portal.assignments.models import Assignment
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.responses.content import answers_of, seal
from portal.responses.errors import Incomplete
from portal.responses.models import Response
from portal.responses.services import add_text_evidence, remove_evidence, save_answer, submit
from portal.responses.signals import response_submitted
from tests.factories import LOOSE, STRICT, TALK, appointed, orsk
from tests.factories.content import uid

pytestmark = pytest.mark.django_db
GROUPS = uid("groups")
COMPLETE = {
    GROUPS: {"value": ["4"]},
    STRICT: {"confirmed": [uid("1.1/1")]},
    TALK: {"none": ["1"]},
    LOOSE: {"level": ["3"]},
}


def answer(expert, response, *items):
    for item in items:
        save_answer(by=expert, response=response, item=item, payload=COMPLETE[item], version=0)


def test_submit__lists_everything_missing_in_order(expert, response):
    answer(expert, response, TALK)
    with pytest.raises(Incomplete) as refused:
        submit(by=expert, response=response)
    problems = refused.value.problems
    assert [problem.uid for problem in problems] == [GROUPS, STRICT, LOOSE]
    assert [problem.place for problem in problems] == [
        "Сколько групп посещено",
        "1.1 Показатель 1.1",
        "2.1 Показатель 2.1",
    ]
    response.refresh_from_db()
    assert response.is_draft
    assert list(answers_of(response)) == [TALK]


def test_submit__freezes_seals_and_moves_the_task(expert, response, assignment):
    answer(expert, response, *COMPLETE)
    sent = submit(by=expert, response=response)
    assert sent.state == Response.State.SUBMITTED
    assert sent.submitted_by == expert
    assert sent.content_sha256 == seal(response)
    assert sent.fingerprint.replace(" ", "") == sent.content_sha256
    assignment.refresh_from_db()
    assert assignment.state == Assignment.State.SUBMITTED
    entry = Entry.objects.get(action="response.submitted")
    assert entry.details["sha256"] == sent.content_sha256
    assert entry.role.startswith("эксперт ДОО")


def test_submit__announces_inside_the_transaction(expert, response):
    answer(expert, response, *COMPLETE)

    def refuse(**event):
        raise RuntimeError(event["response"].state)

    response_submitted.connect(refuse)
    try:
        with pytest.raises(RuntimeError, match="submitted"):
            submit(by=expert, response=response)
    finally:
        response_submitted.disconnect(refuse)
    response.refresh_from_db()
    assert response.is_draft
    assert not Entry.objects.filter(action="response.submitted").exists()


def test_submit__nothing_can_be_changed_afterwards(expert, response):
    answer(expert, response, *COMPLETE)
    evidence = add_text_evidence(by=expert, response=response, item=STRICT, text="Видела сама")
    submit(by=expert, response=response)
    before = answers_of(response)
    with pytest.raises(NotAllowed, match="больше не меняется"):
        save_answer(
            by=expert, response=response, item=LOOSE, payload={"level": ["5"]}, version=1
        )
    with pytest.raises(NotAllowed):
        add_text_evidence(by=expert, response=response, item=STRICT, text="ещё")
    with pytest.raises(NotAllowed):
        remove_evidence(by=expert, evidence=evidence)
    with pytest.raises(NotAllowed):
        submit(by=expert, response=response)
    assert answers_of(response) == before


@pytest.mark.parametrize("act", [submit, save_answer])
def test_lock__a_save_and_a_submit_cannot_cross(expert, response, act):
    answer(expert, response, *COMPLETE)
    more = {"item": LOOSE, "payload": {"level": ["5"]}, "version": 1} if act is save_answer else {}
    with CaptureQueriesContext(connection) as queries:
        act(by=expert, response=response, **more)
    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    # SQLite takes the write lock of the whole file at BEGIN IMMEDIATE instead.
    assert len(locks) == (1 if connection.features.has_select_for_update else 0)


def test_submit__by_the_assignee_only(expert, response):
    answer(expert, response, *COMPLETE)
    for role in (Role.MUNICIPAL_COORDINATOR, Role.EXPERT):
        with pytest.raises(NotAllowed):
            submit(by=appointed(role, orsk()), response=response)


def test_seal__depends_on_answers_and_evidence(expert, response):
    seals = {seal(response)}
    answer(expert, response, LOOSE)
    seals.add(seal(response))
    add_text_evidence(by=expert, response=response, item=LOOSE, text="Видела сама")
    seals.add(seal(response))
    assert len(seals) == 3
    assert seal(response) in seals
