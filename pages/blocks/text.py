"""Headings and paragraphs."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class TextBodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Подзаголовок"), icon="title", template="blocks/heading.html", max_length=200
    )
    paragraph = blocks.RichTextBlock(
        label=_("Абзац"),
        icon="pilcrow",
        template="blocks/paragraph.html",
        features=["bold", "italic", "ul", "ol", "link"],
    )
