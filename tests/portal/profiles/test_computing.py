"""From a submitted sheet to a stored profile: through the queue, once, with everything kept."""

import json
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django_q.models import OrmQ

from forms_builder.common.canonical import canonical_json, sha256_of
from forms_builder.common.errors import DomainError
from portal.jobs.models import Job
from portal.jobs.run import run_job
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.profiles.gather import inputs_of, read_inputs
from portal.profiles.keep import result_text
from portal.profiles.models import Profile
from portal.profiles.services import COMPUTE, compute_profile, queue_computing
from portal.profiles.signals import profile_computed
from portal.responses.models import Answer, Response
from portal.responses.services import submit
from portal.responses.signals import response_submitted
from tests.factories import (
    LOOSE,
    STRICT,
    TALK,
    AssignmentFactory,
    EditionFactory,
    PersonFactory,
    ResponseFactory,
    appointed,
    edition_content,
)
from tests.factories.content import uid
from tests.factories.results import ANSWERS, computed_profile, submitted_response

pytestmark = pytest.mark.django_db


def test_submitting__queues_the_computing_and_nothing_else():
    task = AssignmentFactory(state="in_progress")
    expert = appointed(Role.EXPERT, task.organisation.territory)
    task.assignee = expert
    task.save()
    response = ResponseFactory(assignment=task)
    for item, data in ANSWERS.items():
        Answer.objects.create(response=response, item=item, data=data, saved_by=expert)
    submit(by=expert, response=response)
    job = Job.objects.get()
    assert (job.kind, job.params, job.by) == (COMPUTE, {"response": response.pk}, expert)
    assert OrmQ.objects.count() == 1
    assert not Profile.objects.exists()
    run_job(job.pk)
    assert Profile.objects.get().response == response
    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_submitting__a_form_without_a_scale_queues_nothing():
    content = {**edition_content(), "scale": None}
    response = submitted_response(edition=EditionFactory(data=content))
    response_submitted.send(Response, response=response, by=PersonFactory())
    assert not Job.objects.exists()


def test_submitting__a_failing_transaction_leaves_no_job():
    response = submitted_response()

    @transaction.atomic
    def broken() -> None:
        response_submitted.send(Response, response=response, by=PersonFactory())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert not Job.objects.exists()
    assert not OrmQ.objects.exists()


def test_compute__keeps_numbers_inputs_edition_and_rule_version():
    response = submitted_response()
    profile = compute_profile(by=response.assignment.assignee, response=response)
    data = profile.data
    assert [item["score"] for item in data["indicators"]] == ["3", None, "2"]
    assert [area["score"] for area in data["areas"]] == ["3", "2"]
    assert (data["overall"]["score"], data["overall"]["level"]) == ("2.5", 2)
    assert (profile.overall, profile.level) == (Decimal("2.5"), 2)
    assert profile.areas == {uid("area1"): "3", uid("area2"): "2"}
    assert profile.rule_version == data["rule_version"] == "1"
    assert profile.edition == response.edition
    assert profile.organisation == response.assignment.organisation
    assert profile.campaign == response.assignment.campaign
    assert profile.procedure == response.assignment.procedure
    assert canonical_json(data) == profile.result, "the stored text is the canonical one"


def test_compute__inputs_hold_what_the_numbers_depend_on_and_no_more():
    profile = computed_profile()
    assert profile.given == {
        "edition": profile.edition.sha256,
        "asked": [STRICT, TALK, LOOSE],
        "answers": {item: ANSWERS[item] for item in (STRICT, TALK, LOOSE)},
    }
    assert profile.inputs_sha256 == sha256_of(profile.inputs)


def test_compute__twice_gives_the_same_row_and_announces_once():
    heard: list[Profile] = []

    def listen(sender: object, profile: Profile, **extra: object) -> None:
        heard.append(profile)

    profile_computed.connect(listen)
    try:
        response = submitted_response()
        first = compute_profile(by=response.assignment.assignee, response=response)
        second = compute_profile(by=response.assignment.assignee, response=response)
    finally:
        profile_computed.disconnect(listen)
    assert first.pk == second.pk
    assert Profile.objects.count() == 1
    assert [profile.pk for profile in heard] == [first.pk]
    assert Entry.objects.filter(action="profile.computed").count() == 1


