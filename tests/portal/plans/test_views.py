"""The screens of plans: what is offered, what may be done, what is kept when refused."""

import pytest
from django.urls import reverse

from portal.organisations.choices import Role
from portal.plans import selectors
from portal.plans.models import Measure
from portal.plans.selectors import offers_of, what_is_wrong
from portal.plans.services import move
from portal.profiles.models import Profile
from portal.profiles.reading import read_profile
from tests.factories import (
    LOOSE,
    STRICT,
    TALK,
    OrganisationFactory,
    TerritoryFactory,
    appointed,
    orsk,
)
from tests.factories.content import uid
from tests.factories.results import computed_profile
from tests.portal.plans.conftest import words

pytestmark = pytest.mark.django_db
State = Measure.State


def propose_url(garden, indicator: str = LOOSE) -> str:
    return reverse("plans:propose", args=[garden.profile.uid, indicator])


def typed(**other: object) -> dict[str, str]:
    return {name: str(value) for name, value in words(**other).items()}


def low_profile(organisation) -> Profile:
    answers = {
        STRICT: {"state": "answered", "confirmed": [], "not_applicable": {}},
        TALK: {"state": "answered", "confirmed": [uid("1.2/1"), uid("1.2/1b")]},
        LOOSE: {"state": "answered", "level": 4},
    }
    return computed_profile(organisation, answers=answers)


def test_list__offers_to_begin_where_a_result_has_no_plan(garden, client):
    client.force_login(garden.coordinator)
    page = client.get(reverse("plans:list")).content.decode()
    start = reverse("plans:start", args=[garden.profile.uid])
    assert start in page
    garden.proposed()
    page = client.get(reverse("plans:list")).content.decode()
    assert start not in page
    assert reverse("plans:detail", args=[Measure.objects.get().plan.uid]) in page


def test_list__is_empty_kindly(garden, client):
    client.force_login(garden.municipal)
    page = client.get(reverse("plans:list")).content.decode()
    assert "Планов пока нет" in page
    assert "Ничего не нашлось" in client.get(reverse("plans:list"), {"q": "ы"}).content.decode()


def test_start__shows_low_indicators_and_goes_on_to_the_plan(garden, client):
    client.force_login(garden.coordinator)
    where = reverse("plans:start", args=[garden.profile.uid])
    page = client.get(where).content.decode()
    assert propose_url(garden) in page
    assert "В плане пока ничего нет" in page
    measure = garden.proposed()
    assert client.get(where)["Location"] == reverse("plans:detail", args=[measure.plan.uid])


def test_start__is_forbidden_with_the_reason(garden, client):
    client.force_login(garden.municipal)
    answer = client.get(reverse("plans:start", args=[garden.profile.uid]))
    assert answer.status_code == 403
    assert "План пишут координатор и руководитель" in answer.content.decode()


def test_offers__the_lowest_first_and_taken_ones_left_out(garden):
    profile = low_profile(garden.profile.organisation)
    offers = offers_of(profile)
    assert [line.uid for line in offers.low] == [STRICT, TALK]
    assert [line.uid for line in offers.others] == [LOOSE]
    garden.profile = profile
    measure = garden.proposed(STRICT)
    assert [line.uid for line in offers_of(profile).low] == [TALK]
    move(by=garden.head, measure=measure, to=State.DECLINED)
    assert [line.uid for line in offers_of(profile).low] == [STRICT, TALK]


def test_offers__what_is_wrong_names_what_the_next_level_lacks(garden):
    lines = {line.uid: line for line in read_profile(garden.profile).indicators}
    assert what_is_wrong(lines[STRICT]) == "До уровня 4 не хватает:\n– Характеристика 1.1/4"
    assert what_is_wrong(lines[LOOSE]) == "Сейчас уровень 2, следующий — 3."


def test_propose__is_filled_in_and_saved(garden, client):
    client.force_login(garden.coordinator)
    page = client.get(propose_url(garden, STRICT)).content.decode()
    assert "До уровня 4 не хватает:" in page
    page = client.post(propose_url(garden, STRICT), typed(), follow=True).content.decode()
    assert "Мероприятие в плане. Его утвердит другой человек." in page
    assert words()["action"] in page
    assert Measure.objects.get().indicator_code == "1.1"


def test_propose__what_was_typed_is_kept_when_refused(garden, client):
    client.force_login(garden.coordinator)
    page = client.post(propose_url(garden), typed(due="2001-01-01", action="Сделаем")).content
    page = page.decode()
    assert "Этот день уже прошёл" in page
    assert "Сделаем" in page
    assert 'value="2001-01-01"' in page
    page = client.post(propose_url(garden), typed(action="")).content.decode()
    assert "Проверьте, пожалуйста" in page
    assert words()["problem"] in page
    assert not Measure.objects.exists()


def test_propose__a_double_is_refused_in_words(garden, client):
    garden.proposed()
    client.force_login(garden.head)
    page = client.post(propose_url(garden), typed(action="Ещё одно")).content.decode()
    assert "в плане уже есть мероприятие" in page
    assert "Ещё одно" in page


@pytest.mark.parametrize("indicator", [TALK, uid("nobody")])
def test_propose__an_indicator_without_a_score_is_not_found(garden, client, indicator):
    client.force_login(garden.coordinator)
    assert client.get(propose_url(garden, indicator)).status_code == 404


