"""A teacher shows her draft to a colleague: the colleague reads and comments, nobody else."""

import pytest

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.policy import visible
from portal.responses.colleagues import colleagues_of, shown_drafts
from portal.responses.models import ColleagueInvitation, ItemComment, Response
from portal.responses.services import (
    comment_item,
    end_invitation,
    invite_colleague,
    save_answer,
)
from tests.factories import OrganisationFactory, appointed, orsk
from tests.factories.chain import AssignmentFactory, EditionFactory, ResponseFactory
from tests.factories.content import LOOSE, STRICT

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    return OrganisationFactory()


@pytest.fixture
def teacher(garden):
    return appointed(Role.TEACHER, garden, last_name="Авторова")


@pytest.fixture
def colleague(garden):
    return appointed(Role.SENIOR_TEACHER, garden, last_name="Коллегина")


@pytest.fixture
def draft(garden, teacher):
    task = AssignmentFactory(
        organisation=garden, assignee=teacher, edition=EditionFactory(), state="in_progress"
    )
    return ResponseFactory(assignment=task)


@pytest.fixture
def shown(draft, teacher, colleague):
    return invite_colleague(by=teacher, response=draft, person=colleague)


def sheet_of(response):
    return f"/sheets/{response.assignment.uid}/"


def forget(*people):
    for person in people:
        vars(person).pop("policy_actor", None)


def test_invite__lets_her_read(shown, draft, colleague, client):
    client.force_login(colleague)
    text = client.get(sheet_of(draft)).content.decode()
    assert "Авторова" in text
    assert "Написать комментарий" in text
    assert "Сохранить и дальше" not in text
    assert list(shown_drafts(colleague)) == [draft]
    assert "Мне показали" in client.get("/desk/").content.decode()


def test_invite__twice_is_once(shown, draft, teacher, colleague):
    assert invite_colleague(by=teacher, response=draft, person=colleague) == shown
    assert Entry.objects.filter(action="colleague.invited").count() == 1


@pytest.mark.parametrize("role", [Role.DOO_HEAD, Role.SENIOR_TEACHER, Role.TEACHER])
def test_draft__is_closed_to_the_uninvited(draft, garden, client, role):
    client.force_login(appointed(role, garden))
    assert client.get(sheet_of(draft)).status_code in {403, 404}


def test_draft__answers_are_the_authors(shown, draft, colleague, client):
    payload = {"level": ["3"]}
    with pytest.raises(NotAllowed):
        save_answer(by=colleague, response=draft, item=LOOSE, payload=payload, version=0)
    client.force_login(colleague)
    for path in ("submit/", "colleagues/"):
        assert client.post(sheet_of(draft) + path).status_code == 403


def test_comment__is_seen_at_the_item_by_both(shown, draft, teacher, colleague, client):
    client.force_login(colleague)
    words = "Я бы перечитала <b>ещё</b> раз"
    answer = client.post(
        sheet_of(draft) + "comment/", {"item": STRICT, f"{STRICT}.comment": words}
    )
    assert answer["Location"].endswith(f"#i-{STRICT}")
    for person in (teacher, colleague):
        client.force_login(person)
        text = client.get(sheet_of(draft)).content.decode()
        assert "перечитала &lt;b&gt;ещё" in text
        assert colleague.get_short_name() in text
    assert Entry.objects.get(action="colleague.commented").details == {"item": STRICT}


def test_comment__is_no_part_of_the_answers(shown, draft, colleague, garden, client):
    comment_item(by=colleague, response=draft, item=STRICT, text="Между нами")
    Response.objects.filter(pk=draft.pk).update(state="submitted", submitted_at=draft.started_at)
    client.force_login(appointed(Role.DOO_HEAD, garden))
    answer = client.get(sheet_of(draft))
    assert answer.status_code == 200
    assert "Между нами" not in answer.content.decode()


