"""Editions of a form: which one is in force, and what their names cost."""

import datetime

import pytest

from forms_builder.questionnaires.models import Edition
from forms_builder.questionnaires.reading import read_edition
from forms_builder.questionnaires.selectors import edition_in_force, editions_of
from tests.factories import EditionFactory, edition_content

pytestmark = pytest.mark.django_db
DAY = datetime.date(2020, 9, 1)


def day(number):
    return DAY + datetime.timedelta(days=number)


@pytest.fixture
def form():
    return EditionFactory(number=1, valid_from=DAY).questionnaire


def test_editions_of__the_newest_first(form):
    second = EditionFactory(questionnaire=form, number=2)
    EditionFactory()
    assert [row.number for row in editions_of(form)] == [second.number, 1]


@pytest.mark.parametrize(("asked", "number"), [(-1, None), (0, 1), (9, 1), (10, 2), (400, 2)])
def test_edition_in_force__the_newest_that_is_valid_on_the_day(form, asked, number):
    EditionFactory(questionnaire=form, number=2, valid_from=day(10))
    found = edition_in_force(form, day(asked))
    assert (found and found.number) == number


def test_edition_in_force__a_later_edition_may_hold_from_an_earlier_day(form):
    EditionFactory(questionnaire=form, number=2, valid_from=day(-5))
    assert edition_in_force(form, DAY).number == 2


def test_title__is_the_one_frozen_whatever_the_form_is_called_today(form):
    form.title = "Переименована"
    form.save()
    title = edition_content()["questionnaire"]["title"]
    assert str(form.editions.get()) == f"{title}, редакция 1"


def test_title__of_an_edition_once_read_asks_for_its_text_no_more(form, django_assert_num_queries):
    read_edition(form.editions.get())
    with django_assert_num_queries(1):
        rows = [str(row) for row in Edition.objects.defer("content")]
    assert len(rows) == 1
