"""The ready instruments: they freeze, say that they are a demo, and ask every type there is."""

import pytest

from forms_builder.fields.catalogue import all_types
from forms_builder.questionnaires import gate
from forms_builder.questionnaires.reading import read_edition
from pages.models import MethodPage
from portal.bootstrap.demo.files import read
from portal.bootstrap.demo.instruments import (
    INSTRUMENTS,
    SCALES,
    instrument,
    load_editions,
    open_methods,
)
from portal.bootstrap.roles import ensure_roles
from portal.organisations.choices import Role
from portal.organisations.services import appoint
from portal.responses.paper import paper_form
from tests.factories import PersonFactory, orsk
from tests.factories.site import editor, site

pytestmark = pytest.mark.django_db
DOCUMENTS = {"01", "04", "06", "08", "12", "14", "17"}
DEMO = "демонстрацион"
# What a plan of quality is made of: areas, indicators at most and at least.
SIZES = {"scales/programme_demo.json": (5, 3, 4), "scales/teacher_demo.json": (5, 4, 4)}


@pytest.fixture
def methodologist():
    ensure_roles()
    person = PersonFactory()
    appoint(by=None, person=person, role=Role.METHODOLOGIST, node=orsk().get_parent())
    return person


@pytest.fixture
def editions(methodologist):
    return load_editions(methodologist)


def items_of(sections):
    """Every question of a file, those inside repeating groups too."""
    for section in sections:
        for item in section["items"]:
            yield item
            yield from item.get("items", ())


def test_instruments__are_there_for_every_document():
    assert {name[:2] for name in INSTRUMENTS} == DOCUMENTS
    assert sum(name.startswith("01") for name in INSTRUMENTS) == 3


def test_instruments__ask_every_type_at_least_once():
    asked = {row["type"] for name in INSTRUMENTS for row in items_of(instrument(name)["sections"])}
    assert asked == {kind.name for kind in all_types()}


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_instrument__says_that_it_is_a_demo(name):
    data = instrument(name)
    assert DEMO in f"{data['title']} {data['notice']}".lower()


@pytest.mark.parametrize("name", SCALES)
def test_scale__says_that_it_is_a_demo_and_not_the_official_one(name):
    data = read(name)
    assert DEMO in data["title"].lower()
    assert "авторами портала" in data["notice"]


@pytest.mark.parametrize("name", SIZES)
def test_scale__has_areas_and_indicators_of_a_readable_number(name):
    areas, least, most = SIZES[name]
    rows = read(name)["areas"]
    assert len(rows) == areas
    assert all(least <= len(area["indicators"]) <= most for area in rows)


def test_teacher_scale__knows_all_three_rules():
    areas = read("scales/teacher_demo.json")["areas"]
    rules = {row["rule"] for area in areas for row in area["indicators"]}
    assert rules == {"cumulative", "cumulative_by_strand", "direct"}


def test_parents__measure_what_the_survey_is_for_and_say_what_it_is_not():
    data = instrument("08_parents")
    constructs = {row.get("construct") for row in items_of(data["sections"])} - {None}
    assert constructs == {"вовлеченность", "удовлетворенность"}
    assert "не заменяет независимую оценку" in data["notice"]
    unsure = [row for item in items_of(data["sections"]) for row in item.get("columns", ())]
    assert any(row.get("unsure") for row in unsure)


def test_editions__are_the_first_and_found_again(editions, methodologist):
    assert set(editions) == set(INSTRUMENTS)
    assert {edition.number for edition in editions.values()} == {1}
    assert load_editions(methodologist) == editions


def test_editions__nothing_forbids_to_freeze_them_and_nothing_has_changed(editions):
    for edition in editions.values():
        (nothing_changed,) = gate.report(edition.questionnaire).findings
        assert "ничего не изменилось" in nothing_changed.message


def test_editions__ask_what_the_documents_ask(editions):
    places = {
        name: {row["code"] for row in read_edition(edition).items if row["type"] == "indicator"}
        for name, edition in editions.items()
    }
    assert len(places["14_on_site"]) == 78
    assert places["06_group"] | places["12_remote"] <= places["14_on_site"]
    assert places["06_group"]
    assert places["12_remote"]
    assert (len(places["01_programme"]), len(places["04_teacher"])) == (15, 20)


def test_editions__evidence_is_asked_where_the_document_asks_it(editions):
    for name, level in (("06_group", 4), ("12_remote", 3)):
        items = read_edition(editions[name]).items
        rows = [row for row in items if row["type"] == "indicator"]
        assert {(row["evidence"], row["evidence_from"]) for row in rows} == {("required", level)}


def test_editions__each_has_a_paper_form(editions):
    for edition in editions.values():
        assert paper_form(edition).blocks


def test_methods__stand_below_the_page_of_the_method_once(editions):
    site()
    person = editor()
    open_methods(editions, person)
    open_methods(editions, person)
    pages = MethodPage.objects.all()
    assert len(pages) == len(read("texts_demo.json")["methods"])
    assert all(page.url.startswith("/kak-ocenivayut/") for page in pages)
