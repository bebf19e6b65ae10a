"""Tasks on the desk: the list, the board, one task, many at once."""

import datetime

import pytest
from django.urls import reverse

from portal.assignments.models import Assignment
from portal.organisations.choices import Role
from tests.factories import (
    AssignmentFactory,
    OrganisationFactory,
    ProcedureFactory,
    appointed,
    orsk,
)

pytestmark = pytest.mark.django_db
State = Assignment.State
LIST = reverse("assignments:list")


@pytest.fixture
def coordinator(client):
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    client.force_login(person)
    return person


def task(**given):
    given.setdefault("assignee", appointed(Role.EXPERT, orsk()))
    return AssignmentFactory(**given)


def shown(page):
    return [row["assignment"] for row in page.context["rows"]]


def address(one, name=""):
    if name:
        return reverse("assignments:act", args=[one.uid, name])
    return reverse("assignments:detail", args=[one.uid])


def test_list__narrowed_by_words_state_procedure_and_place(client, coordinator):
    rose = task(organisation=OrganisationFactory(short_name="Детский сад «Розочка»"))
    late = task(due=datetime.date(2020, 1, 1), procedure=rose.procedure)
    other = task(state=State.SUBMITTED, procedure=ProcedureFactory())
    assert shown(client.get(LIST)) == [late, rose, other]
    assert shown(client.get(LIST, {"q": "розочка"})) == [rose]
    assert shown(client.get(LIST, {"state": "late"})) == [late]
    assert shown(client.get(LIST, {"state": State.SUBMITTED})) == [other]
    assert shown(client.get(LIST, {"procedure": other.procedure.uid})) == [other]
    assert shown(client.get(LIST, {"territory": orsk().uid, "order": "latest"}))[-1] == late
    assert shown(client.get(LIST, {"organisation": rose.organisation.uid})) == [rose]


def test_list__found_by_the_name_of_whoever_fills_it(client, coordinator):
    mine = task(assignee=appointed(Role.EXPERT, orsk(), last_name="Ёлкина"))
    task()
    assert shown(client.get(LIST, {"q": "елкина"})) == [mine]


def test_list__a_filter_that_cannot_be_read_says_so(client, coordinator):
    task()
    page = client.get(LIST, {"procedure": "вчера"})
    assert page.status_code == 200
    assert shown(page) == []
    assert page.context["form"].errors


def test_list__without_tasks(client, coordinator):
    assert "Задач пока нет" in client.get(LIST).text


def test_board__columns_with_their_numbers(client, coordinator):
    for state in (State.OPEN, State.OPEN, State.DONE):
        task(state=state)
    page = client.get(LIST, {"view": "board"})
    columns = [(one["state"], one["count"]) for one in page.context["columns"]]
    assert columns == [(State.OPEN, 2), (State.DONE, 1)]


@pytest.mark.parametrize("view", ["", "board"])
def test_list__queries_do_not_grow(client, coordinator, view, django_assert_max_num_queries):
    for _each in range(12):
        task(procedure=ProcedureFactory())
    with django_assert_max_num_queries(16):
        client.get(LIST, {"view": view})


def test_detail__the_assignee_reads_the_reason(client):
    one = task(state=State.WITHDRAWN, reason="Ремонт в саду")
    client.force_login(one.assignee)
    page = client.get(address(one))
    assert "Ремонт в саду" in page.text
    assert "Открыть лист" not in page.text


def test_detail__hidden_from_strangers(client):
    one = task()
    client.force_login(appointed(Role.DOO_HEAD, OrganisationFactory()))
    assert client.get(address(one)).status_code == 404
    assert client.post(address(one, "withdraw"), {"withdraw-reason": "x"}).status_code == 404


def test_act__the_assignee_may_not_extend(client):
    one = task()
    client.force_login(one.assignee)
    assert client.post(address(one, "extend"), {}).status_code == 403


def test_extend__and_back(client, coordinator):
    one = task()
    sent = {"extend-due": "2031-01-31", "extend-reason": "Карантин"}
    page = client.post(address(one, "extend"), sent, follow=True)
    assert "Срок продлён" in page.text
    assert "Карантин" in page.text
    client.post(address(one, "undo-extension"))
    one.refresh_from_db()
    assert one.due == datetime.date(2030, 11, 16)


def test_extend__a_refusal_keeps_what_was_typed(client, coordinator):
    one = task()
    sent = {"extend-due": "2030-01-31", "extend-reason": "Карантин"}
    page = client.post(address(one, "extend"), sent)
    assert page.status_code == 422
    assert "позже прежнего" in page.text
    assert "Карантин" in page.text


def test_withdraw__and_restore(client, coordinator):
    one = task()
    client.post(address(one, "withdraw"), {"withdraw-reason": "Ремонт"})
    one.refresh_from_db()
    assert (one.state, one.reason) == (State.WITHDRAWN, "Ремонт")
    client.post(address(one, "restore"))
    one.refresh_from_db()
    assert one.state == State.OPEN


def test_restore__of_what_was_not_withdrawn_is_a_message(client, coordinator):
    page = client.post(address(task(), "restore"), follow=True)
    assert "не отозвана" in page.text


def test_reassign__to_another_expert(client, coordinator):
    one, other = task(), appointed(Role.EXPERT, orsk())
    sent = {"reassign-assignee": other.pk, "reassign-reason": "Болезнь"}
    client.post(address(one, "reassign"), sent)
    one.refresh_from_db()
    assert one.assignee == other


def test_act__an_unknown_one(client, coordinator):
    assert client.post(address(task(), "burn")).status_code == 404


def test_bulk__asks_first_then_changes_all(client, coordinator):
    tasks = [task(), task()]
    rows = {"rows": [str(one.uid) for one in tasks], "action": "withdraw"}
    bulk = reverse("assignments:bulk")
    assert client.post(bulk, rows).status_code == 200
    assert not Assignment.objects.filter(state=State.WITHDRAWN).exists()
    refused = client.post(bulk, rows | {"confirm": "yes"})
    assert refused.status_code == 422
    page = client.post(bulk, rows | {"confirm": "yes", "reason": "Ремонт"}, follow=True)
    assert set(shown(page)) == set(tasks)
    client.post(bulk, rows | {"action": "restore"})
    assert Assignment.objects.filter(state=State.OPEN).count() == 2


def test_bulk__one_that_refuses_leaves_the_others_too(client, coordinator):
    tasks = [task(), task(state=State.SUBMITTED)]
    rows = {"rows": [str(one.uid) for one in tasks], "action": "extend", "confirm": "yes"}
    page = client.post(reverse("assignments:bulk"), rows | {"due": "2031-01-31", "reason": "Снег"})
    assert page.status_code == 422
    assert tasks[1].about in page.text
    assert not Assignment.objects.exclude(extended_from=None).exists()


@pytest.mark.parametrize("rows", [[], ["не номер"]])
def test_bulk__nothing_ticked(client, coordinator, rows):
    page = client.post(
        reverse("assignments:bulk"), {"rows": rows, "action": "withdraw"}, follow=True
    )
    assert "Отметьте задачи" in page.text


def test_bulk__an_expert_changes_nothing(client):
    one = task()
    client.force_login(one.assignee)
    sent = {"rows": [str(one.uid)], "action": "withdraw", "confirm": "yes", "reason": "Не хочу"}
    client.post(reverse("assignments:bulk"), sent)
    one.refresh_from_db()
    assert one.state == State.OPEN
