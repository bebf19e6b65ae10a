"""From a slip or a letter to an own password."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from forms_builder.common.errors import DomainError
from portal.accounts.entering import enter
from portal.accounts.forms import InvitationForm, NewPasswordForm
from portal.accounts.invitations import accept, find, refusal
from portal.accounts.models import Invitation

KEPT = "invitation"  # in the session, between the two pages


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """Ask for the login and the code; the link of a letter brings both, the person sends them."""
    brought = {"username": request.GET.get("login"), "code": request.GET.get("code")}
    form = InvitationForm(request, request.POST or None, initial=brought)
    if request.method == "POST" and form.is_valid():
        found = find(form.cleaned_data["username"], form.cleaned_data["code"])
        logout(request)  # the code is for its owner, whoever was signed in here before
        request.session[KEPT] = found.pk
        return redirect("invitation_password")
    return render(request, "account/invitation.html", {"form": form})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set the password and sign in; then the second factor is offered."""
    found = Invitation.objects.select_related("person").filter(pk=request.session.get(KEPT)).first()
    if found is None or refusal(found):
        request.session.pop(KEPT, None)
        return redirect("invitation")
    form = NewPasswordForm(found.person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accept(by=found.person, invitation=found, password=form.cleaned_data["new_password1"])
        except DomainError as refused:
            form.add_error(None, refused.message)
        else:
            request.session.pop(KEPT)
            return enter(request, found.person, f"{reverse('second_factor')}?first=1")
    context = {"form": form, "person": found.person}
    return render(request, "account/invitation_password.html", context)
