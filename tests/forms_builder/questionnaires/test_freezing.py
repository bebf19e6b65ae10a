"""Freezing: exactly the agreed text, once, for ever."""

import datetime
import json

import pytest
from django.db import transaction

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.errors import DomainError, NotAllowed
from forms_builder.questionnaires import services
from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.models.edition import FrozenError
from forms_builder.scales import services as scales
from forms_builder.scales.models import Characteristic
from portal.scoring.checks import freeze_findings
from portal.scoring.reading import read_scale
from tests.factories import PersonFactory
from tests.forms_builder.builders import (
    COUNT,
    WORDS,
    body,
    indicators,
    number,
    section,
    small_questionnaire,
    text,
    uid_of,
)
from tests.forms_builder.questionnaires.expected_now import NOW

DAY = datetime.date(2020, 9, 1)


@pytest.fixture
def freeze(methodologist):
    def freeze_one(form):
        return services.freeze_edition(by=methodologist, questionnaire=form, valid_from=DAY)

    return freeze_one


@pytest.fixture
def form_of(methodologist, scale):
    """`form_of(blocks)` is an agreed form with this body."""
    return lambda blocks: small_questionnaire(methodologist, scale, blocks)


def asked(edition: Edition) -> list[str]:
    return [row["code"] for row in edition.data["scale"]["indicators"]]


def test_freeze__is_the_contract(freeze, questionnaire, methodologist):
    edition = freeze(questionnaire)
    assert json.loads(edition.content) == NOW
    assert edition.content == canonical_json(NOW)
    assert edition.sha256 == sha256_of(edition.content)
    assert (edition.number, edition.valid_from, edition.frozen_by) == (1, DAY, methodologist)


def test_freeze__scoring_reads_it_without_findings(freeze, questionnaire):
    assert freeze_findings(read_scale(freeze(questionnaire).data["scale"])) == ()


def test_freeze__the_same_again_is_refused(freeze, questionnaire):
    freeze(questionnaire)
    with pytest.raises(DomainError, match="С редакции 1 ничего не изменилось"):
        freeze(questionnaire)
    assert Edition.objects.count() == 1


def test_freeze__numbers_follow(freeze, questionnaire, agree, indicator):
    freeze(questionnaire)
    agree(indicator("2.1"), title="Участок и сад")
    assert freeze(questionnaire).number == 2


def test_edition__cannot_be_changed_or_deleted(freeze, questionnaire):
    edition = freeze(questionnaire)
    edition.valid_from = datetime.date(2021, 1, 1)
    for attempt in (
        edition.save,
        edition.delete,
        lambda: Edition.objects.update(content="{}"),
        lambda: Edition.objects.all().delete(),
        lambda: Edition.objects.filter(pk=edition.pk).update(sha256=""),
    ):
        with pytest.raises(FrozenError):
            attempt()
    with pytest.raises(FrozenError), transaction.atomic():
        Edition.objects.bulk_update([edition], ["content"])
    assert json.loads(Edition.objects.get().content) == NOW


def test_edits_after_freezing__leave_the_edition_byte_for_byte(
    freeze, questionnaire, methodologist, scale, indicator, agree
):
    edition = freeze(questionnaire)
    agree(indicator("1.1"), title="Переименован", rule="direct")
    scales.move_indicator(
        by=methodologist,
        indicator=indicator("1.2"),
        area=scale.areas.get(code="2"),
        position=0,
    )
    scales.retire_indicator(by=methodologist, indicator=indicator("2.1"))
    scale.title = "Другая шкала"
    scale.overall_method = "mean_of_indicators"
    scale.save()
    second = freeze(questionnaire)
    first = Edition.objects.get(number=1)
    assert (first.content, first.sha256) == (canonical_json(NOW), edition.sha256)
    assert second.content != first.content
    assert second.data["scale"]["indicators"][0]["rule"] == "direct"


def test_drafts__do_not_enter(freeze, questionnaire, methodologist, scale, indicator, draft):
    draft(indicator("1.1"), title="Черновое название")
    area = scale.areas.first()
    scales.add_indicator(by=methodologist, area=area, code="1.9", title="Ещё не согласован")
    questionnaire.title = "Черновая форма"
    questionnaire.save_revision(user=methodologist)
    assert json.loads(freeze(questionnaire).content) == NOW


def test_a_draft_form_passed_in__is_not_what_is_frozen(freeze, questionnaire):
    questionnaire.title = "Черновая форма"
    assert freeze(questionnaire).title == "Малый лист"


