"""An edition outside the CMS: who reads it, and what it gives."""

import io

import pytest
from pypdf import PdfReader

from forms_builder.common.canonical import sha256_of
from forms_builder.questionnaires import ports
from portal.assignments.models import Assignment
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.organisations.choices import Role
from portal.responses.edition_files import PAPER, start_paper
from tests.factories import AssignmentFactory, OrganisationFactory, appointed, orsk
from tests.factories.chain import EditionFactory
from tests.factories.content import edition_content
from tests.factories.every_type import every_type

FILES = ("codebook.xlsx", "content.json", "")


@pytest.fixture
def edition(assignment):
    return assignment.edition


def address(edition, end=""):
    return f"/editions/{edition.uid}/{end}"


@pytest.mark.parametrize("end", FILES)
def test_edition__its_assignee_reads_it(signed_in, edition, end):
    assert signed_in.get(address(edition, end)).status_code == 200


@pytest.mark.parametrize("end", FILES)
def test_edition__another_form_does_not_exist_for_an_expert(signed_in, edition, end):
    assert signed_in.get(address(EditionFactory(), end)).status_code == 404


@pytest.mark.parametrize("end", FILES)
def test_edition__a_methodologist_reads_all(client, db, end):
    client.force_login(appointed(Role.METHODOLOGIST, orsk()))
    assert client.get(address(EditionFactory(), end)).status_code == 200


def test_edition__a_withdrawn_task_opens_nothing(signed_in, assignment, edition):
    Assignment.objects.filter(pk=assignment.pk).update(state=Assignment.State.WITHDRAWN)
    assert signed_in.get(address(edition)).status_code == 404


def test_edition__the_head_of_the_kindergarten_reads_what_her_people_fill(client, db):
    garden = OrganisationFactory()
    task = AssignmentFactory(organisation=garden)
    client.force_login(appointed(Role.DOO_HEAD, garden))
    assert client.get(address(task.edition)).status_code == 200


def test_edition__page_lists_sections_and_questions(signed_in, edition):
    page = signed_in.get(address(edition)).content.decode()
    for words in (
        "Оценочный лист",
        "Посещение · 2\u00a0вопроса",
        "Показатель 1.1",
        "Общее впечатление",
    ):
        assert words in page


def test_edition__json_is_letter_by_letter_what_was_frozen(signed_in, edition):
    answer = signed_in.get(address(edition, "content.json"))
    assert sha256_of(answer.content) == edition.sha256
    assert "attachment" in answer["Content-Disposition"]


def test_paper__is_a_job_whose_file_is_the_blank(signed_in, edition, expert):
    answer = signed_in.post(address(edition, "paper/"))
    job = Job.objects.get(kind=PAPER)
    assert answer.url == f"/desk/jobs/{job.uid}/"
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.progress_done) == (Job.State.DONE, job.progress_total)
    text = PdfReader(io.BytesIO(job.file.read())).pages[0].extract_text()
    assert "Оценочный лист" in text


def test_paper__the_second_press_finds_the_same_work(expert, edition):
    first = start_paper(by=expert, edition=edition)
    assert start_paper(by=expert, edition=edition) == first
    run_job(first.pk)
    assert start_paper(by=expert, edition=edition) == first


def test_paper__what_failed_begins_anew(expert, edition):
    first = start_paper(by=expert, edition=edition)
    Job.objects.filter(pk=first.pk).update(state=Job.State.FAILED)
    assert start_paper(by=expert, edition=edition) != first


def test_paper__a_character_that_no_font_has_is_named(expert, db):
    content = edition_content()
    content["sections"][0]["items"][0]["label"] = "Сколько групп 😀"
    job = start_paper(by=expert, edition=EditionFactory(data=content))
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "😀" in job.message


def test_paper__asked_by_a_link_alone_draws_nothing(signed_in, edition):
    assert signed_in.get(address(edition, "paper/")).status_code == 405
    assert not Job.objects.exists()


def test_links__stand_beside_an_edition_in_the_cms(edition):
    links = ports.edition_links().links(edition)
    assert [url for _label, url in links[:3]] == [
        address(edition),
        address(edition, "codebook.xlsx"),
        address(edition, "content.json"),
    ]


def test_page__every_type_is_listed_by_its_words(client, db):
    client.force_login(appointed(Role.METHODOLOGIST, orsk()))
    page = client.get(address(EditionFactory(data=every_type()))).content.decode()
    assert "Хватает ли места" in page
    assert "О чём лист" not in page


def test_page__number_of_queries_does_not_grow_with_the_form(
    client, db, django_assert_max_num_queries
):
    client.force_login(appointed(Role.METHODOLOGIST, orsk()))
    large = EditionFactory(data=every_type())
    with django_assert_max_num_queries(12):
        client.get(address(large))
