"""Writing scales: drafts, agreement, plain facts saved at once, import."""

import json
from pathlib import Path

import pytest

from forms_builder.common.errors import Conflict, DomainError, NotAllowed
from forms_builder.scales import services
from forms_builder.scales.models import Area, Characteristic, Indicator, Level, Scale, Strand
from forms_builder.scales.selectors import agreed, scale_tree, standing
from tests.factories import PersonFactory
from tests.forms_builder.builders import uid_of

DEMO = Path(__file__).resolve().parents[3] / "portal" / "bootstrap" / "data" / "scale_demo.json"


def codes(rows) -> list[str]:
    return [row.code for row in rows]


def test_create_scale__begins_with_five_levels(methodologist):
    made = services.create_scale(by=methodologist, title="Новая")
    assert [level.value for level in made.levels.all()] == [1, 2, 3, 4, 5]


def test_add_indicator__is_a_draft_until_agreed(methodologist, scale):
    area = scale.areas.first()
    made = services.add_indicator(by=methodologist, area=area, code="1.3", title="Речь")
    assert (made.live, made.position) == (False, 2)
    assert "1.3" not in codes(agreed(scale))
    services.agree(by=methodologist, indicator=made)
    assert codes(agreed(scale)) == ["1.1", "1.2", "1.3", "2.1"]


@pytest.mark.parametrize("again", ["1.1", "2.1"])
def test_add_indicator__a_code_that_is_taken(methodologist, scale, again):
    with pytest.raises(DomainError, match=f"Показатель с номером {again} в шкале уже есть"):
        services.add_indicator(by=methodologist, area=scale.areas.first(), code=again, title="")


def test_add_area__a_code_that_is_taken(methodologist, scale):
    with pytest.raises(DomainError, match="Область с номером 2 в шкале уже есть"):
        services.add_area(by=methodologist, scale=scale, code="2", title="Ещё одна")


def test_draft__changes_nothing_that_was_agreed(indicator, draft):
    draft(indicator("1.1"), title="По-новому")
    assert indicator("1.1").title == "Наблюдение"
    assert indicator("1.1").has_unpublished_changes


def test_agree__keeps_the_uid_of_what_was_first_written_in_a_draft(methodologist, indicator):
    working = indicator("1.1").get_latest_revision_as_object()
    working.characteristics.add(Characteristic(level=2, text="Новая", sort_order=9))
    working.save_revision()
    services.agree(by=methodologist, indicator=indicator("1.1"))
    made = Characteristic.objects.get(text="Новая")

    again = indicator("1.1").get_latest_revision_as_object()
    rows = list(again.characteristics.all())
    rows[-1].text = "Новая!"
    again.characteristics = rows
    again.save_revision()
    services.agree(by=methodologist, indicator=indicator("1.1"))
    found = Characteristic.objects.get(text="Новая!")
    assert (found.pk, found.uid) == (made.pk, made.uid)
    assert Characteristic.objects.filter(indicator=made.indicator_id).count() == 3


def test_restoring_an_old_revision__brings_wording_and_moves_nothing(
    methodologist, scale, indicator, agree
):
    old = indicator("1.1").latest_revision
    agree(indicator("1.1"), title="По-новому")
    area = scale.areas.get(code="2")
    services.move_indicator(by=methodologist, indicator=indicator("1.1"), area=area, position=0)
    services.retire_indicator(by=methodologist, indicator=indicator("1.1"))
    old.publish(user=methodologist)
    row = indicator("1.1")
    assert (row.title, row.area, row.position) == ("Наблюдение", area, 0)
    assert row.retired_at


def test_move_indicator__inside_and_across(methodologist, scale, indicator):
    first, second = scale.areas.all()
    services.move_indicator(by=methodologist, indicator=indicator("1.2"), area=first, position=0)
    assert codes(standing(scale)) == ["1.2", "1.1", "2.1"]
    services.move_indicator(by=methodologist, indicator=indicator("1.1"), area=second, position=0)
    assert codes(standing(scale)) == ["1.2", "1.1", "2.1"]
    assert indicator("1.1").area == second
    services.move_indicator(by=methodologist, indicator=indicator("1.1"), area=second, position=99)
    assert codes(standing(scale)) == ["1.2", "2.1", "1.1"]


