"""The icon under the address that browsers try by themselves."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.views.decorators.http import require_GET


@require_GET
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for it beside a PDF, whatever a page says of its icon."""
    return HttpResponsePermanentRedirect(static("img/favicon.svg"))
