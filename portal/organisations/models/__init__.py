"""Territories, kindergartens and who is appointed where."""

from portal.organisations.models.inside import Building, ChildGroup
from portal.organisations.models.organisations import Founder, Organisation
from portal.organisations.models.people import (
    Appointment,
    AppointmentQuerySet,
    ConflictOfInterest,
)
from portal.organisations.models.territories import Territory

__all__ = [
    "Appointment",
    "AppointmentQuerySet",
    "Building",
    "ChildGroup",
    "ConflictOfInterest",
    "Founder",
    "Organisation",
    "Territory",
]
