"""What the head of the desk shows on every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.desk.menu import head_of


def head(request: HttpRequest) -> dict[str, object]:
    """Give templates `head`, see menu.Head.

    Asked for only where a template shows it: public pages touch neither session nor database.
    """
    return {"head": SimpleLazyObject(lambda: head_of(request.user))}
