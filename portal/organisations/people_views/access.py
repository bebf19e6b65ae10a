"""What the screens of people share: who enters, what a refusal by a rule becomes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from forms_builder.common.errors import DomainError
from portal.common.forms import show_refusal
from portal.organisations.people_permissions import appoints_somebody
from portal.organisations.policy import actor_of

View = Callable[..., HttpResponse]


def for_those_who_appoint(view: View) -> View:
    """Refuse a signed-in person who gives no role anywhere."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not appoints_somebody(actor_of(request.user)):
            raise PermissionDenied(_("Людей назначают координаторы и руководитель детского сада."))
        return view(request, *args, **kwargs)

    return asked


def tried(form: BaseForm, write: Callable[[], Any]) -> Any:
    """Return what a service returns; None when it refused, with the reason beside the fields."""
    try:
        return write()
    except DomainError as refusal:
        show_refusal(form, refusal)
        return None
