"""A cycle's own plan on the desk: new cycle, settings, dates, bindings."""

import datetime

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from portal.campaigns.models import Binding, Campaign, Phase, Step
from portal.campaigns.reading import read_plan
from portal.campaigns.templates import keep_template
from portal.organisations.choices import Role
from tests.factories import EditionFactory, OrganisationFactory, appointed, orsk
from tests.portal.campaigns.planned import planned_procedure
from tests.portal.campaigns.plans import ORSK

pytestmark = pytest.mark.django_db
DAY = datetime.date
REQUIRED = gettext("This field is required.")


@pytest.fixture
def coordinator(client):
    person = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    client.force_login(person)
    return person


@pytest.fixture
def procedure():
    return planned_procedure(phases=2)


def at(name: str, procedure) -> str:
    return reverse(f"campaigns:{name}", args=[procedure.uid])


def new_values(template, **values) -> dict:
    return {
        "source": f"template:{template.uid}",
        "territory": str(orsk().uid),
        "title": "Мониторинг 2021 года",
        "short_title": "МКДО-2021",
        "way": "year",
    } | values


@pytest.fixture
def template(coordinator):
    return keep_template(by=None, plan=read_plan(ORSK.read_bytes()))


def test_new__shows_the_dates_then_makes_the_cycle(client, template):
    OrganisationFactory()
    page = client.get("/schedule/new/", new_values(template)).content.decode()
    assert "15–30 сентября 2020" in page
    assert "14–29 сентября 2021" in page
    assert "105\u00a0шагов" in page
    assert not Campaign.objects.exists()
    made = client.post("/schedule/new/", new_values(template), follow=True).content.decode()
    campaign = Campaign.objects.get()
    assert campaign.short_title == "МКДО-2021"
    assert Phase.objects.order_by("pk").first().starts == DAY(2021, 9, 14)
    assert "Цикл создан" in made
    assert "МКДО-2021" in made
    again = client.post("/schedule/new/", new_values(template))
    assert "Такой цикл здесь уже есть" in again.content.decode()


@pytest.mark.parametrize(
    ("values", "first"),
    [
        ({"way": "first", "first": "2022-09-01"}, DAY(2022, 9, 1)),
        ({"way": "weeks", "number": "-1"}, DAY(2020, 9, 8)),
        ({"way": "days", "number": "3"}, DAY(2020, 9, 18)),
        ({"way": "same"}, DAY(2020, 9, 15)),
    ],
)
def test_new__moves_dates_as_asked(client, template, values, first):
    client.post("/schedule/new/", new_values(template, **values))
    assert Phase.objects.order_by("pk").first().starts == first


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"way": "first"}, "Назовите первый день"),
        ({"way": "weeks"}, "на сколько сдвинуть"),
        ({"way": "first", "first": "9999-12-01"}, "Таких дат в календаре нет"),
        ({"title": ""}, REQUIRED),
        ({"source": "template:1"}, "Выберите корректный"),
    ],
)
def test_new__says_what_is_missing_and_keeps_what_was_typed(client, template, values, told):
    page = client.post("/schedule/new/", new_values(template, **values)).content.decode()
    assert told in page
    assert "МКДО-2021" in page
    assert not Campaign.objects.exists()


def test_new__from_last_years_cycle(client, template):
    client.post("/schedule/new/", new_values(template))
    source = f"campaign:{Campaign.objects.get().uid}"
    client.post("/schedule/new/", new_values(template, source=source, title="2022"))
    assert Campaign.objects.count() == 2
    assert Step.objects.count() == 210


def test_new__is_for_coordinators(client):
    client.force_login(appointed(Role.DOO_HEAD, OrganisationFactory()))
    answer = client.get("/schedule/new/")
    assert answer.status_code == 403
    assert "координаторы территорий" in answer.content.decode()
    assert "Новый цикл" not in client.get("/schedule/").content.decode()


def edit_values(client, procedure, **values) -> dict:
    form = client.get(at("procedure_edit", procedure)).context["form"]
    shown = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    return shown | values


def test_edit__saves_settings_and_dates_and_warns_of_the_unusual(client, coordinator, procedure):
    first = procedure.phases.first()
    values = {
        "owner_role": "doo_head",
        "target_kind": "organisation",
        "starts": "2020-09-05",
        "ends": "2020-09-20",
        f"phase-{first.pk}-ends": "2020-10-01",
    }
    answer = client.post(
        at("procedure_edit", procedure), edit_values(client, procedure, **values), follow=True
    )
    page = answer.content.decode()
    assert "Сохранено." in page
    assert "За пределами дат процедуры: Фаза 1." in page
    assert "Нерабочие дни: 05.09.2020, 20.09.2020." in page
    assert "Все даты в прошлом." in page
    procedure.refresh_from_db()
    assert (procedure.owner_role, procedure.ends) == ("doo_head", DAY(2020, 9, 20))


