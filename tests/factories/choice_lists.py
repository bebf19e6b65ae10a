"""Ready lists of options."""

import factory
from factory.django import DjangoModelFactory

from forms_builder.questionnaires.models import ChoiceList, ListOption

OPTIONS = (("yes", "Хватает", 5), ("no", "Не хватает", 1), ("unsure", "Затрудняюсь ответить", None))


class ChoiceListFactory(DjangoModelFactory):
    """options=…: rows of value, label and score; «unsure» is the one without a score."""

    class Meta:
        model = ChoiceList
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Хватает ли, {number + 1}")

    @factory.post_generation
    def options(self, create, rows, **fields):
        for place, (value, label, score) in enumerate(rows or OPTIONS):
            ListOption.objects.create(
                choice_list=self,
                sort_order=place,
                value=value,
                label=label,
                score=score,
                unsure=score is None,
            )
