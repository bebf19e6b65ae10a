"""Two revisions side by side: places and ages in words, characteristics one by one."""

import pytest
from django.urls import reverse

from forms_builder.scales import services

GONE = "00000000-0000-0000-0000-00000000beef"


@pytest.fixture
def compared(cms, indicator):
    def page(first, second):
        name = "wagtailsnippets_scales_indicator:revisions_compare"
        address = reverse(name, args=[indicator("1.1").pk, first.pk, second.pk])
        return cms.get(address).content.decode()

    return page


def test_comparison__of_places_and_ages_is_in_words(
    scale, methodologist, indicator, draft, compared
):
    age = services.add_age(by=methodologist, scale=scale, title="3–4 года")
    first = indicator("1.1").latest_revision
    draft(indicator("1.1"), ages=[str(age.uid)], assessed_at=["organisation", "group"])
    page = compared(first, indicator("1.1").latest_revision)
    assert "3–4 года" in page
    assert "в группе, в организации" in page
    assert str(age.uid) not in page


def test_comparison__of_an_age_that_is_no_more(indicator, draft, compared):
    first = indicator("1.1").latest_revision
    draft(indicator("1.1"), ages=[GONE])
    assert GONE in compared(first, indicator("1.1").latest_revision)


def test_comparison__leaves_out_what_is_the_same(indicator, draft, compared):
    first = indicator("1.1").latest_revision
    draft(indicator("1.1"), hint="Смотрите внимательно")
    page = compared(first, indicator("1.1").latest_revision)
    assert "внимательно" in page
    assert "Где оценивается" not in page
