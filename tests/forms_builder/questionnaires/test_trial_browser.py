"""Trial filling in a browser: by keyboard, with the script and without it."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from forms_builder.common.canonical import canonical_json
from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Questionnaire, TrialFilling
from tests.factories.content import uid
from tests.factories.every_type import every_type
from tests.forms_builder.people import new_methodologist

CODES = ("visited", "why", "groups", "lacks")
VISITED, WHY, GROUPS, LACKS = (uid(f"every {code}") for code in CODES)
NO = f'[name="{VISITED}.value"][value="no"]'
YES = f'[name="{VISITED}.value"][value="yes"]'


@pytest.fixture
def trial(transactional_db: None, django_db_serialized_rollback: None) -> TrialFilling:
    person = new_methodologist(last_name="Методова")
    form = services.create_questionnaire(by=person, title="Лист", notice="", scale=None, body=[])
    return TrialFilling.objects.create(
        questionnaire=form, person=person, content=canonical_json(every_type())
    )


@pytest.fixture
def enter(live_server, trial):
    """`enter(page)` opens the first page of the trial as its methodologist."""

    def open_trial(page: Page) -> Page:
        client = Client()
        client.force_login(trial.person)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page.goto(f"{live_server.url}{path(trial.questionnaire)}")
        return page

    return open_trial


def path(form: Questionnaire) -> str:
    return f"/cms/questionnaires/{form.pk}/trial/1/"


def test_conditions__open_and_close_while_answering(page, enter):
    enter(page).wait_for_selector("form.sheet[data-ready]")
    why = page.locator(f"#i-{WHY}")
    assert not why.is_visible()
    page.check(NO)
    assert why.is_visible()
    assert "Почему не были" in page.locator("[data-news]").inner_text()
    page.check(YES)
    assert not why.is_visible()


@pytest.fixture
def own_words_counted(trial):
    """The last question is asked when exactly two things are lacking, own words among them."""
    content = every_type()
    items = {item["code"]: item for item in content["sections"][0]["items"]}
    lacks = items["lacks"] | {"other": True}
    when = {"==": [{"count": [{"var": "lacks"}]}, {"number": "2"}]}
    content["sections"][0]["items"] = [lacks, items["why"] | {"show_if": when}]
    trial.content = canonical_json(content)
    trial.save()


def test_conditions__own_words_count_once_as_on_the_server(page, enter, own_words_counted):
    enter(page).wait_for_selector("form.sheet[data-ready]")
    why = page.locator(f"#i-{WHY}")
    page.fill(f'[name="{LACKS}.other"]', "Сада")
    assert not why.is_visible()
    page.check(f'[name="{LACKS}.value"][value="much"]')
    assert why.is_visible()


def test_conditions__what_was_seen_opening_holds_nobody_up(page, enter, trial):
    enter(page).wait_for_selector("form.sheet[data-ready]")
    page.check(NO)
    page.fill(f'[name="{WHY}.value"]', "Ремонт")
    page.click(".sheet-next button")
    page.wait_for_url("**/trial/2/")
    trial.refresh_from_db()
    assert trial.answers[WHY] == {"state": "answered", "value": "Ремонт"}


def test_conditions__without_a_script_the_page_comes_again(open_page, enter, trial):
    page = enter(open_page(java_script_enabled=False))
    page.check(NO)
    page.click(".sheet-next button")
    assert page.url.endswith(f"/trial/1/#i-{WHY}")
    assert page.locator(f"#i-{WHY}").is_visible()
    page.fill(f'[name="{WHY}.value"]', "Ремонт")
    page.click(".sheet-next button")
    assert page.url.endswith("/trial/2/")
    trial.refresh_from_db()
    assert trial.answers[WHY]["value"] == "Ремонт"


def test_trial__by_keyboard_to_the_result(page, enter, trial):
    enter(page).wait_for_selector("form.sheet[data-ready]")
    page.focus(f'[name="{GROUPS}.value"]')
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trial/2/")
    page.focus(".sheet-next button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trial/3/")
    page.focus(".sheet-next button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/trial/result/")
    assert "3,5\u00a0%" in page.inner_text("main")
    trial.refresh_from_db()
    assert trial.answers == {GROUPS: {"state": "answered", "value": "7"}}
