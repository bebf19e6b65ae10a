from django.contrib.auth import views
from django.urls import path
from django.views.generic import RedirectView

from portal.accounts.forms import SignInForm

sign_in = views.LoginView.as_view(
    authentication_form=SignInForm, redirect_authenticated_user=True
)
urlpatterns = [
    path("login/", sign_in, name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    # Wagtail's own sign-in for restricted pages would be a second door.
    path("_util/login/", RedirectView.as_view(pattern_name="login", query_string=True)),
]
