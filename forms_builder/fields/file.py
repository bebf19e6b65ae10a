"""A document: text, table, scan."""

from django.utils.translation import gettext_lazy
from wagtail import blocks

from forms_builder.fields.files import FilesBlock, FilesType, kinds_block
from forms_builder.fields.registry import register

KINDS = (
    ("pdf", "PDF"),
    ("docx", "Word (DOCX)"),
    ("xlsx", "Excel (XLSX)"),
    ("odt", "ODT"),
    ("jpg", "JPEG"),
    ("png", "PNG"),
)


class FileBlock(FilesBlock):
    kinds = kinds_block(KINDS, gettext_lazy("Какие файлы подходят"))

    class Meta:
        icon = "doc-full"
        label = gettext_lazy("Файл")


@register
class FileType(FilesType):
    name = "file"
    label = gettext_lazy("Файл")
    known = KINDS

    def block(self) -> blocks.StructBlock:
        return FileBlock()
