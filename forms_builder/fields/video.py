"""Video recordings."""

from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.files import FilesBlock, FilesType, kinds_block
from forms_builder.fields.registry import register

KINDS = (("mp4", "MP4"), ("webm", "WebM"))


class VideoBlock(FilesBlock):
    kinds = kinds_block(KINDS, gettext_lazy("Какие записи подходят"))

    class Meta:
        icon = "media"
        label = gettext_lazy("Видео")


@register
class VideoType(FilesType):
    name = "video"
    label = gettext_lazy("Видео")
    known = KINDS

    def block(self) -> blocks.StructBlock:
        return VideoBlock()
