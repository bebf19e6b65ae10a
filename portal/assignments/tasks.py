"""What the queue does here."""

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted
from portal.assignments.fillers import without_filler
from portal.assignments.objects import Object, objects_of
from portal.assignments.services.experts import GIVE, Visit, assign_many
from portal.assignments.services.making import MAKE, make_batch, note_made
from portal.campaigns.models import Procedure, Schedule
from portal.jobs import registry
from portal.jobs.run import Run

BATCH = 200
NAMED = 400  # characters of names in one line of the job's log


def make(run: Run) -> None:
    """Make the tasks of the schedule named in the job, a batch at a time.

    Each batch stands or falls whole and adds only what is missing: a run that was killed is begun
    again from the start and repeats nothing.
    """
    rows = Schedule.objects.select_related(
        "procedure__stage__campaign", "territory", "organisation__territory"
    )
    schedule = rows.get(pk=run.job.params["schedule"])
    objects = objects_of(schedule.procedure, schedule.node)
    for start in range(0, len(objects), BATCH):
        run.step(start, len(objects), _("Поручаем листы."))
        make_batch(by=run.job.by, schedule=schedule, objects=objects[start : start + BATCH])
    without = without_filler(schedule.procedure, objects)
    if without:
        run.step(len(objects), len(objects), _named(schedule, without))
    count = note_made(by=run.job.by, schedule=schedule)
    words = counted(count, _("задача"), _("задачи"), _("задач"))
    run.step(len(objects), len(objects), _("По графику поручено: %s.") % words)


def give(run: Run) -> None:
    """Give the visits named in the job to their experts, a batch at a time; safe to begin again."""
    rows = Procedure.objects.select_related("stage__campaign__territory")
    procedure = rows.get(pk=run.job.params["procedure"])
    visits = [Visit.from_params(params) for params in run.job.params["visits"]]
    for start in range(0, len(visits), BATCH):
        run.step(start, len(visits), _("Поручаем листы экспертам."))
        assign_many(by=run.job.by, procedure=procedure, visits=visits[start : start + BATCH])
    run.step(len(visits), len(visits), _("Листы поручены."))


def _named(schedule: Schedule, objects: list[Object]) -> str:
    role = schedule.procedure.get_filler_role_display() or _("роль не указана")
    count = counted(len(objects), _("объект"), _("объекта"), _("объектов"))
    names = "; ".join(one.title for one in objects)
    words = _("Некому поручить (%(role)s), %(count)s: %(names)s")
    said = words % {"role": role, "count": count, "names": names}
    return said if len(said) <= NAMED else f"{said[:NAMED]}…"


def register() -> None:
    """Name the room's work to the queue; called once when Django is ready."""
    registry.register(MAKE, make)
    registry.register(GIVE, give)
