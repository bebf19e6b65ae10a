"""What the registry's fault does in a process of the portal: send a file, confirm, count."""

from django.db.models import Count

from portal.bootstrap.demo import people
from portal.exchange.models import Upload
from portal.exchange.services import confirm_registry, keep_upload
from portal.jobs.models import Job
from portal.journal.models import Entry
from portal.organisations.choices import Role, TerritoryKind
from portal.organisations.models import Organisation, Territory
from portal.organisations.services import add_territory
from tests.faults.inside import wait_for

TOWN = "город для проверки загрузки"


def send(rows: int) -> None:
    """Upload a file of so many kindergartens of a town of its own."""
    by = people.first_with(Role.REGIONAL_COORDINATOR)
    region = Territory.objects.filter(kind=TerritoryKind.REGION).order_by("path").first()
    town = add_territory(
        by=by,
        parent=region,
        kind=TerritoryKind.MUNICIPALITY,
        name=TOWN,
        time_zone=region.time_zone,
    )
    lines = "".join(f"{n};Детский сад № {n};{n % 300}\n" for n in range(1, rows + 1))
    content = f"Номер;Краткое название;Мест\n{lines}".encode()
    keep_upload(
        by=by, kind=Upload.Kind.REGISTRY, name="сады.csv", content=content, territory=town
    )


def confirm(rows: int) -> None:
    """Press «Подтвердить и записать» under a preview that shows all of them as new."""
    upload = Upload.objects.get(kind=Upload.Kind.REGISTRY)
    if upload.counts.get("new") != rows:
        raise AssertionError(f"the preview shows {upload.counts}, not {rows} new rows")
    confirm_registry(by=upload.by, upload=upload)


def work_off() -> float:
    """Wait until the job over the file is over; return the seconds it took."""
    return wait_for(Job.objects.filter(kind__startswith="registry."))


def became_of(rows: int) -> dict[str, int]:
    """Return how many rows and works were lost, and how many happened twice."""
    loaded = Organisation.objects.filter(territory__name=TOWN)
    numbers = loaded.values("number").annotate(times=Count("pk"))
    unfinished = Job.objects.filter(kind__startswith="registry.").exclude(state=Job.State.DONE)
    times = Entry.objects.filter(action="registry.imported", details__new=rows).count()
    return {
        "lost": rows - len(numbers) + unfinished.count() + (times == 0),
        "double": sum(row["times"] - 1 for row in numbers) + max(times - 1, 0),
    }
