"""What runs by the clock, in one table."""

from typing import Any

from django.core.management.base import BaseCommand
from django_q.models import Schedule

# name → (function, minutes). Wagtail publishes and unpublishes pages at their set time.
SCHEDULES = {
    "assignments.open": ("portal.bootstrap.tasks.open_started", 30),
    "jobs.sweep": ("portal.jobs.tasks.sweep", 1),
    "wagtail.publish_scheduled": ("portal.bootstrap.tasks.publish_scheduled", 5),
    "organisations.groups": ("portal.bootstrap.tasks.project_groups", 60),
    "exchange.forget": ("portal.bootstrap.tasks.forget_uploads", 24 * 60),
    "trials.forget": ("portal.bootstrap.tasks.forget_trials", 24 * 60),
    "sessions.clear": ("portal.bootstrap.tasks.clear_sessions", 24 * 60),
}


class Command(BaseCommand):
    help = "Заводит расписание фоновой работы; повторный запуск ничего не меняет."

    def handle(self, **options: Any) -> None:
        for name, (function, minutes) in SCHEDULES.items():
            Schedule.objects.get_or_create(
                name=name,
                defaults={"func": function, "schedule_type": Schedule.MINUTES, "minutes": minutes},
            )
        Schedule.objects.exclude(name__in=SCHEDULES).delete()
