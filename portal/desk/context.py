"""What the head of the desk shows on every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.organisations.policy import actor_of


def role_line(request: HttpRequest) -> dict[str, object]:
    """Give templates `role_line`: the person's roles in words.

    Asked for only where a template shows it: public pages touch neither session nor database.
    """
    return {"role_line": SimpleLazyObject(lambda: actor_of(request.user).label)}
