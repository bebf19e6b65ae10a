"""What is unusual in a plan, in words. Nothing of it is an error: real plans are like that."""

import datetime
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted
from portal.campaigns.plan import Plan

NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.(\d+)")


def irregularities(plan: Plan, today: datetime.date) -> list[str]:
    """Return a sentence for each kind of irregularity that the plan has."""
    return [sentence for sentence in _sentences(plan, today) if sentence]


def missing_numbers(codes: list[str]) -> list[str]:
    """Return the numbers left out between the lowest and the highest of each group.

    Codes «2.2.6» and «2.2.8» miss «2.2.7»; codes that are no such numbers say nothing.
    """
    groups: dict[str, list[int]] = {}
    for code in codes:
        if match := NUMBERED.fullmatch(code):
            groups.setdefault(match[1], []).append(int(match[2]))
    return [
        f"{group}.{number}"
        for group, numbers in groups.items()
        if max(numbers) - min(numbers) < 1000
        for number in range(min(numbers), max(numbers))
        if number not in numbers
    ]


def _sentences(plan: Plan, today: datetime.date) -> Iterator[str]:
    steps = sum(not step.code for step in plan.steps)
    if steps:
        yield _("%s без номера.") % counted(steps, "шаг", "шага", "шагов")
    phases = sum(not phase.title for phase in plan.phases)
    if phases:
        yield _("%s без названия.") % counted(phases, "фаза", "фазы", "фаз")
    undated = sum(not (phase.starts or phase.ends) for phase in plan.phases)
    if undated:
        yield _("%s без дат.") % counted(undated, "фаза", "фазы", "фаз")
    missing = missing_numbers([step.code for step in plan.steps])
    if missing:
        yield _("Пропущены номера: %s.") % ", ".join(missing)
    yield from _sentences_of_procedures(plan)
    if plan.dates and plan.dates[-1] < today:
        yield _("Все даты плана в прошлом.")


def _sentences_of_procedures(plan: Plan) -> Iterator[str]:
    for procedure in plan.procedures:
        if procedure.source_code and procedure.source_code != procedure.code:
            yield _("Процедура %(code)s названа в источнике «%(source)s».") % {
                "code": procedure.code,
                "source": procedure.source_code,
            }
    nobody = [procedure.code for procedure in plan.procedures if not procedure.responsible]
    if nobody:
        yield _("Нет ответственных у процедур: %s.") % ", ".join(filter(None, nobody))
