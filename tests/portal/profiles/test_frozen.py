"""Whatever is renamed, moved, retired or frozen again later, an old result stays as it was."""

import copy
import dataclasses

import pytest
from django.urls import reverse

from portal.organisations.choices import Role
from portal.profiles.explaining import explain_profile
from portal.profiles.models import Profile
from portal.profiles.services import compute_profile
from tests.factories import EditionFactory, appointed, edition_content, orsk
from tests.factories.content import uid
from tests.factories.results import computed_profile

pytestmark = pytest.mark.django_db


def next_content() -> dict:
    """The same form a year later: everything about it is different."""
    content = copy.deepcopy(edition_content("Новый лист"))
    scale = content["scale"]
    scale["title"] = "Другая шкала"
    scale["overall_method"] = "mean_of_indicators"
    scale["areas"][0]["title"], scale["areas"][1]["title"] = "Переименована", "И эта"
    strict, talk, loose = scale["indicators"]
    strict |= {"title": "Переименован", "rule": "direct", "characteristics": []}
    talk["area"] = uid("area2")
    loose["title"] = "И этот"
    scale["indicators"].remove(loose)
    content["sections"] = content["sections"][:2]
    return content


def test_profile__bytes_words_and_page_stay(client):
    profile = computed_profile()
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    addresses = [reverse(f"results:{name}", args=[profile.uid]) for name in ("detail", "why")]
    before = [client.get(address).content for address in addresses]
    stored = Profile.objects.filter(pk=profile.pk).values().get()
    trace = dataclasses.asdict(explain_profile(profile))

    form = profile.edition.questionnaire
    form.title = "Новый лист"
    form.save()
    EditionFactory(questionnaire=form, number=profile.edition.number + 1, data=next_content())
    compute_profile(by=profile.response.assignment.assignee, response=profile.response)

    assert Profile.objects.filter(pk=profile.pk).values().get() == stored
    assert Profile.objects.count() == 1
    assert dataclasses.asdict(explain_profile(Profile.objects.get(pk=profile.pk))) == trace
    after = [client.get(address).content for address in addresses]
    assert [without_token(page) for page in after] == [without_token(page) for page in before]


def without_token(page: bytes) -> bytes:
    """Drop the one thing that differs on purpose: the form's CSRF token."""
    return b"".join(line for line in page.splitlines() if b"csrfmiddlewaretoken" not in line)
