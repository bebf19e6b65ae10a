"""A file changes a scale: shown first, named where wrong, taken whole or not at all."""

import copy

import pytest

from forms_builder.common.errors import Conflict, DomainError, NotAllowed
from forms_builder.scales import services
from forms_builder.scales.changes import version_of
from forms_builder.scales.choices import Changed
from forms_builder.scales.models import Indicator, Scale
from forms_builder.scales.transfer.document import document_of
from forms_builder.scales.transfer.files import read_document
from forms_builder.scales.transfer.plan import Cell, plan_of
from forms_builder.scales.transfer.services import digest_of, import_document
from tests.factories import PersonFactory
from tests.forms_builder.builders import ONE, uid_of


@pytest.fixture
def document(scale):
    return document_of(scale)


@pytest.fixture
def wanted(document):
    return copy.deepcopy(document)


@pytest.fixture
def take(scale, methodologist, document):
    def act(wanted, **more):
        row = Scale.objects.get(pk=scale.pk)
        seen = digest_of(document)
        return import_document(by=methodologist, scale=row, document=wanted, seen=seen, **more)

    return act


def first(document):
    return document["indicators"][0]


def draft_of(code):
    return Indicator.objects.get(code=code).get_latest_revision_as_object()


def test_changed_words__are_shown_cell_by_cell(document, wanted):
    first(wanted)["title"] = "Взгляд"
    first(wanted)["characteristics"][1]["text"] = "Видно иначе"
    plan = plan_of(document, wanted)
    [edited] = plan.edited
    assert edited.title == "1.1 Наблюдение"
    assert edited.cells == (
        Cell("Показатель", "Наблюдение", "Взгляд"),
        Cell("Уровень 2, характеристика", "Видно 1.1/2", "Видно иначе"),
    )
    assert plan.unchanged == 2


def test_changed_words__enter_as_a_draft(take, wanted):
    first(wanted)["title"] = "Взгляд"
    first(wanted)["characteristics"][1]["text"] = "Видно иначе"
    take(wanted)
    row = Indicator.objects.get(uid=ONE)
    assert (row.title, row.has_unpublished_changes) == ("Наблюдение", True)
    texts = [one.text for one in draft_of("1.1").characteristics.all()]
    assert (draft_of("1.1").title, texts) == ("Взгляд", ["Видно 1.1/1", "Видно иначе"])


def test_changed_words__keep_the_key_when_agreed(take, wanted, methodologist, indicator):
    first(wanted)["characteristics"][1]["text"] = "Видно иначе"
    take(wanted)
    services.agree(by=methodologist, indicator=indicator("1.1"))
    uids = [str(one.uid) for one in indicator("1.1").characteristics.all()]
    assert uids == [uid_of("1.1/1"), uid_of("1.1/2")]


def test_characteristics__come_and_go(take, document, wanted):
    rows = first(wanted)["characteristics"]
    rows[1] = {"uid": "", "level": 3, "strand": "Забота", "text": "Новая"}
    [edited] = plan_of(document, wanted).edited
    assert edited.cells == (
        Cell("Уровень 3", "", "Новая"),
        Cell("Уровень 2", "Видно 1.1/2", ""),
    )
    take(wanted)
    rows = draft_of("1.1").characteristics.all()
    assert [(one.level, one.text) for one in rows] == [(1, "Видно 1.1/1"), (3, "Новая")]
    assert rows[1].strand.title == "Забота"


def test_characteristics__without_keys_are_known_by_what_they_say(document, wanted):
    for one in wanted["indicators"]:
        one["uid"] = ""
        for row in one["characteristics"]:
            row["uid"] = ""
    assert not plan_of(document, wanted)


def test_new_indicator__is_a_draft_at_its_place(take, wanted, scale):
    new = {**copy.deepcopy(first(wanted)), "uid": "", "code": "1.3", "title": "Речь"}
    for row in new["characteristics"]:
        row["uid"] = ""
    wanted["indicators"].insert(1, new)
    plan = take(wanted)
    assert [one["code"] for one in plan.new] == ["1.3"]
    row = Indicator.objects.get(code="1.3")
    assert (row.live, row.characteristics.count()) == (False, 2)
    assert [one["code"] for one in document_of(scale)["indicators"]] == ["1.1", "1.3", "1.2", "2.1"]


@pytest.mark.parametrize(("retire", "left"), [(False, 3), (True, 2)])
def test_gone_indicator__stays_unless_it_is_to_be_retired(take, wanted, scale, retire, left):
    wanted["indicators"].pop()
    plan = take(wanted, retire_gone=retire)
    assert [one["code"] for one in plan.gone] == ["2.1"]
    assert len(document_of(scale)["indicators"]) == left


def test_moved_indicator__changes_its_area_at_once(take, wanted, document):
    first(wanted)["area"] = "2"
    assert plan_of(document, wanted).edited[0].cells == (Cell("Область", "1", "2"),)
    take(wanted)
    assert Indicator.objects.get(uid=ONE).area.code == "2"


def test_order__of_the_file_is_taken(take, document, wanted, scale):
    wanted["indicators"][:2] = reversed(wanted["indicators"][:2])
    assert plan_of(document, wanted).reordered
    take(wanted)
    assert [one["code"] for one in document_of(scale)["indicators"]] == ["1.2", "1.1", "2.1"]


