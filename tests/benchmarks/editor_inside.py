"""What the benchmark of the indicator's editor does in a process of the portal."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forms_builder.scales import services
from forms_builder.scales.models import Indicator
from tests.benchmarks.gate_inside import large_scale
from tests.benchmarks.inside import session_of
from tests.forms_builder.people import new_methodologist


def large_scales() -> dict[str, Any]:
    """Make a scale of 300 indicators and one of a single such indicator; say where they are.

    queries: how many the database answers for the editor in the large one.
    """
    by = new_methodologist()
    large = large_scale(by)
    row = Indicator.objects.filter(area__scale=large).first()
    alone = services.create_scale(by=by, title="Один показатель")
    area = services.add_area(by=by, scale=alone, code="1", title="Область")
    rows = [
        {"level": one.level, "text": one.text, "strand": None} for one in row.characteristics.all()
    ]
    one = services.add_indicator(by=by, area=area, code="1.1", title="Один", characteristics=rows)
    services.agree(by=by, indicator=one)
    services.agree(by=by, indicator=row)
    facts = {
        "session": session_of(by),
        "large": editor_of(row),
        "alone": editor_of(one),
        "n": Indicator.objects.filter(area__scale=large).count(),
    }
    return facts | {"queries": queries_of(facts)}


def editor_of(row: Indicator) -> str:
    return reverse("wagtailsnippets_scales_indicator:edit", args=[row.pk])


def queries_of(facts: dict[str, Any]) -> int:
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["sessionid"] = facts["session"]
    client.get(facts["large"])
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(facts["large"])
    if answer.status_code != 200:
        raise AssertionError(f"the editor answers {answer.status_code}")
    return len(captured)
