"""Keeping an upload between preview and confirmation; loading a file for real."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import Campaign
from portal.campaigns.reading import read_plan
from portal.campaigns.services import import_plan
from portal.exchange.models import Upload
from portal.exchange.tables import read_table
from portal.organisations.columns import registry_table
from portal.organisations.models import Territory
from portal.organisations.policy import demand
from portal.organisations.preview import RegistryPreview
from portal.organisations.services import import_organisations

KEPT_FOR = datetime.timedelta(days=1)


@service
def keep_upload(
    *, by: User, kind: str, name: str, content: bytes, territory: Territory | None = None
) -> Upload:
    """Keep a file for its preview; earlier ones of the same person and kind are dropped.

    Raises NotAllowed for a territory that is not hers.
    """
    if territory is not None:
        demand(by, "lead", territory)
    Upload.objects.filter(by=by, kind=kind).delete()
    return Upload.objects.create(
        by=by, kind=kind, name=name[:250], content=content, territory=territory
    )


@service
def import_registry(*, by: User, territory: Territory, content: bytes) -> RegistryPreview:
    """Load a registry file into a territory: all of it or, with DomainError, nothing."""
    table = registry_table(*read_table(content))
    return import_organisations(by=by, territory=territory, table=table)


@service
def confirm_registry(*, by: User, upload: Upload) -> RegistryPreview:
    """Load what waits, through the code that made its preview, and forget the file."""
    upload = _taken(upload)
    done = import_registry(by=by, territory=upload.territory, content=bytes(upload.content))
    upload.delete()
    return done


@service
def confirm_plan(*, by: User, upload: Upload) -> tuple[Campaign, dict[str, int], bool]:
    """Make the campaign of the plan that waits and forget the file. Returns as import_plan."""
    upload = _taken(upload)
    made = import_plan(by=by, plan=read_plan(bytes(upload.content)))
    upload.delete()
    return made


def _taken(upload: Upload) -> Upload:
    """Return the row locked: of two presses at once the second is told that it is done."""
    waiting = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if waiting is None:
        raise Conflict(_("Этот файл уже загружен или заменён другим."))
    return waiting


@service
def forget_uploads(*, by: None = None) -> int:
    """Drop what nobody confirmed within a day; returns how many rows went."""
    return Upload.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()[0]
