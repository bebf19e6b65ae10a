"""A scale in a real browser: its composition by keyboard, two methodologists, revisions, locks."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from forms_builder.scales import services
from forms_builder.scales.models import Indicator
from forms_builder.scales.selectors import standing
from portal.accounts.models import User
from tests.forms_builder.builders import small_scale
from tests.forms_builder.people import new_methodologist
from tests.journeys.support.person import shots


@pytest.fixture
def person(transactional_db: None, django_db_serialized_rollback: None) -> User:
    return new_methodologist(last_name="Методова", first_name="Мария", patronymic="")


@pytest.fixture
def scale(person):
    return small_scale(person)


@pytest.fixture
def indicator(scale):
    return lambda code: Indicator.objects.get(area__scale=scale, code=code)


@pytest.fixture
def go(page: Page, live_server, person, scale) -> Iterator[Callable[[str], Page]]:
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    def open_address(address: str) -> Page:
        page.goto(live_server.url + address)
        return page

    yield open_address
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")


def edit(row: Indicator) -> str:
    return reverse("wagtailsnippets_scales_indicator:edit", args=[row.pk])


def test_tree__is_put_in_order_by_keyboard(go, scale):
    page = go(reverse("scales:tree", args=[scale.pk]))
    shots(page, "scale-tree")
    page.get_by_role("button", name="Опустить 1.1").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector("text=Показатель 1.1 перенесён.")
    assert [row.code for row in standing(scale)] == ["1.2", "1.1", "2.1"]
    expect(page.get_by_role("button", name="Поднять 1.1")).to_be_focused()


def test_tree__is_put_in_order_by_dragging(go, scale):
    page = go(reverse("scales:tree", args=[scale.pk]))
    rows = page.locator("tr[data-move]")
    with page.expect_navigation():
        rows.nth(0).get_by_role("link").first.drag_to(rows.nth(1).locator("td").nth(1))
    expect(page.get_by_text("Показатель 1.1 перенесён.")).to_be_visible()
    assert [row.code for row in standing(scale)] == ["1.2", "1.1", "2.1"]


def test_two_methodologists__the_second_is_told_and_keeps_her_words(go, scale, indicator):
    row = indicator("1.1")
    page = go(edit(row))
    working = row.get_latest_revision_as_object()
    working.title = "Взгляд Анны"
    working.save_revision(user=new_methodologist(last_name="Петрова", first_name="Анна"))
    page.evaluate("document.querySelector('#w-editor-form').removeAttribute('data-controller')")
    page.fill("#id_title", "Мой заголовок")
    with page.expect_navigation():
        page.locator("#w-editor-form").evaluate("form => form.submit()")
    page.wait_for_selector("text=Ничего не заменено")
    shots(page, "indicator-late")
    assert page.input_value("#id_title") == "Мой заголовок"
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        page.get_by_role("button", name="Сохранить мой текст").click()
    page.wait_for_load_state("networkidle")
    assert indicator("1.1").get_latest_revision_as_object().title == "Мой заголовок"


def test_revisions__are_compared_characteristic_by_characteristic(go, scale, indicator, person):
    row = indicator("1.1")
    first = row.latest_revision
    working = row.get_latest_revision_as_object()
    rows = list(working.characteristics.all())
    rows[0].text = "Видно совсем иначе"
    working.characteristics = rows
    second = working.save_revision(user=person)
    compare = "wagtailsnippets_scales_indicator:revisions_compare"
    page = go(reverse(compare, args=[row.pk, first.pk, second.pk]))
    assert "совсем иначе" in page.locator(".comparison").inner_text()
    shots(page, "indicator-compare")


def test_lock__of_another_is_kept(go, scale, indicator):
    row = indicator("1.1")
    other = new_methodologist(last_name="Петрова", first_name="Анна")
    Indicator.objects.filter(pk=row.pk).update(locked=True, locked_by=other)
    page = go(edit(row))
    assert page.locator("button[name=action-publish]").count() == 0
    assert "заблокирован" in page.locator("main").inner_text()


def test_file_and_copy__fit_a_narrow_screen(go, scale, person):
    age = services.add_age(by=person, scale=scale, title="3–4 года")
    Indicator.objects.filter(code="1.1").update(ages=[str(age.uid)], assessed_at=["group"])
    for name in ("transfer", "copy"):
        shots(go(reverse(f"scales:{name}", args=[scale.pk])), f"scale-{name}")
    shots(go(edit(Indicator.objects.get(code="1.1"))), "indicator-edit")
