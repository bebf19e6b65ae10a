"""The body of a questionnaire: a section heading, then questions, one block per field type."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from forms_builder.fields.catalogue import all_types


class SectionBlock(blocks.StructBlock):
    """Begins a section; everything up to the next one belongs to it."""

    title = blocks.CharBlock(label=_("Название раздела"), max_length=250)

    class Meta:
        icon = "title"
        label = _("Раздел")


class BodyBlock(blocks.StreamBlock):
    """Flat on purpose: one list of sections and questions can be reordered by hand."""

    section = SectionBlock()

    def __init__(self, **options: object):
        questions = [(kind.name, kind.block()) for kind in all_types()]
        super().__init__(questions, **options)

    class Meta:
        collapsed = True
