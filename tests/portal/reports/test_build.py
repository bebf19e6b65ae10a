"""What the report says, before anything is drawn."""

import datetime
from decimal import Decimal

import pytest

from portal.documents.tree import (
    Heading,
    KeyFigure,
    Paragraph,
    StripChart,
    Table,
    as_data,
    from_data,
)
from portal.plans.models import ImprovementPlan, Measure
from portal.profiles.models import Profile
from portal.profiles.selectors import NO_TERRITORY, TerritoryFigures, with_everything
from portal.reports.build.doo_profile import build, first_sentence
from portal.scoring.spread import Spread, spread
from tests.factories import LOOSE, STRICT, TALK, EditionFactory, PersonFactory, edition_content
from tests.factories.content import uid
from tests.factories.results import ANSWERS, computed_profile
from tests.factories.rich import RICH_ANSWERS, rich_content

pytestmark = pytest.mark.django_db


def loaded(**options) -> Profile:
    return with_everything().get(pk=computed_profile(**options).pk)


def blocks(document, kind) -> list:
    return [block for block in document.blocks if isinstance(block, kind)]


def table(document, caption: str) -> Table:
    return next(block for block in blocks(document, Table) if block.caption.startswith(caption))


def test_build__words_come_before_numbers_and_numbers_before_tables():
    document = build(loaded(), NO_TERRITORY, [])
    kinds = [type(block) for block in document.blocks[:8]]
    expected = [Paragraph, KeyFigure, Paragraph, Heading, StripChart, Table, Heading, Table]
    assert kinds == expected
    assert document.blocks[0].text == "Качество стремится к базовому — второй из пяти."
    assert (document.blocks[1].value, document.blocks[1].level) == ("2,50", 2)


def test_build__sums_up_in_words():
    content = edition_content()
    areas, loose = content["scale"]["areas"], content["scale"]["indicators"][2]
    items = content["sections"][2]["items"]
    answers = {}
    for number in range(1, 5):
        area = {"uid": uid(f"more{number}"), "code": f"{number + 2}", "title": f"Область {number}"}
        areas.append(area)
        own = {"uid": uid(f"own{number}"), "code": f"{number + 2}.1", "area": area["uid"]}
        content["scale"]["indicators"].append({**loose, **own})
        items.append({**items[0], "uid": own["uid"], "code": own["code"]})
        answers[own["uid"]] = {"state": "answered", "level": number}
    profile = loaded(answers=answers, edition=EditionFactory(data=content))
    texts = [block.text for block in blocks(build(profile, NO_TERRITORY, []), Paragraph)]
    assert texts[1] == "Сильнее всего: «Область 4» (4,00), «Область 3» (3,00)."
    assert texts[2] == "Больше всего работы: «Область 1» (1,00), «Область 2» (2,00)."
    assert texts[3] == "Выше уровня 3 — 1\u00a0показатель, ниже — 2\u00a0показателя."


def test_build__the_title_block_names_everything():
    profile = loaded()
    document = build(profile, NO_TERRITORY, [])
    facts = {fact.label: fact.value for fact in document.facts}
    assert facts["Территория"] == "Россия → Оренбургская область → город Орск"
    assert facts["Процедура"] == "4.2 Выездной экспертный мониторинг\nМониторинг 2020"
    assert profile.edition.sha256[:16] in facts["Редакция и правила"]
    assert facts["Редакция и правила"].endswith("правила подсчёта версии 1")
    assert facts["Даты"].startswith("лист отправлен ")
    assert "результат посчитан" in facts["Даты"]
    assert document.mark == "Демонстрационная шкала"
    assert document.title == "Профиль качества ДОО"
    assert document.subtitle == str(profile.organisation)


def test_build__areas_and_indicators_stand_with_level_words_and_reasons():
    document = build(loaded(), NO_TERRITORY, [])
    assert table(document, "Области").rows == (
        (
            "1. Ориентиры",
            "3,00",
            "Базовый уровень",
            "1 из 1",
        ),
        (
            "2. Программа",
            "2,00",
            "Качество стремится к базовому",
            "1 из 1",
        ),
    )
    assert table(document, "Показатели и").rows == (
        ("1. Ориентиры · 3,00 · Базовый уровень",),
        ("1.1", "Показатель 1.1", "3,00", "Базовый уровень"),
        ("1.2", "Показатель 1.2", "не применимо", "Группа закрыта на ремонт"),
        ("2. Программа · 2,00 · Качество стремится к базовому",),
        ("2.1", "Показатель 2.1", "2,00", "Качество стремится к базовому"),
    )


def test_build__strengths_and_deficits():
    answers = {
        STRICT: {"state": "answered", "confirmed": [], "not_applicable": {}},
        TALK: {"state": "answered", "confirmed": [], "not_applicable": {}},
        LOOSE: {"state": "answered", "level": 5},
    }
    document = build(loaded(answers=answers), NO_TERRITORY, [])
    strong = table(document, "Показатели выше уровня 3: 1")
    assert strong.rows == (("2.1 Показатель 2.1", "5,00", "Превосходное качество"),)
    weak = table(document, "Показатели ниже уровня 3: 2")
    assert weak.rows[1] == (
        "1.2 Показатель 1.2",
        "0,00",
        "Характеристика 1.2/1b\nХарактеристика 1.2/1",
    )


