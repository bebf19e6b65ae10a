"""What the benchmark of the gate does in a process of the portal."""

import datetime
import itertools
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.questionnaires import gate, services
from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.scales import services as scales
from forms_builder.scales.models import Characteristic, Indicator, Scale
from tests.benchmarks.visitor import milliseconds, side_by_side
from tests.factories.sheet import AREAS, PER_LEVEL, TEXT
from tests.forms_builder.people import new_methodologist

INDICATORS = 300
REPEATS = 7
DAY = datetime.date(2020, 9, 1)


def freeze_edition() -> dict[str, Any]:
    """Return the milliseconds of freezing a large form here and of keeping its bare content."""
    by = new_methodologist()
    form = large_form(by)
    gates = Gates(by, form)
    with CaptureQueriesContext(connection) as captured:
        content = gates.freeze().data
    bare = itertools.count(10_000)
    value, reference = side_by_side(
        lambda: milliseconds(gates.freeze),
        lambda: milliseconds(lambda: insert(by, form, content, next(bare))),
        REPEATS,
    )
    return {
        "value": value,
        "reference": reference,
        "n": len(content["scale"]["indicators"]),
        "queries": len(captured),
    }


class Gates:
    """Somebody who agrees another title and passes the gate, again and again."""

    def __init__(self, by: Any, form: Questionnaire):
        self.by, self.form, self.titles = by, form, itertools.count(1)

    def freeze(self) -> Edition:
        title = f"Большой лист {next(self.titles)}"
        Questionnaire.objects.filter(pk=self.form.pk).update(title=title)
        return services.freeze_edition(by=self.by, questionnaire=self.form, valid_from=DAY)


def insert(by: Any, form: Questionnaire, content: dict[str, Any], number: int) -> None:
    """Keep the content beside the form's editions, and let it go again."""
    text = canonical_json(content)
    with transaction.atomic():
        Edition.objects.create(
            questionnaire=form,
            number=number,
            content=text,
            sha256=sha256_of(text),
            valid_from=DAY,
            frozen_by=by,
        )
        transaction.set_rollback(True)


def large_form(by: Any) -> Questionnaire:
    """Return an agreed form that asks a scale of 300 indicators."""
    scale = large_scale(by)
    block = {"type": "indicator", "value": {"areas": ""}, "id": str(scale.uid)}
    form = services.create_questionnaire(
        by=by, title="Большой лист", notice="", scale=scale, body=[block]
    )
    services.agree(by=by, questionnaire=form)
    if not gate.report(form).may_freeze:
        raise RuntimeError("the large form cannot be frozen")
    return form


def large_scale(by: Any) -> Scale:
    """Return a scale of 300 agreed indicators with 19 characteristics each, made in bulk."""
    scale = scales.create_scale(by=by, title="Большая шкала")
    areas = [
        scales.add_area(by=by, scale=scale, code=str(number), title=f"Область {number}")
        for number in range(1, AREAS + 1)
    ]
    indicators = Indicator.objects.bulk_create(
        Indicator(
            area=areas[number % AREAS],
            position=number // AREAS,
            code=f"{number % AREAS + 1}.{number // AREAS + 1}",
            title=f"Показатель {number + 1}",
            live=True,
        )
        for number in range(INDICATORS)
    )
    Characteristic.objects.bulk_create(
        Characteristic(indicator=row, level=level, text=f"{TEXT} {place}", sort_order=place)
        for row in indicators
        for level, count in enumerate(PER_LEVEL, start=1)
        for place in range(count)
    )
    return scale
