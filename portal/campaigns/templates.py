"""Writing plans as content: taking one in, copying, changing one part at a time."""

from collections.abc import Callable
from dataclasses import replace

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, NotAllowed
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import PlanTemplate
from portal.campaigns.plan import Plan
from portal.campaigns.plan_files import data_of
from portal.campaigns.plan_tree import Part, Path, added, changed, moved, removed
from portal.campaigns.reading import TITLE, plan_of_data
from portal.journal.services import record
from portal.organisations.choices import Role
from portal.organisations.policy import actor_of, demand


def plan_of(template: PlanTemplate) -> Plan:
    """Return the plan that a template holds."""
    return plan_of_data(template.content)


@service
def keep_template(*, by: User | None, plan: Plan) -> PlanTemplate:
    """Keep a plan as content, from which cycles are made. by: None is the system.

    Raises NotAllowed for everybody but methodologists.
    """
    if by is not None and not actor_of(by).has(Role.METHODOLOGIST):
        raise NotAllowed(_("Типовые планы ведут методологи."))
    template = PlanTemplate.objects.create(title=plan.title, content=data_of(plan), changed_by=by)
    record(by=by, action="template.added", obj=template, **plan.counts)
    return template


@service
def copy_template(*, by: User, template: PlanTemplate) -> PlanTemplate:
    """Return a new template with the same plan under a title of its own. Raises NotAllowed."""
    demand(by, "change", template)
    plan = plan_of(template)
    mark = _(" (копия)")
    return keep_template(by=by, plan=replace(plan, title=plan.title[: TITLE - len(mark)] + mark))


@service
def change_part(
    *, by: User, template: PlanTemplate, version: int, path: Path, part: Part
) -> PlanTemplate:
    """Put another part at a path; () is the plan's own head.

    version: the one the person saw. Raises NotAllowed, Conflict when somebody has changed the plan
    meanwhile, DomainError for what no plan can hold.
    """
    return _edit(by, template, version, lambda plan: changed(plan, path, part))


@service
def add_part(
    *, by: User, template: PlanTemplate, version: int, path: Path, part: Part
) -> PlanTemplate:
    """Add a part at the end of those below a path. Raises as change_part."""
    return _edit(by, template, version, lambda plan: added(plan, path, part))


@service
def move_part(
    *, by: User, template: PlanTemplate, version: int, path: Path, to: int
) -> PlanTemplate:
    """Move a part to another place among its equals, from 0. Raises as change_part."""
    return _edit(by, template, version, lambda plan: moved(plan, path, to))


@service
def remove_part(*, by: User, template: PlanTemplate, version: int, path: Path) -> PlanTemplate:
    """Take out a part and all below it; cycles made before keep theirs. Raises as change_part."""
    return _edit(by, template, version, lambda plan: removed(plan, path))


@service
def delete_template(*, by: User, template: PlanTemplate, version: int) -> None:
    """Delete a template; cycles made from it stay as they are. Raises NotAllowed, Conflict."""
    locked = _locked(by, template, version)
    record(by=by, action="template.deleted", obj=locked)
    locked.delete()


def _edit(
    by: User, template: PlanTemplate, version: int, act: Callable[[Plan], Part]
) -> PlanTemplate:
    locked = _locked(by, template, version)
    try:
        plan = plan_of_data(data_of(act(plan_of(locked))))
    except LookupError as gone:
        raise DomainError(_("Этого места в плане нет.")) from gone
    locked.title, locked.content = plan.title, data_of(plan)
    locked.changed_by, locked.changed_at = by, timezone.now()
    locked.version = F("version") + 1
    locked.save()
    locked.refresh_from_db()
    record(by=by, action="template.changed", obj=locked)
    return locked


def _locked(by: User, template: PlanTemplate, version: int) -> PlanTemplate:
    demand(by, "change", template)
    locked = PlanTemplate.objects.select_for_update().filter(pk=template.pk).first()
    if locked is None or locked.version != version:
        raise Conflict(_("План уже изменили, пока он был открыт у Вас. Посмотрите, что вышло."))
    return locked