def test_compute__the_job_may_run_twice():
    response = submitted_response()
    for _time in range(2):
        run_job(queue_computing(by=PersonFactory(), response=response).pk)
    assert Profile.objects.count() == 1
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}


def test_compute__another_rule_version_makes_a_row_beside_the_old_one(monkeypatch):
    response = submitted_response()
    old = compute_profile(by=PersonFactory(), response=response)
    profile = Profile.objects.get(pk=old.pk)
    profile.rule_version = "0"
    profile.save()
    new = compute_profile(by=PersonFactory(), response=response)
    assert new.pk != old.pk
    assert Profile.objects.filter(response=response).count() == 2


def test_compute__a_draft_is_refused():
    response = ResponseFactory()
    with pytest.raises(DomainError, match="ещё не отправлен"):
        compute_profile(by=PersonFactory(), response=response)


def test_compute__an_edition_without_a_scale_is_refused():
    content = {**edition_content(), "scale": None, "sections": []}
    response = submitted_response(edition=EditionFactory(data=content))
    with pytest.raises(DomainError, match="не оценивается"):
        compute_profile(by=PersonFactory(), response=response)


def test_compute__an_answer_that_does_not_fit_fails_the_job_with_a_sentence():
    answers = {STRICT: {"state": "answered", "confirmed": ["nobody"], "not_applicable": {}}}
    response = submitted_response(answers=answers)
    job = queue_computing(by=PersonFactory(), response=response)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.FAILED, 1)
    assert job.message == ("Ответ не подходит к своей редакции (unknown_characteristic: nobody).")
    assert not Profile.objects.exists()


def test_compute__nothing_answered_has_no_number_but_a_reason():
    profile = computed_profile(answers={uid("groups"): ANSWERS[uid("groups")]})
    assert (profile.overall, profile.level) == (None, None)
    assert profile.areas == {uid("area1"): None, uid("area2"): None}
    assert profile.data["overall"]["reason"] == "not_assessed"


def test_compute__a_subset_of_indicators_is_scored_alone():
    content = edition_content()
    content["sections"] = [row for row in content["sections"] if row["uid"] != uid("area2")]
    answers = {STRICT: ANSWERS[STRICT], TALK: ANSWERS[TALK]}
    profile = computed_profile(answers=answers, edition=EditionFactory(data=content))
    assert [item["uid"] for item in profile.data["indicators"]] == [STRICT, TALK]
    assert profile.overall == 3


def test_inputs__the_order_of_saving_answers_does_not_matter():
    one = submitted_response()
    other = submitted_response(
        answers=dict(reversed(ANSWERS.items())), edition=one.assignment.edition
    )
    assert inputs_of(one) == inputs_of(other)


def test_inputs__lead_to_the_same_bytes_again():
    profile = computed_profile()
    again = read_inputs(profile.edition, profile.inputs).score()
    assert result_text(again) == profile.result


def test_recompute__says_that_the_bytes_are_the_same(capsys):
    computed_profile()
    profile = computed_profile()
    Profile.objects.filter(pk=profile.pk).update(rule_version="0")
    call_command("recompute_profiles")
    said = capsys.readouterr().out
    assert said.strip() == "Пересчитано: 1, совпали байт в байт. По прежним правилам: 1."


def test_recompute__names_what_differs_and_writes_nothing():
    profile = computed_profile()
    changed = json.dumps({**profile.data, "rule_version": "x"})
    Profile.objects.filter(pk=profile.pk).update(result=changed)
    with pytest.raises(CommandError, match=str(profile.uid)):
        call_command("recompute_profiles")
    profile.refresh_from_db()
    assert profile.result == changed
