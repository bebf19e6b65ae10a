"""Lists of codes in a comparison of two revisions: told in the words of the form."""

from typing import Any

from django.db import models
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

from forms_builder.scales.choices import Place
from forms_builder.scales.models import Age


class PlacesComparison(FieldComparison):
    def __init__(self, field: models.Field, obj_a: Any, obj_b: Any):
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = self.words(self.val_a), self.words(self.val_b)

    def words(self, codes: list[str]) -> str:
        labels = dict(Place.choices)
        return ", ".join(str(labels.get(code, code)) for code in sorted(codes))


class AgesComparison(PlacesComparison):
    """An age that the scale has lost since keeps its uid: better than nothing to tell it by."""

    def words(self, codes: list[str]) -> str:
        titles = {str(age.uid): age.title for age in Age.objects.filter(uid__in=codes)}
        return ", ".join(titles.get(code, code) for code in sorted(codes))


class CodesPanel(FieldPanel):
    """A field that keeps a list of codes."""

    def __init__(self, field_name: str, comparison: type[FieldComparison], **kwargs: Any):
        super().__init__(field_name, **kwargs)
        self.comparison = comparison

    def clone_kwargs(self) -> dict[str, Any]:
        return super().clone_kwargs() | {"comparison": self.comparison}

    def get_comparison_class(self) -> type[FieldComparison]:
        return self.comparison