@pytest.mark.parametrize("text", ["", "  \n", "\x00", "я" * 2001])
def test_comment__empty_or_too_long_is_refused(shown, draft, colleague, text):
    with pytest.raises(DomainError):
        comment_item(by=colleague, response=draft, item=STRICT, text=text)
    assert not ItemComment.objects.exists()


def test_comment__only_at_items_of_the_sheet(shown, draft, colleague):
    with pytest.raises(DomainError, match="Такого вопроса"):
        comment_item(by=colleague, response=draft, item="нет такого", text="Хорошо")


def test_comment__of_the_uninvited_and_of_the_author_is_refused(shown, draft, teacher, garden):
    for person in (teacher, appointed(Role.TEACHER, garden)):
        with pytest.raises(NotAllowed):
            comment_item(by=person, response=draft, item=STRICT, text="Хорошо")


def test_end__closes_the_draft_and_keeps_what_was_said(shown, draft, teacher, colleague):
    comment_item(by=colleague, response=draft, item=STRICT, text="Хорошо")
    end_invitation(by=teacher, invitation=shown)
    end_invitation(by=teacher, invitation=shown)
    assert not visible(colleague, Response).exists()
    assert ItemComment.objects.count() == 1
    assert Entry.objects.filter(action="colleague.dismissed").count() == 1
    again = invite_colleague(by=teacher, response=draft, person=colleague)
    assert again != shown


def test_end__with_the_submitting_and_with_the_appointment(shown, draft, colleague):
    assert visible(colleague, Response).exists()
    Response.objects.filter(pk=draft.pk).update(state="submitted")
    assert not visible(colleague, Response).exists()
    Response.objects.filter(pk=draft.pk).update(state="draft")
    colleague.appointments.update(organisation=OrganisationFactory())
    forget(colleague)
    assert not visible(colleague, Response).exists()


def test_invite__only_people_at_work_there(draft, teacher):
    stranger = appointed(Role.TEACHER, OrganisationFactory())
    assert not colleagues_of(draft.assignment).exists()
    with pytest.raises(DomainError, match="работает в этом"):
        invite_colleague(by=teacher, response=draft, person=stranger)


def test_invite__not_by_an_expert_nor_by_the_head(garden, draft, colleague):
    expert = appointed(Role.EXPERT, orsk())
    task = AssignmentFactory(organisation=garden, assignee=expert, state="in_progress")
    sheet = ResponseFactory(assignment=task)
    with pytest.raises(NotAllowed, match="кто работает"):
        invite_colleague(by=expert, response=sheet, person=colleague)
    with pytest.raises(NotAllowed):
        invite_colleague(by=appointed(Role.DOO_HEAD, garden), response=draft, person=colleague)


def test_screen__invites_and_ends(client, draft, teacher, colleague):
    client.force_login(teacher)
    page = sheet_of(draft) + "colleagues/"
    assert "Показать коллеге" in client.get(sheet_of(draft)).content.decode()
    assert client.post(page, {"person": colleague.pk}).status_code == 302
    assert "Коллегина" in client.get(page).content.decode()
    invitation = ColleagueInvitation.objects.get()
    assert client.post(f"{page}{invitation.uid}/end/").status_code == 302
    assert client.post(f"{page}{invitation.uid}/end/").status_code == 404


def test_screen__wrong_and_empty(client, draft, teacher):
    client.force_login(teacher)
    page = sheet_of(draft) + "colleagues/"
    assert "Показать пока некому" in client.get(page).content.decode()
    answer = client.post(page, {"person": ""})
    assert answer.status_code == 422


def test_look__at_a_teachers_sheet_is_recorded(client, draft, teacher, garden):
    Response.objects.filter(pk=draft.pk).update(state="submitted", submitted_at=draft.started_at)
    head = appointed(Role.DOO_HEAD, garden)
    client.force_login(teacher)
    client.get(sheet_of(draft))
    client.force_login(head)
    client.get(sheet_of(draft))
    entry = Entry.objects.get(action="response.viewed")
    assert (entry.by, entry.organisation_uid) == (head, garden.uid)
    assert "Авторова" not in entry.object_title
