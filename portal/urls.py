"""Every address of the portal. Public pages come last: they are whatever the CMS says."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from portal.common import look
from portal.common.favicon import favicon

urlpatterns = [
    path("", include("portal.accounts.urls")),
    path("favicon.ico", favicon),
    path("look/", look.change, name="look"),
    path("desk/people/import/", include("portal.exchange.people_urls")),
    path("desk/people/", include("portal.organisations.people_urls")),
    path("desk/conflicts/", include("portal.organisations.conflict_urls")),
    path("desk/assignments/", include("portal.assignments.urls")),
    path("desk/", include("portal.desk.urls")),
    path("schedule/", include("portal.campaigns.urls")),
    path("sheets/", include("portal.responses.urls")),
    path("editions/", include("portal.responses.edition_urls")),
    path("results/", include("portal.profiles.urls")),
    path("reports/", include("portal.reports.urls")),
    path("plans/", include("portal.plans.urls")),
    path("publications/", include("pages.urls")),
    path("published/", include("pages.public_urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
