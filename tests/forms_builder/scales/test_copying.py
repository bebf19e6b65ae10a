"""Next year's scale: a copy with keys of its own that remembers where it comes from."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from forms_builder.common.errors import DomainError, NotAllowed
from forms_builder.scales import services
from forms_builder.scales.copying import copy_scale
from forms_builder.scales.models import Characteristic, Indicator, Scale
from forms_builder.scales.selectors import agreed
from forms_builder.scales.transfer.document import document_of
from tests.factories import PersonFactory

DEMO = Path(__file__).resolve().parents[3] / "portal" / "bootstrap" / "data" / "scale_demo.json"


@pytest.fixture
def made(scale, methodologist):
    return copy_scale(by=methodologist, scale=scale, title="2027")


def without_keys(document):
    if isinstance(document, dict):
        return {key: without_keys(value) for key, value in document.items() if key != "uid"}
    return [without_keys(one) for one in document] if isinstance(document, list) else document


def test_copy__says_the_same_under_another_title(scale, methodologist, indicator, draft):
    age = services.add_age(by=methodologist, scale=scale, title="3–4 года")
    draft(indicator("1.2"), title="Игра и смех", ages=[str(age.uid)], weight="2")
    made = copy_scale(by=methodologist, scale=Scale.objects.get(pk=scale.pk), title="2027")
    expected = {**without_keys(document_of(scale)), "title": "2027"}
    assert without_keys(document_of(Scale.objects.get(pk=made.pk))) == expected


def test_copy__has_keys_of_its_own_and_keeps_the_lineage(scale, made):
    for old, new in zip(agreed(scale), agreed(made), strict=True):
        assert (new.origin, new.lineage) == (old.uid, old.uid)
        assert new.uid != old.uid
        assert new.area.origin == old.area.uid
        origins = [row.origin for row in new.characteristics.all()]
        assert origins == [row.uid for row in old.characteristics.all()]
    assert made.origin == scale.uid


def test_copy_of_a_copy__goes_back_to_the_first(scale, made, methodologist):
    third = copy_scale(by=methodologist, scale=made, title="2028")
    assert third.origin == scale.uid
    lineages = [[row.lineage for row in agreed(one)] for one in (scale, made, third)]
    assert lineages[0] == lineages[1] == lineages[2]


def test_copy__agreed_stays_agreed_and_edits_are_drafts(scale, methodologist, indicator, draft):
    draft(indicator("1.2"), title="Игра и смех")
    area = scale.areas.first()
    services.add_indicator(by=methodologist, area=area, code="1.9", title="Новый")
    made = copy_scale(by=methodologist, scale=scale, title="2027")
    rows = Indicator.objects.filter(area__scale=made)
    assert {row.code: row.live for row in rows} == {
        "1.1": True,
        "1.2": False,
        "1.9": False,
        "2.1": True,
    }
    assert rows.get(code="1.2").title == "Игра и смех"


def test_copy__leaves_the_retired_behind(scale, methodologist, indicator):
    services.retire_indicator(by=methodologist, indicator=indicator("1.1"))
    made = copy_scale(by=methodologist, scale=scale, title="2027")
    assert [row.code for row in agreed(made)] == ["1.2", "2.1"]


def test_copy__changes_nothing_in_the_source(scale, methodologist):
    before = document_of(scale)
    made = copy_scale(by=methodologist, scale=scale, title="2027")
    row = Indicator.objects.get(area__scale=made, code="1.1").get_latest_revision_as_object()
    row.title = "Иначе"
    row.save_revision(user=methodologist).publish(user=methodologist)
    assert document_of(scale) == before


def test_copy__every_indicator_can_be_edited_and_agreed(made, methodologist):
    for row in Indicator.objects.filter(area__scale=made):
        assert row.latest_revision
        working = row.get_latest_revision_as_object()
        working.title = f"{row.title}!"
        working.save_revision(user=methodologist)
        row = services.agree(by=methodologist, indicator=Indicator.objects.get(pk=row.pk))
        assert row.title.endswith("!")
    assert Characteristic.objects.filter(indicator__area__scale=made).count() == 8


def test_copy__a_title_in_use(scale, methodologist):
    with pytest.raises(DomainError, match="Шкала «Малая шкала» уже есть"):
        copy_scale(by=methodologist, scale=scale, title="Малая шкала")


def test_copy__is_for_methodologists(scale):
    with pytest.raises(NotAllowed):
        copy_scale(by=PersonFactory(), scale=scale, title="2027")


def test_copy__of_full_size_in_bounded_queries(methodologist, django_assert_max_num_queries):
    big = services.import_scale(by=methodologist, data=json.loads(DEMO.read_text()))
    with django_assert_max_num_queries(60):
        made = copy_scale(by=methodologist, scale=big, title="2027")
    assert len(agreed(made)) == 78


def test_screen__asks_for_a_title_and_copies(cms, scale):
    address = reverse("scales:copy", args=[scale.pk])
    assert "Малая шкала (копия)" in cms.get(address).content.decode()
    assert "уже есть" in cms.post(address, {"title": "Малая шкала"}).content.decode()
    assert cms.post(address, {"title": ""}).status_code == 200
    done = cms.post(address, {"title": "2027"})
    assert done["Location"] == reverse("scales:tree", args=[Scale.objects.get(title="2027").pk])