def test_the_retired__are_left_out(freeze, questionnaire, methodologist, indicator):
    scales.retire_indicator(by=methodologist, indicator=indicator("1.2"))
    assert asked(freeze(questionnaire)) == ["1.1", "2.1"]


def test_characteristics_of_a_direct_one__do_not_enter(freeze, questionnaire, agree, indicator):
    agree(indicator("1.1"), rule="direct")
    row = freeze(questionnaire).data["scale"]["indicators"][0]
    assert row["characteristics"] == []


def test_named_areas__only_these(freeze, form_of):
    edition = freeze(form_of([indicators("2")]))
    assert asked(edition) == ["2.1"]
    assert [area["code"] for area in edition.data["scale"]["areas"]] == ["2"]
    assert [row["title"] for row in edition.data["sections"]] == ["2. Условия"]


def test_a_form_without_a_scale(freeze, methodologist):
    edition = freeze(small_questionnaire(methodologist, None, [number()]))
    assert edition.data["scale"] is None


def test_freeze__others_are_refused(questionnaire):
    with pytest.raises(NotAllowed, match="ведёт методолог"):
        services.freeze_edition(by=PersonFactory(), questionnaire=questionnaire, valid_from=DAY)


REFUSED = [
    ([], "В форме нет ни одного вопроса", "Малый лист"),
    ([section(COUNT, "Пустой")], "В форме нет ни одного вопроса", "Малый лист"),
    ([number(), section(WORDS, "Пустой")], "Раздел пуст", "Пустой"),
    ([number(), text(code="groups")], "Код «groups» есть и у другого вопроса", "Сколько групп"),
    ([indicators(), indicators("2")], "Стоит в форме дважды", "Участок"),
    ([indicators(), text()], "поставьте перед ним «Раздел»", "Впечатление"),
    ([number(), indicators("7")], "Области с номером 7 в шкале нет", "Показатели шкалы"),
]


@pytest.mark.parametrize(("blocks", "message", "place"), REFUSED)
def test_freeze__refuses_and_names_the_place(freeze, form_of, blocks, message, place):
    form = form_of(blocks or [section(COUNT, "Один заголовок")])
    with pytest.raises(DomainError) as refusal:
        freeze(form)
    said = [(problem.place, problem.message) for problem in refusal.value.problems]
    assert any(where == place and message in words for where, words in said), said
    assert not Edition.objects.exists()


def test_freeze__indicators_without_a_scale(freeze, methodologist):
    form = small_questionnaire(methodologist, None, [number(), indicators()])
    with pytest.raises(DomainError, match="выберите шкалу с областями"):
        freeze(form)


def test_freeze__an_area_where_nothing_was_agreed(freeze, questionnaire, methodologist, indicator):
    scales.retire_indicator(by=methodologist, indicator=indicator("2.1"))
    with pytest.raises(DomainError, match=r"2\. Условия: Раздел пуст"):
        freeze(questionnaire)


def test_freeze__a_level_that_is_neither_filled_nor_a_gap(freeze, questionnaire):
    Characteristic.objects.filter(uid=uid_of("1.1/1")).delete()
    with pytest.raises(DomainError, match=r"1\.1 Наблюдение: На уровне 1 нет характеристик"):
        freeze(questionnaire)


def test_freeze__levels_that_are_not_in_a_row(freeze, questionnaire, scale):
    scale.levels.filter(value=2).delete()
    with pytest.raises(DomainError, match="Малая шкала: Уровни нумеруются подряд"):
        freeze(questionnaire)


def test_freeze__two_indicators_with_one_code(freeze, questionnaire, agree, indicator):
    agree(indicator("1.2"), code="1.1")
    with pytest.raises(DomainError) as refusal:
        freeze(questionnaire)
    assert [problem.place for problem in refusal.value.problems] == ["Наблюдение", "Игра"]


def test_freeze__a_form_never_agreed(freeze, methodologist, scale):
    form = services.create_questionnaire(
        by=methodologist, title="Черновик", notice="", scale=scale, body=body()
    )
    with pytest.raises(DomainError, match="ещё не согласован"):
        freeze(form)


def test_freeze__a_code_keeps_its_type_for_ever(freeze, form_of, methodologist):
    form = form_of([number(), text()])
    freeze(form)
    form.body = form.body.stream_block.to_python([text(code="groups"), text(uid=COUNT)])
    form.save_revision(user=methodologist)
    services.agree(by=methodologist, questionnaire=form)
    with pytest.raises(DomainError, match="Код «groups» в прежних редакциях: Число"):
        freeze(form)


def test_freeze__publishing_never_freezes(questionnaire, agree, indicator):
    agree(indicator("1.1"), title="Согласован ещё раз")
    assert not Edition.objects.exists()
