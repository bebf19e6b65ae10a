"""What every form of the portal does with a refusal."""

from django.forms import BaseForm

from forms_builder.common.errors import DomainError


def show_refusal(form: BaseForm, refusal: DomainError) -> None:
    """Put a service's refusal beside the fields it means; what means no field stands above."""
    for problem in refusal.problems:
        place = problem.place if problem.place in form.fields else None
        form.add_error(place, problem.message)
