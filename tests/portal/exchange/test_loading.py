"""Preview and loading as jobs: what is shown is written, all of it or nothing, and once."""

import pytest

from forms_builder.common.errors import DomainError
from portal.exchange import tasks
from portal.exchange.models import Upload, UploadRow
from portal.exchange.services import confirm_registry, keep_upload
from portal.exchange.tasks import load
from portal.jobs.models import Job
from portal.jobs.run import LeaseLostError, Run, run_job
from portal.jobs.services import sweep
from portal.journal.models import Entry
from portal.organisations.choices import Role
from portal.organisations.models import Organisation
from portal.organisations.preview import RowKind
from portal.organisations.services import save_organisation
from tests.factories import OrganisationFactory, appointed, orsk
from tests.portal.exchange.work import work

pytestmark = pytest.mark.django_db
HEADER = "Номер;Краткое название;ИНН;Мест\n"
THREE = HEADER + "1;Сад № 1;;90\n2;Сад № 2;;120\n3;Сад № 3;;60\n"


class Killed(BaseException):
    """A worker's death: nothing catches it, nothing is written after it."""


@pytest.fixture
def coordinator():
    return appointed(Role.REGIONAL_COORDINATOR, orsk().get_parent())


def sent(by, content=THREE) -> Upload:
    return keep_upload(
        by=by,
        kind=Upload.Kind.REGISTRY,
        name="сады.csv",
        content=content.encode(),
        territory=orsk(),
    )


def confirmed(by, content=THREE) -> Upload:
    sent(by, content)
    return confirm_registry(by=by, upload=work())


def die(upload: Upload) -> None:
    """Run the upload's job into a death, and let its lease run out."""
    with pytest.raises(Killed):
        run_job(upload.job_id)
    Job.objects.filter(pk=upload.job_id).update(lease_until="2020-01-01T00:00:00Z")


def test_import__of_ten_thousand_rows_names_all_fifty_mistakes_and_writes_nothing(coordinator):
    OrganisationFactory(number="5", short_name="Сад № 5")
    wrong = {row: row // 200 % 3 for row in range(200, 10_001, 200)}
    mistakes = {0: ("", "7707083893", "5"), 1: ("Сад", "123", "5"), 2: ("Сад", "", "много")}
    columns = {0: "Краткое название", 1: "ИНН", 2: "Мест"}
    lines = []
    for row in range(2, 10_002):
        name, inn, places = mistakes[wrong[row]] if row in wrong else (f"Сад № {row}", "", "90")
        inn = "" if inn == "7707083893" else inn
        lines.append(f"{row};{name};{inn};{places}\n")
    sent(coordinator, HEADER + "".join(lines))

    upload = work()

    assert upload.counts == {"wrong": 50, "changed": 1, "new": 9949, "same": 0}
    found = UploadRow.objects.filter(kind=RowKind.WRONG).values_list("row", "wrong")
    assert {row: [column for column, _text in said] for row, said in found} == {
        row: [columns[kind]] for row, kind in wrong.items()
    }
    with pytest.raises(DomainError, match="есть ошибки"):
        confirm_registry(by=coordinator, upload=upload)
    assert Organisation.objects.count() == 1


def test_preview__killed_while_it_looks_is_done_by_the_sweep(coordinator, monkeypatch):
    upload = sent(coordinator)
    with monkeypatch.context() as patch:
        patch.setattr(UploadRow.objects, "bulk_create", _dies)
        die(upload)
    assert not UploadRow.objects.exists()
    assert sweep() == 1
    assert work().state == Upload.State.READY
    assert UploadRow.objects.count() == 3


@pytest.mark.parametrize("writing", ["bulk_create", "record"])
def test_import__killed_while_it_writes_leaves_nothing_and_is_done_once(
    coordinator, monkeypatch, writing
):
    OrganisationFactory(number="1", short_name="Сад № 1", places=80)
    upload = confirmed(coordinator)
    with monkeypatch.context() as patch:
        if writing == "record":
            patch.setattr("portal.organisations.services.organisations.record", _dies)
        else:
            patch.setattr(Organisation.objects, "bulk_create", _dies)
        die(upload)
    assert Organisation.objects.get().places == 80
    assert sweep() == 1
    assert work(times=2).state == Upload.State.DONE
    assert Organisation.objects.count() == 3
    assert Organisation.objects.get(number="1").places == 90
    assert Entry.objects.filter(action="registry.imported").count() == 1


def test_import__killed_after_writing_is_not_done_again(coordinator, monkeypatch):
    upload = confirmed(coordinator)
    with monkeypatch.context() as patch:
        patch.setattr("portal.jobs.run._finish", _dies)
        die(upload)
    assert Organisation.objects.count() == 3
    Organisation.objects.filter(number="3").update(places=61)
    assert sweep() == 1
    assert work().job.state == Job.State.DONE
    assert Organisation.objects.get(number="3").places == 61
    assert Entry.objects.filter(action="registry.imported").count() == 1


def test_import__that_lost_its_lease_writes_nothing(coordinator):
    upload = confirmed(coordinator)
    with pytest.raises(LeaseLostError):
        load(Run(upload.job, "another lease"))
    assert not Organisation.objects.exists()


def test_import__after_the_registry_changed_previews_again(coordinator):
    garden = OrganisationFactory(number="1", short_name="Сад № 1", places=80)
    upload = confirmed(coordinator)
    save_organisation(by=coordinator, organisation=garden, places=85)

    upload = work()

    assert (upload.state, upload.job.state) == (Upload.State.STALE, Job.State.FAILED)
    assert Organisation.objects.get().places == 85
    row = upload.rows.get(kind=RowKind.CHANGED)
    assert row.cells == [["Мест", "85", "90"]]
    confirm_registry(by=coordinator, upload=upload)
    assert work().state == Upload.State.DONE
    assert Organisation.objects.get(number="1").places == 90


def test_import__does_not_mind_a_change_elsewhere(coordinator):
    garden = OrganisationFactory(number="77", short_name="Сад № 77")
    confirmed(coordinator)
    save_organisation(by=coordinator, organisation=garden, note="Ремонт.")
    assert work().state == Upload.State.DONE


def test_import__tries_again_when_somebody_writes_at_the_same_moment(coordinator, monkeypatch):
    garden = OrganisationFactory(number="77", short_name="Сад № 77")
    confirmed(coordinator)
    looks = []
    looked = tasks.look_at

    def meanwhile(*given):
        look = looked(*given)
        if not looks:
            save_organisation(by=coordinator, organisation=garden, note="Ремонт.")
        looks.append(look)
        return look

    monkeypatch.setattr(tasks, "look_at", meanwhile)
    assert work().state == Upload.State.DONE
    assert len(looks) == 2


def test_confirm__pressed_twice_is_one_work(coordinator):
    upload = confirmed(coordinator)
    again = confirm_registry(by=coordinator, upload=upload)
    assert again.job_id == upload.job_id
    assert Job.objects.filter(kind="registry.import").count() == 1


def test_confirm__before_the_preview_is_ready_is_refused(coordinator):
    with pytest.raises(DomainError, match="ещё просматривается"):
        confirm_registry(by=coordinator, upload=sent(coordinator))


def test_job__of_a_file_that_another_one_replaced_says_so(coordinator):
    job = sent(coordinator).job
    sent(coordinator)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.FAILED, "Этот файл заменён другим.")


def _dies(*given, **named):
    raise Killed