def test_move_indicator__leaves_drafts_as_they_are(methodologist, scale, indicator, draft):
    draft(indicator("1.1"), title="Черновик")
    area = scale.areas.get(code="2")
    services.move_indicator(by=methodologist, indicator=indicator("1.1"), area=area, position=0)
    row = indicator("1.1")
    assert row.has_unpublished_changes
    assert row.get_latest_revision_as_object().title == "Черновик"
    assert row.get_latest_revision_as_object().area == area


def test_move_indicator__not_into_another_scale(methodologist, scale, indicator):
    other = services.create_scale(by=methodologist, title="Другая")
    area = services.add_area(by=methodologist, scale=other, code="1", title="Там")
    with pytest.raises(DomainError, match="только внутри своей шкалы"):
        services.move_indicator(by=methodologist, indicator=indicator("1.1"), area=area, position=0)


def test_retire_and_restore(methodologist, scale, indicator):
    services.retire_indicator(by=methodologist, indicator=indicator("1.1"))
    assert codes(agreed(scale)) == ["1.2", "2.1"]
    services.restore_indicator(by=methodologist, indicator=indicator("1.1"))
    assert codes(agreed(scale)) == ["1.2", "1.1", "2.1"]


def test_restore__when_the_code_was_given_away(methodologist, scale, indicator):
    row = services.retire_indicator(by=methodologist, indicator=indicator("1.1"))
    Indicator.objects.filter(code="1.2").update(code="1.1")
    with pytest.raises(Conflict, match=r"Номер 1\.1 уже занят"):
        services.restore_indicator(by=methodologist, indicator=row)


def test_every_service__refuses_others(scale, indicator):
    stranger, row, area = PersonFactory(), indicator("1.1"), scale.areas.first()
    calls = [
        (services.create_scale, {"title": "Своя"}),
        (services.add_area, {"scale": scale, "code": "9", "title": "Своя"}),
        (services.add_strand, {"scale": scale, "title": "Своя"}),
        (services.add_indicator, {"area": area, "code": "9", "title": "Свой"}),
        (services.agree, {"indicator": row}),
        (services.move_indicator, {"indicator": row, "area": area, "position": 0}),
        (services.retire_indicator, {"indicator": row}),
        (services.restore_indicator, {"indicator": row}),
    ]
    for call, arguments in calls:
        with pytest.raises(NotAllowed, match="ведёт методолог"):
            call(by=stranger, **arguments)


def test_import_scale__the_demo_twice_is_the_demo_once(methodologist):
    data = json.loads(DEMO.read_text())
    first = services.import_scale(by=methodologist, data=data)
    models = (Scale, Level, Strand, Area, Indicator, Characteristic)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    assert services.import_scale(by=methodologist, data=data) == first
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    assert len(agreed(first)) == 78
    assert first.areas.count() == 9


def test_import_scale__never_overwrites_a_methodologists_words(methodologist):
    data = json.loads(DEMO.read_text())
    data["areas"] = data["areas"][:1]
    scale = services.import_scale(by=methodologist, data=data)
    Indicator.objects.filter(code="1.1").update(title="По-своему")
    Indicator.objects.filter(code="1.2").delete()
    services.import_scale(by=methodologist, data=data)
    assert agreed(scale)[0].title == "По-своему"
    assert codes(agreed(scale)) == ["1.1", "1.2"]


def test_scale_tree__counts_gaps_and_the_retired(methodologist, scale, indicator):
    services.retire_indicator(by=methodologist, indicator=indicator("1.2"))
    first, second = scale_tree(scale)
    [row] = first.rows
    assert [(n.level, n.count, n.gap) for n in row.levels] == [
        (1, 1, False),
        (2, 1, False),
        (3, 0, True),
    ]
    assert not any(level.is_missing for level in row.levels)
    assert codes(first.retired) == ["1.2"]
    assert second.rows[0].levels == ()


def test_scale_tree__says_which_level_is_missing(scale, indicator):
    Characteristic.objects.filter(uid=uid_of("1.1/2")).delete()
    [branch, _other] = scale_tree(scale)
    assert [level.is_missing for level in branch.rows[0].levels] == [False, True, False]


def test_scale_tree__four_queries_however_many_indicators(
    methodologist, scale, django_assert_num_queries
):
    with django_assert_num_queries(4):
        scale_tree(scale)
    big = services.import_scale(by=methodologist, data=json.loads(DEMO.read_text()))
    with django_assert_num_queries(4):
        scale_tree(big)
