"""What the queue does here."""

from django.utils.translation import gettext as _

from portal.documents.pdf import render_pdf
from portal.jobs.run import Run
from portal.plans.selectors import agreed_measures
from portal.profiles.selectors import territory_figures, with_everything
from portal.reports.build import doo_profile
from portal.reports.checking import check_pdf
from portal.reports.models import Report
from portal.reports.services import keep_compiled

STEPS = 3


def compile_report(run: Run) -> None:
    """Compile the report named in the job; a second run changes nothing.

    Raises RenderFailed when the document cannot be printed as it is; the report stays compiling.
    """
    report = Report.objects.get(pk=run.job.params["report"])
    if report.is_compiled:
        return
    run.step(0, STEPS, _("Собираем числа."))
    profile = with_everything().get(pk=report.profile_id)
    measures = agreed_measures(profile.organisation, profile.campaign)
    document = doo_profile.build(profile, territory_figures(profile), measures)
    run.step(1, STEPS, _("Рисуем PDF."))
    pdf = render_pdf(document)
    run.step(2, STEPS, _("Проверяем."))
    check_pdf(document, pdf)
    run.step(STEPS, STEPS, _("Отчёт составлен."))
    keep_compiled(by=run.job.by, report=report, job=run.job, document=document, pdf=pdf)
