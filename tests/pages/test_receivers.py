"""What makes cached public pages old: every act that changes what a visitor sees."""

import pytest

from pages.models import Generation, TextPage
from portal.organisations.choices import Role
from portal.organisations.columns import registry_table
from portal.organisations.services import import_organisations
from tests.factories import OrganisationFactory, appointed, orsk
from tests.factories.site import site

pytestmark = pytest.mark.django_db
HEADER = ["Номер", "Краткое название"]


def generation():
    return Generation.objects.values_list("number", flat=True).first() or 0


def load(*rows):
    by = appointed(Role.MUNICIPAL_COORDINATOR, orsk())
    table = registry_table(HEADER, [(place, row) for place, row in enumerate(rows, start=2)])
    return import_organisations(by=by, territory=orsk(), table=table)


def test_registry__one_row_makes_pages_old():
    garden = OrganisationFactory()
    before = generation()
    garden.short_name = "Детский сад № 5 «Заря»"
    garden.save()
    assert generation() > before


def test_registry__a_file_makes_pages_old_though_it_is_written_in_bulk():
    OrganisationFactory(number="5", short_name="Детский сад № 5")
    before = generation()
    load(("5", "Детский сад № 5 «Заря»"))
    assert generation() > before


def test_registry__a_file_that_changes_nothing_leaves_them():
    rows = [("5", "Детский сад № 5")]
    load(*rows)
    before = generation()
    load(*rows)
    assert generation() == before


def test_cms__published_words_make_pages_old():
    home = site()
    page = home.get_root().get_descendants().type(TextPage).first().specific
    before = generation()
    page.save_revision().publish()
    assert generation() > before
