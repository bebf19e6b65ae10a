"""Procedures with phases and steps, for tests of a cycle's own plan."""

from portal.campaigns.models import Phase, Procedure, Step
from tests.factories import ProcedureFactory


def planned_procedure(phases: int = 1, steps: int = 2, **values: object) -> Procedure:
    """Return a procedure of a new cycle in Орск with so many phases of so many steps."""
    procedure = ProcedureFactory(**values)
    for place in range(1, phases + 1):
        phase = Phase.objects.create(procedure=procedure, position=place, title=f"Фаза {place}")
        for number in range(1, steps + 1):
            Step.objects.create(
                phase=phase, position=number, code=f"4.2.{place}{number}", text=f"Шаг {number}"
            )
    return procedure
