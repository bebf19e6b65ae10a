"""What the cluster runs. Tasks take ids and may run twice."""

from portal.jobs import run, services


def run_job(pk: int) -> None:
    """Run the job with this primary key, unless it is done or another worker has it."""
    run.run_job(pk)


def sweep() -> None:
    """Queue again what a dead worker left."""
    services.sweep(by=None)
