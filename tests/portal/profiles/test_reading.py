"""A stored profile in words: verdict, areas, indicators, trace, strip."""

from decimal import Decimal

import pytest

from portal.profiles.explaining import explain_profile
from portal.profiles.models import Profile
from portal.profiles.reading import read_profile
from portal.profiles.strip import strip_chart, strip_title
from portal.scoring.spread import spread
from tests.factories import LOOSE, STRICT, TALK, EditionFactory, edition_content
from tests.factories.content import uid
from tests.factories.results import ANSWERS, computed_profile
from tests.factories.rich import RICH_ANSWERS, rich_content

pytestmark = pytest.mark.django_db


def rich_profile() -> Profile:
    return computed_profile(answers=RICH_ANSWERS, edition=EditionFactory(data=rich_content()))


def test_reading__verdict_comes_before_the_number():
    reading = read_profile(computed_profile())
    assert reading.verdict == "Качество стремится к базовому — второй из пяти"
    assert reading.overall.shown == "2,50"
    assert reading.basis == "Среднее по 2 областям; оценено всё применимое: 2\u00a0показателя"
    assert (reading.top, reading.base) == (5, 3)


def test_reading__one_area_is_named_in_the_singular():
    answers = {STRICT: ANSWERS[STRICT]}
    basis = read_profile(computed_profile(answers=answers)).basis
    assert basis == "Среднее по 1 области; оценено 1\u00a0показатель из 3 применимых"


def test_reading__the_other_method_says_so():
    content = edition_content()
    content["scale"]["overall_method"] = "mean_of_indicators"
    reading = read_profile(computed_profile(edition=EditionFactory(data=content)))
    assert reading.basis.startswith("Среднее всех оценённых показателей; ")


def test_reading__without_numbers_gives_the_reason():
    reading = read_profile(computed_profile(answers={uid("groups"): ANSWERS[uid("groups")]}))
    assert reading.verdict == "Уровень не определён: не оценивалось"
    assert reading.overall.score is None
    assert reading.overall.shown == "не оценивалось"
    assert [area.figure.shown for area in reading.areas] == ["не оценивалось"] * 2
    assert (reading.improvable, reading.low, reading.strong) == ((), (), ())
    assert reading.basis == "оценено 0\u00a0показателей из 3 применимых"


def test_reading__below_the_first_level_is_a_number_too():
    answers = {**ANSWERS, STRICT: {"state": "answered", "confirmed": [], "not_applicable": {}}}
    answers[LOOSE] = {"state": "answered", "level": 0}
    reading = read_profile(computed_profile(answers=answers))
    assert reading.verdict == "Ниже первого уровня"
    assert reading.overall.shown == "0,00"


def test_reading__indicators_carry_what_is_missing_and_the_assessor_s_words():
    strict, talk, loose = read_profile(computed_profile()).indicators
    assert (strict.figure.shown, strict.next_level) == ("3,00", 4)
    assert strict.missing == ("Характеристика 1.1/4",)
    assert (talk.figure.shown, talk.figure.word) == ("не применимо", "")
    assert talk.remark == "Группа закрыта на ремонт"
    assert talk.next_level is None
    assert (loose.next_level, loose.missing) == (3, ()), "a direct indicator has no list"


def test_reading__low_and_strong_are_ordered():
    answers = {
        STRICT: {"state": "answered", "confirmed": [], "not_applicable": {}},
        TALK: {"state": "answered", "confirmed": [uid("1.2/1"), uid("1.2/1b")]},
        LOOSE: {"state": "answered", "level": 5},
    }
    reading = read_profile(computed_profile(answers=answers))
    assert [line.uid for line in reading.low] == [STRICT, TALK]
    assert [line.uid for line in reading.strong] == [LOOSE]
    assert LOOSE not in {line.uid for line in reading.improvable}, "the top cannot rise"


def test_trace__direct_indicator_and_sums():
    trace = explain_profile(computed_profile())
    assert trace.overall.sum == "(3 + 2) : 2 = 2,50"
    ideas, programme = trace.areas
    assert ideas.mean.sum == "3"
    assert ideas.mean.left_out == ("1.2. Показатель 1.2: не применимо",)
    assert programme.indicators[0].climbs == ()
    assert programme.indicators[0].next_step == "Следующий уровень — 3."
    assert "целиком выбрал" in programme.indicators[0].rule


