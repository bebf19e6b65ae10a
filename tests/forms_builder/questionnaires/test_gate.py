"""The gate's words: what stays draft, what forbids, where to mend it."""

import datetime

import pytest

from forms_builder.questionnaires import gate, services
from forms_builder.questionnaires.selectors import edition_in_force, editions_of
from forms_builder.scales import services as scales
from forms_builder.scales.models import Characteristic, Indicator
from tests.forms_builder.builders import uid_of

DAY = datetime.date(2020, 9, 1)
EDIT = "/cms/snippets/scales/indicator/edit/{}/"


@pytest.fixture
def freeze(methodologist, questionnaire):
    def freeze_one(day: datetime.date = DAY):
        return services.freeze_edition(
            by=methodologist, questionnaire=questionnaire, valid_from=day
        )

    return freeze_one


def words(questionnaire) -> list[str]:
    return [notice.text for notice in gate.report(questionnaire).notices]


def test_report__nothing_to_say(questionnaire):
    report = gate.report(questionnaire)
    assert report.may_freeze
    assert (report.notices, report.changes, report.problems, report.last) == ((), (), [], None)


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (["1.1"], "1\u00a0показатель имеет несогласованные правки: войдёт согласованный текст."),
        (
            ["1.1", "1.2", "2.1"],
            "3\u00a0показателя имеют несогласованные правки: войдёт согласованный текст.",
        ),
    ],
)
def test_report__counts_drafts(questionnaire, indicator, draft, codes, text):
    for code in codes:
        draft(indicator(code), title="Черновик")
    [notice] = gate.report(questionnaire).notices
    assert notice.text == text
    assert [link.url for link in notice.links] == [EDIT.format(indicator(c).pk) for c in codes]


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1\u00a0показатель ещё не согласован: в редакцию не войдёт."),
        (2, "2\u00a0показателя ещё не согласованы: в редакцию не войдут."),
        (5, "5\u00a0показателей ещё не согласованы: в редакцию не войдут."),
    ],
)
def test_report__counts_those_never_agreed(questionnaire, methodologist, scale, count, text):
    area = scale.areas.first()
    for number in range(count):
        scales.add_indicator(by=methodologist, area=area, code=f"1.9{number}", title="Новый")
    assert words(questionnaire) == [text]


def test_report__says_nothing_of_the_retired(questionnaire, methodologist, indicator, draft):
    draft(indicator("1.2"), title="Черновик")
    scales.retire_indicator(by=methodologist, indicator=indicator("1.2"))
    assert words(questionnaire) == []


def test_report__the_form_itself_has_a_draft(questionnaire, methodologist):
    questionnaire.title = "Черновик"
    questionnaire.save_revision(user=methodologist)
    assert words(questionnaire) == [
        "У самой формы есть несогласованные правки: войдёт согласованный текст."
    ]


def test_report__a_problem_leads_to_where_it_is_mended(questionnaire, indicator):
    Characteristic.objects.filter(uid=uid_of("1.1/2")).delete()
    [problem] = gate.report(questionnaire).problems
    assert problem.text == (
        "1.1 Наблюдение: На уровне 2 нет характеристик: добавьте их или отметьте пропуск."
    )
    assert problem.url == EDIT.format(indicator("1.1").pk)


def test_report__a_problem_of_the_form_leads_to_the_form(questionnaire):
    questionnaire.live = False
    questionnaire.save()
    [problem] = gate.report(questionnaire).problems
    assert problem.url.endswith(f"/questionnaire/edit/{questionnaire.pk}/")


def test_report__tells_changes_against_the_last_edition(freeze, questionnaire, indicator, agree):
    freeze()
    agree(indicator("1.1"), title="Взгляд", rule="direct")
    report = gate.report(questionnaire)
    assert report.last.number == 1
    assert [change.text for change in report.changes] == [
        "Переименовано: было «Наблюдение», стало «Взгляд».",
        "Показатель 1.1 считается иначе: было «по всем характеристикам уровня и ниже», "
        "стало «уровень ставится сразу».",
        "Показатель 1.1, убрано: 2\u00a0характеристики.",
    ]


def test_report__nothing_changed(freeze, questionnaire):
    freeze()
    report = gate.report(questionnaire)
    assert not report.may_freeze
    assert [problem.text for problem in report.problems] == [
        "С редакции 1 ничего не изменилось: новая не нужна."
    ]


def test_report__bounded_queries(
    questionnaire, methodologist, scale, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        gate.report(questionnaire)
    area = scale.areas.first()
    for number in range(20):
        made = scales.add_indicator(
            by=methodologist, area=area, code=f"1.5{number}", title="Ещё", rule="direct"
        )
        scales.agree(by=methodologist, indicator=made)
    assert Indicator.objects.count() == 23
    with django_assert_max_num_queries(12):
        gate.report(questionnaire)


def test_edition_in_force__the_newest_that_is_valid(freeze, questionnaire, indicator, agree):
    first = freeze(DAY)
    agree(indicator("2.1"), title="Сад")
    second = freeze(datetime.date(2021, 9, 1))
    assert list(editions_of(questionnaire)) == [second, first]
    for day, expected in (
        (datetime.date(2020, 8, 31), None),
        (datetime.date(2020, 9, 1), first),
        (datetime.date(2021, 8, 31), first),
        (datetime.date(2022, 1, 1), second),
    ):
        assert edition_in_force(questionnaire, day) == expected
