"""System checks for the queue: wrong numbers here make tasks run twice or never."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def queue_is_sound(**options: Any) -> list[CheckMessage]:
    """retry exceeds timeout (else a running task is handed out again), and the broker is ours."""
    cluster = settings.Q_CLUSTER
    retry, timeout = cluster.get("retry") or 0, cluster.get("timeout") or 0
    errors: list[CheckMessage] = []
    if not 0 < timeout < retry:
        errors.append(
            Error(
                f"Q_CLUSTER: retry ({retry}) must exceed timeout ({timeout}), both set.",
                hint="A task still running after `retry` seconds would be started a second time.",
                id="jobs.E001",
            )
        )
    if cluster.get("orm") != "default":
        errors.append(
            Error(
                "Q_CLUSTER: the broker must be the ORM on the default database.",
                hint="Jobs are queued in the transaction that writes their row.",
                id="jobs.E002",
            )
        )
    if not 0 < (cluster.get("queue_limit") or 0) <= cluster.get("workers", 0):
        errors.append(Error("Q_CLUSTER: queue_limit must not exceed workers.", id="jobs.E003"))
    return errors
