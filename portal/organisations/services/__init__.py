"""Writing the registry: territories, kindergartens, appointments."""

from portal.organisations.services.appointing_many import appoint_many
from portal.organisations.services.appointments import appoint, dismiss
from portal.organisations.services.conflicts import declare_conflict, withdraw_conflict
from portal.organisations.services.founders import save_founder
from portal.organisations.services.handing_over import hand_over
from portal.organisations.services.inside import save_buildings, save_groups
from portal.organisations.services.moving import merge_territories, move_organisation
from portal.organisations.services.newcomers import appoint_newcomer
from portal.organisations.services.organisations import (
    import_organisations,
    save_organisation,
    write_plan,
)
from portal.organisations.services.states import (
    close_organisation,
    reopen_organisation,
    suspend_organisation,
)
from portal.organisations.services.territories import add_territory, move_territory

__all__ = [
    "add_territory",
    "appoint",
    "appoint_many",
    "appoint_newcomer",
    "close_organisation",
    "declare_conflict",
    "dismiss",
    "hand_over",
    "import_organisations",
    "merge_territories",
    "move_organisation",
    "move_territory",
    "reopen_organisation",
    "save_buildings",
    "save_founder",
    "save_groups",
    "save_organisation",
    "suspend_organisation",
    "withdraw_conflict",
    "write_plan",
]
