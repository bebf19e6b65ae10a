"""The second step of signing in, and setting it up."""

from base64 import b32encode

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from forms_builder.common.errors import DomainError
from portal.accounts import second_factor as factor
from portal.accounts.entering import finish, waiting
from portal.accounts.first_steps import PROTECTED
from portal.accounts.forms import CodeForm, OwnPasswordForm
from portal.accounts.lockout import count_failure, is_open, locked

CODES = "recovery_codes"  # in the session until they are shown, once
GROUP = 4


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Ask whoever has shown her password for a code; wrong ones count towards the lock-out."""
    at_step = waiting(request)
    if at_step is None:
        return redirect("login")
    person, to = at_step
    if not is_open(request, person):
        return locked(request, None, {"username": person.login})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if factor.check(person, form.cleaned_data["code"]):
            return finish(request, person, to)
        form.add_error("code", _why_not(factor.seconds_to_wait(person)))
        count_failure(request, person)
    return render(request, "account/second_step.html", {"form": form})


def _why_not(seconds: int) -> str:
    if seconds > 2:
        return _("Код не подошёл. Следующий можно ввести через %(seconds)s с.") % {
            "seconds": seconds
        }
    return _("Код не подошёл. Возьмите тот, что виден в приложении сейчас.")


@sensitive_post_parameters("password")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Tell whether it is on; switching it on is one button, all else asks for the password."""
    is_on = factor.is_on(request.user)
    if request.method == "POST" and not is_on:
        factor.begin(by=request.user)
        return redirect("second_factor_set_up")
    form = OwnPasswordForm(request.user, request.POST or None)
    if request.method == "POST":
        if not is_open(request, request.user):
            return locked(request, None, {"username": request.user.login})
        if form.is_valid():
            return _act(request)
        count_failure(request, request.user)
    return render(request, "account/second_factor.html", _state(request, form, is_on))


def _state(request: HttpRequest, form: OwnPasswordForm, is_on: bool) -> dict[str, object]:
    return {
        "form": form,
        "is_on": is_on,
        "is_first": "first" in request.GET,
        "is_required": factor.is_required(request.user),
        "codes_left": factor.codes_left(request.user) if is_on else 0,
    }


def _act(request: HttpRequest) -> HttpResponse:
    if request.POST.get("act") == "phone":
        factor.begin(by=request.user)
        return redirect("second_factor_set_up")
    if request.POST.get("act") == "codes":
        return _show(request, factor.renew_codes(by=request.user))
    try:
        factor.switch_off(by=request.user)
        request.session.pop(PROTECTED, None)
        messages.success(request, _("Вход в два шага выключен."))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("second_factor")


@sensitive_post_parameters("code")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the key, as a picture and in letters, until a code proves that it has arrived."""
    device = factor.begun(request.user)
    if device is None:
        return redirect("second_factor")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _show(request, factor.confirm(by=request.user, code=form.cleaned_data["code"]))
        except DomainError as refused:
            form.add_error("code", refused.message)
    key = b32encode(device.bin_key).decode()
    picture = segno.make(device.config_url, error="l").svg_inline(scale=4, light="#fff")
    groups = " ".join(key[start : start + GROUP] for start in range(0, len(key), GROUP))
    context = {"form": form, "key": groups, "picture": picture}
    return render(request, "account/second_factor_set_up.html", context)


def _show(request: HttpRequest, codes: list[str]) -> HttpResponse:
    request.session[CODES] = codes
    return redirect("second_factor_codes")


@require_safe
@login_required
def codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes once."""
    fresh = request.session.pop(CODES, None)
    if fresh is None:
        return redirect("second_factor")
    return render(request, "account/recovery_codes.html", {"codes": fresh})
