"""Small work by the clock."""

from django.core.management import call_command

from portal.exchange import services as exchange


def forget_uploads() -> None:
    """Drop the files that nobody confirmed."""
    exchange.forget_uploads(by=None)


def publish_scheduled() -> None:
    """Publish and unpublish what Wagtail has a time for."""
    call_command("publish_scheduled")


def clear_sessions() -> None:
    """Delete sessions that ended."""
    call_command("clearsessions")
