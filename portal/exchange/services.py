"""Keeping an upload between preview and confirmation; loading a file for real."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError
from forms_builder.common.russian import fold
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.campaigns.models import Campaign, PlanTemplate
from portal.campaigns.reading import read_plan
from portal.campaigns.services import import_plan
from portal.campaigns.templates import keep_template
from portal.exchange.looking import Look
from portal.exchange.models import Upload, UploadRow
from portal.exchange.tables import read_table
from portal.jobs.services import enqueue
from portal.organisations.columns import registry_table
from portal.organisations.models import Territory
from portal.organisations.planning import RegistryPlan
from portal.organisations.policy import demand
from portal.organisations.preview import PreviewRow, RegistryPreview, RowKind
from portal.organisations.services import import_organisations, write_plan

PREVIEW = "registry.preview"
IMPORT = "registry.import"
BATCH = 500
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
    upload = Upload.objects.create(
        by=by, kind=kind, name=name[:250], content=content, territory=territory
    )
    return start_look(by=by, upload=upload) if kind == Upload.Kind.REGISTRY else upload


@service
def start_look(*, by: User, upload: Upload) -> Upload:
    """Queue the work that finds out what a registry file would do."""
    return _queued(by, upload, PREVIEW, _("Просмотр файла «%s»"))


@service
def keep_look(*, by: User, upload: Upload, look: Look, stale: bool = False) -> None:
    """Keep what a look at the file found, row by row, instead of an earlier look.

    stale: the registry changed after the person had looked. Does nothing for a loaded file.
    """
    waiting = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if waiting is None or waiting.state == Upload.State.DONE:
        return
    waiting.state = Upload.State.STALE if stale else Upload.State.READY
    waiting.counts, waiting.digest, waiting.unknown = look.counts, look.digest, look.unknown
    waiting.faults = [[problem.place, problem.message] for problem in look.faults]
    waiting.save(update_fields=["state", "counts", "digest", "unknown", "faults"])
    waiting.rows.all().delete()
    rows = look.plan.preview.rows if look.plan else []
    UploadRow.objects.bulk_create((_kept(waiting, row) for row in rows), batch_size=BATCH)


@service
def import_registry(*, by: User, territory: Territory, content: bytes) -> RegistryPreview:
    """Load a registry file into a territory: all of it or, with DomainError, nothing."""
    table = registry_table(*read_table(content))
    return import_organisations(by=by, territory=territory, table=table)


@service
def confirm_registry(*, by: User, upload: Upload) -> Upload:
    """Queue the loading of a file whose preview has been looked at; pressed twice it is one work.

    Raises DomainError while the preview is not ready and when the file has mistakes, Conflict when
    it is loaded already or another file took its place.
    """
    waiting = taken(upload)
    if waiting.state == Upload.State.DONE:
        raise Conflict(_("Этот файл уже загружен или заменён другим."))
    if waiting.job and waiting.job.kind == IMPORT and not waiting.job.is_over:
        return waiting
    if waiting.state == Upload.State.WAITING:
        raise DomainError(_("Файл ещё просматривается."))
    if waiting.faults or waiting.counts.get(RowKind.WRONG):
        raise DomainError(_("В файле есть ошибки."))
    return _queued(by, waiting, IMPORT, _("Загрузка файла «%s»"))


@service
def load_plan(*, by: User, upload: Upload, plan: RegistryPlan) -> None:
    """Write a plan and mark its file as loaded, in one transaction; a loaded one is left alone.

    Raises as write_plan.
    """
    waiting = taken(upload)
    if waiting.state == Upload.State.DONE:
        return
    write_plan(by=by, territory=waiting.territory, plan=plan)
    waiting.state, waiting.content = Upload.State.DONE, b""
    waiting.save(update_fields=["state", "content"])


@service
def confirm_plan(*, by: User, upload: Upload) -> tuple[Campaign, dict[str, int], bool]:
    """Make the campaign of the plan that waits and forget the file. Returns as import_plan."""
    upload = taken(upload)
    made = import_plan(by=by, plan=read_plan(bytes(upload.content)))
    upload.delete()
    return made


@service
def confirm_template(*, by: User, upload: Upload) -> PlanTemplate:
    """Keep the plan that waits as content and forget the file. Raises as keep_template."""
    upload = taken(upload)
    kept = keep_template(by=by, plan=read_plan(bytes(upload.content)))
    upload.delete()
    return kept


def taken(upload: Upload) -> Upload:
    """Return the row locked: of two presses at once the second is told that it is done."""
    waiting = Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()
    if waiting is None:
        raise Conflict(_("Этот файл уже загружен или заменён другим."))
    return waiting


@service
def forget_uploads(*, by: None = None) -> int:
    """Drop what nobody confirmed within a day, and what was loaded; returns how many files went."""
    old = Upload.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[1].get(Upload._meta.label, 0)


def _queued(by: User, upload: Upload, kind: str, title: str) -> Upload:
    upload.job = enqueue(
        by=by, kind=kind, title=title % upload.name, params={"upload": str(upload.uid)}
    )
    upload.save(update_fields=["job"])
    return upload


def _kept(upload: Upload, row: PreviewRow) -> UploadRow:
    cells = [[cell.column, cell.old, cell.new] for cell in row.cells]
    return UploadRow(
        upload=upload,
        row=row.row,
        kind=row.kind,
        title=row.title[:250],
        cells=cells,
        wrong=[list(one) for one in row.wrong],
        search=fold(" ".join([row.title, str(row.row), *(cell.new for cell in row.cells)])),
    )