def test_trace__levels_of_a_climb_in_words():
    strict, talk = explain_profile(computed_profile()).areas[0].indicators
    steps = strict.climbs[0].steps
    assert [step.verdict for step in steps] == ["met", "met", "met", "not_met", "not_reached"]
    assert steps[2].confirmed == ("Характеристика 1.1/3",)
    assert steps[3].missing == ("Характеристика 1.1/4",)
    assert steps[3].title == "Хорошее качество"
    assert strict.next_step == "До уровня 4 не хватает:"
    assert strict.missing == ("Характеристика 1.1/4",)
    assert (talk.figure.shown, talk.remark) == ("не применимо", "Группа закрыта на ремонт")
    assert talk.next_step == ""


def test_trace__gaps_strands_and_what_does_not_apply():
    strict, talk = explain_profile(rich_profile()).areas[0].indicators
    steps = strict.climbs[0].steps
    assert [step.verdict for step in steps] == [
        "met",
        "gap",
        "passed_over",
        "not_met",
        "not_reached",
    ]
    assert "шкала ничего не спрашивает" in steps[1].words
    assert steps[2].excluded == (("Характеристика 1.1/3", "Бассейна нет"),)
    assert [climb.strand for climb in talk.climbs] == ["Забота", "Слово"]
    assert "среднее подтем" in talk.rule
    assert talk.climbs[1].steps[1].missing == ("Характеристика 1.2/2",)


def test_trace__an_inexact_sum_is_marked():
    answers = {
        STRICT: {"state": "answered", "confirmed": [uid("1.1/1")], "not_applicable": {}},
        TALK: {"state": "answered", "confirmed": [], "not_applicable": {}},
        LOOSE: {"state": "answered", "level": 0},
    }
    content = edition_content()
    content["scale"]["overall_method"] = "mean_of_indicators"
    trace = explain_profile(computed_profile(answers=answers, edition=EditionFactory(data=content)))
    assert trace.overall.sum == "(1 + 0 + 0) : 3 ≈ 0,33"


def test_trace__a_long_sum_is_told_by_its_total():
    content = edition_content()
    scale = content["scale"]
    scale["overall_method"] = "mean_of_indicators"
    loose = scale["indicators"][2]
    item = content["sections"][2]["items"][0]
    for number in range(20):
        more = {"uid": uid(f"more{number}"), "code": f"2.{number + 2}"}
        scale["indicators"].append({**loose, **more})
        content["sections"][2]["items"].append({**item, **more})
    answers = {uid(f"more{number}"): {"state": "answered", "level": 4} for number in range(20)}
    trace = explain_profile(computed_profile(answers=answers, edition=EditionFactory(data=content)))
    assert trace.overall.sum == "(сумма 80) : 20 = 4"


def test_trace__at_the_top_nothing_is_missing():
    answers = {LOOSE: {"state": "answered", "level": 5}}
    indicator = explain_profile(computed_profile(answers=answers)).areas[1].indicators[0]
    assert indicator.next_step == "Выше по этому показателю подняться нельзя."


def test_trace__names_edition_fingerprints_and_rules():
    profile = computed_profile()
    source = dict(explain_profile(profile).source)
    assert source["Редакция"] == f"Оценочный лист, редакция {profile.edition.number}"
    assert profile.edition.sha256.startswith(source["Отпечаток редакции"])
    assert source["Версия правил подсчёта"] == "1"
    assert len(explain_profile(profile).method) == 3


def test_strip__says_what_is_strong_and_weak():
    reading = read_profile(computed_profile())
    chart = strip_chart(reading, {}, "")
    assert chart.title == "Сильнее всего — «Ориентиры», слабее всего — «Программа»"
    assert [row.shown for row in chart.rows] == ["3,00", "2,00"]
    assert chart.legend[0] == "5 превосходное качество"
    assert len(chart.legend) == 5


def test_strip__shows_the_territory_where_it_may():
    reading = read_profile(computed_profile())
    seen = spread(map(Decimal, "12345"))
    few = spread(map(Decimal, "123"))
    chart = strip_chart(reading, {uid("area1"): seen, uid("area2"): few}, "город Орск")
    first, second = chart.rows
    assert (first.low, first.median, first.high) == (seen.low, seen.median, seen.high)
    assert (second.low, second.median, second.high) == (None, None, None)
    assert chart.legend[-1] == "серая полоса — 80 % садов, черта — середина: город Орск"


def test_strip__equal_areas_have_no_message():
    answers = {**ANSWERS, LOOSE: {"state": "answered", "level": 3}}
    assert strip_title(read_profile(computed_profile(answers=answers))) == "Области качества"
