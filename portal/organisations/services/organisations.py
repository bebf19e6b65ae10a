"""Writing kindergartens: one from the form, many from a file."""

from typing import Any

import tablib
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.checks import must_be_valid, tidy, unprintable_fields
from portal.organisations.models import Organisation, Territory
from portal.organisations.planning import RegistryPlan, mark_of, plan_import
from portal.organisations.policy import demand
from portal.organisations.preview import RegistryPreview
from portal.organisations.signals import registry_imported
from portal.organisations.states import wrong_days

# What an import writes: everything that people write, and what is derived from it.
IMPORTED = (*Organisation.WRITTEN, *Organisation.STATE, "search", "sort")
BATCH = 500


@service
def save_organisation(
    *, by: User, organisation: Organisation | None, **values: Any
) -> Organisation:
    """Write a kindergarten from the values of WRITTEN fields; None makes a new one.

    A new one takes its territory too; later territory and state have services of their own. Values
    not named stay as they are. Raises NotAllowed unless the row and its territory are hers,
    DomainError with the field as place for what cannot be written. Nothing is written when nothing
    changed.
    """
    row = _stored(by, organisation)
    names = Organisation.WRITTEN if row.pk else ("territory", *Organisation.WRITTEN)
    given = {name: tidy(values[name]) for name in names if name in values}
    changed = [name for name, value in given.items() if getattr(row, name, None) != value]
    if row.pk and not changed:
        return row
    for name in changed:
        setattr(row, name, given[name])
    demand(by, "lead", row.territory)
    is_new = row.pk is None
    wrong = wrong_days(row, timezone.localdate()) | unprintable_fields(row, Organisation.WRITTEN)
    must_be_valid(row, wrong)
    row.save()
    action = "organisation.added" if is_new else "organisation.changed"
    record(by=by, action=action, obj=row, fields=changed)
    return row


@service
def import_organisations(
    *, by: User, territory: Territory, table: tablib.Dataset
) -> RegistryPreview:
    """Write a whole table (see columns.registry_table) into a territory: all of it or nothing.

    Raises as write_plan. Returns what was made, changed and left.
    """
    demand(by, "lead", territory)
    return write_plan(by=by, territory=territory, plan=plan_import(territory, table))


@service
def write_plan(*, by: User, territory: Territory, plan: RegistryPlan) -> RegistryPreview:
    """Write what a plan of planning.plan_import found: all of it or nothing.

    Raises NotAllowed outside her territory, DomainError with every wrong row and column, Conflict
    when the registry is no longer the one that the plan was made against.
    """
    demand(by, "lead", territory)
    if plan.preview.problems:
        raise DomainError(problems=plan.preview.problems)
    if mark_of(territory, lock=True) != plan.mark:
        raise Conflict(_("Реестр только что изменил кто-то ещё. Посмотрите, что изменится теперь."))
    try:
        with transaction.atomic():
            _write(plan)
    except IntegrityError as clash:
        raise Conflict(_("Реестр только что изменил кто-то ещё. Загрузите файл снова.")) from clash
    if plan.new or plan.changed:
        counts = {"new": len(plan.new), "changed": len(plan.changed)}
        record(by=by, action="registry.imported", obj=territory, **counts)
        registry_imported.send(Territory, territory=territory)
    return plan.preview


def _write(plan: RegistryPlan) -> None:
    """Changed rows go as an upsert by key: bulk_update takes eight times as long."""
    Organisation.objects.bulk_create(plan.new, batch_size=BATCH)
    Organisation.objects.bulk_create(
        plan.changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=IMPORTED,
    )


def _stored(by: User, organisation: Organisation | None) -> Organisation:
    """The row as the database has it: a form has already changed the object it was given."""
    if organisation is None:
        return Organisation()
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    demand(by, "change", row)
    return row
