"""The screens of results: who sees what, what stands there, how many queries."""

import pytest
from django.urls import reverse

from portal.organisations.choices import Role
from portal.profiles.models import Profile
from tests.factories import (
    LOOSE,
    STRICT,
    TALK,
    EditionFactory,
    OrganisationFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.factories.content import uid
from tests.factories.results import ANSWERS, computed_profile
from tests.factories.rich import RICH_ANSWERS, rich_content

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile() -> Profile:
    return computed_profile(OrganisationFactory(short_name="Детский сад № 94 «Звёздочка»"))


@pytest.fixture
def coordinator(profile, client):
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    client.force_login(person)
    return person


def addresses(profile: Profile) -> list[str]:
    return [reverse(f"results:{name}", args=[profile.uid]) for name in ("detail", "why")]


def test_results__a_stranger_must_sign_in(client, profile):
    for address in [reverse("results:list"), *addresses(profile)]:
        assert client.get(address)["Location"].startswith("/login/")


@pytest.mark.parametrize(
    ("role", "node", "status"),
    [
        (Role.REGIONAL_COORDINATOR, "region", 200),
        (Role.MUNICIPAL_COORDINATOR, "town", 200),
        (Role.MUNICIPAL_COORDINATOR, "other town", 404),
        (Role.DOO_COORDINATOR, "garden", 200),
        (Role.DOO_HEAD, "garden", 200),
        (Role.DOO_HEAD, "other garden", 404),
        (Role.TEACHER, "garden", 404),
        (Role.SENIOR_TEACHER, "garden", 404),
        (Role.EXPERT, "town", 404),
        (Role.METHODOLOGIST, "region", 200),
    ],
)
def test_results__who_sees_one(client, profile, role, node, status):
    nodes = {
        "region": orsk().get_parent(),
        "town": orsk(),
        "other town": TerritoryFactory(parent=orsk().get_parent()),
        "garden": profile.organisation,
        "other garden": OrganisationFactory(),
    }
    client.force_login(appointed(role, nodes[node]))
    assert [client.get(address).status_code for address in addresses(profile)] == [status] * 2
    listed = client.get(reverse("results:list")).content.decode()
    assert (addresses(profile)[0] in listed) is (status == 200)


def test_results__the_expert_of_the_sheet_sees_it_while_appointed(client, profile):
    assignee = profile.response.assignment.assignee
    client.force_login(assignee)
    assert client.get(addresses(profile)[0]).status_code == 404
    expert = appointed(Role.EXPERT, orsk())
    task = profile.response.assignment
    task.assignee = expert
    task.save()
    client.force_login(expert)
    assert client.get(addresses(profile)[0]).status_code == 200


def test_list__is_empty_kindly(client):
    client.force_login(appointed(Role.DOO_HEAD, OrganisationFactory()))
    assert "Результатов пока нет" in client.get(reverse("results:list")).content.decode()


@pytest.mark.parametrize("words", ["звездочка", "ЗВЁЗДОЧКА", "№ 94 звёзд"])
def test_list__finds_whatever_the_case_and_the_letter(client, coordinator, profile, words):
    computed_profile()
    page = client.get(reverse("results:list"), {"q": words}).content.decode()
    assert "«Звёздочка»" in page
    assert page.count('<th scope="row">') == 1


def test_list__says_when_nothing_is_found(client, coordinator):
    page = client.get(reverse("results:list"), {"q": "ромашка"}).content.decode()
    assert "Ничего не нашлось" in page
    assert 'value="ромашка"' in page


@pytest.mark.parametrize("many", [1, 30])
def test_list__queries_are_bounded(
    client, coordinator, profile, many, django_assert_max_num_queries
):
    for _number in range(many):
        computed_profile(procedure=profile.procedure, edition=profile.edition)
    with django_assert_max_num_queries(10):
        page = client.get(reverse("results:list"))
    assert ("Страница 1 из 2" in page.content.decode()) is (many == 30)


def test_detail__says_the_level_before_the_numbers(client, coordinator, profile):
    page = client.get(addresses(profile)[0]).content.decode()
    assert page.index("Качество стремится к базовому — второй из пяти") < page.index("<table")
    for text in ("2,50", "3,00", "не применимо", "Группа закрыта на ремонт", "<svg"):
        assert text in page
    assert reverse("results:why", args=[profile.uid]) + "#i-1.1" in page
    assert "Демонстрационная шкала" in page
    assert "Сформировать отчёт" in page


def test_detail__offers_only_what_is_allowed(client, profile):
    client.force_login(appointed(Role.METHODOLOGIST, orsk()))
    page = client.get(addresses(profile)[0]).content.decode()
    assert "Сформировать отчёт" not in page
    assert "Отчёт составляют координаторы" in page
    assert reverse("plans:start", args=[profile.uid]) not in page


def test_detail__a_profile_without_numbers_gives_reasons(client, coordinator):
    profile = computed_profile(answers={uid("groups"): ANSWERS[uid("groups")]})
    page = client.get(addresses(profile)[0]).content.decode()
    assert "Уровень не определён: не оценивалось" in page


def test_detail__costs_the_same_for_every_profile(
    client, coordinator, profile, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        client.get(addresses(profile)[0])


def test_why__has_an_anchor_and_reasons_for_every_indicator(client, coordinator):
    edition = EditionFactory(data=rich_content())
    profile = computed_profile(answers=RICH_ANSWERS, edition=edition)
    page = client.get(addresses(profile)[1]).content.decode()
    for code in ("1.1", "1.2", "2.1"):
        assert f'id="i-{code}"' in page
    for text in (
        "Бассейна нет",
        "Программа ещё не принята",
        "Забота",
        "шкала ничего не спрашивает",
        "До уровня 4 не хватает:",
        edition.sha256[:16],
    ):
        assert text in page, text


def test_why__what_people_typed_is_escaped(client, coordinator):
    answers = {
        STRICT: {"state": "not_applicable", "reason": "<script>1</script>"},
        TALK: {"state": "not_applicable", "reason": "нет"},
        LOOSE: {"state": "answered", "level": 1},
    }
    profile = computed_profile(answers=answers)
    for address in addresses(profile):
        page = client.get(address).content.decode()
        assert "<script>1" not in page
        assert "&lt;script&gt;1" in page
