"""The screens beside the form of a kindergarten, and the list of founders."""

import pytest
from django.urls import reverse

from portal.organisations.choices import Role
from portal.organisations.models import Building, ChildGroup, Founder, Organisation, Territory
from tests.factories import OrganisationFactory, TerritoryFactory, orsk
from tests.factories.registry import cms_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinator(client):
    person = cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent())
    client.force_login(person)
    return person


@pytest.fixture
def garden():
    return OrganisationFactory(number="94", short_name="Детский сад № 94")


def page(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def rows(prefix: str, *values: dict[str, str]) -> dict[str, str]:
    """Return the POST of one list of rows."""
    head = {f"{prefix}-TOTAL_FORMS": str(len(values)), f"{prefix}-INITIAL_FORMS": "0"}
    cells = {
        f"{prefix}-{place}-{name}": text
        for place, row in enumerate(values)
        for name, text in row.items()
    }
    return head | cells


def test_edit__shows_the_state_and_the_ways(client, garden):
    shown = page(client.get(reverse("organisations_modeladmin_edit", args=[garden.pk])))
    assert "город Орск · работает" in shown
    for way in ("state/closed/", "state/suspended/", "inside/", "move/", "history/"):
        assert way in shown
    assert "state/open/" not in shown


def test_state__asks_for_its_days_and_writes(client, garden):
    address = reverse("organisation_state", args=[garden.uid, "closed"])
    asked = page(client.get(address))
    assert "Закрыт с" in asked
    assert "Приостановлен с" not in asked
    assert client.post(address, {"closed_on": ""}).status_code == 400
    assert client.post(address, {"closed_on": "2099-01-01"}).status_code == 400
    client.post(address, {"closed_on": "2024-06-01", "reason": "Авария."})
    garden.refresh_from_db()
    assert garden.state == "closed"
    assert client.get(address).status_code == 404
    reopen = reverse("organisation_state", args=[garden.uid, "open"])
    assert client.post(reopen, {}).status_code == 302
    garden.refresh_from_db()
    assert garden.state == "open"


@pytest.mark.parametrize("target", ["open", "burnt"])
def test_state__that_cannot_follow_is_not_found(client, garden, target):
    assert client.get(reverse("organisation_state", args=[garden.uid, target])).status_code == 404


def test_move__tells_what_goes_along_then_moves(client, garden):
    gay = TerritoryFactory(parent=orsk().get_parent(), name="город Гай")
    address = reverse("organisation_move", args=[garden.uid])
    told = page(client.get(address))
    assert "Сейчас: город Орск." in told
    assert "помнят его на прежнем месте" in told
    client.post(address, {"target": gay.pk})
    garden.refresh_from_db()
    assert garden.territory == gay


def test_merge__tells_how_much_moves_then_joins(client, garden):
    gay = TerritoryFactory(parent=orsk().get_parent(), name="город Гай")
    OrganisationFactory(number="1", territory=gay)
    address = reverse("territory_merge", args=[gay.uid])
    assert "детские сады — 1, учредители — 0" in page(client.get(address))
    client.post(address, {"target": orsk().pk})
    assert Organisation.objects.filter(territory=orsk()).count() == 2
    listed = page(client.get(reverse("territories")))
    assert "муниципалитет, присоединён" in listed
    assert client.get(address).status_code == 404


def test_merge__with_the_same_number_says_so_and_moves_nothing(client, garden):
    gay = TerritoryFactory(parent=orsk().get_parent(), name="город Гай")
    OrganisationFactory(number="94", territory=gay)
    refused = client.post(reverse("territory_merge", args=[gay.uid]), {"target": orsk().pk})
    assert refused.status_code == 400
    assert "Номер 94 уже есть там" in page(refused)
    assert Territory.objects.get(pk=gay.pk).closed_on is None


def test_inside__writes_buildings_and_groups(client, garden):
    address = reverse("organisation_inside", args=[garden.uid])
    assert page(client.get(address)).count("<legend>") == 6
    group = {"name": "Солнышко", "age_from": "3", "age_to": "4"}
    data = rows("buildings", {"address": "ул. Мира, 1"}, {}) | rows("groups", group, {})
    assert client.post(address, data).status_code == 302
    assert Building.objects.get().address == "ул. Мира, 1"
    assert ChildGroup.objects.get().name == "Солнышко"
    shown = page(client.get(address))
    assert "<legend>Солнышко</legend>" in shown


def test_inside__with_one_mistake_writes_neither_list(client, garden):
    address = reverse("organisation_inside", args=[garden.uid])
    group = {"name": "Солнышко", "families": "20"}
    data = rows("buildings", {"address": "ул. Мира, 1"}) | rows("groups", {}, group)
    refused = client.post(address, data)
    assert refused.status_code == 400
    assert "на какой день посчитаны семьи" in page(refused)
    assert not Building.objects.exists()


def test_founders__are_added_and_chosen(client, garden):
    add = "/cms/founders/create/"
    data = {"territory": orsk().pk, "name": "Управление образования", "short_name": "", "inn": ""}
    assert client.post(add, data).status_code == 302
    founder = Founder.objects.get()
    assert "Управление образования" in page(client.get("/cms/founders/"))
    edit = reverse("organisations_modeladmin_edit", args=[garden.pk])
    assert f'<option value="{founder.pk}">' in page(client.get(edit))


def test_founders__of_another_region_are_not_found(client):
    country = orsk().get_parent().get_parent()
    omsk = TerritoryFactory(parent=country, name="Омская область", kind="region")
    founder = Founder.objects.create(territory=omsk, name="Чужой")
    assert client.get(f"/cms/founders/edit/{founder.pk}/").status_code == 404
    assert "Чужой" not in page(client.get("/cms/founders/"))


@pytest.mark.parametrize("name", ["organisation_inside", "organisation_move"])
def test_screens__of_a_foreign_garden_are_not_found(client, name):
    country = orsk().get_parent().get_parent()
    omsk = TerritoryFactory(parent=country, name="Омская область", kind="region")
    foreign = OrganisationFactory(territory=omsk)
    assert client.get(reverse(name, args=[foreign.uid])).status_code == 404


@pytest.mark.parametrize("name", ["organisation_inside", "organisation_move"])
def test_screens__are_refused_to_a_methodologist(client, garden, name):
    client.force_login(cms_person(Role.METHODOLOGIST, orsk().get_parent()))
    assert client.get(reverse(name, args=[garden.uid])).status_code == 403


def test_download__is_filtered_as_the_list_is(client, garden):
    OrganisationFactory(number="5", short_name="Детский сад № 5 «Ёлочка»", closed=True)
    link = page(client.get("/cms/organisations/?q=елочка&state=closed"))
    assert "/download/csv/?q=%D0%B5" in link
    found = page(client.get("/cms/organisations/download/csv/?q=елочка&state=closed"))
    assert "Ёлочка" in found
    assert "№ 94" not in found
