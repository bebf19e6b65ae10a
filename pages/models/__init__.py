"""The catalogue of page types and what a page points at."""

from pages.models.generation import Generation
from pages.models.home import HomePage, TextPage
from pages.models.method import MethodPage
from pages.models.organisation import OrganisationIndexPage, OrganisationPage
from pages.models.publication import Publication

__all__ = [
    "Generation",
    "HomePage",
    "MethodPage",
    "OrganisationIndexPage",
    "OrganisationPage",
    "Publication",
    "TextPage",
]
