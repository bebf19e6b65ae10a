"""As many questions as the large sheet asks, with words as long, as Django's own fields."""

import uuid

from django import forms

QUESTIONS = 300
CHOICES = 19
TEXT = "Педагог замечает и называет чувства каждого ребёнка в течение всего дня, наблюдение"


def _uid(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


def _question(number: int) -> forms.Field:
    return forms.MultipleChoiceField(
        label=f"Показатель {number}",
        help_text="Наблюдайте не меньше двух часов.",
        choices=[(_uid(f"{number}/{place}"), f"{TEXT} {place}") for place in range(CHOICES)],
        widget=forms.CheckboxSelectMultiple,
    )


QUESTIONS_BY_NAME = {_uid(f"{number}"): _question(number) for number in range(QUESTIONS)}
BareForm = type("BareForm", (forms.Form,), QUESTIONS_BY_NAME)
