"""Objects for tests, with traits for states. Rooms' services make everything that has a rule."""

from tests.factories.chain import (
    AssignmentFactory,
    CampaignFactory,
    EditionFactory,
    ProcedureFactory,
    ResponseFactory,
)
from tests.factories.content import LOOSE, STRICT, TALK, edition_content
from tests.factories.people import (
    AppointmentFactory,
    OrganisationFactory,
    PersonFactory,
    TerritoryFactory,
    appointed,
    orsk,
)

__all__ = [
    "LOOSE",
    "STRICT",
    "TALK",
    "AppointmentFactory",
    "AssignmentFactory",
    "CampaignFactory",
    "EditionFactory",
    "OrganisationFactory",
    "PersonFactory",
    "ProcedureFactory",
    "ResponseFactory",
    "TerritoryFactory",
    "appointed",
    "edition_content",
    "orsk",
]
