"""Changes of models that no migration has."""

from django.apps import AppConfig, apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.architecture.sources import PACKAGES


def _is_ours(config: AppConfig) -> bool:
    return config.name.split(".")[0] in PACKAGES


def pending_migrations(now: ProjectState | None = None) -> list[str]:
    """Return one sentence per operation that makemigrations would write for our rooms.

    now: the state of the models, by default that of the running apps. Names of fields are compared
    untranslated, as makemigrations does.
    """
    with translation.override(None):
        return _pending(now or ProjectState.from_apps(apps))


def _pending(now: ProjectState) -> list[str]:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    detector = MigrationAutodetector(loader.project_state(), now)
    ours = {config.label for config in apps.get_app_configs() if _is_ours(config)}
    changes = detector.changes(graph=loader.graph)
    return [
        f"{label}: no migration yet: {operation.describe()}"
        for label in sorted(ours & set(changes))
        for migration in changes[label]
        for operation in migration.operations
    ]
