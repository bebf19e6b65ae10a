"""Plans as content and the production calendar in the CMS."""

import datetime
import io

import openpyxl
import pytest
from django.urls import reverse

from portal.campaigns.models import CalendarDay, PlanTemplate
from portal.campaigns.plan_table import STEPS_SHEET
from portal.campaigns.reading import read_plan
from portal.campaigns.templates import keep_template, move_part, plan_of
from portal.journal.models import Entry
from portal.organisations.choices import Role
from tests.factories import EditionFactory, orsk
from tests.factories.registry import cms_person
from tests.portal.campaigns.plans import ORSK
from tests.portal.exchange.files import csv_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def methodologist(client):
    person = cms_person(Role.METHODOLOGIST, orsk().get_parent())
    client.force_login(person)
    return person


@pytest.fixture
def template(methodologist) -> PlanTemplate:
    return keep_template(by=None, plan=read_plan(ORSK.read_bytes()))


def at(name: str, template: PlanTemplate, *more: str) -> str:
    return reverse(f"plan_template{name}", args=[template.uid, *more])


def test_list__and_tree_show_every_part(client, template, django_assert_max_num_queries):
    listed = client.get("/cms/plans/").content.decode()
    assert "5\u00a0этапов, 11\u00a0процедур, 105\u00a0шагов" in listed
    client.get(at("", template))
    with django_assert_max_num_queries(20):
        page = client.get(at("", template)).content.decode()
    assert page.count('id="part-') == 5 + 11 + 38 + 105
    assert "15–30 сентября 2020" in page
    assert "без названия" in page


def test_list__of_none_says_what_to_do(client, methodologist):
    assert "Пока ни одного" in client.get("/cms/plans/").content.decode()


def test_part__is_changed_and_the_rest_stays(client, template):
    address = at("_part", template, "0-0")
    form = client.get(address).context["form"]
    values = {name: form[name].value() or "" for name in form.fields if name != "bindings"}
    values |= {"version": "0", "title": "Начало", "owner_role": "regional_coordinator"}
    values |= {"responsible": "Первый\n Вторая \n", "starts": "2020-09-01", "ends": "2020-10-31"}
    answer = client.post(address, values)
    assert answer["Location"].endswith("#part-0-0")
    template.refresh_from_db()
    before, after = read_plan(ORSK.read_bytes()), plan_of(template)
    changed = after.stages[0].procedures[0]
    assert changed.responsible == ("Первый", "Вторая")
    assert (changed.title, changed.owner_role) == ("Начало", "regional_coordinator")
    assert changed.phases == before.stages[0].procedures[0].phases
    assert after.stages[1:] == before.stages[1:]


def test_part__keeps_what_was_typed_when_it_is_wrong(client, template):
    values = {"version": "0", "title": "Начало", "starts": "2020-09-20", "ends": "2020-09-01"}
    answer = client.post(at("_part", template, "0-0-0"), values)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Последний день раньше первого." in page
    assert "Начало" in page


def test_part__of_a_stale_screen_overwrites_nothing(client, template, methodologist):
    move_part(by=methodologist, template=template, version=0, path=(0,), to=1)
    values = {"version": "0", "code": "I", "title": "Поздно"}
    page = client.post(at("_part", template, "0"), values).content.decode()
    assert "уже изменили" in page
    assert "Поздно" in page
    template.refresh_from_db()
    assert template.version == 1


def test_parts__are_added_moved_and_removed(client, template):
    step = {"version": "0", "code": "1.1.9", "text": "Поблагодарить"}
    client.post(at("_add_below", template, "0-0-0"), step)
    client.post(at("_add", template), {"version": "1", "code": "VI", "title": "Итоги"})
    client.post(at("_move", template, "5"), {"version": "2", "up": "1"})
    asked = client.get(at("_remove", template, "0-0")).content.decode()
    assert "Вместе с ней уйдёт: 14\u00a0частей внутри." in asked
    client.post(at("_remove", template, "0-0"), {"version": "3"})
    template.refresh_from_db()
    plan = plan_of(template)
    assert [stage.code for stage in plan.stages] == ["I", "II", "III", "IV", "VI", "V"]
    assert plan.stages[0].procedures == ()


def test_head__is_changed(client, template):
    values = {"version": "0", "title": "План", "short_title": "МКДО", "region": "Область"}
    client.post(at("_head", template), values | {"basis": "Приказ\n"})
    template.refresh_from_db()
    plan = plan_of(template)
    assert (template.title, plan.short_title, plan.basis) == ("План", "МКДО", ("Приказ",))
    assert plan.counts["steps"] == 105


def test_bindings__of_a_step_are_forms_and_kinds_of_report(client, template):
    form = EditionFactory().questionnaire
    page = client.get(at("_part", template, "0-0-0-0"))
    options = dict(page.context["form"].fields["bindings"].choices)
    assert options[f"edition:{form.uid}"] == "Оценочный лист"
    report = next(key for key in options if key.startswith("report:"))
    values = {"version": "0", "text": "Шаг", "bindings": [f"edition:{form.uid}", report]}
    client.post(at("_part", template, "0-0-0-0"), values)
    template.refresh_from_db()
    bound = plan_of(template).stages[0].procedures[0].phases[0].steps[0].bindings
    assert [(one.form, bool(one.report)) for one in bound] == [(str(form.uid), False), ("", True)]


