"""Writing profiles: computing after submitting, queueing the computing."""

from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from forms_builder.common.services import service
from portal.accounts.models import User
from portal.jobs.models import Job
from portal.jobs.services import enqueue
from portal.journal.services import record
from portal.profiles.gather import inputs_of, read_inputs
from portal.profiles.keep import keep
from portal.profiles.models import Profile
from portal.profiles.signals import profile_computed
from portal.responses.models import Response

COMPUTE = "profile.compute"


@service
def queue_computing(*, by: User, response: Response) -> Job:
    """Queue the computing of a submitted response, in the transaction that submitted it."""
    title = _("Подсчёт результата: %(organisation)s") % {
        "organisation": response.assignment.organisation
    }
    return enqueue(by=by, kind=COMPUTE, title=title, params={"response": response.pk})


@service
def compute_profile(*, by: User, response: Response) -> Profile:
    """Score a submitted response and return its profile; a second call returns the same row.

    Nobody is asked for permission: it follows from submitting, `by` is the one who submitted.
    Announces profile_computed when the row is new. Raises DomainError for a draft, for an edition
    without a scale, and for an answer that does not fit its edition.
    """
    if response.is_draft:
        raise DomainError(_("Лист ещё не отправлен, считать рано."))
    inputs = inputs_of(response)
    sheet = read_inputs(response.edition, inputs)
    profile, is_new = keep(response, inputs, sheet.score())
    if is_new:
        record(by=by, action="profile.computed", obj=profile, inputs=profile.inputs_sha256)
        profile_computed.send(Profile, profile=profile, by=by)
    return profile
