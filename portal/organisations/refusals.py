"""Saying no inside the CMS."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def refused(request: HttpRequest, reason: str) -> HttpResponse:
    """Return 403 with the reason; raised, it would become Wagtail's way back to the front page."""
    return render(request, "403.html", {"reason": reason}, status=403)
