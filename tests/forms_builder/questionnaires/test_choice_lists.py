"""Ready lists of options: their screens in the CMS, and how forms and editions take them."""

import datetime

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from forms_builder.fields.lists import ListSelect
from forms_builder.questionnaires import services
from forms_builder.questionnaires.build import build
from forms_builder.questionnaires.models import ChoiceList, ListOption
from portal.organisations.choices import Role
from tests.factories import appointed, orsk
from tests.factories.choice_lists import ChoiceListFactory
from tests.forms_builder.builders import MODE, section, small_questionnaire
from tests.forms_builder.cms import in_json

LIST = "/cms/snippets/questionnaires/choicelist/"
DAY = datetime.date(2020, 9, 1)


def edit(made: ChoiceList) -> str:
    return reverse("wagtailsnippets_questionnaires_choicelist:edit", args=[made.pk])


def form(title: str, *rows: dict, initial: int = 0) -> dict:
    return nested_form_data({"title": title, "options": inline_formset(rows, initial=initial)})


def option(value: str, label: str = "Вариант", score: str = "") -> dict:
    return {"value": value, "label": label, "score": score}


def choice(list_uid: object, kind: str = "choice", uid: str = MODE, code: str = "mode") -> dict:
    value = {"code": code, "label": "Как шло", "list": str(list_uid), "choices": []}
    return {"type": kind, "id": uid, "value": value}


@pytest.fixture
def made(db):
    return ChoiceListFactory(title="Хватает ли")


def test_screens__open_to_a_methodologist_and_closed_to_others(client, cms, made):
    for address in (LIST, f"{LIST}add/", edit(made)):
        assert cms.get(address).status_code == 200
    client.force_login(appointed(Role.EXPERT, orsk()))
    for address in (LIST, f"{LIST}add/", edit(made)):
        assert client.get(address).status_code == 403


def test_list__is_written_in_the_order_given(cms):
    rows = [option("often", "Часто", "3"), option("seldom", "Редко", "1.5"), option("dont_know")]
    cms.post(f"{LIST}add/", form("Частота", *rows))
    kept = ChoiceList.objects.get(title="Частота").options.all()
    assert [(row.value, row.score) for row in kept] == [
        ("often", 3),
        ("seldom", 1.5),
        ("dont_know", None),
    ]


WRONG = [
    ([option("often")], "Нужны хотя бы два варианта."),
    ([option("a"), option("a")], "Коды вариантов не повторяются."),
    ([option("a"), option("other")], "Код other занят вариантом «Другое»"),
    ([option("a"), option("Да")], "Код: латинские строчные буквы, цифры и _."),
    ([option("a"), option("b\n")], "Код: латинские строчные буквы, цифры и _."),
]


@pytest.mark.parametrize(("rows", "message"), WRONG)
def test_list__a_wrong_one_is_refused_in_words(cms, rows, message):
    page = cms.post(f"{LIST}add/", form("Частота", *rows)).content.decode()
    stripped = rows[-1]["value"] != rows[-1]["value"].strip()
    assert message in page or in_json(message) in page or stripped
    assert stripped or not ChoiceList.objects.exists()


def test_list__a_title_stands_once(cms, made):
    cms.post(f"{LIST}add/", form("Хватает ли", option("a"), option("b")))
    assert ChoiceList.objects.count() == 1


def test_list__a_late_save_is_refused_and_keeps_what_was_typed(cms, made):
    page = cms.get(edit(made))
    seen = page.context["form"].initial["seen"]
    assert f'value="{seen}"' in page.content.decode()
    rows = [option("yes", "Да"), option("no", "Нет")]
    cms.post(edit(made), form("Первая", *rows) | {"seen": seen})
    answer = cms.post(edit(made), form("Вторая", *rows) | {"seen": seen})
    assert "сохранён заново" in answer.content.decode()
    assert 'value="Вторая"' in answer.content.decode()
    assert ChoiceList.objects.get(pk=made.pk).title == "Первая"


def test_list__is_never_deleted(cms, made):
    address = reverse("wagtailsnippets_questionnaires_choicelist:delete", args=[made.pk])
    assert cms.post(address).status_code in (302, 403)
    assert ChoiceList.objects.filter(pk=made.pk).exists()


def test_editor__reads_all_lists_at_once(made, django_assert_num_queries):
    more = [ChoiceListFactory(title=f"Список {number}") for number in range(3)]
    select = ListSelect(choices=[(str(row.uid), row.title) for row in (made, *more)])
    with django_assert_num_queries(1):
        drawn = select.render("list", str(made.uid))
    assert drawn.count("data-options") == 4


def test_editor__offers_the_lists_and_names_a_retired_one(cms, made):
    ChoiceListFactory(title="Старый", retired=True)
    page = cms.get("/cms/snippets/questionnaires/questionnaire/add/").content.decode()
    assert str(made.uid) in page
    assert in_json("Старый (снят)") in page or "Старый (снят)" in page


def test_edition__holds_the_options_of_the_list(methodologist, made):
    form = small_questionnaire(
        methodologist, None, [section(MODE[:-1] + "9", "А"), choice(made.uid)]
    )
    [item] = build(form).content["sections"][0]["items"]
    assert item["list"] == str(made.uid)
    assert [(row["value"], row["score"], row["unsure"]) for row in item["choices"]] == [
        ("yes", "5", False),
        ("no", "1", False),
        ("unsure", None, True),
    ]


def test_edition__frozen_never_follows_its_list(methodologist, made):
    form = small_questionnaire(methodologist, None, [choice(made.uid)])
    edition = services.freeze_edition(by=methodologist, questionnaire=form, valid_from=DAY)
    before = edition.content
    ListOption.objects.filter(choice_list=made).update(label="Иначе", score=0)
    ListOption.objects.filter(choice_list=made, value="no").delete()
    edition.refresh_from_db()
    assert edition.content == before
    [item] = build(form).content["sections"][0]["items"]
    assert [row["label"] for row in item["choices"]] == ["Иначе", "Иначе"]


def test_build__reads_a_list_once_however_many_ask_it(
    methodologist, made, django_assert_num_queries
):
    def asked(count: int) -> list[dict]:
        uids = [MODE[:-2] + f"{number:02}" for number in range(count)]
        return [choice(made.uid, uid=uid, code=f"q{uid[-2:]}") for uid in uids]

    form = small_questionnaire(methodologist, None, asked(12))
    with django_assert_num_queries(1):
        content = build(form).content
    assert len(content["sections"][0]["items"]) == 12
