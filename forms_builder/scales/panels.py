"""How the CMS lays out the editing of scales and indicators.

Labels of rows are words whose accusative is their nominative: Wagtail writes «Добавить …» itself.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

LEVEL = [
    FieldRowPanel([FieldPanel("value"), FieldPanel("starts_at"), FieldPanel("colour")]),
    FieldPanel("title"),
    FieldPanel("plain"),
]
AREA = [FieldRowPanel([FieldPanel("code"), FieldPanel("title")])]
CHARACTERISTIC = [
    FieldRowPanel([FieldPanel("level"), FieldPanel("strand")]),
    FieldPanel("text"),
]

SCALE = [
    FieldPanel("title"),
    FieldPanel("notice"),
    FieldPanel("overall_method"),
    InlinePanel("areas", panels=AREA, heading=_("Области"), label=_("область")),
    InlinePanel("strands", heading=_("Подтемы"), label=_("подтемы")),
    InlinePanel("levels", panels=LEVEL, heading=_("Уровни"), label=_("уровень")),
]
INDICATOR = [
    FieldPanel("area"),
    FieldRowPanel([FieldPanel("code"), FieldPanel("group")]),
    FieldPanel("title"),
    FieldPanel("hint"),
    FieldPanel("assessed_at"),
    MultiFieldPanel([FieldPanel("rule"), FieldPanel("gaps")], heading=_("Как считается уровень")),
    InlinePanel(
        "characteristics",
        panels=CHARACTERISTIC,
        heading=_("Характеристики по уровням"),
        label=_("характеристики"),
    ),
]
