"""The catalogue of the room's models."""

from forms_builder.questionnaires.models.edition import Edition
from forms_builder.questionnaires.models.questionnaire import Questionnaire

__all__ = ["Edition", "Questionnaire"]
