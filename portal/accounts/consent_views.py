"""Consent to the processing of personal data, and the privacy policy everybody may read."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forms_builder.common.errors import DomainError
from portal.accounts import consents
from portal.accounts.choices import Purpose
from portal.accounts.first_steps import AGREED


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """Show the text in force and keep the answer to exactly the version that was read."""
    if request.method == "POST":
        read = get_object_or_404(consents.texts_in_force(), pk=_number(request.POST.get("text")))
        try:
            consents.give(by=request.user, text=read)
        except DomainError as refused:
            messages.error(request, refused.message)
            return redirect("consent")
        return redirect("desk:home")
    text = consents.text_in_force(Purpose.PERSONAL_DATA)
    given = consents.consent_of(request.user, text) if text else None
    return render(request, "account/consent.html", {"text": text, "given": given})


def _number(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


@require_POST
@login_required
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the consent back: from the next page on she is asked again."""
    text = consents.text_in_force(Purpose.PERSONAL_DATA)
    if text:
        consents.withdraw(by=request.user, text=text)
        request.session.pop(AGREED, None)
        messages.success(request, _("Согласие отозвано."))
    return redirect("consent")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The privacy policy in force. No session, no cookie."""
    text = consents.text_in_force(Purpose.PRIVACY)
    return render(request, "account/privacy.html", {"text": text})
