"""Scales in the CMS: who gets in, what the editors refuse, facts saved at once."""

import pytest
from django.urls import reverse

from forms_builder.scales import services
from forms_builder.scales.models import Indicator, Scale
from portal.organisations.choices import Role
from tests.factories import PersonFactory, appointed, orsk
from tests.forms_builder.cms import in_json, indicator_form, new_indicator_form, scale_form

LISTS = [
    "/cms/snippets/scales/scale/",
    "/cms/snippets/scales/scale/add/",
    "/cms/snippets/scales/indicator/",
    "/cms/snippets/scales/indicator/add/",
]


def edit(row: Scale | Indicator) -> str:
    return reverse(f"wagtailsnippets_scales_{row._meta.model_name}:edit", args=[row.pk])


def rows_of(scale: Scale) -> list[str]:
    return [
        edit(scale),
        edit(Indicator.objects.get(area__scale=scale, code="1.1")),
        reverse("scales:tree", args=[scale.pk]),
    ]


def test_screens__open_to_a_methodologist(cms, scale):
    for address in (*LISTS, *rows_of(scale)):
        assert cms.get(address).status_code == 200, address


@pytest.mark.parametrize("role", [Role.EXPERT, Role.TEACHER, Role.DOO_COORDINATOR])
def test_screens__closed_to_those_who_work_in_the_desk(client, scale, role):
    client.force_login(appointed(role, orsk()))
    for address in (*LISTS, *rows_of(scale)):
        assert client.get(address).status_code == 403, address


def test_screens__closed_to_strangers_and_to_other_people_of_the_cms(client, scale):
    for address in (*LISTS, *rows_of(scale)):
        assert client.get(address)["Location"].startswith("/login/"), address
    client.force_login(PersonFactory())
    assert client.get(LISTS[0]).status_code == 403
    client.force_login(appointed(Role.EDITOR, orsk()))
    for address in (*LISTS, *rows_of(scale)):
        assert client.get(address).status_code in (302, 403), address


def test_nothing_is_deleted(cms, scale, indicator):
    for row in (scale, indicator("1.1")):
        address = reverse(f"wagtailsnippets_scales_{row._meta.model_name}:delete", args=[row.pk])
        assert cms.post(address).status_code in (302, 403)
        row.refresh_from_db()
        assert address not in cms.get(edit(row)).content.decode()


def test_menu__has_the_group(cms):
    assert in_json("Шкалы и формы") in cms.get("/cms/").content.decode()


def test_new_scale__is_offered_with_five_levels(cms):
    page = cms.get("/cms/snippets/scales/scale/add/").content.decode()
    assert "Превосходное качество" in page


def test_scale__is_saved(cms, scale):
    data = scale_form(scale, title="Другое имя")
    assert cms.post(edit(scale), data).status_code == 302
    scale.refresh_from_db()
    assert scale.title == "Другое имя"
    assert (scale.areas.count(), scale.levels.count()) == (2, 3)


def test_scale__an_area_with_indicators_is_not_dropped(cms, scale):
    data = scale_form(scale, drop=(scale.areas.first(),))
    page = cms.post(edit(scale), data)
    assert "В удалённой области есть показатели. Сначала перенесите их." in page.content.decode()
    assert scale.areas.count() == 2


def test_scale__a_strand_in_use_is_not_dropped(cms, scale):
    data = scale_form(scale, drop=(scale.strands.first(),))
    page = cms.post(edit(scale), data)
    assert "К удалённой подтеме относятся характеристики" in page.content.decode()
    assert scale.strands.count() == 2


def test_scale__an_empty_area_is_dropped(cms, scale, methodologist):
    area = services.add_area(by=methodologist, scale=scale, code="3", title="Пустая")
    assert cms.post(edit(scale), scale_form(scale, drop=(area,))).status_code == 302
    assert scale.areas.count() == 2


def test_indicator__a_draft_and_then_agreed(cms, indicator):
    row = indicator("1.1")
    cms.post(edit(row), indicator_form(row, title="Взгляд"))
    assert indicator("1.1").title == "Наблюдение"
    assert indicator("1.1").has_unpublished_changes
    data = indicator_form(indicator("1.1"), title="Взгляд")
    cms.post(edit(row), {**data, "action-publish": "action-publish"})
    assert indicator("1.1").title == "Взгляд"
    assert not indicator("1.1").has_unpublished_changes


def test_indicator__the_button_says_agree(cms, indicator):
    page = cms.get(edit(indicator("1.1"))).content.decode()
    assert "Согласовать текст" in page
    assert ">Опубликовать<" not in page


def test_indicator__editing_does_not_move_it(cms, scale, indicator):
    other = scale.areas.get(code="2")
    row = indicator("1.1")
    cms.post(edit(row), indicator_form(row) | {"area": str(other.pk), "action-publish": "1"})
    assert indicator("1.1").area.code == "1"


def test_indicator__new_in_an_area(cms, scale):
    area = scale.areas.get(code="2")
    strand = scale.strands.first()
    address = f"/cms/snippets/scales/indicator/add/?area={area.pk}"
    page = cms.get(address).content.decode()
    assert "1. Начало" in page  # levels to choose from, also in the row not yet added
    data = new_indicator_form(
        [{"level": 1, "strand": strand.pk, "text": "Есть сад"}],
        area=area.pk,
        code="2.2",
        title="Сад",
    )
    cms.post(address, data | {"assessed_at": ["group"]})
    made = Indicator.objects.get(code="2.2")
    assert (made.live, made.position, made.assessed_at) == (False, 1, ["group"])
    assert made.characteristics.get().strand == strand


