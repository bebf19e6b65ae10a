"""An edition as the public reads it: what is assessed, level by level, and how it is counted."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.reading import Section, read_edition
from forms_builder.questionnaires.selectors import edition_in_force
from forms_builder.scales.content import card
from portal.profiles.words import area_method_words, band_words, method_words, rule_words

Data = dict[str, Any]


def method_context(questionnaire: int) -> Data:
    """Return edition (None before the first one is in force) and everything its page says of it.

    questionnaire: the key of a form. Read from the frozen content alone, whatever is being edited.
    """
    form = Questionnaire.objects.get(pk=questionnaire)
    edition = edition_in_force(form, timezone.localdate())
    if edition is None:
        return {"edition": None}
    sheet = read_edition(edition)
    return {
        "edition": edition,
        "sheet": sheet,
        "sections": [_section(section) for section in sheet.sections if _asks(section)],
        "scale": sheet.scale,
        "areas": _areas(sheet.scale) if sheet.scale else [],
        "counting": _counting(sheet.scale) if sheet.scale else [],
    }


def method_links(edition: Edition) -> list[tuple[str, str]]:
    """Return (title, address) of the public pages that show this form's edition in force."""
    pages = edition.questionnaire.method_pages.live()
    return [(_("Страница метода: %s") % page.title, page.url) for page in pages if page.url]


def _asks(section: Section) -> bool:
    return any(_is_question(item) for item in section.items)


def _section(section: Section) -> Data:
    return {
        "title": section.title,
        "questions": [item for item in section.items if _is_question(item)],
    }


def _is_question(item: Data) -> bool:
    """Indicators have a chapter of their own, notes and calculated values are not asked."""
    return item["type"] != "indicator" and field_type(item["type"]).asks


def _areas(scale: Data) -> list[Data]:
    return [
        {
            **area,
            "indicators": [
                card(row, scale["levels"])
                for row in scale["indicators"]
                if row["area"] == area["uid"]
            ],
        }
        for area in scale["areas"]
    ]


def _counting(scale: Data) -> list[Data]:
    """The way from a tick to the number of the whole, a paragraph with a heading each."""
    rules = dict.fromkeys(row["rule"] for row in scale["indicators"])
    area = area_method_words(scale.get("area_method", "mean"))
    return [
        {"title": _("Показатель"), "texts": [rule_words(rule) for rule in rules]},
        {"title": _("Область"), "texts": [area]},
        {"title": _("Общая оценка"), "texts": [method_words(scale["overall_method"])]},
        {"title": _("Какому числу какой уровень"), "texts": [band_words(scale)]},
    ]
