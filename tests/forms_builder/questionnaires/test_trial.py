"""Trial filling: what is asked, what is kept, when it goes; nothing of it is anybody's result."""

import datetime

import pytest
from django.utils import timezone

from forms_builder.common.canonical import canonical_json
from forms_builder.common.errors import NotAllowed
from forms_builder.questionnaires import services, trial
from forms_builder.questionnaires.models import Questionnaire, TrialFilling, Wording
from forms_builder.questionnaires.trial_pages import FIELDS_ON_A_PAGE, TrialSheet, fields_of
from forms_builder.scales import services as scales
from tests.factories import PersonFactory, edition_content
from tests.factories.every_type import every_type
from tests.forms_builder.builders import COUNT, ONE, THREE, WORDS, number, text
from tests.forms_builder.people import new_methodologist


@pytest.fixture
def start(methodologist, questionnaire):
    """`start()` begins a trial of the small form's drafts."""
    return lambda wording=Wording.DRAFT: trial.start_trial(
        by=methodologist, questionnaire=questionnaire, wording=wording
    )


@pytest.fixture
def redraft(methodologist):
    """`redraft(form, blocks)` writes another body and agrees nothing."""

    def write(form: Questionnaire, blocks: list) -> None:
        row = Questionnaire.objects.get(pk=form.pk)
        row.body = row.body.stream_block.to_python(blocks)
        row.save_revision(user=methodologist)

    return write


def labels(row: TrialFilling) -> list[str]:
    return [item["label"] for item in TrialSheet(row).sheet.items]


def test_content__asks_drafts_of_the_form_and_of_its_indicators(
    start, questionnaire, redraft, indicator, draft, methodologist
):
    redraft(questionnaire, [number(label="Черновой вопрос"), *_scale_block()])
    draft(indicator("1.1"), title="Черновой показатель")
    area = indicator("2.1").area
    scales.add_indicator(by=methodologist, area=area, code="2.9", title="Ещё не согласован")
    drafted = labels(start())
    for words in ("Черновой вопрос", "Черновой показатель", "Ещё не согласован"):
        assert words in drafted
    agreed = labels(start(Wording.AGREED))
    assert "Черновой показатель" not in agreed
    assert "Сколько групп" in agreed
    assert "Ещё не согласован" not in agreed


def _scale_block() -> list[dict]:
    return [{"type": "indicator", "id": "00000000-0000-0000-0000-00000000001e", "value": {}}]


def test_content__of_a_form_without_a_scale(methodologist):
    form = services.create_questionnaire(
        by=methodologist, title="Опрос", notice="", scale=None, body=[text()]
    )
    row = trial.start_trial(by=methodologist, questionnaire=form, wording=Wording.DRAFT)
    assert labels(row) == ["Впечатление"]


def test_start__takes_the_place_of_the_earlier_one(start, methodologist, questionnaire):
    first = start()
    second = start()
    assert TrialFilling.objects.get() == second != first
    assert trial.trial_of(methodologist, questionnaire) == second


def test_trial__is_each_persons_own(start, questionnaire):
    row = start()
    colleague = new_methodologist(last_name="Другая")
    assert trial.trial_of(colleague, questionnaire) is None
    trial.start_trial(by=colleague, questionnaire=questionnaire, wording=Wording.DRAFT)
    assert TrialFilling.objects.count() == 2
    assert TrialFilling.objects.filter(pk=row.pk).exists()


def test_start__for_methodologists_alone(questionnaire):
    with pytest.raises(NotAllowed):
        trial.start_trial(by=PersonFactory(), questionnaire=questionnaire, wording=Wording.DRAFT)


@pytest.mark.parametrize(("days", "left"), [(29, 1), (30, 0), (400, 0)])
def test_sweep__what_nobody_touched_for_30_days(start, methodologist, questionnaire, days, left):
    row = start()
    old = timezone.now() - datetime.timedelta(days=days)
    TrialFilling.objects.filter(pk=row.pk).update(updated_at=old)
    assert bool(trial.trial_of(methodologist, questionnaire)) is bool(left)
    trial.sweep_trials(by=methodologist)
    assert TrialFilling.objects.count() == left


def test_start__sweeps_the_old_trials_of_others(start, questionnaire):
    row = start()
    old = timezone.now() - datetime.timedelta(days=31)
    TrialFilling.objects.filter(pk=row.pk).update(updated_at=old)
    colleague = new_methodologist(last_name="Другая")
    trial.start_trial(by=colleague, questionnaire=questionnaire, wording=Wording.DRAFT)
    assert not TrialFilling.objects.filter(pk=row.pk).exists()


def test_answer__keeps_what_is_right_and_names_what_is_wrong(start, methodologist):
    row = start()
    sheet = TrialSheet(row).sheet
    items = [sheet.item(COUNT), sheet.item(WORDS)]
    payloads = {COUNT: {"value": ["много"]}, WORDS: {"value": ["Хорошо"]}}
    refused = trial.answer_trial(by=methodologist, trial=row, items=items, payloads=payloads)
    assert list(refused.errors) == [COUNT]
    row.refresh_from_db()
    assert row.answers == {WORDS: {"state": "answered", "value": "Хорошо"}}


