"""Writing tasks: giving, making all of a procedure, moving along, passing on."""

from portal.assignments.services.experts import assign_many
from portal.assignments.services.giving import assign
from portal.assignments.services.linking import link_targets
from portal.assignments.services.moving import (
    begin,
    extend,
    hand_in,
    open_started,
    reassign,
    restore,
    take_back_extension,
    withdraw,
)

__all__ = [
    "assign",
    "assign_many",
    "begin",
    "extend",
    "hand_in",
    "link_targets",
    "open_started",
    "reassign",
    "restore",
    "take_back_extension",
    "withdraw",
]
