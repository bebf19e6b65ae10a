"""Writing the registry: territories, kindergartens, appointments."""

from portal.organisations.services.appointments import appoint, end_appointment
from portal.organisations.services.organisations import import_organisations, save_organisation
from portal.organisations.services.territories import add_territory, move_territory

__all__ = [
    "add_territory",
    "appoint",
    "end_appointment",
    "import_organisations",
    "move_territory",
    "save_organisation",
]
