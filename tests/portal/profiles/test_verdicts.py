"""A result in a line: the same in the desk's list and before parents."""

import pytest

from portal.profiles.models import Profile
from portal.profiles.reading import read_profile
from portal.profiles.selectors import listed, rows_of
from portal.profiles.verdicts import Verdict, verdict_of
from tests.factories import EditionFactory, appointed, edition_content
from tests.factories.content import uid
from tests.factories.results import ANSWERS, computed_profile

pytestmark = pytest.mark.django_db


def test_verdict__says_what_the_page_says():
    profile = computed_profile()
    verdict, reading = verdict_of(profile), read_profile(profile)
    assert verdict.number == reading.overall.shown
    assert (verdict.level, verdict.word) == (reading.overall.level, reading.overall.word)
    assert verdict.place == reading.place


def test_verdict__has_the_words_for_parents():
    content = edition_content()
    for level in content["scale"]["levels"]:
        level["plain"] = f"просто {level['value']}"
    profile = computed_profile(edition=EditionFactory(data=content))
    assert verdict_of(profile).plain == f"просто {profile.level}"


def test_verdict__without_a_number_says_so():
    profile = computed_profile(answers={uid("groups"): ANSWERS[uid("groups")]})
    assert verdict_of(profile) == Verdict("—", None, "Общей оценки нет", "", "")


def test_rows_of__a_list_reads_each_edition_once(django_assert_max_num_queries):
    edition = EditionFactory()
    profiles = [computed_profile(edition=edition) for _number in range(4)]
    coordinator = appointed("regional_coordinator", profiles[0].campaign.territory.get_parent())
    rows_of(listed(coordinator))
    with django_assert_max_num_queries(1):
        rows = rows_of(listed(coordinator))
    assert [row.profile for row in rows] == list(Profile.objects.all())
    assert {row.verdict for row in rows} == {verdict_of(profiles[0])}
