"""An expert with a sheet about one kindergarten."""

import pytest

from portal.organisations.choices import Role
from portal.responses.services import open_sheet
from tests.factories import AssignmentFactory, OrganisationFactory, appointed, orsk


@pytest.fixture
def expert(db):
    return appointed(Role.EXPERT, orsk())


@pytest.fixture
def assignment(expert):
    return AssignmentFactory(assignee=expert, organisation=OrganisationFactory())


@pytest.fixture
def response(expert, assignment):
    return open_sheet(by=expert, assignment=assignment)


@pytest.fixture
def signed_in(client, expert):
    client.force_login(expert)
    return client