@pytest.mark.parametrize("path", ["9", "0-0-0-99", "0-0-0-0-0", "x", "-1", "0-"])
def test_paths__that_lead_nowhere_are_not_found(client, template, path):
    assert client.get(at("_part", template, path)).status_code == 404


def test_add__below_a_step_is_not_found(client, template):
    assert client.get(at("_add_below", template, "0-0-0-0")).status_code == 404


def test_copy_and_delete(client, template):
    answer = client.post(at("_copy", template), follow=True)
    assert "(копия)" in answer.content.decode()
    assert PlanTemplate.objects.count() == 2
    assert "созданные по нему" in client.get(at("_delete", template)).content.decode()
    client.post(at("_delete", template), {"version": "7"})
    assert PlanTemplate.objects.count() == 2
    client.post(at("_delete", template), {"version": "0"})
    assert PlanTemplate.objects.count() == 1


def test_files__come_back_equal(client, template):
    for extension in ("json", "xlsx"):
        answer = client.get(at("_file", template, extension))
        assert read_plan(answer.content) == plan_of(template)
    assert Entry.objects.filter(action="template.exported").count() == 2
    assert client.get(at("_file", template, "pdf")).status_code == 404


def test_files__of_a_book_are_read_by_other_programs(client, template):
    content = client.get(at("_file", template, "xlsx")).content
    sheet = openpyxl.load_workbook(io.BytesIO(content))[STEPS_SHEET]
    assert sheet.max_row == 106


def test_import__keeps_a_plan_as_content(client, methodologist):
    file = csv_file(ORSK.read_bytes(), "план.json")
    preview = client.post("/cms/import/plan/", {"file": file})["Location"]
    page = client.get(preview).content.decode()
    assert "Сохранить как типовой план" in page
    assert "Создать цикл" not in page
    kept = client.post(preview, {"keep": "1"}, follow=True).content.decode()
    assert "План сохранён" in kept
    assert plan_of(PlanTemplate.objects.get()).counts["steps"] == 105


def test_import__names_wrong_cells_of_a_book(client, template):
    book = openpyxl.load_workbook(io.BytesIO(client.get(at("_file", template, "xlsx")).content))
    sheet = book[STEPS_SHEET]
    column = [cell.value for cell in sheet[1]].index("Фаза с") + 1
    sheet.cell(row=7, column=column).value = "завтра"
    content = io.BytesIO()
    book.save(content)
    file = csv_file(content.getvalue(), "план.xlsx")
    preview = client.post("/cms/import/plan/", {"file": file})["Location"]
    page = client.get(preview).content.decode()
    assert "строка 7, столбец «Фаза с»" in page
    assert "Сохранить как" not in page


def test_regional__reads_plans_and_changes_none(client, template):
    client.force_login(cms_person(Role.REGIONAL_COORDINATOR, orsk().get_parent()))
    page = client.get(at("", template)).content.decode()
    assert "Скачать XLSX" in page
    assert "Скопировать план" not in page
    for name in ("_copy", "_delete", "_head"):
        assert client.post(at(name, template)).status_code == 403


LINES = "01.01.2026 нерабочий Новый год\n\n10.01.2026 рабочий перенос\n"


def test_calendar__days_are_added_changed_and_dropped(client, methodologist):
    answer = client.post("/cms/calendar/", {"days": LINES}, follow=True)
    page = answer.content.decode()
    assert "Календарь изменён: 2\u00a0дня." in page
    assert "Новый год" in page
    again = client.post("/cms/calendar/", {"days": LINES}, follow=True).content.decode()
    assert "Календарь изменён: 0\u00a0дней." in again
    day = CalendarDay.objects.get(day=datetime.date(2026, 1, 1))
    dropped = client.post(reverse("work_calendar_drop", args=[day.pk]), follow=True)
    assert "Убрано: 01.01.2026: нерабочий Новый год." in dropped.content.decode()
    assert CalendarDay.objects.count() == 1
    assert Entry.objects.filter(action="calendar.changed").count() == 2


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("01.01.2026", "строка 1: нужно так"),
        ("\n31.02.2026 нерабочий", "строка 2: такого дня нет"),
        ("01.01.2026 странный", "строка 1: «странный»"),
        ("03.01.2026 нерабочий", "03.01.2026: это и так выходной"),
        ("01.01.2026 рабочий", "01.01.2026: это и так рабочий"),
        ("01.01.1990 нерабочий", "01.01.1990: такого года"),
        (" \n ", "Напишите хотя бы один день"),
    ],
)
def test_calendar__wrong_lines_are_named_and_nothing_is_written(
    client, methodologist, lines, told
):
    answer = client.post("/cms/calendar/", {"days": lines})
    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert not CalendarDay.objects.exists()


@pytest.mark.parametrize("year", ["1000", "9999", "x", "20261", ""])
def test_calendar__of_any_year_is_a_page(client, methodologist, year):
    assert client.get("/cms/calendar/", {"year": year}).status_code == 200


def test_calendar__is_not_for_editors(client):
    client.force_login(cms_person(Role.EDITOR, orsk().get_parent()))
    assert client.get("/cms/calendar/").status_code == 403
    assert client.get("/cms/plans/").status_code == 403
