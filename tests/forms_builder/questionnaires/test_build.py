"""Content from a form, also from one that is not finished."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forms_builder.questionnaires.build import build
from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.preview import preview_of
from forms_builder.questionnaires.roles import GROUP_PERMISSIONS
from forms_builder.scales import services as scales
from forms_builder.scales.content import card, indicator_card
from tests.forms_builder.builders import (
    AREA1,
    END,
    FORM,
    VISIT,
    WORDS,
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
    ([indicators(indicators="1.2")], [("1. Ориентиры", ["1.2"])]),
    ([indicators("2", indicators="1.2")], [("1. Ориентиры", ["1.2"]), ("2. Условия", ["2.1"])]),
    (
        [section(VISIT, "Визит"), number(), indicators(indicators="2.1, 1.1", inline=True), text()],
        [("Визит", ["groups", "1.1", "2.1", "words"])],
    ),
    ([indicators("2", inline=True)], [("Малый лист", ["2.1"])]),
    (
        [section(VISIT, "Визит"), indicators("2", retired=True), text(retired=True), number()],
        [("Визит", ["groups"])],
    ),
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


WRONG = [
    ({"areas": "1,9"}, "Области с номером 9 в шкале нет."),
    ({"indicators": "1.1, 8.8"}, "Показателя с номером 8.8 среди согласованных в шкале нет."),
    ({"ages": "3–7 лет"}, "Возраста «3–7 лет» в шкале нет."),
    ({"evidence": "required", "evidence_from": 7}, "уровня 7, а такого уровня в шкале нет"),
]


@pytest.mark.parametrize(("value", "words"), WRONG)
def test_build__names_what_the_scale_does_not_have(built, value, words):
    made = built([indicators(**value)])
    assert any(words in found.message for found in made.findings)
    assert {found.uid for found in made.findings} == {indicators()["id"]}


def test_build__indicators_without_a_scale(methodologist):
    form = small_questionnaire(methodologist, None, [indicators(), section(END, "Конец"), text()])
    [found] = build(form).findings
    assert "выберите шкалу" in found.message
    assert build(form).content["scale"] is None


def test_build__a_question_after_indicators_wants_a_section(built):
    [found] = built([indicators("2"), text()]).findings
    assert "поставьте перед ним «Раздел»" in found.message
    assert found.uid == WORDS


def test_build__sections_never_share_a_uid(built):
    content = built([indicators(indicators="1.1"), indicators(indicators="1.2"), number()]).content
    uids = [row["uid"] for row in content["sections"]]
    assert len(set(uids)) == len(uids) == 3
    assert uids[0] == AREA1


@pytest.fixture
def placed(indicator, agree):
    """1.1 is assessed in a group, 1.2 in the organisation, 2.1 anywhere."""
    agree(indicator("1.1"), assessed_at=["group"])
    agree(indicator("1.2"), assessed_at=["organisation", "group"])


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["group"], ["1.1", "1.2", "2.1"]),
        (["organisation"], ["1.2", "2.1"]),
        (["group", "organisation"], ["1.1", "1.2", "2.1"]),
    ],
)
def test_build__only_what_is_assessed_there(built, placed, places, expected):
    content = built([indicators(places=places)]).content
    assert [row["code"] for row in content["scale"]["indicators"]] == expected


def test_build__an_area_that_a_filter_leaves_empty_is_left_out(built, placed, indicator, agree):
    agree(indicator("1.2"), assessed_at=["group"])
    made = built([indicators(places=["organisation"])])
    assert layout(made.content) == [("2. Условия", ["2.1"])]
    assert [area["code"] for area in made.content["scale"]["areas"]] == ["2"]


def test_build__nothing_left_is_said(built, placed, indicator, agree):
    agree(indicator("2.1"), assessed_at=["group"])
    agree(indicator("1.2"), assessed_at=["group"])
    made = built([indicators(places=["organisation"]), section(END, "Конец"), text()])
    assert "ослабьте отбор" in made.findings[0].message


def test_build__only_this_age(built, methodologist, scale, indicator, agree):
    toddlers = scales.add_age(by=methodologist, scale=scale, title="до 3 лет")
    older = scales.add_age(by=methodologist, scale=scale, title="3–7 лет")
    agree(indicator("1.1"), ages=[str(toddlers.uid)])
    agree(indicator("1.2"), ages=[str(older.uid)])
    content = built([indicators(ages="до 3 лет")]).content
    assert [row["code"] for row in content["scale"]["indicators"]] == ["1.1", "2.1"]
    assert [row["title"] for row in content["scale"]["ages"]] == ["до 3 лет", "3–7 лет"]


def test_build__settings_of_the_block_are_those_of_its_indicators(built):
    settings = {"not_applicable": False, "evidence": "required", "evidence_from": 2}
    content = built([indicators("2", required=False, **settings)]).content
    [item] = content["sections"][0]["items"]
    assert {key: item[key] for key in settings} == settings
    assert item["required"] is False


def test_build__not_applicable_forbidden_by_the_scale(built, scale):
    scale.not_applicable = "forbidden"
    scale.save()
    items = built([indicators()]).content["sections"][0]["items"]
    assert [item["not_applicable"] for item in items] == [False, False]


CONDITION = {
    "match": "all",
    "conditions": [{"type": "row", "value": {"question": "groups", "operator": ">", "value": "2"}}],
}
FITTED = {">": [{"var": "groups"}, {"number": "2"}]}


def test_build__a_condition_of_indicators_is_that_of_their_sections(built):
    content = built([number(), indicators("2", show_if=CONDITION)]).content
    assert content["sections"][1]["show_if"] == FITTED
    assert content["sections"][1]["items"][0]["show_if"] is None


def test_build__a_condition_of_inline_indicators_is_their_own(built):
    content = built([number(), indicators("2", show_if=CONDITION, inline=True)]).content
    assert content["sections"][0]["show_if"] is None
    assert content["sections"][0]["items"][1]["show_if"] == FITTED


def test_build__a_condition_of_a_section(built):
    heading = section(END, "Конец")
    heading["value"]["show_if"] = CONDITION
    assert built([number(), heading, text()]).content["sections"][1]["show_if"] == FITTED


def test_build__drafts_when_they_are_passed(questionnaire, indicator, draft):
    draft(indicator("2.1"), title="Черновик")
    drafts = [indicator(code).get_latest_revision_as_object() for code in ("1.1", "1.2", "2.1")]
    titles = [row["title"] for row in build(questionnaire, drafts).content["scale"]["indicators"]]
    assert titles == ["Наблюдение", "Игра", "Черновик"]


def test_build__queries_do_not_grow_with_the_items(methodologist, questionnaire, scale):
    few = queries_of(questionnaire)
    area = scale.areas.first()
    for number_of in range(10):
        rows = [{"level": level, "strand": None, "text": f"Видно {level}"} for level in (1, 2, 3)]
        made = scales.add_indicator(
            by=methodologist,
            area=area,
            code=f"7.{number_of}",
            title=f"Ещё {number_of}",
            characteristics=rows,
        )
        scales.agree(by=methodologist, indicator=made)
    many = list(questionnaire.body.raw_data)
    many += [number(str(uuid.UUID(int=900 + n)), f"more{n}") for n in range(100)]
    grown = small_questionnaire_again(questionnaire, many)
    assert queries_of(grown) == few


def queries_of(form: Questionnaire) -> int:
    fresh = Questionnaire.objects.select_related("scale").get(pk=form.pk)
    with CaptureQueriesContext(connection) as seen:
        build(fresh)
    return len(seen)


def small_questionnaire_again(form: Questionnaire, blocks: list) -> Questionnaire:
    form.body = form.body.stream_block.to_python(blocks)
    form.save()
    return form


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
