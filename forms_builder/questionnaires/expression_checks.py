"""What is wrong with the conditions and formulas of a form, each told at the place holding it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.expressions.checks import EQUALITY, Fault, faults
from forms_builder.expressions.malformed import Malformed
from forms_builder.expressions.order import cycles
from forms_builder.expressions.tree import Literal, Name, Operation, parse, walk
from forms_builder.fields.options import OTHER
from forms_builder.questionnaires.dependencies import calculation, dependencies, operand_types
from forms_builder.questionnaires.findings import Finding
from forms_builder.questionnaires.item_words import name_of
from forms_builder.questionnaires.sheet import Section, items_of, read_content

Data = dict[str, Any]
FIXED = {"yes_no": {"yes", "no"}, "consent": {"yes"}}  # answers that are no options of the item


@dataclass(frozen=True)
class Held:
    """An expression and who holds it; whose: in the genitive, after «в условии» or «в формуле»."""

    expression: Any
    wants: str
    whose: str
    uid: str
    place: str

    def finding(self, message: str, **words: str) -> Finding:
        where = _("В формуле") if self.wants == "number" else _("В условии")
        return Finding(f"{where} {self.whose} {message % words}", self.place, self.uid)


def expression_findings(content: Data, earlier: Iterable[Data]) -> Iterator[Finding]:
    """Yield what forbids freezing; earlier: contents that may know a code no longer asked."""
    sections = read_content(content).sections
    types = operand_types(sections)
    gone = {item["code"]: item for old in earlier for item in items_of(old)}
    asked = {item["code"]: item for section in sections for item in section.items}
    for held in _held(sections):
        for fault in faults(held.expression, types, held.wants):
            yield _told(held, fault, asked, gone)
        yield from _unknown_choices(held, asked)
    yield from _circles(sections)


def _held(sections: Iterable[Section]) -> Iterator[Held]:
    for section in sections:
        if section.show_if is not None:
            whose = _("раздела «%s»") % section.title
            yield Held(section.show_if, "boolean", whose, section.uid, section.title)
        for item in section.items:
            place = (_whose(item), item["uid"], item["label"])
            if item.get("show_if") is not None:
                yield Held(item["show_if"], "boolean", *place)
            if item["type"] == "calculated":
                yield Held(calculation(item), "number", *place)


def _whose(item: Data) -> str:
    if item["type"] == "indicator":
        return _("показателя %(code)s «%(label)s»") % item
    return (_("пояснения «%s»") if item["type"] == "note" else _("вопроса «%s»")) % item["label"]


def _told(held: Held, fault: Fault, asked: dict[str, Data], gone: dict[str, Data]) -> Finding:
    if fault.kind == "unknown":
        if fault.name in gone:
            label = gone[fault.name]["label"]
            return held.finding(_("назван вопрос «%(label)s», а он снят."), label=label)
        return held.finding(_("назван код %(code)s, а такого вопроса нет."), code=fault.name)
    label = asked[fault.name]["label"] if fault.name in asked else ""
    if fault.kind == "no_value":
        return held.finding(_("стоит «%(label)s»: сравнить это не с чем."), label=label)
    if fault.kind == "bad_literal":
        message = _("ответ на «%(label)s» сравнивается с «%(word)s»: нужно 2026-09-01 или 09:30.")
        return held.finding(message, label=label, word=fault.detail)
    if fault.kind == "wrong_type":
        return _wrong_type(held, fault, label)
    return held.finding(_malformed(fault.detail))


def _malformed(reason: str) -> str:
    if reason == "deep":
        return _("слишком много вложенных групп: их должно быть не больше 12.")
    if reason == "many":
        return _("слишком много условий: разделите вопрос на несколько.")
    return _("есть незаполненное или записанное с ошибкой.")


def _wrong_type(held: Held, fault: Fault, label: str) -> Finding:
    if not fault.detail:
        wants = _("получается не число.") if held.wants == "number" else _("нет ни «да», ни «нет».")
        return held.finding(wants)
    if not label:
        return held.finding(_("вместе стоят ответы разного рода: сравнить или сложить их нельзя."))
    message = _("ответ на «%(label)s» так не сравнить и не сложить: проверьте действие и значение.")
    return held.finding(message, label=label)


def _unknown_choices(held: Held, asked: dict[str, Data]) -> Iterator[Finding]:
    for code, word in _compared(held.expression):
        item = asked.get(code, {})
        known = _values(item)
        if known and word not in known:
            message = _("у вопроса «%(label)s» назван ответ «%(word)s», а такого нет.")
            yield held.finding(message, label=item["label"], word=word)


def _compared(expression: Any) -> Iterator[tuple[str, str]]:
    """Yield (code, word) wherever an answer is compared with a word or looked for among several."""
    try:
        nodes = list(walk(parse(expression)))
    except Malformed:
        return
    for node in nodes:
        if isinstance(node, Operation) and node.operator in (*EQUALITY, "in"):
            codes = [one.code for one in node.arguments if isinstance(one, Name)]
            words = [one.value for one in node.arguments if isinstance(one, Literal)]
            for word in words if codes else ():
                several = word if isinstance(word, tuple) else (word,)
                yield from ((codes[0], one) for one in several if isinstance(one, str))


def _values(item: Data) -> set[str]:
    if item.get("type") in FIXED:
        return FIXED[item["type"]]
    values = {row["value"] for row in item.get("choices", ())}
    return values | {OTHER} if item.get("other") else values


def _circles(sections: Iterable[Section]) -> Iterator[Finding]:
    names = {section.uid: _("раздел «%s»") % section.title for section in sections}
    names |= {item["uid"]: name_of(item) for section in sections for item in section.items}
    for circle in cycles(dependencies(sections)):
        if len(circle) == 1:
            message = _("Зависит от себя же: уберите из условия или формулы его самого.")
        else:
            ways = " → ".join(names[uid] for uid in (*circle, circle[0]))
            message = _("Условия и формулы зависят друг от друга по кругу: %s.") % ways
        yield Finding(message, names[circle[0]], circle[0])
