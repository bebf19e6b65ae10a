"""Jobs over an uploaded registry file. Each may be killed anywhere and done again."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import Conflict, DomainError
from portal.exchange.looking import Look, look_at
from portal.exchange.models import Upload
from portal.exchange.services import keep_look, load_plan
from portal.jobs.run import Run
from portal.organisations.preview import RowKind

TRIES = 3


def preview(run: Run) -> None:
    """Work out what the file would do and keep it row by row."""
    upload = _upload_of(run)
    if upload.state != Upload.State.DONE:
        keep_look(by=run.job.by, upload=upload, look=_looked(run, upload))


def load(run: Run) -> None:
    """Write what was confirmed, in one transaction; another run of the same job finds it done.

    The file is looked at anew: when it would do anything else than was shown, nothing is written
    and the new preview waits for its own confirmation.
    """
    upload = _upload_of(run)
    for _try in range(TRIES):
        if upload.state == Upload.State.DONE:
            return
        look = _looked(run, upload)
        if look.digest != upload.digest or look.counts.get(RowKind.WRONG):
            keep_look(by=run.job.by, upload=upload, look=look, stale=True)
            raise DomainError(_("Реестр изменился. Ничего не записано, посмотрите ещё раз."))
        total = len(look.plan.preview.rows)
        run.step(total, total, _("Записываем."))
        try:
            load_plan(by=run.job.by, upload=upload, plan=look.plan)
        except Conflict:
            continue
        return
    raise Conflict(_("Реестр всё время меняется. Ничего не записано, попробуйте позже."))


def _looked(run: Run, upload: Upload) -> Look:
    return look_at(upload, lambda done, total: run.step(done, total, _("Сверяем с реестром.")))


def _upload_of(run: Run) -> Upload:
    rows = Upload.objects.select_related("territory")
    upload = rows.filter(uid=run.job.params["upload"]).first()
    if upload is None:
        raise DomainError(_("Этот файл заменён другим."))
    return upload
