"""Files that are answers: known by their bytes, kept with the answer, given back as downloads."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.responses.content import answers_of
from portal.responses.models import Evidence, Response
from portal.responses.services import add_file, add_photo, remove_evidence, save_answer
from tests.factories import AssignmentFactory, EditionFactory, appointed, orsk
from tests.factories.content import uid
from tests.portal.responses import hostile
from tests.portal.responses.asked import CHAPTER, Form, every_type

pytestmark = pytest.mark.django_db
FILE, PHOTO, VIDEO = uid("file"), uid("photo"), uid("video")


@pytest.fixture
def assignment(expert):
    return AssignmentFactory(assignee=expert, edition=EditionFactory(data=every_type()))


@pytest.fixture
def address(assignment):
    return f"/sheets/{assignment.uid}/"


def sent(content=hostile.PDF, name="Программа.pdf"):
    return SimpleUploadedFile(name, content)


def add(expert, response, content=hostile.PDF, item=FILE, name="Программа.pdf"):
    return add_file(
        by=expert,
        response=response,
        item=item,
        upload=BytesIO(content),
        size=len(content),
        name=name,
    )


def test_add__row_and_answer_together(expert, response):
    first, second = add(expert, response), add(expert, response, hostile.DOCX)
    assert answers_of(response)[FILE]["files"] == [str(first.uid), str(second.uid)]
    assert first.file.name.startswith("evidence/20")
    assert len(first.sha256) == 64
    with pytest.raises(DomainError, match="не больше: 2"):
        add(expert, response)
    assert response.changes.count() == 2


def test_add__by_somebody_else_or_after_sending(expert, response):
    with pytest.raises(NotAllowed):
        add(appointed(Role.EXPERT, orsk()), response)
    Response.objects.update(state=Response.State.SUBMITTED)
    with pytest.raises(NotAllowed):
        add(expert, response)


def test_add__to_a_question_that_takes_no_file(expert, response):
    with pytest.raises(DomainError, match="не файлом"):
        add(expert, response, item=uid("text"))
    upload = BytesIO(hostile.picture())
    with pytest.raises(DomainError, match="не прикладывают"):
        add_photo(by=expert, response=response, item=FILE, upload=upload, size=99)


def test_remove__takes_it_out_of_the_answer(expert, response):
    first, second = add(expert, response), add(expert, response, hostile.DOCX)
    remove_evidence(by=expert, evidence=first)
    assert answers_of(response)[FILE]["files"] == [str(second.uid)]
    remove_evidence(by=expert, evidence=second)
    assert FILE not in answers_of(response)


def test_save__what_is_no_longer_named_goes(expert, response, django_capture_on_commit_callbacks):
    first, second = add(expert, response), add(expert, response, hostile.DOCX)
    storage, name = first.file.storage, first.file.name
    with django_capture_on_commit_callbacks(execute=True):
        save_answer(
            by=expert, response=response, item=FILE, payload={"file": [str(second.uid)]}, version=2
        )
    assert Evidence.objects.get() == second
    assert not storage.exists(name)


def test_save__names_files_of_its_own_question_only(expert, response):
    other = add(expert, response, hostile.picture(), item=PHOTO)
    for named in (str(other.uid), uid("nobody's")):
        with pytest.raises(DomainError, match="Такого файла нет"):
            save_answer(
                by=expert, response=response, item=FILE, payload={"file": [named]}, version=0
            )


def test_script__one_file_at_a_time(signed_in, response, address):
    body = {"item": FILE, f"{FILE}.upload": sent()}
    answer = signed_in.post(f"{address}evidence/", body, headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.content.decode()
    data = answer.json()
    assert (data["version"], data["is_answered"]) == (1, True)
    assert "Программа.pdf" in data["control"]
    evidence = Evidence.objects.get()
    again = signed_in.post(
        f"{address}answer/", {"item": FILE, "version": "1", "file": str(evidence.uid)}
    )
    assert again.json()["version"] == 1
    gone = signed_in.post(f"{address}answer/", {"item": FILE, "version": "1"}).json()
    assert gone["is_answered"] is False
    assert "Программа.pdf" not in gone["control"]


def test_script__refused_in_a_sentence(signed_in, response, address):
    body = {"item": FILE, f"{FILE}.upload": sent(hostile.EXE, "акт.pdf")}
    answer = signed_in.post(f"{address}evidence/", body, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert "Подойдут: PDF, DOCX" in answer.json()["message"]
    assert not Evidence.objects.exists()


def test_plain_form__brings_its_files_along(signed_in, response, address):
    body = {
        "chapter": CHAPTER,
        "next": "submit",
        f"{uid('text')}.value": "Светло",
        f"{FILE}.upload": [sent(), sent(hostile.DOCX, "План.docx")],
        f"{PHOTO}.upload": sent(hostile.picture(), "x.jpg"),
    }
    assert signed_in.post(address, body).status_code == 302
    answers = answers_of(response)
    assert len(answers[FILE]["files"]) == 2
    assert answers[uid("text")]["value"] == "Светло"
    html = signed_in.get(address).content.decode()
    assert "План.docx" in html
    assert signed_in.post(address, Form(html, "c-1").fields).status_code == 302
    assert answers_of(response) == answers


def test_plain_form__refused_file_keeps_the_rest(signed_in, response, address):
    body = {
        "chapter": CHAPTER,
        f"{uid('text')}.value": "Светло",
        f"{FILE}.upload": sent(hostile.SVG, "схема.pdf"),
    }
    answer = signed_in.post(address, body)
    assert answer.status_code == 422
    assert "Такой файл сюда не подходит" in answer.content.decode()
    assert answers_of(response)[uid("text")]["value"] == "Светло"


@pytest.mark.parametrize(
    ("item", "content", "kind"),
    [
        (FILE, hostile.PDF, "application/pdf"),
        (VIDEO, hostile.MP4, "video/mp4"),
        (FILE, hostile.ODT, "application/vnd.oasis.opendocument.text"),
    ],
)
def test_download__attachment_that_is_never_sniffed(
    signed_in, expert, response, address, item, content, kind
):
    evidence = add(expert, response, content, item=item)
    answer = signed_in.get(f"{address}evidence/{evidence.uid}/")
    assert answer["Content-Type"] == kind
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; ")
    assert b"".join(answer.streaming_content) == content


def test_download__only_through_the_policy(client, expert, response, address):
    evidence = add(expert, response)
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert client.get(f"{address}evidence/{evidence.uid}/").status_code == 404
    assert Entry.objects.filter(action="evidence.added").count() == 1
