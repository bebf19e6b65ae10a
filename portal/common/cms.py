"""What Wagtail's admin takes for granted and this portal leaves out."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path


def absent(request: HttpRequest) -> HttpResponse:
    """Answer for a library of images or documents: the portal has none."""
    raise Http404


class AbsentLibrary:
    """An endpoint of the admin's API that exists by name only.

    Every CMS page reverses the addresses of wagtail.images and wagtail.documents, installed or
    not (wagtail_config in wagtailadmin_tags, 7.4).
    """

    model: type

    @staticmethod
    def get_urlpatterns() -> list[URLPattern]:
        return [path("", absent, name="listing")]


AbsentLibrary.model = AbsentLibrary  # serves the objects of no model
