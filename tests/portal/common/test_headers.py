"""Private addresses stay out of indexes, caches and foreign logs; public ones do not."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.common.middleware import PRIVATE_PREFIXES, AreaHeadersMiddleware


def answer(path, **headers):
    passed = AreaHeadersMiddleware(lambda request: HttpResponse(headers=headers))
    return passed(RequestFactory().get(path))


@pytest.mark.parametrize("prefix", PRIVATE_PREFIXES)
def test_private__is_nobody_elses_business(prefix):
    response = answer(f"{prefix}something/")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"


def test_private__a_view_may_say_more_exactly_how_to_cache():
    response = answer("/reports/1/file/", **{"Cache-Control": "no-cache"})
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/sady/", "/published/1/report.pdf", "/deskless/"])
def test_public__is_left_as_it_came(path):
    response = answer(path)
    assert not {"X-Robots-Tag", "Referrer-Policy", "Cache-Control"} & set(response.headers)


@pytest.mark.parametrize(("path", "own"), [("/cms/pages/", True), ("/desk/", False)])
def test_cms__alone_gets_a_policy_of_its_own(path, own):
    assert hasattr(answer(path), "_csp_replace") is own


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/login/", "/desk/"])
def test_policy__allows_nothing_inline_outside_the_cms(client, path):
    policy = client.get(path)["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