def test_frame__changes_at_once_and_loses_nothing(take, document, wanted, scale):
    wanted["title"], wanted["overall_method"] = "Новая", "mean_of_indicators"
    wanted["levels"][0]["title"] = "Иначе"
    wanted["areas"].append({"uid": "", "title": "Люди", "code": "3", "weight": "2"})
    wanted["strands"].pop()
    wanted["indicators"].pop(1)  # the one that names both strands
    plan = plan_of(document, wanted)
    assert plan.frame == (
        Cell("Название", "Малая шкала", "Новая"),
        Cell("общая оценка", "среднее областей", "среднее показателей"),
        Cell("уровень 1, Название", "Начало", "Иначе"),
        Cell("область 3", "", "Люди"),
    )
    assert plan.kept == ("подтема «Среда»",)
    take(wanted)
    scale = Scale.objects.get(pk=scale.pk)
    assert (scale.title, scale.overall_method) == ("Новая", "mean_of_indicators")
    assert [str(row) for row in scale.areas.all()] == ["1. Ориентиры", "2. Условия", "3. Люди"]
    assert scale.strands.count() == 2


def test_import__leaves_new_tokens(take, wanted, scale):
    first(wanted)["title"] = "Взгляд"
    take(wanted)
    assert version_of(scale.pk, Changed.FRAME)
    assert version_of(scale.pk, Changed.ORDER)


def test_import__a_scale_changed_meanwhile_is_refused(take, wanted, indicator, draft):
    first(wanted)["title"] = "Взгляд"
    draft(indicator("1.2"), title="Другое")
    with pytest.raises(Conflict, match="Пока Вы смотрели"):
        take(wanted)
    assert draft_of("1.1").title == "Наблюдение"


def test_import__is_whole_or_not_at_all(take, wanted, scale):
    first(wanted)["title"] = "Взгляд"
    first(wanted)["code"] = "9.9"
    wanted["title"] = "Новая"
    second = {**copy.deepcopy(first(wanted)), "uid": "", "code": "1.1", "characteristics": []}
    wanted["indicators"].append(second)  # 1.1 is still taken by the agreed row
    with pytest.raises(DomainError, match=r"Показатель с номером 1\.1 в шкале уже есть"):
        take(wanted)
    assert Scale.objects.get(pk=scale.pk).title == "Малая шкала"
    assert draft_of("1.1").title == "Наблюдение"


def test_import__is_for_methodologists(scale, wanted, document):
    with pytest.raises(NotAllowed):
        import_document(by=PersonFactory(), scale=scale, document=wanted, seen=digest_of(document))


def put(key, value):
    return lambda document: document.update({key: value})


def put_first(part, key, value):
    return lambda document: document[part][0].update({key: value})


def put_row(key, value):
    return lambda document: first(document)["characteristics"][0].update({key: value})


def again(part):
    return lambda document: document[part].append(dict(document[part][0]))


WRONG = [
    (put("title", ""), "столбец «Название»", "пусто"),
    (put("area_method", "сумма"), "столбец «Название»", "Такого значения нет"),
    (put_first("levels", "value", 0), "столбец «Номер»", "целое число от 1"),
    (put_first("levels", "colour", "красный"), "столбец «Цвет»", "#8c3b12"),
    (put_first("levels", "starts_at", "много"), "столбец «Начинается с»", "Нужно число"),
    (put_first("areas", "weight", "0"), "столбец «Вес»", "от 0,01"),
    (put_first("areas", "weight", "1.005"), "столбец «Вес»", "Нужно число"),
    (put_first("areas", "uid", "ключ"), "столбец «Ключ»", "Ключ не меняют"),
    (again("areas"), "столбец «Номер»", "Уже есть выше"),
    (put_first("indicators", "area", "9"), "столбец «Область»", "нет"),
    (put_first("indicators", "title", "я" * 251), "столбец «Показатель»", "Не длиннее 250"),
    (put_first("indicators", "rule", "median"), "столбец «Как считается»", "нет: «median»"),
    (put_first("indicators", "gaps", [9]), "столбец «Пропуски»", "через запятую"),
    (put_first("indicators", "ages", ["сто лет"]), "столбец «Возраст»", "такого нет"),
    (put_first("indicators", "places", ["лес"]), "столбец «Где оценивается»", "нет: «лес»"),
    (put_first("indicators", "weight", "-1"), "столбец «Вес»", "от 0,01 до 9999,99"),
    (put_row("level", 7), "столбец «Уровень»", "Уровня 7 в шкале нет"),
    (put_row("text", ""), "столбец «Характеристика»", "пусто"),
    (put_row("strand", "Чужая"), "столбец «Подтема»", "Подтемы «Чужая»"),
    (put_row("uid", uid_of("1.1/2")), "столбец «Ключ характеристики»", "уже есть"),
]


@pytest.mark.parametrize(("break_it", "place", "message"), WRONG)
def test_wrong_cell__is_named_by_place_and_column(wanted, break_it, place, message):
    break_it(wanted)
    problems = read_document(wanted).problems
    assert any(place in one.place and message in one.message for one in problems), problems
    assert len(problems) <= 4  # what hangs on a wrong level is wrong too


@pytest.mark.parametrize("junk", [None, [], "шкала", {}, {"format": "scale/2"}, {"format": 1}])
def test_wrong_document__is_refused_in_words(junk):
    with pytest.raises(DomainError, match="Это не выгрузка шкалы"):
        read_document(junk)


@pytest.mark.parametrize("key", ["title", "levels", "areas", "indicators", "not_applicable"])
def test_wrong_document__a_missing_part(wanted, key):
    del wanted[key]
    with pytest.raises(DomainError, match="чего-то не хватает"):
        read_document(wanted)


@pytest.mark.parametrize("value", [5, None, ["a"], {"a": 1}])
def test_wrong_document__a_value_that_is_no_text(wanted, value):
    first(wanted)["hint"] = value
    with pytest.raises(DomainError):
        read_document(wanted)
