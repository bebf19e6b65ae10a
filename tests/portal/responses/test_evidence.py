"""Evidence: kept under our own names, seen with its sheet, taken back while a draft."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from forms_builder.common.errors import DomainError, NotAllowed
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.responses.models import Evidence, Response
from portal.responses.services import add_photo, add_text_evidence, remove_evidence
from portal.responses.services.evidence import PER_ITEM
from tests.factories import STRICT, AssignmentFactory, appointed, orsk
from tests.factories.content import uid

pytestmark = pytest.mark.django_db


def picture(name="уголок.jpg", kind="JPEG") -> SimpleUploadedFile:
    output = BytesIO()
    Image.new("RGB", (64, 48), "#6fb1a6").save(output, kind)
    return SimpleUploadedFile(name, output.getvalue(), content_type="image/jpeg")


def add(expert, response, upload):
    return add_photo(by=expert, response=response, item=STRICT, upload=upload, size=upload.size)


@pytest.fixture
def photo(expert, response):
    return add(expert, response, picture())


@pytest.fixture
def address(assignment):
    return f"/sheets/{assignment.uid}/evidence/"


@pytest.mark.parametrize(
    "name", ["../../settings.py", "a/b.jpg", "x\0.jpg", "/etc/passwd", "а" * 300]
)
def test_add_photo__name_is_never_the_users(expert, response, name):
    evidence = add(expert, response, picture(name))
    folder, stored = evidence.file.name.rsplit("/", 1)
    assert folder.startswith("evidence/20")
    assert len(stored) == len("0" * 32 + ".jpg")
    assert stored.endswith(".jpg")
    assert len(evidence.sha256) == 64


def test_add_photo__refused_leaves_no_row(expert, response):
    with pytest.raises(DomainError):
        add(expert, response, SimpleUploadedFile("photo.jpg", b"MZ" + b"\0" * 90))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n", "я" * 5001])
def test_add_text__refused(expert, response, text):
    with pytest.raises(DomainError):
        add_text_evidence(by=expert, response=response, item=STRICT, text=text)


def test_add_text__only_where_evidence_is_asked_for(expert, response):
    with pytest.raises(DomainError, match="не прикладывают"):
        add_text_evidence(by=expert, response=response, item=uid("groups"), text="Видела")


def test_add_text__not_without_end(expert, response):
    for n in range(PER_ITEM):
        add_text_evidence(by=expert, response=response, item=STRICT, text=f"{n}")
    with pytest.raises(DomainError, match="двадцать"):
        add_text_evidence(by=expert, response=response, item=STRICT, text="ещё")


def test_remove__row_and_file_go(expert, response, photo, django_capture_on_commit_callbacks):
    storage, name = photo.file.storage, photo.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(by=expert, evidence=photo)
    assert not Evidence.objects.exists()
    assert not storage.exists(name)
    assert Entry.objects.filter(action="evidence.removed").exists()


def test_remove__somebody_else(photo):
    with pytest.raises(NotAllowed):
        remove_evidence(by=appointed(Role.EXPERT, orsk()), evidence=photo)


def test_page__text_and_photo_together(signed_in, response, address):
    sent = {"item": STRICT, f"{STRICT}.text": "Видела сама", f"{STRICT}.photo": picture()}
    answer = signed_in.post(address, sent, headers={"Accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["count"] == 2
    assert "Видела сама" in answer.json()["html"]


def test_page__refused_in_a_sentence(signed_in, response, address):
    sent = {"item": STRICT, f"{STRICT}.photo": SimpleUploadedFile("a.jpg", b"")}
    answer = signed_in.post(address, sent, headers={"Accept": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["message"].startswith("Файл пуст")


def test_page__plain_form_brings_its_chapter_along(signed_in, response, address):
    sent = {
        "chapter": uid("area1"),
        "item": STRICT,
        f"{STRICT}.confirmed": [uid("1.1/1")],
        f"{STRICT}.version": "0",
        f"{STRICT}.text": "Видела сама",
    }
    answer = signed_in.post(address, sent)
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"#i-{STRICT}")
    assert response.answers.get().data["confirmed"] == [uid("1.1/1")]
    assert response.evidence.get().text == "Видела сама"


def test_page__plain_form_refused_keeps_what_was_typed(signed_in, response, address):
    sent = {"chapter": uid("area1"), "item": STRICT, f"{STRICT}.text": "я" * 5001}
    answer = signed_in.post(address, sent)
    assert answer.status_code == 422
    assert "я" * 5001 in answer.content.decode()
    assert "Пояснение длиннее" in answer.content.decode()


def test_file__served_as_our_own_jpeg(signed_in, photo, address):
    answer = signed_in.get(f"{address}{photo.uid}/")
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'inline; filename="photo-{photo.pk}.jpg"'
    assert Image.open(BytesIO(b"".join(answer.streaming_content))).format == "JPEG"
    assert not Entry.objects.filter(action="evidence.viewed").exists()


def test_file__another_experts_eyes(client, photo, address):
    client.force_login(appointed(Role.EXPERT, orsk()))
    assert client.get(f"{address}{photo.uid}/").status_code == 404


def test_file__coordinator_after_submitting_only_and_recorded(client, response, photo, address):
    client.force_login(appointed(Role.MUNICIPAL_COORDINATOR, orsk()))
    assert client.get(f"{address}{photo.uid}/").status_code == 403
    Response.objects.update(state=Response.State.SUBMITTED)
    assert client.get(f"{address}{photo.uid}/").status_code == 200
    assert Entry.objects.filter(action="evidence.viewed").count() == 1


def test_file__under_another_sheets_address(signed_in, expert, photo):
    other = AssignmentFactory(assignee=expert)
    assert signed_in.get(f"/sheets/{other.uid}/evidence/{photo.uid}/").status_code == 404


def test_file__a_text_has_none(signed_in, expert, response, address):
    text = add_text_evidence(by=expert, response=response, item=STRICT, text="Видела")
    assert signed_in.get(f"{address}{text.uid}/").status_code == 404


def test_page__remove(signed_in, photo, address):
    answer = signed_in.post(f"{address}{photo.uid}/", headers={"Accept": "application/json"})
    assert answer.json()["count"] == 0
    assert not Evidence.objects.exists()


def test_page__remove_after_submitting(signed_in, photo, address):
    Response.objects.update(state=Response.State.SUBMITTED)
    assert signed_in.post(f"{address}{photo.uid}/").status_code == 403
    assert Evidence.objects.exists()
