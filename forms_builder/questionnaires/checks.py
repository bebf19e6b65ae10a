"""What keeps content from being frozen. Works on content alone, whatever it was built from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.findings import Finding
from forms_builder.scales.checks import indicator_problems, scale_problems

Data = dict[str, Any]


def content_findings(content: Data, earlier: Iterable[Data]) -> list[Finding]:
    """Return everything that forbids freezing; earlier: the content of the form's editions."""
    return [
        *_empty(content),
        *_doubled(content),
        *_scale(content["scale"]),
        *_retyped(content, earlier),
    ]


def items_of(content: Data) -> list[Data]:
    """Return all items in order."""
    return [item for section in content["sections"] for item in section["items"]]


def _empty(content: Data) -> Iterator[Finding]:
    if not any(field_type(item["type"]).asks for item in items_of(content)):
        yield Finding(_("В форме нет ни одного вопроса."), content["questionnaire"]["title"])
        return
    for section in content["sections"]:
        if not section["items"]:
            message = _("Раздел пуст: добавьте вопросы, согласуйте показатели или уберите его.")
            yield Finding(message, section["title"])


def _doubled(content: Data) -> Iterator[Finding]:
    items = items_of(content)
    uids = Counter(item["uid"] for item in items)
    codes = Counter(item["code"] for item in {item["uid"]: item for item in items}.values())
    seen = set()
    for item in items:
        if item["uid"] in seen:
            continue
        seen.add(item["uid"])
        if uids[item["uid"]] > 1:
            yield _at(item, _("Стоит в форме дважды, а спросить можно один раз."))
        if codes[item["code"]] > 1:
            yield _at(item, _("Код «%s» есть и у другого вопроса. Дайте свой.") % item["code"])


def _scale(scale: Data | None) -> Iterator[Finding]:
    if scale is None:
        return
    levels = [level["value"] for level in scale["levels"]]
    for message in scale_problems(scale):
        yield Finding(message, scale["title"])
    for indicator in scale["indicators"]:
        for message in indicator_problems(indicator, levels):
            yield Finding(message, f"{indicator['code']} {indicator['title']}", indicator["uid"])


def _retyped(content: Data, earlier: Iterable[Data]) -> Iterator[Finding]:
    """A code is a column of every export: what it meant once, it means for ever."""
    frozen = {item["code"]: item["type"] for old in earlier for item in items_of(old)}
    for item in items_of(content):
        before = frozen.get(item["code"], item["type"])
        if before != item["type"]:
            words = {"code": item["code"], "kind": field_type(before).label}
            message = _("Код «%(code)s» в прежних редакциях: %(kind)s. Дайте новый.") % words
            yield _at(item, message)


def _at(item: Data, message: str) -> Finding:
    return Finding(message, item["label"], item["uid"])
