"""Furniture of the CMS around the screens about one form."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from forms_builder.questionnaires.models import Questionnaire
from forms_builder.questionnaires.places import edit_url


class FormsScreen(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A screen for methodologists about one form."""

    permission_policy = ModelPermissionPolicy(Questionnaire)
    permission_required = "change"
    header_icon = "form"
    questionnaire: Questionnaire

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        every = reverse("wagtailsnippets_questionnaires_questionnaire:list")
        return [
            *super().get_breadcrumbs_items(),
            {"url": every, "label": _("Формы")},
            *self.between(),
            {"url": "", "label": self.get_page_title()},
        ]

    def between(self) -> list[dict[str, str]]:
        """Return the steps between the list of forms and this screen."""
        return [{"url": edit_url(self.questionnaire), "label": self.questionnaire.title}]
