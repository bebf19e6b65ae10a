"""The generation number of the public site: a new one makes every cached body old."""

from django.db import models


class Generation(models.Model):
    """One row per place (today the whole site), counted up by every publishing act."""

    place = models.CharField(max_length=200, unique=True)
    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = "поколение страниц"

    def __str__(self) -> str:
        return f"{self.place}: {self.number}"
