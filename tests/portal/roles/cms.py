"""Real objects of the CMS, so that its own addresses answer about something that is there."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    PageViewRestriction,
    Workflow,
    WorkflowTask,
)

from forms_builder.questionnaires.models import Edition, Questionnaire
from forms_builder.questionnaires.services import create_questionnaire
from forms_builder.scales.models import Indicator, Scale
from forms_builder.scales.services import add_area, add_indicator, create_scale
from pages.models import MethodPage, TextPage
from portal.accounts.models import User
from portal.organisations.choices import Role
from tests.factories.chain import QuestionnaireFactory
from tests.factories.choice_lists import ChoiceListFactory

Values = dict[str, Any]


def make_workflow(role: str) -> Workflow:
    """A workflow of one task in which the people of one role approve."""
    task = GroupApprovalTask.objects.create(name=f"Вычитка: {role}")
    task.groups.set(Group.objects.filter(name=role))
    workflow = Workflow.objects.create(name=f"Согласование: {role}")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow


def approval_of(workflow: Workflow, thing: Any, person: User) -> Values:
    """Send a page or a snippet through the workflow and return the numbers of what arose."""
    revision = thing.latest_revision or thing.save_revision(user=person)
    state = workflow.start(thing, person)
    return {
        "revision_id": revision.pk,
        "workflow_state_id": state.pk,
        "task_state_id": state.current_task_state.pk,
        "task_id": state.current_task_state.task.pk,
        "action_name": "approve",
    }


def page_values(page: Page, other: Page) -> Values:
    """The values of every parameter that means a page; other: where it could be moved to."""
    label, model = page.content_type.app_label, page.content_type.model
    numbers = dict.fromkeys(("pk", "page_id", "page_pk", "page_to_move_id", "1"), page.pk)
    return {
        **numbers,
        "parent_page_id": other.pk,
        "destination_id": other.pk,
        "content_type_app_name": label,
        "content_type_model_name": model,
        "app_label": label,
        "model_name": model,
        "action_name": "unpublish",
        "action": "unpublish",
        "2": "earliest",
        "3": "live",
    }


def snippet_values(thing: Any) -> Values:
    return {"pk": thing.pk, "revision_id_a": "earliest", "revision_id_b": "latest"}


def make_scale(person: User) -> tuple[Scale, Indicator]:
    scale = create_scale(by=person, title="Шкала в работе")
    area = add_area(by=person, scale=scale, code="1", title="Область")
    indicator = add_indicator(by=person, area=area, code="1.1", title="Показатель", rule="direct")
    return scale, indicator


def make_questionnaire(person: User, scale: Scale) -> Questionnaire:
    return create_questionnaire(by=person, title="Форма в работе", notice="", scale=scale, body=[])


def instrument_objects(person: User, edition: Edition) -> dict[str, Values]:
    """Scales, indicators and forms of a methodologist, by the words of the table."""
    workflow = make_workflow(Role.METHODOLOGIST)
    scale, indicator = make_scale(person)
    form = make_questionnaire(person, scale)
    return {
        "scale": snippet_values(scale),
        "indicator": snippet_values(indicator) | approval_of(workflow, indicator, person),
        "form": snippet_values(form) | approval_of(workflow, form, person),
        "choice list": snippet_values(ChoiceListFactory()),
        "edition": {"uid": edition.uid},
        "trial page": {"pk": form.pk, "number": 1},
    }


def page_objects(editor: User) -> dict[str, Values]:
    """The pages of the public site, by the words of the table."""
    workflow = make_workflow(Role.EDITOR)
    home = Page.objects.get(slug="portal").specific
    index = Page.objects.get(slug="sady").specific
    text = Page.objects.get(slug="kak-ocenivayut").specific
    own = index.get_children().get().specific
    kindergarten = page_values(own, index) | {"revision_id": own.save_revision().pk, "2": "live"}
    closed = home.add_child(instance=TextPage(title="Закрытая", slug="zakryto"))
    draft = home.add_child(instance=TextPage(title="Черновик", slug="chernovik", live=False))
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type="password")
    return {
        "unpublish": {"action_name": "unpublish"},
        "reset": {"uidb64": "MQ", "token": "set-password"},
        "front page": {"1": ""},
        "list of kindergartens": {"1": "sady/"},
        "public page": {"1": f"sady/{own.slug}/"},
        "draft page": {"1": f"{draft.slug}/"},
        "closed page": {"1": "zakryto/"},
        "no page": {"1": "net-takoy/"},
        "method page": _method(text, "metod", Edition.objects.earliest("pk").questionnaire),
        "method page without edition": _method(text, "novyy", QuestionnaireFactory()),
        "text page": page_values(text, home) | approval_of(workflow, text, editor),
        "kindergarten's page": kindergarten,
        "free page": page_values(draft, home),
        "page behind a password": {
            "page_view_restriction_id": restriction.pk,
            "page_id": closed.pk,
        },
        **furniture(workflow, text, editor),
    }


def _method(parent: TextPage, slug: str, form: Questionnaire) -> Values:
    page = MethodPage(title="Метод целиком", slug=slug, questionnaire=form)
    parent.add_child(instance=page)
    return {"1": f"{parent.slug}/{slug}/"}


def furniture(workflow: Workflow, page: Page, editor: User) -> dict[str, Values]:
    """Wagtail's own: collections, workflows, a person's editing session."""
    collection = Collection.get_first_root_node().add_child(name="Собрание")
    task = workflow.tasks.get()
    session = EditingSession.objects.create(
        user=editor, content_object=page, last_seen_at=timezone.now()
    )
    model = {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}
    return {
        "collection": {"pk": collection.pk, "collection_id": collection.pk},
        "workflow": {"pk": workflow.pk, "workflow_pk": workflow.pk, "page_pk": page.pk},
        "tag": {"app_name": "taggit", "model_name": "tag"},
        "task": {"pk": task.pk, "task_id": task.pk, **model},
        "session": {
            "app_label": "pages",
            "model_name": "textpage",
            "object_id": page.pk,
            "session_id": session.pk,
        },
    }
