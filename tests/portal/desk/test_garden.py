"""The card of one's own kindergarten in the desk."""

import datetime

import pytest
from django.urls import reverse

from portal.organisations.choices import Role
from portal.organisations.models import Building, ChildGroup
from tests.factories import OrganisationFactory, appointed, orsk

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 9, 1)


@pytest.fixture
def garden():
    return OrganisationFactory(
        number="94", short_name="Детский сад № 94", places=120, phone="+7 3537 20-00-00"
    )


def page(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


def rows(*values: dict[str, str]) -> dict[str, str]:
    head = {"groups-TOTAL_FORMS": str(len(values)), "groups-INITIAL_FORMS": "0"}
    return head | {
        f"groups-{place}-{name}": text
        for place, row in enumerate(values)
        for name, text in row.items()
    }


def test_own__leads_to_her_kindergarten(client, garden):
    client.force_login(appointed(Role.TEACHER, garden))
    assert client.get(reverse("desk:own-garden"))["Location"] == f"/desk/organisation/{garden.uid}/"


def test_own__of_somebody_without_one_is_refused(client):
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    assert client.get(reverse("desk:own-garden")).status_code == 403


def test_card__is_read_by_a_teacher(client, garden):
    building = Building.objects.create(organisation=garden, name="Корпус 2", address="ул. Мира, 1")
    ChildGroup.objects.create(
        organisation=garden,
        name="Солнышко",
        age_from=3,
        age_to=4,
        building=building,
        families=24,
        families_on=DAY,
    )
    client.force_login(appointed(Role.TEACHER, garden))
    shown = page(client.get(reverse("desk:garden", args=[garden.uid])))
    for words in ("Солнышко", "3–4 года", "24 на 1 сентября 2024", "Корпус 2", "20-00-00", "120"):
        assert words in shown
    assert "Записать" not in shown
    assert client.post(reverse("desk:garden", args=[garden.uid]), rows({})).status_code == 403


def test_groups__are_written_by_the_head_and_closed(client, garden):
    client.force_login(appointed(Role.DOO_HEAD, garden))
    address = reverse("desk:garden", args=[garden.uid])
    group = {"name": "Солнышко", "families": "24", "families_on": "2024-09-01"}
    assert client.post(address, rows(group, {})).status_code == 302
    made = ChildGroup.objects.get()
    assert made.families == 24
    assert "24" in page(client.get(address))
    client.post(address, rows(group | {"uid": str(made.uid), "gone": "on"}))
    made.refresh_from_db()
    assert made.closed_on


def test_groups__with_a_mistake_keep_what_was_typed(client, garden):
    client.force_login(appointed(Role.DOO_COORDINATOR, garden))
    address = reverse("desk:garden", args=[garden.uid])
    refused = client.post(address, rows({"name": "Солнышко", "families": "24"}))
    assert refused.status_code == 422
    assert "на какой день посчитаны семьи" in page(refused)
    assert 'value="Солнышко"' in page(refused)
    assert not ChildGroup.objects.exists()


def test_card__of_another_kindergarten_is_not_found(client, garden):
    client.force_login(appointed(Role.DOO_HEAD, OrganisationFactory()))
    assert client.get(reverse("desk:garden", args=[garden.uid])).status_code == 404


def test_card__is_not_for_a_methodologist(client, garden):
    client.force_login(appointed(Role.METHODOLOGIST, orsk().get_parent()))
    assert client.get(reverse("desk:garden", args=[garden.uid])).status_code == 404


@pytest.mark.parametrize(
    ("ages", "words"),
    [
        ((None, None), ""),
        ((3, 4), "3–4 года"),
        ((None, 3), "до 3 лет"),
        ((5, None), "от 5 лет"),
        ((2, 2), "2 года"),
        ((1, 1), "1 год"),
        ((None, 1), "до 1 года"),
    ],
)
def test_ages__read_as_people_say_them(ages, words):
    group = ChildGroup(age_from=ages[0], age_to=ages[1])
    assert group.ages.replace("\u00a0", " ") == words


@pytest.mark.parametrize("role", [Role.TEACHER, Role.DOO_HEAD])
def test_card__asks_as_many_queries_for_many_groups_as_for_one(
    client, garden, django_assert_max_num_queries, role
):
    client.force_login(appointed(role, garden))
    address = reverse("desk:garden", args=[garden.uid])
    building = Building.objects.create(organisation=garden, address="ул. Мира, 1")
    for count in (1, 12):
        for number in range(count):
            name = f"Группа {count}-{number}"
            ChildGroup.objects.create(organisation=garden, name=name, building=building)
        with django_assert_max_num_queries(20):
            client.get(address)
