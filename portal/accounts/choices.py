from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    """What a text is about."""

    PERSONAL_DATA = "personal_data", _("Обработка персональных данных")
    PRIVACY = "privacy", _("Политика конфиденциальности")
