"""The tree as it stands obeys every rule; test_planted shows that each rule can say no."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture import budgets, ranks, shapes, words
from tests.architecture.pending import pending_migrations

ROOT = Path(__file__).resolve().parents[2]
RULES = (
    ranks.imports_against_rank,
    ranks.impurities,
    ranks.drafts_read_by_portal,
    ranks.migrations_against_rank,
    ranks.migrations_badly_named,
    shapes.rooms_without_words,
    shapes.services_with_request,
    shapes.admins_of_another_base,
    shapes.long_hooks,
    shapes.readers_of_the_environment,
    budgets.long_functions,
    budgets.long_files,
    budgets.long_templates,
    words.foreign_hosts,
    words.inline_code,
    words.machine_paths,
    words.waivers,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_tree__obeys(rule: Callable[[Path], list[str]]):
    found = rule(ROOT)
    assert not found, "\n".join(found)


def test_tree__has_every_migration():
    found = pending_migrations()
    assert not found, "\n".join(found)
