"""Writing kindergartens: one from the form, many from a file."""

from typing import Any

import tablib
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError, Problem
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.journal.services import record
from portal.organisations.models import Organisation, Territory
from portal.organisations.policy import demand
from portal.organisations.preview import RegistryPreview, preview_of
from portal.organisations.resources import OrganisationResource
from portal.organisations.signals import registry_imported

EDITABLE = ("territory", *Organisation.WRITTEN)


@service
def save_organisation(
    *, by: User, organisation: Organisation | None, **values: Any
) -> Organisation:
    """Write a kindergarten from the values of EDITABLE fields; None makes a new one.

    Values not named stay as they are. Raises NotAllowed unless both the row as stored and its
    territory are hers, DomainError with the field as place for what cannot be written. Nothing is
    written when nothing changed.
    """
    row = _stored(by, organisation)
    changed = [
        name for name in EDITABLE if name in values and getattr(row, name, None) != values[name]
    ]
    if row.pk and not changed:
        return row
    for name in changed:
        setattr(row, name, values[name])
    demand(by, "lead", row.territory)
    is_new = row.pk is None
    _must_be_valid(row)
    row.save()
    action = "organisation.added" if is_new else "organisation.changed"
    record(by=by, action=action, obj=row, fields=changed)
    return row


@service
def import_organisations(
    *, by: User, territory: Territory, table: tablib.Dataset
) -> RegistryPreview:
    """Write a whole table (see columns.registry_table) into one territory: all of it or nothing.

    Raises NotAllowed outside her territory, DomainError with every wrong row and column.
    Returns what was made, changed and left.
    """
    demand(by, "lead", territory)
    resource = OrganisationResource(territory=territory)
    try:
        preview = preview_of(resource.import_data(table, dry_run=False, use_transactions=True))
    except IntegrityError as clash:
        raise Conflict(_("Реестр только что изменил кто-то ещё. Загрузите файл снова.")) from clash
    if preview.problems:
        raise DomainError(problems=preview.problems)
    if preview.new or preview.changed:
        counts = {"new": len(preview.new), "changed": len(preview.changed)}
        record(by=by, action="registry.imported", obj=territory, **counts)
        registry_imported.send(Territory, territory=territory)
    return preview


def _stored(by: User, organisation: Organisation | None) -> Organisation:
    """The row as the database has it: a form has already changed the object it was given."""
    if organisation is None:
        return Organisation()
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    demand(by, "change", row)
    return row


def _must_be_valid(row: Organisation) -> None:
    row.fill_derived()
    try:
        row.full_clean(exclude=["uid", "search", "sort"])
    except ValidationError as invalid:
        raise DomainError(
            problems=[
                Problem(text, "" if field == "__all__" else field)
                for field, texts in invalid.message_dict.items()
                for text in texts
            ]
        ) from invalid