def test_build__a_direct_indicator_names_its_next_level():
    weak = table(build(loaded(), NO_TERRITORY, []), "Показатели ниже")
    assert weak.rows == (("2.1 Показатель 2.1", "2,00", "следующий уровень — 3"),)


def test_build__nothing_strong_and_nothing_weak_are_said_in_words():
    answers = {STRICT: ANSWERS[STRICT]}
    document = build(loaded(answers=answers), NO_TERRITORY, [])
    texts = [block.text for block in blocks(document, Paragraph)]
    assert "Показателей выше уровня 3 пока нет." in texts
    assert "Показателей ниже уровня 3 нет." in texts


def test_build__a_long_list_says_that_it_is_cut():
    content = edition_content()
    loose, item = content["scale"]["indicators"][2], content["sections"][2]["items"][0]
    more = [{"uid": uid(f"more{number}"), "code": f"2.{number + 2}"} for number in range(14)]
    content["scale"]["indicators"] += [{**loose, **row} for row in more]
    content["sections"][2]["items"] += [{**item, **row} for row in more]
    answers = {row["uid"]: {"state": "answered", "level": 1} for row in more}
    profile = loaded(answers=answers, edition=EditionFactory(data=content))
    weak = table(build(profile, NO_TERRITORY, []), "Показатели ниже уровня 3: 14, здесь первые 10")
    assert len(weak.rows) == 10


def test_build__without_any_number_there_are_reasons():
    document = build(loaded(answers={uid("groups"): ANSWERS[uid("groups")]}), NO_TERRITORY, [])
    assert document.blocks[0].text == "Уровень не определён: не оценивалось."
    assert (document.blocks[1].value, document.blocks[1].level) == ("—", None)
    assert {row[1] for row in table(document, "Области").rows} == {"не оценивалось"}


def test_build__the_territory_stands_beside_when_it_may():
    five = spread(map(Decimal, "12345"))
    by_area = {uid("area1"): five, uid("area2"): Spread(3)}
    figures = TerritoryFigures("город Орск", by_area, five)
    document = build(loaded(), figures, [])
    assert [row[4] for row in table(document, "Области").rows] == ["3,00", "мало садов"]
    strip = blocks(document, StripChart)[0]
    assert (strip.rows[0].median, strip.rows[1].median) == (Decimal(3), None)


def test_build__a_hidden_territory_gives_its_reason():
    figures = TerritoryFigures("город Орск", {}, Spread(3), "С соседями не сравниваем.")
    texts = [block.text for block in blocks(build(loaded(), figures, []), Paragraph)]
    assert "С соседями не сравниваем." in texts


def test_build__the_plan_is_a_table_with_people_and_days():
    profile = loaded()
    plan = ImprovementPlan.objects.create(
        organisation=profile.organisation, campaign=profile.campaign
    )
    measure = Measure(
        plan=plan,
        profile=profile,
        indicator=LOOSE,
        indicator_code="2.1",
        indicator_title="Показатель 2.1",
        indicator_level=2,
        problem="Мало книг",
        action="Купить книги",
        responsible="старший воспитатель",
        due=datetime.date(2031, 6, 1),
        state=Measure.State.APPROVED,
        created_by=PersonFactory(),
    )
    document = build(profile, NO_TERRITORY, [measure])
    assert table(document, "План").rows == (
        (
            "2.1 Показатель 2.1",
            "Купить книги",
            "старший воспитатель\nдо 1 июня 2031",
            "утверждено",
        ),
    )


def test_build__the_method_is_told_in_words_with_its_sum():
    profile = loaded(answers=RICH_ANSWERS, edition=EditionFactory(data=rich_content()))
    texts = " ".join(block.text for block in blocks(build(profile, NO_TERRITORY, []), Paragraph))
    for words in (
        "все применимые характеристики его самого и всех уровней ниже",
        "среднее подтем",
        "Уровень целиком выбрал",
        "каждая область весит одинаково",
        "от 0 и меньше 1 — ниже первого уровня",
        "Общий балл: ",
        "Проверочный лист",
        profile.inputs_sha256[:16],
    ):
        assert words in texts, words


def test_build__survives_storing_exactly():
    document = build(loaded(), NO_TERRITORY, [])
    assert from_data(as_data(document)) == document


@pytest.mark.parametrize(
    ("notice", "mark"),
    [
        ("Демонстрационная редакция. Области приведены по памяти.", "Демонстрационная редакция"),
        ("Демонстрационная шкала.", "Демонстрационная шкала"),
        ("Шкала 3.1 для проверок", "Шкала 3.1 для проверок"),
        ("", ""),
    ],
)
def test_mark__is_the_first_sentence_of_the_notice(notice, mark):
    assert first_sentence(notice) == mark
