"""Writing reports: starting a compile, keeping what the worker made, finalising."""

import secrets

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.documents.tree import Document, as_data
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.journal.services import record
from portal.organisations.policy import demand
from portal.profiles.models import Profile
from portal.reports.lifecycle import MOVES
from portal.reports.models import Report
from portal.reports.signals import report_compiled, report_finalised

COMPILE = "report.compile"


@service
def start_compile(*, by: User, profile: Profile) -> Report:
    """Queue «Профиль качества ДОО» of a profile and return its report, compiling.

    One that is compiling already is returned as it is; one whose work failed or was cancelled is
    queued again and counts as compiled by `by`. Raises NotAllowed.
    """
    demand(by, "compile", profile)
    Profile.objects.select_for_update().get(pk=profile.pk)  # two presses make one report
    unfinished = Report.objects.filter(profile=profile, state=Report.State.COMPILING)
    report = unfinished.select_related("job").first()
    if report and report.job and not report.job.is_over:
        return report
    report = report or Report(
        kind=Report.Kind.DOO_PROFILE,
        organisation=profile.organisation,
        campaign=profile.campaign,
        profile=profile,
    )
    report.created_by = by
    report.save()
    report.job = _queue(by, report)
    report.save()
    record(by=by, action="report.compile_started", obj=report, job=str(report.job.uid))
    return report


@service
def keep_compiled(*, by: User, report: Report, job: Job, document: Document, pdf: bytes) -> Report:
    """Freeze a compiled document with its PDF; the report becomes a draft.

    job: the one that did it. Does nothing when another run was quicker. Announces report_compiled.
    Nobody is asked for permission: `by` is the person who pressed the button.
    """
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if locked.is_compiled:
        return locked
    locked.job = job
    locked.document = canonical_json(as_data(document))
    locked.document_sha256 = sha256_of(locked.document)
    locked.file.save(f"{secrets.token_urlsafe(24)}.pdf", ContentFile(pdf), save=False)
    locked.file_sha256 = sha256_of(pdf)
    locked.state = Report.State.DRAFT
    locked.compiled_at = timezone.now()
    locked.save()
    record(by=by, action="report.compiled", obj=locked, document=locked.document_sha256)
    report_compiled.send(Report, report=locked, by=by)
    return locked


@service
def finalise(*, by: User, report: Report) -> Report:
    """Make a draft final: nothing in it changes any more.

    Raises NotAllowed for the person who compiled it and for outsiders, DomainError for a report
    that is not a draft. Announces report_finalised.
    """
    demand(by, "finalise", report)
    locked = Report.objects.select_for_update().get(pk=report.pk)
    if MOVES.find(locked.state, Report.State.FINAL) is None:
        raise DomainError(
            _("Сделать итоговым можно только черновик, а этот отчёт сейчас: %(state)s.")
            % {"state": locked.get_state_display()}
        )
    locked.state = Report.State.FINAL
    locked.finalised_by = by
    locked.finalised_at = timezone.now()
    locked.save()
    record(by=by, action="report.finalised", obj=locked, file=locked.file_sha256)
    report_finalised.send(Report, report=locked, by=by)
    return locked


def _queue(by: User, report: Report) -> Job:
    title = _("Отчёт: %(organisation)s") % {"organisation": report.organisation}
    return enqueue(by=by, kind=COMPILE, title=title, params={"report": report.pk})
