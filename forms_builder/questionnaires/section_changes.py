"""What moved between sections, and what became of the sections themselves."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.questionnaires.differences import Change
from forms_builder.questionnaires.item_words import Names, name_of, names_in
from forms_builder.questionnaires.sheet import items_of

Data = dict[str, Any]


def section_changes(old: Data, new: Data) -> Iterator[Change]:
    """Yield moved items, renamed sections, new conditions of showing, another order."""
    yield from _moved(old, new)
    before = {section["uid"]: section for section in old["sections"]}
    names = names_in(new)
    for section in new["sections"]:
        was = before.get(section["uid"])
        if was is not None:
            yield from _section(was, section, names)
    if _common_sections(old, new) != _common_sections(new, old):
        yield Change(_("Изменён порядок разделов."))


def _moved(old: Data, new: Data) -> Iterator[Change]:
    before, after = _places(old), _places(new)
    for item in items_of(new):
        was, now = before.get(item["uid"]), after[item["uid"]]
        if was and was["uid"] != now["uid"]:
            words = {"item": name_of(item), "section": now["title"]}
            text = _("Перенесено в раздел «%(section)s»: %(item)s.") % words
            yield Change(text, True, item["uid"])


def _section(was: Data, section: Data, names: Names) -> Iterator[Change]:
    uid = section["uid"]
    if was["title"] != section["title"]:
        words = {"old": was["title"], "new": section["title"]}
        yield Change(_("Раздел «%(old)s» называется «%(new)s».") % words, False, uid)
    if was.get("show_if") != section.get("show_if"):
        words = {"section": section["title"]}
        if section.get("show_if"):
            words["when"] = names.say(section["show_if"])
            text = _("Раздел «%(section)s» теперь показывается, если %(when)s.") % words
        else:
            text = _("Раздел «%(section)s» теперь показывается всегда.") % words
        yield Change(text, True, uid)
    if _common(was, section) != _common(section, was):
        yield Change(_("Изменён порядок в разделе «%s».") % section["title"], False, uid)


def _places(content: Data) -> dict[str, Data]:
    return {item["uid"]: section for section in content["sections"] for item in section["items"]}


def _common(section: Data, other: Data) -> list[str]:
    there = {item["uid"] for item in other["items"]}
    return [item["uid"] for item in section["items"] if item["uid"] in there]


def _common_sections(content: Data, other: Data) -> list[str]:
    there = {section["uid"] for section in other["sections"]}
    return [row["uid"] for row in content["sections"] if row["uid"] in there]
