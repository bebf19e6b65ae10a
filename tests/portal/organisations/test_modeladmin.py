"""Record lists by address: a hidden row is a 404 in every view, not in the list alone."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from portal.campaigns.models import Campaign
from portal.jobs.models import Job
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Appointment, Organisation, Territory
from tests.factories import (
    CampaignFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.factories.registry import cms_person

pytestmark = pytest.mark.django_db

EDIT = "/cms/organisations/edit/%d/"
VIEWS = ("edit", "inspect", "delete", "history")


def region() -> Territory:
    return orsk().get_parent()


@pytest.fixture
def coordinator(client):
    person = cms_person(Role.REGIONAL_COORDINATOR, region())
    client.force_login(person)
    return person


@pytest.fixture
def stranger(client):
    """A regional coordinator of another region, with a town of her own."""
    orsk()
    other = TerritoryFactory(
        parent=Territory.objects.get(name="Россия"), name="Омская область", kind="region"
    )
    person = cms_person(Role.REGIONAL_COORDINATOR, other)
    client.force_login(person)
    return person


def fields(organisation: Organisation, **changes: object) -> dict:
    data = {
        "territory": organisation.territory_id,
        "number": organisation.number,
        "short_name": organisation.short_name,
        "official_name": "",
        "inn": "",
        "address": "",
        "site": "",
        "state": "open",
        "note": "",
    }
    return data | changes


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_instance_view__of_another_town_is_not_found(client, stranger, view, method):
    garden = OrganisationFactory(short_name="Чужой сад")

    response = getattr(client, method)(
        f"/cms/organisations/{view}/{garden.pk}/", fields(garden, short_name="Захвачен")
    )

    assert response.status_code == 404
    garden.refresh_from_db()
    assert garden.short_name == "Чужой сад"


@pytest.mark.parametrize("view", VIEWS)
def test_instance_view__of_an_appointment_elsewhere_is_not_found(client, stranger, view):
    appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    row = Appointment.objects.get(role=Role.MUNICIPAL_COORDINATOR)
    assert client.get(f"/cms/appointments/{view}/{row.pk}/").status_code == 404


@pytest.mark.parametrize("view", VIEWS)
def test_instance_view__of_a_campaign_elsewhere_is_not_found(client, stranger, view):
    campaign = CampaignFactory()
    assert client.get(f"/cms/campaigns/{view}/{campaign.pk}/").status_code == 404


@pytest.mark.parametrize("view", VIEWS)
def test_instance_view__of_another_persons_job_is_not_found(client, coordinator, view):
    job = Job.objects.create(
        kind="report.compile", title="Отчёт", max_attempts=3, by=PersonFactory()
    )
    assert client.get(f"/cms/jobs/{view}/{job.pk}/").status_code == 404


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", ["0", "999999", "abc", "²"])
def test_instance_view__of_no_row_is_not_found(client, coordinator, view, key):
    assert client.get(f"/cms/organisations/{view}/{key}/").status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_delete__has_no_address_even_for_her_own(client, coordinator, method):
    garden = OrganisationFactory()
    assert getattr(client, method)(f"/cms/organisations/delete/{garden.pk}/").status_code == 404
    assert Organisation.objects.filter(pk=garden.pk).exists()


@pytest.mark.parametrize("view", ["edit", "inspect", "history"])
def test_instance_view__of_her_own_opens(client, coordinator, view):
    garden = OrganisationFactory()
    assert client.get(f"/cms/organisations/{view}/{garden.pk}/").status_code == 200


def test_edit__refuses_a_methodologist_with_the_reason(client):
    client.force_login(cms_person(Role.METHODOLOGIST, region().get_parent()))
    garden = OrganisationFactory()

    seen = client.get(f"/cms/organisations/inspect/{garden.pk}/")
    refused = client.post(f"/cms/organisations/edit/{garden.pk}/", fields(garden, number="7"))

    assert seen.status_code == 200
    assert refused.status_code == 403
    assert "Реестр детских садов ведут" in refused.content.decode()


@pytest.mark.parametrize("place", ["campaigns", "appointments", "jobs"])
def test_read_only_list__neither_adds_nor_edits(client, coordinator, place):
    appointment = Appointment.objects.get(person=coordinator)
    campaign = CampaignFactory()
    job = Job.objects.create(kind="k", title="Отчёт", max_attempts=3, by=coordinator)
    key = {"campaigns": campaign, "appointments": appointment, "jobs": job}[place].pk

    assert client.get(f"/cms/{place}/").status_code == 200
    assert client.get(f"/cms/{place}/inspect/{key}/").status_code == 200
    assert client.get(f"/cms/{place}/create/").status_code == 403
    assert client.post(f"/cms/{place}/edit/{key}/", {"title": "Другое"}).status_code == 403
    assert client.get(f"/cms/{place}/delete/{key}/").status_code == 404


def test_list__shows_only_what_lies_below_her(client, coordinator):
    OrganisationFactory(short_name="Свой сад")
    elsewhere = TerritoryFactory(
        parent=region().get_parent(), name="Омская область", kind=TerritoryKind.REGION
    )
    OrganisationFactory(short_name="Чужой сад", territory=elsewhere)

    page = client.get("/cms/organisations/").content.decode()

    assert "Свой сад" in page
    assert "Чужой сад" not in page
    assert "Омская область" not in page


def test_list__is_refused_without_the_permission(client):
    client.force_login(cms_person(Role.EDITOR, region()))
    rights = Group.objects.get(name=Role.EDITOR).permissions
    rights.remove(rights.get(codename="view_organisation"))
    assert client.get("/cms/organisations/").status_code == 403


def test_list__keeps_number_five_before_eleven(client, coordinator):
    for number in ("124", "11", "5", "60"):
        OrganisationFactory(number=number, short_name=f"Детский сад № {number}")

    page = client.get("/cms/organisations/").content.decode()

    places = [page.index(f"Детский сад № {number}<") for number in ("5", "11", "60", "124")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "term", ["звездочка", "ЗВЁЗДОЧКА", "звёздочка", "  31  звездоч ", "«Звёздочка»"]
)
def test_search__knows_russian(client, coordinator, term):
    OrganisationFactory(number="31", short_name="Детский сад № 31 «Звёздочка»")
    OrganisationFactory(number="94", short_name="Детский сад № 94 «Радуга»")

    page = client.get("/cms/organisations/", {"q": term}).content.decode()

    assert "№ 31 «Звёздочка»" in page
    assert "№ 94 «Радуга»" not in page


def test_search__finding_nothing_says_so(client, coordinator):
    OrganisationFactory(short_name="Детский сад № 94 «Радуга»")
    page = client.get("/cms/organisations/", {"q": "100%_"}).content.decode()
    assert "№ 94 «Радуга»" not in page


def test_filter__by_state_and_territory(client, coordinator):
    OrganisationFactory(short_name="Открытый сад")
    OrganisationFactory(short_name="Закрытый сад", closed=True)

    closed = client.get("/cms/organisations/", {"state": "closed"}).content.decode()
    here = client.get("/cms/organisations/", {"territory": orsk().pk}).content.decode()

    assert "Закрытый сад" in closed
    assert "Открытый сад" not in closed
    assert "Открытый сад" in here
    assert "Закрытый сад" in here


@pytest.mark.parametrize(
    "probe",
    ["territory__appointment__person__password__startswith", "by__password__startswith", "nothing"],
)
def test_filter__of_an_undeclared_column_changes_nothing(client, coordinator, probe):
    """An address that filters by any lookup would answer questions about hidden columns."""
    OrganisationFactory(short_name="Свой сад")
    page = client.get("/cms/organisations/", {probe: "zzz"})
    assert page.status_code == 200
    assert "Свой сад" in page.content.decode()


def test_list__asks_as_many_queries_for_forty_as_for_one(
    client, coordinator, django_assert_max_num_queries
):
    for count in (1, 39):
        OrganisationFactory.create_batch(count)
        client.get("/cms/organisations/")
        with django_assert_max_num_queries(26):
            assert client.get("/cms/organisations/").status_code == 200


def test_edit__writes_through_the_service(client, coordinator):
    garden = OrganisationFactory(number="31")

    client.get(f"/cms/organisations/edit/{garden.pk}/")
    response = client.post(
        f"/cms/organisations/edit/{garden.pk}/", fields(garden, short_name="Детский сад № 31а")
    )

    assert response.status_code == 302
    garden.refresh_from_db()
    assert garden.short_name == "Детский сад № 31а"
    assert "31а" in garden.search


def test_history__tells_who_changed_what(client, coordinator):
    garden = OrganisationFactory(number="31")
    changes = fields(garden, note="Два корпуса.", address="Орск")
    client.post(f"/cms/organisations/edit/{garden.pk}/", changes)

    page = client.get(f"/cms/organisations/history/{garden.pk}/").content.decode()

    assert (
        f"/cms/organisations/history/{garden.pk}/" in client.get(EDIT % garden.pk).content.decode()
    )
    assert "Изменено: адрес, примечание" in page
    assert str(coordinator) in page


def test_edit__moves_nobody(client, coordinator):
    garden = OrganisationFactory()
    other = TerritoryFactory(parent=region(), name="город Гай")
    client.post(f"/cms/organisations/edit/{garden.pk}/", fields(garden, territory=other.pk))
    garden.refresh_from_db()
    assert garden.territory == orsk()


def test_edit__keeps_what_was_typed_and_says_what_is_wrong(client, coordinator):
    garden = OrganisationFactory()
    page = client.post(
        f"/cms/organisations/edit/{garden.pk}/", fields(garden, inn="7707083894", note="Запомнить")
    ).content.decode()
    assert "Контрольная цифра ИНН не сходится" in page
    assert "Запомнить" in page


def test_create__adds_and_refuses_a_taken_number(client, coordinator):
    taken = OrganisationFactory(number="31")
    address = reverse("organisations_modeladmin_create")
    fresh = Organisation(territory=orsk(), number="32", short_name="Детский сад № 32")

    assert client.post(address, fields(fresh)).status_code == 302
    again = client.post(address, fields(taken)).content.decode()

    assert "с таким номером здесь уже есть" in again
    assert Organisation.objects.count() == 2


def test_create__is_not_for_a_methodologist(client):
    client.force_login(cms_person(Role.METHODOLOGIST, region().get_parent()))
    assert client.get("/cms/organisations/create/").status_code == 403


def test_campaign_list__leads_to_the_schedule(client, coordinator):
    campaign = CampaignFactory()
    page = client.get("/cms/campaigns/").content.decode()
    assert reverse("campaigns:detail", args=[campaign.uid]) in page
    assert Campaign.objects.count() == 1
