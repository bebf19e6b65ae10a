"""«Версия для слабовидящих»: one cookie, a closed list of values, no way out of it."""

import pytest
from django.test import RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from portal.common.look import COOKIE, SCHEMES, SIZES, Look, context, read_look

LOOKS = st.builds(Look, st.sampled_from(SCHEMES), st.sampled_from(SIZES), st.booleans())


def asked_with(cookie):
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie
    return request


@given(LOOKS)
def test_cookie__is_read_as_it_was_written(look):
    assert read_look(asked_with(look.value)) == look


@given(st.text() | st.lists(st.text(), min_size=3, max_size=3).map(".".join))
@example("contrast.999.on")
@example('"><script>.100.on')
@example("..")
def test_cookie__never_leaves_the_closed_lists(cookie):
    look = read_look(asked_with(cookie))
    assert look.scheme in SCHEMES
    assert look.size in SIZES
    assert set(look.classes.replace("-", "")) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


@given(LOOKS, LOOKS)
def test_looks__that_differ_have_another_value_and_other_classes(one, other):
    assert (one.value == other.value) is (one == other)
    assert (one.classes == other.classes) is (one == other)


def test_look__of_who_chose_nothing_is_the_default():
    look = read_look(RequestFactory().get("/"))
    assert look.is_default
    assert look.classes == "look-normal look-size-100"
    assert context(RequestFactory().get("/")) == {"look": look}


def test_change__writes_the_cookie_and_goes_back(db, client):
    answer = client.get("/look/", {"scheme": "blue", "size": "150", "next": "/login/"})
    cookie = answer.cookies[COOKIE]
    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert cookie.value == "blue.150.on"
    assert (cookie["samesite"], cookie["httponly"]) == ("Lax", True)


def test_change__of_one_thing_keeps_the_others(db, client):
    client.cookies[COOKIE] = "inverted.200.on"
    answer = client.get("/look/", {"images": "off"})
    assert answer.cookies[COOKIE].value == "inverted.200.off"


def test_change__takes_nothing_outside_the_lists(db, client):
    answer = client.get("/look/", {"scheme": "pink", "size": "1000", "images": "maybe"})
    assert answer.cookies[COOKIE].value == Look().value


@pytest.mark.parametrize(
    "target",
    ["https://example.org/", "//example.org/", "javascript:alert(1)", "http:///example.org", ""],
)
def test_change__never_leads_to_another_site(db, client, target):
    assert client.get("/look/", {"next": target})["Location"] == "/"


def test_change__only_by_get(db, client):
    assert client.post("/look/").status_code == 405


def test_page__carries_the_classes(db, client):
    client.cookies[COOKIE] = "contrast.200.off"
    page = client.get("/login/").content.decode()
    assert "look-contrast look-size-200 look-no-images" in page


def test_favicon__is_the_one_of_the_site(db, client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (301, "/static/img/favicon.svg")
