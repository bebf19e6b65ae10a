"""Out and in again: a file says everything, and taken back it changes nothing."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms_builder.scales import services
from forms_builder.scales.content import number
from forms_builder.scales.models import Characteristic, Indicator, Scale
from forms_builder.scales.transfer.document import document_of, plain
from forms_builder.scales.transfer.files import read_file, write_file
from forms_builder.scales.transfer.services import digest_of, import_document

DEMO = Path(__file__).resolve().parents[4] / "portal" / "bootstrap" / "data" / "scale_demo.json"
ENDINGS = pytest.mark.parametrize("ending", ["xlsx", "json"])


@pytest.fixture
def rich(scale, methodologist, indicator, draft):
    """The small scale with everything a scale can say, some of it awkward to write down."""
    age = services.add_age(by=methodologist, scale=scale, title="3–4 года; младшая")
    services.add_age(by=methodologist, scale=scale, title="5–6 лет")
    scale.notice = "=1+1\nвторая строка"
    scale.area_method, scale.overall_method = "weighted_mean", "weighted_mean_of_areas"
    scale.save()
    scale.areas.filter(code="2").update(weight="2.5", title="+Условия")
    draft(
        indicator("1.1"),
        title='@Черновик, «кавычки» и "ещё"',
        ages=[str(age.uid)],
        assessed_at=["organisation", "group"],
        weight="0.25",
        group="-группа",
    )
    return Scale.objects.get(pk=scale.pk)


def without_keys(document):
    if isinstance(document, dict):
        return {key: without_keys(value) for key, value in document.items() if key != "uid"}
    return [without_keys(one) for one in document] if isinstance(document, list) else document


@ENDINGS
def test_file__says_exactly_the_document(rich, ending):
    document = document_of(rich)
    read = read_file(f"шкала.{ending}", write_file(document, ending))
    assert read.problems == ()
    assert read.document == document


@ENDINGS
def test_file__taken_back_changes_nothing(rich, methodologist, ending):
    models = (Scale, Indicator, Characteristic)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    read = read_file(f"шкала.{ending}", write_file(document_of(rich), ending))
    seen = digest_of(document_of(rich))
    plan = import_document(by=methodologist, scale=rich, document=read.document, seen=seen)
    assert not plan
    assert plan.unchanged == 3
    assert [list(model.objects.order_by("pk").values()) for model in models] == before


@ENDINGS
def test_file__makes_an_empty_scale_the_same(rich, methodologist, ending):
    other = Scale.objects.create(title="Пустая")
    read = read_file(f"шкала.{ending}", write_file(document_of(rich), ending))
    seen = digest_of(document_of(other))
    import_document(by=methodologist, scale=other, document=read.document, seen=seen)
    other = Scale.objects.get(pk=other.pk)
    assert without_keys(document_of(other)) == without_keys(document_of(rich))
    assert not Indicator.objects.filter(area__scale=other, live=True).exists()


def test_file__of_full_size(methodologist):
    scale = services.import_scale(by=methodologist, data=json.loads(DEMO.read_text()))
    document = document_of(scale)
    assert len(document["indicators"]) == 78
    for ending in ("xlsx", "json"):
        assert read_file(f"a.{ending}", write_file(document, ending)).document == document


def test_document__queries_do_not_grow(scale, methodologist, django_assert_max_num_queries):
    with django_assert_max_num_queries(10) as few:
        document_of(Scale.objects.get(pk=scale.pk))
    big = services.import_scale(by=methodologist, data=json.loads(DEMO.read_text()))
    with django_assert_max_num_queries(len(few)):
        document_of(Scale.objects.get(pk=big.pk))


def test_document__tells_the_draft_and_no_retired_ones(scale, methodologist, indicator, draft):
    draft(indicator("1.1"), title="Взгляд")
    services.retire_indicator(by=methodologist, indicator=indicator("2.1"))
    document = document_of(scale)
    assert [one["title"] for one in document["indicators"]] == ["Взгляд", "Игра"]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
)


@given(st.lists(TEXTS.map(plain).filter(bool), min_size=1, max_size=4, unique=True))
def test_any_words__come_back_from_a_workbook(words):
    document = {
        "format": "scale/1",
        "title": words[0][:250],
        "notice": words[-1],
        "area_method": "mean",
        "overall_method": "mean_of_areas",
        "not_applicable": "forbidden",
        "levels": [
            {"value": 1, "title": "Один", "plain": "", "colour": "#000000", "starts_at": "1"}
        ],
        "strands": [],
        "ages": [],
        "areas": [{"uid": "", "title": "Область", "code": "1", "weight": "1"}],
        "indicators": [
            {
                "uid": "",
                "area": "1",
                "code": "1.1",
                "title": "Показатель",
                "group": "",
                "hint": "",
                "rule": "cumulative",
                "gaps": [],
                "ages": [],
                "places": [],
                "weight": "1",
                "characteristics": [
                    {"uid": "", "level": 1, "strand": "", "text": word} for word in words
                ],
            }
        ],
    }
    read = read_file("a.xlsx", write_file(document, "xlsx"))
    assert read.problems == ()
    assert read.document == document


@pytest.mark.parametrize(("value", "text"), [("1.00", "1"), ("0.50", "0.5"), ("10", "10")])
def test_number__is_plain(value, text):
    assert number(value) == text
