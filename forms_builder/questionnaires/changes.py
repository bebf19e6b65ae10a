"""What differs between two contents, in plain words, for the one who freezes.

Contents of any schema are compared: a key that an early edition lacks counts as its default.
"""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.questionnaires.differences import Change
from forms_builder.questionnaires.indicator_changes import indicator_changes
from forms_builder.questionnaires.item_changes import item_changes
from forms_builder.questionnaires.item_words import name_of, names_in, said
from forms_builder.questionnaires.scale_changes import scale_changes
from forms_builder.questionnaires.section_changes import section_changes
from forms_builder.questionnaires.sheet import items_of

Data = dict[str, Any]


def compare(old: Data, new: Data) -> tuple[Change, ...]:
    """Return what became different, from the form down to its items; empty if nothing did."""
    return (
        *_form(old["questionnaire"], new["questionnaire"]),
        *scale_changes(old["scale"], new["scale"]),
        *_come_and_gone(old, new),
        *_reworded(old, new),
        *section_changes(old, new),
        *_indicators(old["scale"], new["scale"]),
    )


def _form(old: Data, new: Data) -> Iterator[Change]:
    if old["title"] != new["title"]:
        yield Change(_("Форма называется «%s».") % new["title"])
    if old["notice"] != new["notice"]:
        yield Change(_("Изменено примечание к форме."))


def _come_and_gone(old: Data, new: Data) -> Iterator[Change]:
    before = {item["uid"] for item in items_of(old)}
    after = {item["uid"] for item in items_of(new)}
    for item in items_of(new):
        if item["uid"] not in before:
            text = _("Добавлено: %s.") % name_of(item)
            yield Change(text, item["type"] == "indicator", item["uid"])
    for item in items_of(old):
        if item["uid"] not in after:
            yield Change(_("Больше не спрашивается: %s.") % name_of(item), True, item["uid"])


def _reworded(old: Data, new: Data) -> Iterator[Change]:
    before = {item["uid"]: item for item in items_of(old)}
    names = names_in(old), names_in(new)
    for item in items_of(new):
        was = before.get(item["uid"])
        if was is not None and said(was) != said(item):
            for text, attention in item_changes(was, item, *names):
                yield Change(text, attention, item["uid"])


def _indicators(old: Data | None, new: Data | None) -> Iterator[Change]:
    before = {row["uid"]: row for row in old["indicators"]} if old else {}
    ages = {row["uid"]: row["title"] for row in new.get("ages", ())} if new else {}
    for indicator in new["indicators"] if new else ():
        was = before.get(indicator["uid"])
        for text, attention in indicator_changes(was, indicator, ages) if was else ():
            yield Change(text, attention, indicator["uid"])
