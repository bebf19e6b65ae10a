"""The other way to say who one is: by an invitation. Failures count towards the lock-out."""

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from portal.accounts.invitations import find, refusal
from portal.accounts.models import User


class InvitationBackend(BaseBackend):
    def authenticate(
        self, request: HttpRequest, username: str | None = None, invitation_code: str = ""
    ) -> User | None:
        """Return the person whose login and good code these are."""
        found = find(username or "", invitation_code) if invitation_code else None
        return found.person if found and not refusal(found) else None
