"""The texts of the demo, and the consent of its invented people to them."""

from typing import Any

from portal.accounts import consents
from portal.accounts.models import Consent, ConsentText, User
from portal.bootstrap.demo.files import read


def load_consents() -> None:
    """Put both texts into force; everybody the demo has made has agreed to what there is to."""
    for row in read("consents_demo.json")["texts"]:
        _text(row)
    asked = consents.asked_version()
    people = User.objects.filter(email__endswith="@example.org")
    agreed = Consent.objects.filter(text=asked, withdrawn_at=None).values("person")
    for person in people.exclude(pk__in=agreed).order_by("pk"):
        consents.give(by=person, text=ConsentText.objects.get(pk=asked))


def _text(row: dict[str, Any]) -> None:
    words = row | {"text": "\n\n".join(row["text"])}
    key = {name: words.pop(name) for name in ("purpose", "version")}
    text, is_new = ConsentText.objects.get_or_create(**key, defaults=words)
    if is_new:
        consents.publish(by=None, text=text)
