import csv
import io
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse

from portal.campaigns.models import Procedure, TargetList
from portal.campaigns.targets import choose_targets, strike_out
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import OrganisationFactory, ProcedureFactory, appointed, orsk
from tests.factories.targets import TargetFactory, joined

Kind = Procedure.TargetKind
pytestmark = pytest.mark.django_db
ALL = {"way": "all"}


@pytest.fixture
def procedure():
    return ProcedureFactory(target_kind=Kind.ORGANISATION)


@pytest.fixture
def gardens(procedure):
    made = OrganisationFactory.create_batch(3)
    joined(procedure.stage.campaign, *made)
    return made


@pytest.fixture
def coordinator(client):
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    client.force_login(person)
    return person


def address(name: str, procedure: Procedure, *more: str) -> str:
    return reverse(f"campaigns:targets{name and '_'}{name}", args=[procedure.uid, *more])


def page(client, name, procedure, **query) -> str:
    return client.get(address(name, procedure), query).content.decode()


def send(client, name, procedure, **form) -> str:
    return client.post(address(name, procedure), form, follow=True).content.decode()


def test_list__begins_with_choosing(client, procedure, coordinator):
    shown = page(client, "", procedure)
    assert "Перечень ещё не составлен" in shown
    assert address("choose", procedure) in shown


def test_choose__counts_before_it_writes(client, procedure, gardens, coordinator):
    shown = send(client, "choose", procedure, way="share", share="50", count="1")
    assert "Сколько подходит" in shown
    assert '<td class="number">3</td>' in shown
    assert '<td class="number">2</td>' in shown
    assert not TargetList.objects.exists()


def test_choose__makes_the_list_and_remembers_how(client, procedure, gardens, coordinator):
    shown = send(client, "choose", procedure, way="size", size="2", state="open", seed="77")
    assert "Перечень составлен" in shown
    assert procedure.targets.count() == 2
    again = page(client, "choose", procedure)
    assert 'value="77"' in again
    assert '<option value="open" selected>' in again


def test_choose__keeps_what_was_typed_when_it_is_wrong(client, procedure, gardens, coordinator):
    shown = send(client, "choose", procedure, way="share", places_from="-5", seed="abc")
    assert "Назовите число." in shown
    assert 'value="abc"' in shown
    assert "никто не подходит" in send(client, "choose", procedure, **ALL, places_from="9000")


def test_add__finds_ticks_and_asks_for_a_reason(client, procedure, gardens, coordinator):
    one, two, _three = gardens
    shown = page(client, "add", procedure, q=one.number)
    assert str(one) in shown
    assert str(two) not in shown
    refused = send(client, "add", procedure, rows=[str(one.uid)], reason="")
    assert "Напишите причину." in refused
    assert f'value="{one.uid}" checked' in refused
    done = send(client, "add", procedure, rows=[str(one.uid), "вздор"], reason="Просит сам")
    assert "добавлено: 1\u00a0строка" in done
    assert "Просит сам" in done
    assert str(one) not in page(client, "add", procedure)


def test_add__is_empty_kindly(client, procedure, coordinator):
    assert "Добавлять некого" in page(client, "add", procedure)
    assert "Никого не нашлось" in page(client, "add", procedure, q="ъъъ")


def test_strike__moves_down_with_a_reason(client, procedure, gardens, coordinator):
    choose_targets(by=coordinator, procedure=procedure, conditions={})
    one = procedure.targets.first()
    assert "Напишите причину." in send(client, "strike", procedure, rows=[str(one.uid)])
    shown = send(client, "strike", procedure, rows=[str(one.uid)], reason="Ремонт")
    assert "<s>" in shown
    assert "Ремонт" in shown
    assert client.post(address("strike", procedure), {"rows": "вздор"}).status_code == 404


def test_approve__and_top_up_with_a_reason(client, procedure, gardens, coordinator):
    send(client, "choose", procedure, **ALL)
    assert "Перечень утверждён" in send(client, "approve", procedure)
    joined(procedure.stage.campaign, OrganisationFactory())
    assert "Напишите причину." in send(client, "top_up", procedure)
    assert "Перечень пополнен" in send(client, "top_up", procedure, reason="Новый сад")
    assert procedure.targets.count() == 4
    assert "Перечень утверждён" in send(client, "choose", procedure, **ALL)


def test_list__is_searched_and_paged_in_few_queries(
    client, procedure, coordinator, django_assert_max_num_queries
):
    joined(procedure.stage.campaign, *OrganisationFactory.create_batch(60))
    choose_targets(by=coordinator, procedure=procedure, conditions={})
    with django_assert_max_num_queries(14):
        assert "Страница 1 из 2" in page(client, "", procedure)
    one = procedure.targets.first()
    assert "Страница" not in page(client, "", procedure, q=one.organisation.number)
    assert "Никого не нашлось" in page(client, "", procedure, q="ъъъ")
    with django_assert_max_num_queries(14):
        page(client, "add", procedure)


def test_print__is_whole(client, procedure, coordinator):
    joined(procedure.stage.campaign, *OrganisationFactory.create_batch(60))
    assert "пока никого нет" in page(client, "print", procedure)
    choose_targets(by=coordinator, procedure=procedure, conditions={}, share=100, seed="s33d")
    one = procedure.targets.first()
    strike_out(by=coordinator, procedure=procedure, uids=[one.uid], reason="Ремонт")
    shown = page(client, "print", procedure)
    assert shown.count("<tr>") == 61
    assert "s33d" in shown
    assert "Ремонт" in shown


def test_table__has_the_same_rows_and_is_recorded(client, procedure, gardens, coordinator):
    gardens[0].short_name = "=1+1"
    gardens[0].save()
    choose_targets(by=coordinator, procedure=procedure, conditions={})
    content = client.get(address("table", procedure, "csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 4
    assert "'=1+1" in {row[0] for row in rows}
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(address("table", procedure, "xlsx")).content)
    )
    assert "=1+1" in {row[0].value for row in book.active.iter_rows()}
    assert Entry.objects.filter(action="targets.exported").count() == 2
    assert client.get(address("table", procedure, "xml")).status_code == 404


def test_screens__are_the_coordinators(client, procedure, gardens):
    client.force_login(appointed(Role.DOO_COORDINATOR, gardens[0]))
    for name in ("choose", "add"):
        assert client.get(address(name, procedure)).status_code == 403
        assert client.post(address(name, procedure), ALL).status_code == 403
    for name in ("strike", "approve", "top_up"):
        assert client.post(address(name, procedure)).status_code == 403
        assert client.get(address(name, procedure)).status_code == 405
    assert client.get(address("table", procedure, "csv")).status_code == 403


def test_list__shows_a_kindergarten_itself_once_approved(client, procedure, coordinator):
    own = TargetFactory(procedure=procedure)
    other = TargetFactory(procedure=procedure)
    client.force_login(appointed(Role.DOO_HEAD, own.organisation))
    shown = page(client, "", procedure)
    assert str(own) in shown
    assert str(other) not in shown
    assert "Исключить" not in shown
    TargetList.objects.update(state=TargetList.State.DRAFT)
    assert "Перечень ещё не составлен" in page(client, "", procedure)


def test_list__of_what_is_not_there_is_not_found(client, coordinator):
    whole = ProcedureFactory()
    assert client.get(address("", whole)).status_code == 404
    missing = reverse("campaigns:targets", args=[uuid4()])
    assert client.get(missing).status_code == 404
    client.logout()
    assert client.get(address("", whole)).status_code == 302
