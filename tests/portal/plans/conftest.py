"""A kindergarten with low indicators, and the people around its plan."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils.timezone import localdate

from portal.accounts.models import User
from portal.organisations.choices import Role
from portal.plans.models import Measure
from portal.plans.services import propose_measure
from portal.profiles.models import Profile
from tests.factories import LOOSE, OrganisationFactory, appointed, orsk
from tests.factories.results import computed_profile

SOON = datetime.timedelta(days=30)


def words(**other: Any) -> dict[str, Any]:
    """Return what a person types, with some of it other."""
    typed = {
        "problem": "Программа не показывает, чем сад отличается.",
        "action": "Описать свою часть программы вместе с родителями.",
        "responsible": "старший воспитатель",
        "due": localdate() + SOON,
    }
    return {**typed, **other}


@dataclass
class Garden:
    profile: Profile
    coordinator: User
    head: User
    municipal: User

    def proposed(self, indicator: str = LOOSE, **other: Any) -> Measure:
        """Return a measure that the coordinator has proposed."""
        return propose_measure(
            by=self.coordinator, profile=self.profile, indicator=indicator, **words(**other)
        )


@pytest.fixture
def garden(db: None) -> Garden:
    organisation = OrganisationFactory(short_name="Детский сад № 94 «Звёздочка»")
    return Garden(
        profile=computed_profile(organisation),
        coordinator=appointed(Role.DOO_COORDINATOR, organisation),
        head=appointed(Role.DOO_HEAD, organisation),
        municipal=appointed(Role.MUNICIPAL_COORDINATOR, orsk()),
    )
