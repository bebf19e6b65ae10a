"""Rights end with their day; a teacher's result stays inside."""

import datetime

import pytest
from django.utils.timezone import localdate

from forms_builder.common.errors import NotAllowed
from pages import publishing
from pages.selectors import proposable
from portal.bootstrap.roles import ensure_roles
from portal.bootstrap.tasks import project_groups
from portal.organisations.choices import Role
from portal.organisations.models import Appointment
from tests.factories import AppointmentFactory, OrganisationFactory, appointed, orsk
from tests.factories.registry import cms_person
from tests.factories.results import final_report
from tests.factories.site import site

pytestmark = pytest.mark.django_db


def test_group__ends_with_the_appointment_that_gave_it(client):
    site()
    ensure_roles()
    person = cms_person(Role.METHODOLOGIST, orsk())
    AppointmentFactory(person=person, role=Role.EDITOR, territory=orsk())
    yesterday = localdate() - datetime.timedelta(days=1)
    Appointment.objects.filter(role=Role.METHODOLOGIST).update(starts=yesterday, ends=yesterday)
    project_groups()
    assert list(person.groups.values_list("name", flat=True)) == [Role.EDITOR]
    client.force_login(person)
    assert client.get("/cms/snippets/scales/indicator/add/").status_code in {302, 403}


def test_report__of_a_teachers_own_sheet_is_not_published():
    organisation = OrganisationFactory()
    teacher = appointed(Role.TEACHER, organisation)
    head = appointed(Role.DOO_HEAD, organisation)
    report = final_report(organisation, assignee=teacher)
    assert not proposable(head).exists()
    with pytest.raises(NotAllowed, match="Личный"):
        publishing.propose(by=head, report=report)
