"""The catalogue of the room's models."""

from forms_builder.questionnaires.models.choice_list import ChoiceList, ListOption
from forms_builder.questionnaires.models.edition import Edition
from forms_builder.questionnaires.models.questionnaire import Questionnaire
from forms_builder.questionnaires.models.trial import TrialFilling, Wording

__all__ = ["ChoiceList", "Edition", "ListOption", "Questionnaire", "TrialFilling", "Wording"]
