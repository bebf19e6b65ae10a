"""What an edition also gives, and the work that draws its paper form."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forms_builder.common.services import service
from forms_builder.questionnaires.models import Edition
from portal.accounts.models import User
from portal.documents.pdf import render_pdf
from portal.jobs.models import Job
from portal.jobs.run import Run
from portal.jobs.services import enqueue
from portal.responses.paper import paper_form

PAPER = "edition.paper"
STEPS = 2
State = Job.State


@service
def start_paper(*, by: User, edition: Edition) -> Job:
    """Return the job that draws the paper form: the person's last one while it is of use.

    An edition never changes, so a finished file stays right; what failed or was cancelled begins
    anew.
    """
    params = {"edition": str(edition.uid)}
    useful = (State.QUEUED, State.RUNNING, State.DONE)
    known = Job.objects.filter(by=by, kind=PAPER, params=params, state__in=useful)
    title = _("Бумажный бланк: %s") % edition
    return known.first() or enqueue(by=by, kind=PAPER, title=title, params=params)


def draw_paper(run: Run) -> None:
    """Draw the paper form of the edition named in the job and keep it as the job's file.

    Raises RenderFailed when the text cannot be printed as it is.
    """
    edition = Edition.objects.get(uid=run.job.params["edition"])
    run.step(0, STEPS, _("Собираем вопросы."))
    document = paper_form(edition)
    run.step(1, STEPS, _("Рисуем PDF."))
    content = render_pdf(document)
    run.step(STEPS, STEPS, _("Бланк готов."))
    run.keep_file(f"{file_stem(edition)}.pdf", content)


def edition_links(edition: Edition) -> list[tuple[str, str]]:
    """Return (label, address) of everything an edition gives besides the form itself."""
    uid = edition.uid
    return [
        (_("Страница редакции и бумажный бланк"), reverse("editions:detail", args=[uid])),
        (_("Книга кодов, XLSX"), reverse("editions:codebook", args=[uid])),
        (_("Содержание, JSON"), reverse("editions:data", args=[uid])),
    ]


def file_stem(edition: Edition) -> str:
    """Return a Latin file name without its ending: the first of the hash tells editions apart."""
    return f"edition-{edition.number}-{edition.sha256[:8]}"
