"""The composition of a scale on its screen: counted, narrowed, grouped, moved step by step."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from forms_builder.scales import services
from forms_builder.scales.changes import version_of
from forms_builder.scales.choices import Changed
from forms_builder.scales.models import Characteristic, Indicator
from forms_builder.scales.outline import Wanted, groups_of, labels, narrowed, summary
from forms_builder.scales.selectors import scale_tree, standing
from tests.forms_builder.builders import uid_of

DEMO = Path(__file__).resolve().parents[3] / "portal" / "bootstrap" / "data" / "scale_demo.json"


@pytest.fixture
def aged(scale, methodologist):
    """1.1 for an age and in groups, 2.1 in the organisation; 1.2 has an empty level 2."""
    age = services.add_age(by=methodologist, scale=scale, title="3–4 года")
    rows = Indicator.objects.filter(area__scale=scale)
    rows.filter(code="1.1").update(ages=[str(age.uid)], assessed_at=["group"], group="Речь")
    rows.filter(code="1.2").update(ages=["другой"], group="Речь")
    rows.filter(code="2.1").update(assessed_at=["organisation"])
    Characteristic.objects.filter(uid__in=[uid_of("1.2/2З"), uid_of("1.2/2С")]).delete()
    return str(age.uid)


def found(scale, **wanted):
    branches = narrowed(scale_tree(scale), Wanted(**wanted))
    return [row.indicator.code for branch in branches for row in branch.rows]


def test_narrowed__nothing_asked_is_everything(scale):
    assert narrowed(scale_tree(scale), Wanted()) == scale_tree(scale)


def test_narrowed__by_words_case_and_yo_aside(scale, aged):
    assert found(scale, words="НАБЛЮДЕНИЕ") == ["1.1"]
    assert found(scale, words="1.2") == ["1.2"]
    assert found(scale, words="речь") == ["1.1", "1.2"]
    assert found(scale, words="речь игра") == ["1.2"]
    assert found(scale, words="нет такого") == []


def test_narrowed__by_place_and_age(scale, aged):
    assert found(scale, place="group") == ["1.1"]
    assert found(scale, age=aged) == ["1.1", "2.1"]


def test_narrowed__by_state_and_gaps(scale, aged, indicator, draft):
    draft(indicator("2.1"), title="Двор")
    assert found(scale, state="changed") == ["2.1"]
    assert found(scale, state="agreed") == ["1.1", "1.2"]
    assert found(scale, gaps=True) == ["1.2"]


def test_groups__are_neighbours_of_one_title(scale, aged):
    first, second = scale_tree(scale)
    assert [(group.title, len(group.rows)) for group in groups_of(first)] == [("Речь", 2)]
    assert [group.title for group in groups_of(second)] == [""]


def test_places__are_counted_in_the_whole_area(scale, aged):
    [branch] = narrowed(scale_tree(scale), Wanted(words="игра"))
    assert [row.place for row in branch.rows] == [2]


def test_summary__says_what_is_asked_first(scale, aged):
    lines = [line.replace("\xa0", " ") for line in summary(scale_tree(scale))]
    assert lines[:3] == ["3 показателя", "6 характеристик", "согласовано: 3"]
    assert lines[-1] == "1 пустой уровень"


def test_labels__leave_out_what_is_unknown(indicator, aged):
    row = indicator("1.1")
    assert labels(row, {"group": "в группе"}, {aged: "3–4 года"}) == ["в группе", "3–4 года"]
    assert labels(row, {}, {}) == []


@pytest.fixture
def tree(scale):
    return reverse("scales:tree", args=[scale.pk])


def test_screen__shows_gaps_groups_and_labels(cms, tree, aged):
    page = cms.get(tree).content.decode()
    assert "уровень 2 пуст" in page
    assert "Речь" in page
    assert "в группе · 3–4 года" in page


def test_screen__narrowed(cms, tree, aged):
    page = cms.get(f"{tree}?q=игра").content.decode()
    assert "Игра" in page
    assert "Наблюдение" not in page
    assert "data-sortable" not in page
    assert "Таких показателей в шкале нет." in cms.get(f"{tree}?q=ыыы").content.decode()


@pytest.mark.parametrize("query", ["state=чушь", "place=чушь", "age=чушь", "gaps=чушь", "q=%00"])
def test_screen__strange_questions_are_no_error(cms, tree, query):
    assert cms.get(f"{tree}?{query}").status_code == 200


def test_screen__queries_do_not_grow(cms, methodologist, tree, django_assert_max_num_queries):
    big = services.import_scale(by=methodologist, data=json.loads(DEMO.read_text()))
    for address in (tree, reverse("scales:tree", args=[big.pk])):
        cms.get(address)
        with django_assert_max_num_queries(17):
            cms.get(address)


def codes(scale):
    return [row.code for row in standing(scale)]


def test_move__up_and_down_by_one(cms, scale, indicator):
    address = reverse("scales:move", args=[indicator("1.2").pk])
    cms.post(address, {"to": "up", "version": 0})
    assert codes(scale) == ["1.2", "1.1", "2.1"]
    cms.post(address, {"to": "up", "version": version_of(scale.pk, Changed.ORDER)})
    assert codes(scale) == ["1.2", "1.1", "2.1"]
    cms.post(address, {"to": "down", "version": version_of(scale.pk, Changed.ORDER)})
    assert codes(scale) == ["1.1", "1.2", "2.1"]


def test_move__nowhere_is_refused_in_words(cms, scale, indicator):
    address = reverse("scales:move", args=[indicator("1.2").pk])
    page = cms.post(address, {"to": "away"}, follow=True).content.decode()
    assert "Показатель переносят вверх или вниз." in page


def test_move__its_own_screen_says_where_it_stands(cms, scale, indicator):
    row = indicator("1.2")
    page = cms.get(reverse("scales:move", args=[row.pk]))
    assert page.context["form"].initial == {"area": row.area_id, "position": 2}
    assert 'name="version" value="0"' in page.content.decode()
