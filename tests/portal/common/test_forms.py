"""A refusal stands beside the field it means, and is never lost."""

from django import forms
from django.forms.forms import NON_FIELD_ERRORS

from forms_builder.common.errors import DomainError, Problem
from portal.common.forms import show_refusal


class Entry(forms.Form):
    name = forms.CharField()
    inn = forms.CharField(required=False)


def refused(*problems):
    form = Entry({"name": "Звёздочка"})
    assert form.is_valid()
    show_refusal(form, DomainError(problems=problems))
    return form


def test_refusal__stands_beside_its_field():
    form = refused(Problem("Короче.", "name"), Problem("Не сходится.", "inn"))
    assert form.errors == {"name": ["Короче."], "inn": ["Не сходится."]}


def test_refusal__of_the_whole_or_of_an_unknown_place_stands_above():
    form = refused(Problem("Нельзя."), Problem("Строка.", "строка 3"))
    assert form.errors == {NON_FIELD_ERRORS: ["Нельзя.", "Строка."]}


def test_refusal__keeps_what_was_typed():
    assert refused(Problem("Короче.", "name"))["name"].value() == "Звёздочка"