def test_edit__while_proposed_only(garden, client):
    measure = garden.proposed()
    client.force_login(garden.coordinator)
    where = reverse("plans:edit", args=[measure.uid])
    page = client.get(where).content.decode()
    assert words()["action"] in page
    assert f'value="{words()["due"].isoformat()}"' in page
    page = client.post(where, typed(action="Иначе"), follow=True).content.decode()
    assert "Мероприятие изменено." in page
    assert "Иначе" in page
    move(by=garden.head, measure=measure, to=State.APPROVED)
    answer = client.get(where)
    assert answer.status_code == 403
    assert "пока оно только предложено" in answer.content.decode()


def test_move__buttons_are_those_of_the_person(garden, client):
    measure = garden.proposed()
    where = reverse("plans:detail", args=[measure.plan.uid])
    client.force_login(garden.head)
    assert "Утвердить" in client.get(where).content.decode()
    client.force_login(garden.coordinator)
    page = client.get(where).content.decode()
    assert "Утвердить" not in page
    assert "Изменить слова" in page
    client.force_login(garden.municipal)
    page = client.get(where).content.decode()
    assert "Утвердить" in page
    assert "Что можно взять в план" not in page
    assert "План пишут координатор и руководитель" in page


def test_move__says_what_happened(garden, client):
    measure = garden.proposed()
    where = reverse("plans:move", args=[measure.uid])
    client.force_login(garden.head)
    page = client.post(where, {"to": "approved"}, follow=True).content.decode()
    assert "Мероприятие утверждено." in page
    page = client.post(where, {"to": "approved"}, follow=True).content.decode()
    assert "так его не передвинуть" in page
    assert client.post(where, {"to": "<script>"}).status_code == 302


def test_move__of_her_own_is_forbidden_with_the_reason(garden, client):
    measure = garden.proposed()
    client.force_login(garden.coordinator)
    answer = client.post(reverse("plans:move", args=[measure.uid]), {"to": "approved"})
    assert answer.status_code == 403
    assert "Мероприятие утверждает руководитель" in answer.content.decode()


def test_detail__groups_by_state_in_the_order_of_work(garden, client):
    done = garden.proposed()
    Measure.objects.filter(pk=done.pk).update(state=State.DONE)
    garden.proposed(STRICT)
    client.force_login(garden.head)
    page = client.get(reverse("plans:detail", args=[done.plan.uid])).content.decode()
    assert page.index("Предложено") < page.index("Выполнено")


def test_detail__what_people_typed_is_escaped(garden, client):
    measure = garden.proposed(action="<b>жирно</b>", problem="<script>1</script>")
    client.force_login(garden.head)
    page = client.get(reverse("plans:detail", args=[measure.plan.uid])).content.decode()
    assert "<script>1" not in page
    assert "&lt;b&gt;жирно" in page


@pytest.mark.parametrize(
    ("role", "node", "status"),
    [
        (Role.REGIONAL_COORDINATOR, "region", 200),
        (Role.MUNICIPAL_COORDINATOR, "other town", 404),
        (Role.DOO_COORDINATOR, "garden", 200),
        (Role.DOO_COORDINATOR, "other garden", 404),
        (Role.TEACHER, "garden", 404),
        (Role.EXPERT, "town", 404),
        (Role.METHODOLOGIST, "region", 404),
    ],
)
def test_plans__who_sees_one(garden, client, role, node, status):
    measure = garden.proposed()
    nodes = {
        "region": orsk().get_parent(),
        "town": orsk(),
        "other town": TerritoryFactory(parent=orsk().get_parent()),
        "garden": garden.profile.organisation,
        "other garden": OrganisationFactory(),
    }
    client.force_login(appointed(role, nodes[node]))
    detail = reverse("plans:detail", args=[measure.plan.uid])
    assert client.get(detail).status_code == status
    assert (detail in client.get(reverse("plans:list")).content.decode()) is (status == 200)
    if status == 404:
        assert client.get(reverse("plans:edit", args=[measure.uid])).status_code == 404
        where = reverse("plans:move", args=[measure.uid])
        assert client.post(where, {"to": "approved"}).status_code == 404


def test_plans__every_address_needs_a_person(garden, client):
    measure = garden.proposed()
    for name, arguments in (
        ("list", []),
        ("detail", [measure.plan.uid]),
        ("start", [garden.profile.uid]),
        ("propose", [garden.profile.uid, LOOSE]),
        ("edit", [measure.uid]),
    ):
        where = reverse(f"plans:{name}", args=arguments)
        assert client.get(where)["Location"].startswith("/login/")


@pytest.mark.parametrize("many", [1, 30])
def test_list__queries_are_bounded(garden, client, many, django_assert_max_num_queries):
    for _number in range(many):
        profile = computed_profile(
            procedure=garden.profile.procedure, edition=garden.profile.edition
        )
        garden.coordinator = appointed(Role.DOO_COORDINATOR, profile.organisation)
        garden.profile = profile
        garden.proposed()
    client.force_login(garden.municipal)
    with django_assert_max_num_queries(9):
        client.get(reverse("plans:list"))


def test_detail__queries_do_not_grow_with_measures(garden, client, django_assert_max_num_queries):
    measure = garden.proposed()
    for number in range(20):
        measure.pk, measure.uid, measure.indicator = None, uid(f"u{number}"), uid(f"i{number}")
        measure._state.adding = True
        measure.save()
    client.force_login(garden.head)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("plans:detail", args=[measure.plan.uid]))
    assert page.content.decode().count("Утвердить") == 21


def test_startable__only_where_she_leads(garden):
    assert [profile.pk for profile in selectors.startable(garden.head)] == [garden.profile.pk]
    assert selectors.startable(garden.municipal) == []
