from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "forms_builder.questionnaires"
    verbose_name = _("Электронные формы")

    def ready(self) -> None:
        from forms_builder.fields.lists import register_source
        from forms_builder.questionnaires.choice_lists import ListsInDatabase

        register_source(ListsInDatabase())
