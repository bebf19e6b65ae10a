"""The editor of a form in a browser: questions chosen from a list, uses told while writing."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Questionnaire
from portal.accounts.models import User
from tests.factories.choice_lists import ChoiceListFactory
from tests.factories.content import uid
from tests.forms_builder.people import new_methodologist

MODE, WHY = uid("editor mode"), uid("editor why")


def blocks() -> list[dict[str, Any]]:
    options = [{"value": "full", "label": "Полный день"}, {"value": "half", "label": "Полдня"}]
    asks = {"type": "row", "value": {"question": "mode", "operator": "==", "value": "half"}}
    condition = {"match": "all", "conditions": [asks]}
    mode = {"code": "mode", "label": "Режим", "choices": options}
    why = {"code": "why", "label": "Почему", "multiline": False, "show_if": condition}
    return [
        {"type": "choice", "id": MODE, "value": mode},
        {"type": "text", "id": WHY, "value": why},
    ]


@pytest.fixture
def person(transactional_db: None, django_db_serialized_rollback: None) -> User:
    return new_methodologist(last_name="Методова")


@pytest.fixture
def form(person) -> Questionnaire:
    return services.create_questionnaire(
        by=person, title="Лист", notice="", scale=None, body=blocks()
    )


@pytest.fixture
def editor(page: Page, live_server, person, form) -> Iterator[Page]:
    """The editor as its methodologist has it; it saves by itself, and is waited for at the end."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    # Leaving the page tells the server so, and would meet the emptying of the database.
    page.route("**/editing-sessions/release/*/", lambda route: route.fulfill(status=200))
    address = f"/cms/snippets/questionnaires/questionnaire/edit/{form.pk}/"
    page.goto(f"{live_server.url}{address}")
    page.wait_for_selector("[data-condition-question][data-dressed]", state="attached")
    yield page
    page.wait_for_load_state("networkidle")
    page.goto("about:blank")


def note(editor: Page, place: int) -> str:
    field = editor.locator(f'[name="body-{place}-value-code"]')
    return field.evaluate(
        "field => field.parentElement.querySelector(':scope > [data-uses]')?.textContent ?? ''"
    )


PICKER = '[name="body-1-value-show_if-conditions-0-value-question"] + select'
VALUE = '[name="body-1-value-show_if-conditions-0-value-value"]'


def test_picker__offers_the_questions_of_this_form(editor):
    picker = editor.locator(PICKER)
    assert picker.input_value() == "mode"
    labels = picker.locator("option").all_text_contents()
    assert labels == ["— выберите вопрос —", "Режим (mode)"]  # a question does not ask itself


def test_picker__follows_what_is_typed(editor):
    editor.evaluate(
        """() => {
          const code = document.querySelector('[name="body-0-value-code"]');
          code.value = "regime";
          code.dispatchEvent(new Event("input", { bubbles: true }));
        }"""
    )
    option = editor.locator(f"{PICKER} > option", has_text="regime")
    option.wait_for(state="attached")
    labels = editor.locator(f"{PICKER} > option").all_text_contents()
    assert labels == ["— выберите вопрос —", "Режим (regime)", "mode — такого вопроса нет"]
    assert note(editor, 0) == ""


def test_values__of_the_question_chosen_are_offered(editor):
    offered = editor.locator(VALUE).evaluate(
        "field => [...field.list.options].map((one) => [one.value, one.label])"
    )
    assert offered == [["full", "Полный день"], ["half", "Полдня"]]


def test_values__of_a_ready_list_are_offered(page, live_server, person, form, request):
    ready = ChoiceListFactory(title="Хватает ли")
    options = [[row.value, row.label] for row in ready.options.all()]
    editor = request.getfixturevalue("editor")
    editor.locator('[name="body-0-value-list"]').evaluate(
        """(field, uid) => {
          field.value = uid;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        str(ready.uid),
    )
    editor.wait_for_function(
        """([name, options]) => {
          const offered = [...document.querySelector(name).list.options];
          return JSON.stringify(offered.map((one) => [one.value, one.label])) === options;
        }""",
        arg=[VALUE, json.dumps(options, ensure_ascii=False, separators=(",", ":"))],
    )


def test_value__is_not_asked_where_an_operator_needs_none(editor):
    hidden = """() => document
      .querySelector('[name="body-1-value-show_if-conditions-0-value-value"]')
      .closest('[data-contentpath="value"]').hidden"""
    assert editor.evaluate(hidden) is False
    editor.evaluate(
        """() => {
          const operator = document.querySelector(
            '[name="body-1-value-show_if-conditions-0-value-operator"]');
          operator.value = "answered";
          operator.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    editor.wait_for_function(hidden)


def test_uses__are_told_at_the_question(editor):
    assert note(editor, 0) == "Используется в 1 условии или формуле: «Почему»."
    assert note(editor, 1) == ""


def test_uses__retiring_is_told_at_once(editor):
    editor.evaluate(
        """() => {
          const tick = document.querySelector('[name="body-0-value-retired"]');
          tick.checked = true;
          tick.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    editor.wait_for_function(
        "() => document.querySelector('[data-uses]').textContent.startsWith('Вопрос снят')"
    )
    assert "назван в 1 условии или формуле: «Почему»" in note(editor, 0)


@pytest.mark.parametrize("agrees", [True, False])
def test_delete__asks_first_when_conditions_name_it(editor, agrees):
    asked = []

    def answer(dialog: Any) -> None:
        asked.append(dialog.message)
        if agrees:
            dialog.accept()
        else:
            dialog.dismiss()

    editor.on("dialog", answer)
    editor.locator('[data-streamfield-action="DELETE"]').first.click()
    assert len(asked) == 1
    assert "«Режим»: Используется в 1 условии или формуле: «Почему»." in asked[0]
    deleted = editor.locator('[name="body-0-deleted"]').input_value()
    assert deleted == ("1" if agrees else "")


def test_delete__of_what_nobody_names_asks_nothing(editor):
    asked = []
    editor.on("dialog", lambda dialog: asked.append(dialog.message) or dialog.accept())
    editor.evaluate(
        """() => document.querySelector('[name="body-1-deleted"]')
          .closest("[data-streamfield-child]")
          .querySelector('[data-streamfield-action="DELETE"]').click()"""
    )
    editor.wait_for_function("() => document.querySelector('[name=\"body-1-deleted\"]').value")
    assert asked == []
