"""A form as the one who fills it will see it, with an item of every type."""

import pytest
from django.template.loader import render_to_string

from forms_builder.fields.catalogue import all_types
from forms_builder.questionnaires.entries import entry_of
from forms_builder.questionnaires.preview import shown
from forms_builder.questionnaires.sheet import read_content
from tests.factories import LOOSE, STRICT
from tests.factories.content import uid
from tests.factories.every_type import every_type
from tests.forms_builder.questionnaires.expected import EXPECTED


@pytest.fixture(scope="module")
def sheet():
    return read_content(every_type())


@pytest.fixture(scope="module")
def page(sheet) -> str:
    return render_to_string("questionnaires/preview/questionnaire.html", shown(sheet))


def test_preview__draws_every_type(sheet, page):
    drawn = {item["type"] for item in sheet.items}
    assert drawn == {kind.name for kind in all_types()}
    for item in sheet.items:
        assert item["label"] in page, item["code"]


def test_preview__tells_conditions_and_ready_reasons(page):
    assert "Показывается, если «Были ли Вы в группе»" in page
    assert 'value="Сад закрыт"' in page


def test_preview__holds_no_inline_code(page):
    for word in (" style=", " onclick=", "<style", "javascript:"):
        assert word not in page


def test_preview__of_an_early_edition():
    page = render_to_string(
        "questionnaires/preview/questionnaire.html", shown(read_content(EXPECTED))
    )
    assert "Сколько групп" in page
    assert "Раздел показывается" not in page


def test_preview__a_section_with_a_condition():
    content = every_type()
    content["sections"][1]["show_if"] = {"==": [{"var": "visited"}, "yes"]}
    page = render_to_string(
        "questionnaires/preview/questionnaire.html", shown(read_content(content))
    )
    assert "Раздел показывается, если «Были ли Вы в группе» — «да»" in page


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        (STRICT, "indicator"),
        (LOOSE, "indicator"),
        (uid("every about"), "note"),
        (uid("every share"), "shown"),
        (uid("every paper"), "files"),
        (uid("every groups"), "question"),
    ],
)
def test_entry__kind_of(sheet, item, kind):
    assert entry_of(sheet.item(item), sheet.scale["levels"])["kind"] == kind


def test_entry__what_is_ticked(sheet):
    first = uid("1.1/1")
    payload = {"confirmed": [first], "na_of": [uid("1.1/2")], "na_of_reason": ["Нет зала"]}
    entry = entry_of(sheet.item(STRICT), sheet.scale["levels"], payload)
    rows = [row for level in entry["card"]["levels"] for row in level["characteristics"]]
    assert [row["uid"] for row in rows if row["on"]] == [first]
    assert [row["uid"] for row in rows if row["passed"]] == [uid("1.1/2")]
    assert entry["na_of_reason"] == "Нет зала"
    assert not entry["none"]


@pytest.mark.parametrize(("level", "zero", "chosen"), [("0", True, []), ("3", False, [3])])
def test_entry__a_level_chosen_at_once(sheet, level, zero, chosen):
    entry = entry_of(sheet.item(LOOSE), sheet.scale["levels"], {"level": [level]})
    assert entry["is_zero"] is zero
    assert [row["value"] for row in entry["card"]["levels"] if row["on"]] == chosen
