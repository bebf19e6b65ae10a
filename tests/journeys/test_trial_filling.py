"""A methodologist tries her form: answers, sees the result explained; nothing enters results."""

import pytest
from playwright.sync_api import Page, expect

from forms_builder.questionnaires.models import Questionnaire, TrialFilling
from portal.profiles.models import Profile
from portal.responses.models import Answer, Response
from tests.forms_builder.builders import (
    COUNT,
    MODE,
    ONE,
    THREE,
    small_questionnaire,
    small_scale,
    uid_of,
)
from tests.forms_builder.people import new_methodologist
from tests.journeys.support.cms import open_cms, open_menu
from tests.journeys.support.person import shots
from tests.support.axe import run_axe

pytestmark = pytest.mark.usefixtures("django_db_serialized_rollback")


@pytest.fixture
def cms(page: Page, live_server) -> Page:
    person = new_methodologist(email="methodologist@example.org")
    small_questionnaire(person, small_scale(person))
    open_cms(page, live_server.url, "methodologist@example.org")
    return page


def onwards(page: Page) -> None:
    page.locator(".sheet-next button").click()


def fill_in(page: Page) -> None:
    """Answer a question, choose an option, confirm two levels of one indicator, level 2 of one."""
    page.locator(f'[name="{COUNT}.value"]').fill("3")
    while "/result/" not in page.url:
        if page.locator(f"#i-{MODE}").count():
            page.get_by_label("Полдня").check()
        if page.locator(f"#i-{ONE}").count():
            for level in (1, 2):
                confirmed = page.locator(
                    f'[name="{ONE}.confirmed"][value="{uid_of(f"1.1/{level}")}"]'
                )
                confirmed.check(force=True)
        if page.locator(f"#i-{THREE}").count():
            page.locator(f'#i-{THREE} [type=radio][value="2"]').check(force=True)
        shots(page, f"trial-{page.url.rstrip('/').rpartition('/')[2]}")
        onwards(page)


def test_trial__a_result_with_its_explanation_and_nothing_in_results(cms):
    open_menu(cms, "Формы")
    cms.locator("main").get_by_role("link", name="Малый лист", exact=True).click()
    cms.get_by_role("link", name="Пробное заполнение").click()
    shots(cms, "trial-start")
    cms.get_by_role("button", name="Начать заполнение").click()
    expect(cms.locator("main")).to_contain_text("В результаты ничего не входит.")
    fill_in(cms)

    expect(cms.get_by_role("heading", level=1)).to_have_text("Что вышло")
    main = cms.locator("main")
    expect(main).to_contain_text("Наблюдение")
    expect(main).to_contain_text("Как посчитано")
    expect(main).to_contain_text("Без ответа: 1 вопрос")
    shots(cms, "trial-result")
    assert run_axe(cms) == []

    kept = TrialFilling.objects.get()
    assert kept.answers[COUNT] == {"state": "answered", "value": "3"}
    assert kept.answers[THREE]["level"] == 2
    assert not Questionnaire.objects.get().editions.exists()
    for room in (Response, Answer, Profile):
        assert not room.objects.exists()
