"""The telephone of a person: codes of the second step from the key that the portal showed."""

from base64 import b32decode

from django_otp.oath import totp
from playwright.sync_api import Page, expect


def code_of(key: str, later: int = 0) -> str:
    """Return the six digits that an application shows; later: so many half-minutes from now.

    A code is taken once: who signs in right after setting up brings the next one, which the portal
    takes too, because clocks differ.
    """
    return f"{totp(b32decode(key.replace(' ', '')), drift=later):06d}"


def set_up(page: Page) -> str:
    """Set the second step up from the page that offers it; return the key of the telephone."""
    page.get_by_role("button", name="Включить").click()
    expect(page.locator("h1")).to_have_text("Свяжите телефон с порталом")
    key = page.locator(".secret").inner_text()
    page.get_by_label("Код", exact=True).fill(code_of(key))
    page.get_by_role("button", name="Готово").click()
    expect(page.locator("h1")).to_have_text("Запасные коды")
    return key
