"""Content from a form, also from one that is not finished."""

import pytest

from forms_builder.questionnaires.build import build
from forms_builder.questionnaires.preview import preview_of, shown
from forms_builder.questionnaires.roles import GROUP_PERMISSIONS
from forms_builder.questionnaires.sheet import read_content
from forms_builder.scales.content import card, indicator_card
from tests.forms_builder.builders import (
    END,
    FORM,
    VISIT,
    indicators,
    number,
    section,
    small_questionnaire,
    text,
)
from tests.forms_builder.questionnaires.expected import EXPECTED


@pytest.fixture
def built(methodologist, scale):
    """`built(blocks)` is what a form with this body would freeze now."""
    return lambda blocks: build(small_questionnaire(methodologist, scale, blocks))


def layout(content: dict) -> list[tuple[str, list[str]]]:
    return [(row["title"], [item["code"] for item in row["items"]]) for row in content["sections"]]


LAYOUTS = [
    ([number()], [("Малый лист", ["groups"])]),
    ([section(VISIT, "Визит"), number()], [("Визит", ["groups"])]),
    (
        [number(), section(VISIT, "Визит"), text()],
        [("Малый лист", ["groups"]), ("Визит", ["words"])],
    ),
    ([indicators()], [("1. Ориентиры", ["1.1", "1.2"]), ("2. Условия", ["2.1"])]),
    ([indicators("2, 1")], [("1. Ориентиры", ["1.1", "1.2"]), ("2. Условия", ["2.1"])]),
    (
        [indicators("2"), section(END, "Конец"), text(), indicators("1")],
        [("2. Условия", ["2.1"]), ("Конец", ["words"]), ("1. Ориентиры", ["1.1", "1.2"])],
    ),
    ([section(VISIT, "Визит"), indicators("2")], [("Визит", []), ("2. Условия", ["2.1"])]),
]


@pytest.mark.parametrize(("blocks", "expected"), LAYOUTS)
def test_build__sections(built, blocks, expected):
    made = built(blocks)
    assert layout(made.content) == expected
    assert made.findings == []


def test_build__the_section_before_any_heading_has_the_forms_uid(built):
    assert built([number()]).content["sections"][0]["uid"] == FORM


def test_build__areas_of_the_scale_keep_the_scales_order(built):
    content = built([indicators("2"), indicators("1")]).content
    assert [area["code"] for area in content["scale"]["areas"]] == ["1", "2"]
    assert [row["code"] for row in content["scale"]["indicators"]] == ["1.1", "1.2", "2.1"]


def test_build__no_indicators_asked_means_no_scale(built):
    assert built([number()]).content["scale"] is None


def test_build__knows_the_rows_behind_the_indicators(built):
    made = built([indicators("2")])
    assert [row.code for row in made.indicators.values()] == ["2.1"]


def test_build__of_a_form_without_blocks(methodologist, scale):
    form = small_questionnaire(methodologist, scale)
    form.body = form.body.stream_block.to_python([])
    assert build(form).content["sections"] == []
    assert preview_of(form)["sections"] == []


def test_preview__the_draft_passed_in_not_the_agreed_row(questionnaire):
    questionnaire.title = "Черновик"
    assert preview_of(questionnaire)["sheet"].title == "Черновик"


def test_shown__fields_for_questions_and_cards_for_indicators():
    context = shown(read_content(EXPECTED))
    entries = [entry for section in context["sections"] for entry in section["entries"]]
    cards = [entry["card"]["code"] for entry in entries if "card" in entry]
    assert cards == ["1.1", "1.2", "2.1"]
    assert "Полдня" in str(entries[1]["field"])


def test_card__levels_without_gaps_hold_their_characteristics():
    first = EXPECTED["scale"]["indicators"][0]
    made = card(first, EXPECTED["scale"]["levels"])
    assert [level["value"] for level in made["levels"]] == [1, 2]
    assert [row["text"] for row in made["levels"][1]["characteristics"]] == ["Видно 1.1/2"]


def test_indicator_card__of_a_draft(indicator, draft):
    draft(indicator("1.1"), title="Черновик")
    made = indicator_card(indicator("1.1").get_latest_revision_as_object())
    assert made["title"] == "Черновик"
    assert made["levels"][0]["title"] == "Начало"


def test_permissions__nobody_deletes():
    assert not [name for name in GROUP_PERMISSIONS if ".delete_" in name]
    assert "questionnaires.publish_questionnaire" in GROUP_PERMISSIONS
    assert len(GROUP_PERMISSIONS) == len(set(GROUP_PERMISSIONS))
