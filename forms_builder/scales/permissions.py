"""Who may write scales: Django's model permissions, as the CMS itself asks them."""

from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.errors import NotAllowed


def demand(by: Any, permission: str) -> None:
    """Raise NotAllowed unless the person holds a permission («scales.change_scale»)."""
    if not by.has_perm(permission):
        raise NotAllowed(_("Шкалы и формы ведёт методолог."))
