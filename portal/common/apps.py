from django.apps import AppConfig, apps


class CommonConfig(AppConfig):
    name = "portal.common"
    label = "portal_common"

    def ready(self) -> None:
        """Keep the portal's records out of the CMS's index of references.

        Wagtail writes every foreign key of every saved row into it, answers and jobs included:
        queries on the hot path, and a trail of people's work where the CMS can list it. This app
        stands before wagtail in INSTALLED_APPS, whose start-up reads the mark.
        """
        for model in apps.get_models():
            if model.__module__.startswith("portal."):
                model.wagtail_reference_index_ignore = True
