"""What keeps content from being frozen. Works on content alone, whatever it was built from."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.fields.catalogue import field_type
from forms_builder.questionnaires.expression_checks import expression_findings
from forms_builder.questionnaires.findings import Finding
from forms_builder.questionnaires.kept import kept_findings
from forms_builder.questionnaires.sheet import items_of
from forms_builder.scales.checks import indicator_problems, scale_problems

Data = dict[str, Any]


def content_findings(content: Data, earlier: Iterable[Data]) -> list[Finding]:
    """Return everything that forbids freezing; earlier: the content of the form's editions."""
    earlier = list(earlier)
    return [
        *_empty(content),
        *_doubled(content),
        *_columns(content),
        *_consent(content),
        *_scale(content["scale"]),
        *kept_findings(content, earlier),
        *expression_findings(content, earlier),
    ]


def _empty(content: Data) -> Iterator[Finding]:
    if not any(field_type(item["type"]).asks for item in items_of(content)):
        yield Finding(_("В форме нет ни одного вопроса."), content["questionnaire"]["title"])
        return
    for section in content["sections"]:
        if not section["items"]:
            message = _("Раздел пуст: добавьте вопросы, согласуйте показатели или уберите его.")
            yield Finding(message, section["title"], section["uid"])


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


def _columns(content: Data) -> Iterator[Finding]:
    """No two columns of an export have one name: «a» that may be not applicable makes «a_na»."""
    owners: dict[str, Data] = {}
    for item in items_of(content):
        columns = Counter(column for column, _title in field_type(item["type"]).columns(item))
        twice = next((column for column, times in columns.items() if times > 1), None)
        if twice:
            message = _("Столбец «%s» выгрузки выходит дважды: дайте внутри вопроса другие коды.")
            yield _at(item, message % twice)
        taken = [owners[column] for column in columns if _is_another(owners.get(column), item)]
        if taken:
            message = _("Столбец выгрузки занят вопросом «%s»: дайте другой код.")
            yield _at(item, message % taken[0]["label"])
        owners = dict.fromkeys(columns, item) | owners


def _is_another(owner: Data | None, item: Data) -> bool:
    """One code twice is said of already, so is one item twice."""
    return owner is not None and owner["uid"] != item["uid"] and owner["code"] != item["code"]


def _consent(content: Data) -> Iterator[Finding]:
    """Consent is a document of its own: nothing else is asked beside it, and no way leads past."""
    for section in content["sections"]:
        asked = [item for item in section["items"] if field_type(item["type"]).asks]
        consents = [item for item in asked if item["type"] == "consent"]
        if consents and len(asked) > 1:
            message = _("Согласие стоит в своём разделе одно: перенесите остальные вопросы.")
            yield _at(consents[0], message)
        for item in consents:
            if item.get("not_applicable"):
                message = _("Согласие не бывает «не применимо»: снимите эту отметку.")
                yield _at(item, message)


def _scale(scale: Data | None) -> Iterator[Finding]:
    if scale is None:
        return
    levels = [level["value"] for level in scale["levels"]]
    for message in scale_problems(scale):
        yield Finding(message, scale["title"], scale["uid"])
    for indicator in scale["indicators"]:
        for message in indicator_problems(indicator, levels):
            yield Finding(message, f"{indicator['code']} {indicator['title']}", indicator["uid"])


def _at(item: Data, message: str) -> Finding:
    return Finding(message, item["label"], item["uid"])
