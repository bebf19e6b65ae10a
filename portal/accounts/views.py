"""Signing in, «Мой вход», and a new password: changed by its owner or set by e-mail."""

from typing import Any

from axes.utils import reset
from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts import second_factor
from portal.accounts.entering import enter
from portal.accounts.forms import ChangePasswordForm, NewPasswordForm, PasswordLinkForm, SignInForm
from portal.accounts.lockout import count_failure, is_open, locked
from portal.accounts.services import end_sessions
from portal.accounts.sessions import note_sign_in, sign_ins_of


class SignIn(views.LoginView):
    """A right password is half of it where the person has a second factor."""

    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:
        return enter(self.request, form.get_user(), self.get_success_url())


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    appointments = request.user.appointments.select_related("organisation", "territory")
    context = {
        "appointments": appointments.order_by("-starts", "pk"),
        "sign_ins": sign_ins_of(request.user),
        "second_factor_on": second_factor.is_on(request.user),
        "this_session": request.session.session_key,
    }
    return render(request, "account/account.html", context)


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    end_sessions(by=request.user, keeping=request.session.session_key)
    messages.success(request, _("На других устройствах вход завершён."))
    return redirect("account")


class PasswordChange(views.PasswordChangeView):
    """Whoever knew the old password is signed out everywhere else; guessing it locks the door."""

    form_class = ChangePasswordForm
    template_name = "account/password.html"
    success_url = reverse_lazy("account")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_open(request, request.user):
            return locked(request, None, {"username": request.user.login})
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form: ChangePasswordForm) -> HttpResponse:
        if form.has_error("old_password", "password_incorrect"):
            count_failure(self.request, form.user)
        return super().form_invalid(form)

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        answer = super().form_valid(form)
        note_sign_in(self.request, form.user)  # the session goes on under a new key
        end_sessions(by=form.user, keeping=self.request.session.session_key)
        messages.success(self.request, _("Пароль изменён. На других устройствах вход завершён."))
        return answer


class PasswordReset(views.PasswordResetView):
    """Answers the same for every address, known or not."""

    form_class = PasswordLinkForm
    template_name = "registration/reset.html"
    email_template_name = "emails/password_reset.txt"
    subject_template_name = "emails/password_reset_subject.txt"
    success_url = reverse_lazy("password_reset_done")


class PasswordResetConfirm(views.PasswordResetConfirmView):
    """The page behind the link of the letter. Owning the mailbox ends a lock-out."""

    form_class = NewPasswordForm
    template_name = "registration/reset_confirm.html"
    success_url = reverse_lazy("password_reset_complete")

    def form_valid(self, form: NewPasswordForm) -> HttpResponse:
        answer = super().form_valid(form)
        end_sessions(by=form.user, keeping=None)
        reset(username=form.user.login)
        return answer
