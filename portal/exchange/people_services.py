"""Loading a file of appointments for real."""

from forms_builder.common.services import service
from portal.accounts.models import User
from portal.exchange.models import Upload
from portal.exchange.services import taken
from portal.exchange.tables import read_table
from portal.organisations.people_plan import PeoplePlan, plan_people
from portal.organisations.people_table import people_rows
from portal.organisations.services import appoint_many


def preview_people(user: User, upload: Upload) -> PeoplePlan:
    """Return what a waiting file would do; writes nothing. Raises DomainError when unreadable."""
    return plan_people(user, people_rows(*read_table(bytes(upload.content))))


@service
def confirm_people(*, by: User, upload: Upload) -> PeoplePlan:
    """Appoint everybody of the file that waits and forget the file. Raises as appoint_many."""
    waiting = taken(upload)
    plan = appoint_many(by=by, rows=people_rows(*read_table(bytes(waiting.content))))
    waiting.delete()
    return plan