def test_edit__wrong_dates_stand_beside_their_fields_and_stay(client, coordinator, procedure):
    first = procedure.phases.first()
    values = {
        "starts": "2026-09-20",
        "ends": "2026-09-05",
        f"phase-{first.pk}-starts": "2026-09-02",
        f"phase-{first.pk}-ends": "2026-09-01",
    }
    page = client.post(at("procedure_edit", procedure), edit_values(client, procedure, **values))
    form = page.context["form"]
    assert set(form.errors) == {"ends", f"phase-{first.pk}-ends"}
    assert 'value="2026-09-20"' in page.content.decode()


def test_edit__of_a_stale_screen_overwrites_nothing(client, coordinator, procedure):
    values = edit_values(client, procedure, owner_role="doo_head")
    client.post(at("procedure_edit", procedure), values)
    late = client.post(
        at("procedure_edit", procedure), values | {"owner_role": "doo_coordinator"}, follow=True
    )
    assert "уже изменили" in late.content.decode()
    procedure.refresh_from_db()
    assert procedure.owner_role == "doo_head"


def test_dates__are_shown_written_and_taken_back(client, coordinator, procedure):
    address = at("procedure_dates", procedure)
    span = {"starts": "2026-09-01", "ends": "2026-09-30"}
    page = client.get(address, span).content.decode()
    assert "1–15 сентября 2026" in page
    assert "16–30 сентября 2026" in page
    assert not Phase.objects.exclude(starts=None).exists()
    written = client.post(address, span | {"version": "0"}, follow=True).content.decode()
    assert "Вернуть прежние даты" in written
    assert Phase.objects.filter(starts=DAY(2026, 9, 16)).exists()
    back = client.post(at("procedure_dates_undo", procedure), {"version": "1"}, follow=True)
    assert "Прежние даты возвращены" in back.content.decode()
    assert not Phase.objects.exclude(starts=None).exists()


@pytest.mark.parametrize(
    ("span", "told"),
    [
        ({"starts": "2026-09-30", "ends": "2026-09-01"}, "раньше первого"),
        ({"starts": "2026-09-30"}, REQUIRED),
        ({"starts": "1000-01-01", "ends": "2026-09-01"}, "десяти лет"),
    ],
)
def test_dates__that_are_wrong_are_refused_in_words(client, coordinator, procedure, span, told):
    for answer in (
        client.get(at("procedure_dates", procedure), span),
        client.post(at("procedure_dates", procedure), span | {"version": "0"}),
    ):
        assert told in answer.content.decode()


def test_bindings__are_added_and_removed(client, coordinator, procedure):
    edition, step = EditionFactory(), Step.objects.first()
    address = at("bindings", procedure)
    assert "Пока ничего не назначено" in client.get(address).content.decode()
    client.post(address, {"what": f"edition:{edition.pk}"})
    kind = "report:"
    options = str(client.get(address).context["form"]["what"])
    kind = options[options.index("report:") :].partition('"')[0]
    client.post(address, {"what": kind, "step": str(step.pk)})
    page = client.get(address).content.decode()
    assert "Оценочный лист, редакция" in page
    assert Binding.objects.count() == 2
    for binding in Binding.objects.all():
        client.post(at("binding_remove", procedure), {"binding": str(binding.pk)})
    client.post(at("binding_remove", procedure), {"binding": "wrong"})
    assert not Binding.objects.exists()


def test_bindings__of_another_procedure_are_not_removed(client, coordinator, procedure):
    other = Binding.objects.create(procedure=planned_procedure(), report_kind="doo")
    client.post(at("binding_remove", procedure), {"binding": str(other.pk)})
    assert Binding.objects.filter(pk=other.pk).exists()


def test_screens__take_few_queries(
    client, coordinator, template, django_assert_max_num_queries
):
    big = planned_procedure(phases=8, steps=13)
    EditionFactory.create_batch(5)
    for name in ("procedure_edit", "procedure_dates", "bindings"):
        client.get(at(name, big))
        with django_assert_max_num_queries(14):
            client.get(at(name, big))
    with django_assert_max_num_queries(16):
        client.get("/schedule/new/", new_values(template))


@pytest.mark.parametrize(
    "name",
    ["procedure_edit", "procedure_dates", "procedure_dates_undo", "bindings", "binding_remove"],
)
def test_screens__are_for_those_who_lead_the_cycle(client, procedure, name):
    client.force_login(appointed(Role.DOO_HEAD, OrganisationFactory()))
    assert client.post(at(name, procedure)).status_code == 403
    stranger = appointed(Role.EDITOR, orsk())
    client.force_login(stranger)
    assert client.post(at(name, procedure)).status_code == 403
