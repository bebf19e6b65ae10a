"""The links of the chain up to a response."""

import datetime

import factory
from factory.django import DjangoModelFactory

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.questionnaires.models import Edition, Questionnaire
from portal.assignments.models import Assignment
from portal.campaigns.models import Campaign, Procedure, Stage
from portal.responses.models import Response
from tests.factories.content import edition_content
from tests.factories.people import OrganisationFactory, PersonFactory, orsk


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = Questionnaire

    title = "Оценочный лист"


class EditionFactory(DjangoModelFactory):
    """data=…: the content; by default the small one of content.py."""

    class Meta:
        model = Edition

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    number = factory.Sequence(lambda n: n + 1)
    valid_from = datetime.date(2020, 9, 1)
    frozen_by = factory.SubFactory(PersonFactory)

    @classmethod
    def _create(cls, model_class, *args, data=None, **fields):
        content = canonical_json(data or edition_content())
        return model_class.objects.create(content=content, sha256=sha256_of(content), **fields)


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    title = "Мониторинг 2020"
    territory = factory.LazyFunction(orsk)
    source_key = factory.Sequence(lambda n: f"{n:064d}")


class StageFactory(DjangoModelFactory):
    class Meta:
        model = Stage

    campaign = factory.SubFactory(CampaignFactory)
    position = factory.Sequence(lambda n: n + 1)
    code = "IV"
    title = "Внешний экспертный мониторинг"


class ProcedureFactory(DjangoModelFactory):
    class Meta:
        model = Procedure

    stage = factory.SubFactory(StageFactory)
    position = factory.Sequence(lambda n: n + 1)
    code = "4.2"
    title = "Выездной экспертный мониторинг"


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    procedure = factory.SubFactory(ProcedureFactory)
    campaign = factory.LazyAttribute(lambda o: o.procedure.stage.campaign)
    edition = factory.SubFactory(EditionFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    assignee = factory.SubFactory(PersonFactory)
    created_by = factory.SubFactory(PersonFactory)
    due = datetime.date(2030, 11, 16)


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    assignment = factory.SubFactory(AssignmentFactory)
    edition = factory.LazyAttribute(lambda o: o.assignment.edition)
