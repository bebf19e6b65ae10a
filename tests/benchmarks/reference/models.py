"""A page of one field and an answer of one row."""

from django.db import models
from wagtail.models import Page


class BarePage(Page):
    body = models.TextField()
    template = "bare_page.html"


class BareAnswer(models.Model):
    item = models.UUIDField(unique=True)
    data = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.item)
