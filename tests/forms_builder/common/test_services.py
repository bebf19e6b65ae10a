"""The one shape of a writing function, and what it refuses with."""

import pytest
from django.db import transaction

from forms_builder.common.errors import Conflict, DomainError, NotAllowed, Problem
from forms_builder.common.services import service
from forms_builder.scales.models import Scale


def test_service__positional_parameters_are_refused_at_import():
    with pytest.raises(TypeError, match="keyword-only"):

        @service
        def write(by, title):
            """Never made."""


def test_service__nobody_acting_is_refused_at_import():
    with pytest.raises(TypeError, match="acting person in by="):

        @service
        def write(*, title):
            """Never made."""


@service
def write_one(*, by: object, title: str, fail: bool = False) -> Scale:
    """Make a scale, and change one's mind."""
    made = Scale.objects.create(title=title)
    if fail:
        raise DomainError("Передумали.")
    return made


@service
def write_two(*, by: object) -> None:
    """Go on after a refusal inside."""
    write_one(by=by, title="Первая")
    with pytest.raises(DomainError):
        write_one(by=by, title="Вторая", fail=True)
    write_one(by=by, title="Третья")


@pytest.mark.django_db
def test_service__writes_nothing_when_it_refuses():
    with pytest.raises(DomainError, match="Передумали"):
        write_one(by=None, title="Половина", fail=True)
    assert not Scale.objects.exists()


@pytest.mark.django_db
def test_service__a_refusal_inside_another_undoes_itself_alone():
    write_two(by=None)
    assert list(Scale.objects.values_list("title", flat=True)) == ["Первая", "Третья"]


@pytest.mark.django_db
def test_service__is_undone_with_the_one_around_it():
    @transaction.atomic
    def around() -> None:
        write_one(by=None, title="Снаружи")
        raise Conflict("Другой успел раньше.")

    with pytest.raises(Conflict):
        around()
    assert not Scale.objects.exists()


def test_service__keeps_name_and_words():
    assert write_one.__name__ == "write_one"
    assert write_one.__doc__ == "Make a scale, and change one's mind."


def test_problem__names_its_place_first():
    assert str(Problem("нет столбца", "строка 3")) == "строка 3: нет столбца"
    assert str(Problem("Файл пуст.")) == "Файл пуст."


def test_domain_error__one_message_is_one_problem():
    refusal = DomainError("Нельзя.")
    assert (str(refusal), refusal.problems) == ("Нельзя.", (Problem("Нельзя."),))


def test_domain_error__problems_make_the_message():
    refusal = DomainError(problems=[Problem("нет", "А"), Problem("много", "Б")])
    assert refusal.message == "А: нет; Б: много"
    assert len(refusal.problems) == 2


def test_domain_error__a_conflict_is_one():
    assert issubclass(Conflict, DomainError)


def test_not_allowed__is_none():
    """No view that shows what to correct catches it by the way: the site answers 403."""
    assert not issubclass(NotAllowed, DomainError)
    assert NotAllowed("Словами.").message == "Словами."
