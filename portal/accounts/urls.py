from django.contrib.auth import views as auth
from django.urls import path
from django.views.generic import RedirectView

from portal.accounts import consent_views, invitation_views, second_factor_views, views

reset_sent = auth.PasswordResetDoneView.as_view(template_name="registration/reset_sent.html")
reset_done = auth.PasswordResetCompleteView.as_view(template_name="registration/reset_done.html")
urlpatterns = [
    path("login/", views.SignIn.as_view(), name="login"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.PasswordChange.as_view(), name="password_change"),
    path("account/sessions/end/", views.end_others, name="end_sessions"),
    path("account/reset/", views.PasswordReset.as_view(), name="password_reset"),
    path("account/reset/sent/", reset_sent, name="password_reset_done"),
    path("account/reset/done/", reset_done, name="password_reset_complete"),
    path(
        "account/reset/<uidb64>/<token>/",
        views.PasswordResetConfirm.as_view(),
        name="password_reset_confirm",
    ),
    path("account/invitation/", invitation_views.invitation, name="invitation"),
    path("account/invitation/password/", invitation_views.password, name="invitation_password"),
    path("account/second-step/", second_factor_views.second_step, name="second_step"),
    path("account/second-factor/", second_factor_views.second_factor, name="second_factor"),
    path("account/second-factor/set-up/", second_factor_views.set_up, name="second_factor_set_up"),
    path("account/second-factor/codes/", second_factor_views.codes, name="second_factor_codes"),
    path("account/consent/", consent_views.consent, name="consent"),
    path("account/consent/withdraw/", consent_views.withdraw, name="consent_withdraw"),
    path("privacy/", consent_views.privacy, name="privacy"),
    # Wagtail's own sign-in for restricted pages would be a second door.
    path("_util/login/", RedirectView.as_view(pattern_name="login", query_string=True)),
]