def test_answer__what_the_form_leaves_out_is_answered_no_more(start, methodologist):
    row = start()
    items = [TrialSheet(row).sheet.item(COUNT)]
    for payloads, count in (({COUNT: {"value": ["5"]}}, 1), ({}, 0)):
        trial.answer_trial(by=methodologist, trial=row, items=items, payloads=payloads)
        assert len(row.answers) == count


def test_answer__of_a_refused_item_keeps_the_earlier_answer(start, methodologist):
    row = start()
    items = [TrialSheet(row).sheet.item(COUNT)]
    for value in ("5", "вздор"):
        payloads = {COUNT: {"value": [value]}}
        trial.answer_trial(by=methodologist, trial=row, items=items, payloads=payloads)
    assert row.answers[COUNT]["value"] == "5"


def test_refresh__keeps_what_fits_and_names_what_does_not(
    start, methodologist, questionnaire, redraft
):
    row = start()
    answers = {
        COUNT: {"state": "answered", "value": "50"},
        WORDS: {"state": "answered", "value": "Хорошо"},
        ONE: {"state": "answered", "confirmed": [], "not_applicable": {}},
        THREE: {"state": "answered", "level": 2},
    }
    row.answers = answers
    row.save()
    redraft(questionnaire, [number(label="Групп", maximum="9"), text(label="Впечатления")])
    lost = trial.refresh_trial(by=methodologist, trial=row)
    assert {item["label"] for item in lost} == {"Сколько групп", "Наблюдение", "Участок"}
    row.refresh_from_db()
    assert row.answers == {WORDS: answers[WORDS]}
    assert labels(row) == ["Групп", "Впечатления"]


def test_refresh__of_an_unchanged_draft_loses_nothing(start, methodologist):
    row = start()
    row.answers = {COUNT: {"state": "answered", "value": "5"}}
    row.save()
    assert trial.refresh_trial(by=methodologist, trial=row) == []
    assert row.answers


def trial_sheet(content: dict, answers: dict | None = None) -> TrialSheet:
    return TrialSheet(TrialFilling(content=canonical_json(content), answers=answers or {}))


def test_pages__one_per_section_and_every_item_once():
    content = every_type()
    sheet = trial_sheet(content)
    assert [page.number for page in sheet.pages] == list(range(1, len(sheet.pages) + 1))
    asked = [item["uid"] for page in sheet.pages for item in page.items]
    assert asked == [item["uid"] for item in sheet.sheet.items]
    assert {page.title for page in sheet.pages} == {row["title"] for row in content["sections"]}


@pytest.mark.parametrize("count", [1, 20, 60, 300])
def test_pages__never_bring_more_fields_than_a_form_may(count):
    content = edition_content()
    [area] = content["sections"][2:3]
    model = content["scale"]["indicators"][0]
    rows = [model | {"uid": f"i{n}", "code": f"9.{n}"} for n in range(count)]
    content["scale"]["indicators"] += rows
    shown = area["items"][0]
    area["items"] = [shown | {"uid": row["uid"], "code": row["code"]} for row in rows]
    sheet = trial_sheet(content)
    for page in sheet.pages:
        fields = sum(fields_of(item) for item in page.items)
        assert fields <= FIELDS_ON_A_PAGE or len(page.items) == 1
    parts = [page.part for page in sheet.pages if page.title == area["title"]]
    assert parts == [0] or parts == list(range(1, len(parts) + 1))


def by_code(content: dict, code: str) -> str:
    items = [item for section in content["sections"] for item in section["items"]]
    return next(item["uid"] for item in items if item["code"] == code)


def test_conditions__hide_and_open_and_what_is_hidden_is_not_missing():
    content = every_type()
    why, visited = by_code(content, "why"), by_code(content, "visited")
    for item in content["sections"][0]["items"]:
        if item["uid"] == why:
            item["required"] = True
    closed = trial_sheet(content, {why: {"state": "answered", "value": "Ремонт"}})
    assert why in closed.showing.hidden
    assert why not in closed.shown_answers
    assert why not in {row.item["uid"] for row in closed.missing()}
    opened = trial_sheet(content, {visited: {"state": "answered", "value": "no"}})
    assert why not in opened.showing.hidden
    missing = {row.item["uid"]: row for row in opened.missing()}
    assert missing[why].page == 1
    assert why not in by_shown(closed)
    assert why in by_shown(opened)


def by_shown(sheet: TrialSheet) -> set[str]:
    content = sheet.shown_content
    return {item["uid"] for section in content["sections"] for item in section["items"]}


def test_conditions__a_wholly_hidden_page_is_passed_by():
    content = every_type()
    never = {"==": [{"var": "visited"}, "no"]}
    content["sections"][1]["show_if"] = never
    sheet = trial_sheet(content)
    assert sheet.is_hidden(sheet.pages[1])
    assert sheet.page_after(1) == 3
    assert sheet.page_after(len(sheet.pages)) is None


def test_calculated__is_shown_in_words():
    content = every_type()
    groups = by_code(content, "groups")
    sheet = trial_sheet(content, {groups: {"state": "answered", "value": "5"}})
    assert sheet.calculated() == [("Доля", "2,5\u00a0%")]
    assert trial_sheet(content).calculated() == []
