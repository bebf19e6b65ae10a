import pytest
from django.urls import reverse

from portal.campaigns.models import Campaign, Participant
from portal.campaigns.reading import read_plan
from portal.campaigns.services import import_plan
from portal.organisations.choices import Role, TerritoryKind
from tests.factories import (
    CampaignFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.portal.campaigns.plans import ORSK

INSTRUMENTS = sum(bool(phase.instruments_text) for phase in read_plan(ORSK.read_bytes()).phases)
pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign() -> Campaign:
    return import_plan(by=None, plan=read_plan(ORSK.read_bytes()))[0]


def page_of(client, campaign) -> str:
    return client.get(reverse("campaigns:detail", args=[campaign.uid])).content.decode()


def test_detail__reads_as_the_plan_does(client, campaign):
    client.force_login(appointed(Role.EXPERT, orsk()))
    page = page_of(client, campaign)

    assert "15–30 сентября 2020" in page
    assert "15 октября – 5 ноября 2020" in page
    assert "Фаза без названия" in page
    assert "В источнике — № 7.1." in page
    assert "Ответственный в плане не назван." in page
    assert page.count("<summary>Инструментарий</summary>") == INSTRUMENTS
    order = [page.index(f">{code}</span>") for code in ("1.1.1", "2.2.6", "2.2.8", "5.2.9")]
    assert order == sorted(order)
    assert 'href="#stage-3"' in page
    assert 'id="stage-3"' in page
    assert "город Орск" in page
    assert "Включить открытые" not in page


def test_detail__takes_few_queries_however_long_the_plan(
    client, campaign, django_assert_max_num_queries
):
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    OrganisationFactory.create_batch(5)
    client.get("/schedule/")
    with django_assert_max_num_queries(14):
        page_of(client, campaign)


def test_detail__of_an_empty_campaign_says_so(client):
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert "В этом цикле пока нет этапов" in page_of(client, CampaignFactory())


def test_detail__of_another_region_is_not_found(client, campaign):
    other = TerritoryFactory(
        parent=orsk().get_parent().get_parent(), name="Омская область", kind=TerritoryKind.REGION
    )
    client.force_login(appointed(Role.REGIONAL_COORDINATOR, other))
    address = reverse("campaigns:detail", args=[campaign.uid])
    assert client.get(address).status_code == 404
    assert client.post(f"{address}participants/").status_code == 404
    assert str(campaign.uid) not in client.get("/schedule/").content.decode()


def test_list__is_empty_kindly_and_full_in_few_queries(client, django_assert_max_num_queries):
    client.force_login(appointed(Role.TEACHER, OrganisationFactory()))
    assert "Циклов пока нет" in client.get("/schedule/").content.decode()
    for count in (1, 30):
        CampaignFactory.create_batch(count)
        with django_assert_max_num_queries(8):
            page = client.get("/schedule/").content.decode()
    assert "Страница 1 из 2" in page


def test_schedule__asks_to_sign_in(client, campaign):
    for address in ("/schedule/", reverse("campaigns:detail", args=[campaign.uid])):
        assert client.get(address).status_code == 302


def test_participants__join_at_a_press(client, campaign):
    garden = OrganisationFactory()
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    assert "Включить открытые" in page_of(client, campaign)
    address = reverse("campaigns:participants", args=[campaign.uid])

    first = client.post(address, follow=True).content.decode()
    second = client.post(address, follow=True).content.decode()

    assert "В цикл вошли: 1\u00a0детский сад." in first
    assert "Все открытые сады уже в цикле." in second
    assert Participant.objects.get().organisation == garden


def test_participants__without_a_registry_are_refused_in_words(client, campaign):
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    address = reverse("campaigns:participants", args=[campaign.uid])
    assert "загрузите реестр" in client.post(address, follow=True).content.decode()


def test_participants__are_not_for_an_expert(client, campaign):
    OrganisationFactory()
    client.force_login(appointed(Role.EXPERT, orsk()))
    address = reverse("campaigns:participants", args=[campaign.uid])
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405
    assert not Participant.objects.exists()


def test_schedule__of_nobody_appointed_is_empty(client, campaign):
    client.force_login(PersonFactory())
    assert "Циклов пока нет" in client.get("/schedule/").content.decode()
