"""Words for a device, from what browsers say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.devices import device_words
from portal.accounts.models import SignIn

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/120.0 Safari/537.36", "Chrome, Windows"),
        (f"Mozilla/5.0 (Windows NT 10.0) {KIT} Chrome/120 Safari/537 Edg/120", "Edge, Windows"),
        (
            f"Mozilla/5.0 (Linux; Android 13) {KIT} Chrome/120 YaBrowser/24.1 Mobile Safari/537",
            "Яндекс Браузер, Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko Firefox/120.0", "Firefox, Linux"),
        (f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) {KIT} Safari", "Safari, iPhone"),
        (f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) {KIT} Safari/605", "Safari, macOS"),
        ("Firefox", "Firefox"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_device_words(agent, words):
    assert device_words(agent) == words


@given(st.text())
def test_device_words__always_fit_their_column(agent):
    assert len(device_words(agent)) <= SignIn._meta.get_field("device").max_length
