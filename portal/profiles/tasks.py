"""What the queue does here."""

from django.utils.translation import gettext as _

from portal.jobs.run import Run
from portal.profiles.services import compute_profile
from portal.responses.models import Response


def compute(run: Run) -> None:
    """Compute the profile of the response named in the job."""
    run.step(0, 1, _("Считаем показатели и области."))
    response = Response.objects.select_related(
        "edition", "assignment__organisation", "assignment__campaign", "assignment__procedure"
    ).get(pk=run.job.params["response"])
    compute_profile(by=run.job.by, response=response)
    run.step(1, 1, _("Результат посчитан."))
