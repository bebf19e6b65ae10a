"""Photographs."""

from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.files import FilesBlock, FilesType
from forms_builder.fields.registry import register


class PhotoBlock(FilesBlock):
    class Meta:
        icon = "image"
        label = gettext_lazy("Фотография")


@register
class PhotoType(FilesType):
    name = "photo"
    label = gettext_lazy("Фотография")
    known = (("jpg", "JPEG"), ("png", "PNG"))

    def block(self) -> blocks.StructBlock:
        return PhotoBlock()
