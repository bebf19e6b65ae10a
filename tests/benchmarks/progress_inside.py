"""What the benchmark of progress does in a process of the portal."""

import datetime
from typing import Any

from django.utils import timezone

from portal.assignments.models import Assignment
from portal.assignments.progress import level_of, standing
from portal.organisations.choices import Role
from tests.benchmarks.reference.bare_group_by import bare_group_by
from tests.benchmarks.visitor import milliseconds, side_by_side
from tests.factories.chain import EditionFactory, ProcedureFactory, StageFactory
from tests.factories.region import Region, make_region, staff

GARDENS, TOWNS, TEACHERS, PROCEDURES = 1_000, 40, 20, 4
REPEATS = 15


def progress_region() -> dict[str, Any]:
    """Return the milliseconds of a region's level here and of a bare GROUP BY."""
    region = make_region(GARDENS, TOWNS)
    count = _tasks(region)
    rows = standing(region.campaign)
    level = level_of(region.node, rows)
    if level.total.expected != count or sum(bare_group_by(region.campaign.pk)) != count:
        raise RuntimeError("not all sheets were counted")
    value, reference = side_by_side(
        lambda: milliseconds(lambda: level_of(region.node, rows)),
        lambda: milliseconds(lambda: bare_group_by(region.campaign.pk)),
        REPEATS,
    )
    return {"value": value, "reference": reference, "n": count}


def _tasks(region: Region) -> int:
    """Each coordinator has a sheet of every procedure, each teacher her own; all states occur."""
    stage, edition = StageFactory(campaign=region.campaign), EditionFactory()
    procedures = [ProcedureFactory(stage=stage) for _ in range(PROCEDURES)]
    coordinators = staff(region, Role.DOO_COORDINATOR)
    teachers = staff(region, Role.TEACHER, TEACHERS)
    pairs = [
        (procedure, garden, person)
        for procedure in procedures
        for garden, person in zip(region.gardens, coordinators, strict=True)
    ]
    pairs += [
        (procedures[0], region.gardens[number // TEACHERS], person)
        for number, person in enumerate(teachers)
    ]
    states = [state for state in Assignment.State if state != Assignment.State.WITHDRAWN]
    today = timezone.localdate()
    Assignment.objects.bulk_create(
        (
            Assignment(
                campaign=region.campaign,
                procedure=procedure,
                edition=edition,
                organisation=garden,
                place_id=garden.territory_id,
                assignee=person,
                created_by=region.coordinator,
                due=today + datetime.timedelta(days=number % 20 - 10),
                state=states[number % len(states)],
            )
            for number, (procedure, garden, person) in enumerate(pairs)
        ),
        batch_size=2_000,
    )
    return len(pairs)
