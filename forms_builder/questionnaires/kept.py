"""What earlier editions hold to: an item's type, and whose a code is. Decided by editions alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.findings import Finding
from forms_builder.questionnaires.item_words import children_of
from forms_builder.questionnaires.sheet import items_of

Data = dict[str, Any]


@dataclass(frozen=True)
class _Spoken:
    """An item with the codes above it, so that a child's code counts inside its own group only."""

    item: Data
    path: str

    @property
    def uid(self) -> str:
        return self.item["uid"]

    @property
    def kind(self) -> str:
        return self.item["type"]


def kept_findings(content: Data, earlier: Iterable[Data]) -> Iterator[Finding]:
    """Yield what breaks with earlier editions; earlier: their content, in any order."""
    by_code: dict[str, _Spoken] = {}
    by_uid: dict[str, _Spoken] = {}
    for old in earlier:
        for spoken in _spoken(old):
            by_code[spoken.path] = spoken
            by_uid[spoken.uid] = spoken
    for spoken in _spoken(content):
        before = by_uid.get(spoken.uid)
        if before and before.kind != spoken.kind:
            words = {"was": _kind(before), "now": _kind(spoken)}
            message = _("В прежних редакциях это %(was)s, теперь %(now)s: заведите новый вопрос.")
            yield _at(spoken, message % words)
            continue
        yield from _same_code(spoken, by_code.get(spoken.path))


def _same_code(spoken: _Spoken, before: _Spoken | None) -> Iterator[Finding]:
    """A code is a column of every export: whose it was once, it stays for ever.

    Indicators may swap numbers: their columns are told apart by the edition and by the uid.
    """
    words = {"code": spoken.item["code"]}
    if before and before.kind != spoken.kind:
        message = _("Код «%(code)s» в прежних редакциях: %(kind)s. Дайте новый.")
        yield _at(spoken, message % {**words, "kind": _kind(before)})
    elif before and before.uid != spoken.uid and spoken.kind != "indicator":
        message = _("Код «%(code)s» в прежних редакциях у вопроса «%(label)s». Дайте новый.")
        yield _at(spoken, message % {**words, "label": before.item["label"]})


def _spoken(content: Data) -> Iterator[_Spoken]:
    for item in items_of(content):
        yield _Spoken(item, item["code"])
        for child in children_of(item):
            yield _Spoken(child, f"{item['code']}/{child['code']}")


def _kind(spoken: _Spoken) -> str:
    return str(field_type(spoken.kind).label)


def _at(spoken: _Spoken, message: str) -> Finding:
    return Finding(message, spoken.item["label"], spoken.uid)