@pytest.mark.parametrize("area", ["999999", "сад", ""])
def test_indicator__new_with_an_odd_area_in_the_address(cms, scale, area):
    address = f"/cms/snippets/scales/indicator/add/?area={area}"
    assert cms.get(address).status_code == 200


def test_indicator__a_code_that_is_taken(cms, indicator):
    row = indicator("1.1")
    page = cms.post(edit(row), indicator_form(row, code="1.2")).content.decode()
    assert "Показатель с таким номером в шкале уже есть." in page


def test_indicator__a_strand_of_another_scale(cms, scale, methodologist):
    other = services.create_scale(by=methodologist, title="Другая")
    strand = services.add_strand(by=methodologist, scale=other, title="Чужая")
    data = new_indicator_form(
        [{"level": 1, "strand": strand.pk, "text": "Есть"}],
        area=scale.areas.first().pk,
        code="1.9",
        title="Новый",
    )
    page = cms.post("/cms/snippets/scales/indicator/add/", data).content.decode()
    assert "Эта подтема из другой шкалы." in page
    assert not Indicator.objects.filter(code="1.9").exists()


def test_indicator__preview_shows_the_draft_as_an_assessor_sees_it(cms, indicator):
    row = indicator("1.1")
    address = reverse("wagtailsnippets_scales_indicator:preview_on_edit", args=[row.pk])
    assert cms.post(address, indicator_form(row, title="Взгляд")).json()["is_valid"]
    shown = cms.get(address)
    page = shown.content.decode()
    assert "Взгляд" in page
    assert "Видно 1.1/2" in page
    assert "Уровень 3" not in page  # a declared gap is not offered
    assert shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("state=agreed", ["1.1", "2.1"]),
        ("state=changed", ["1.2"]),
        ("state=draft", ["1.9"]),
        ("state=retired", ["1.8"]),
        ("q=Участок", ["2.1"]),
        ("", ["1.1", "1.2", "1.9", "1.8", "2.1"]),
    ],
)
def test_list__by_state_and_search(cms, scale, methodologist, indicator, draft, query, codes):
    draft(indicator("1.2"), title="Игра и смех")
    area = scale.areas.first()
    services.add_indicator(by=methodologist, area=area, code="1.9", title="Новый")
    gone = services.add_indicator(by=methodologist, area=area, code="1.8", title="Старый")
    services.retire_indicator(by=methodologist, indicator=gone)
    page = cms.get(f"/cms/snippets/scales/indicator/?{query}")
    assert [row.code for row in page.context["object_list"]] == codes


def test_list__by_scale_and_area(cms, scale, methodologist):
    services.create_scale(by=methodologist, title="Пустая")
    area = scale.areas.get(code="2")
    address = f"/cms/snippets/scales/indicator/?scale={scale.pk}&area={area.pk}"
    assert [row.code for row in cms.get(address).context["object_list"]] == ["2.1"]


def test_list__bounded_queries(cms, scale, methodologist, django_assert_max_num_queries):
    cms.get("/cms/snippets/scales/indicator/")
    with django_assert_max_num_queries(30):
        cms.get("/cms/snippets/scales/indicator/")
    for number in range(30):
        area = scale.areas.first()
        services.add_indicator(by=methodologist, area=area, code=f"1.7{number}", title="Ещё")
    with django_assert_max_num_queries(30):
        cms.get("/cms/snippets/scales/indicator/")


def test_tree__moves_retires_and_restores(cms, scale, indicator):
    area = scale.areas.get(code="2")
    row = indicator("1.1")
    tree = reverse("scales:tree", args=[scale.pk])
    done = cms.post(
        reverse("scales:move", args=[row.pk]), {"area": area.pk, "position": 1}, follow=True
    )
    assert done.redirect_chain[0][0] == f"{tree}#i-{row.pk}"
    assert "Показатель 1.1 перенесён." in done.content.decode()
    assert (indicator("1.1").area, indicator("1.1").position) == (area, 0)

    cms.post(reverse("scales:retire", args=[row.pk]))
    assert "Снят: 1.1 Наблюдение" in cms.get(tree).content.decode()
    cms.post(reverse("scales:restore", args=[row.pk]))
    assert (indicator("1.1").retired_at, indicator("1.1").position) == (None, 2)


@pytest.mark.parametrize("place", [{"position": "1"}, {"area": "999", "position": "1"}, {}])
def test_tree__a_move_to_nowhere(cms, indicator, place):
    row = indicator("1.1")
    done = cms.post(reverse("scales:move", args=[row.pk]), place, follow=True)
    assert "Выберите область и место" in done.content.decode()
    assert indicator("1.1").area == row.area


def test_tree__acts_are_closed_to_others(client, indicator):
    row = indicator("1.1")
    client.force_login(appointed(Role.EXPERT, orsk()))
    for act in ("move", "retire", "restore"):
        assert client.post(reverse(f"scales:{act}", args=[row.pk])).status_code == 403
    assert indicator("1.1").retired_at is None


def test_tree__of_no_scale(cms):
    assert cms.get(reverse("scales:tree", args=[999999])).status_code == 404
