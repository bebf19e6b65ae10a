"""Without a room above nothing is known, nothing moves and nothing is scored."""

from collections.abc import Iterator
from typing import Any

import pytest

from forms_builder.questionnaires import ports
from forms_builder.questionnaires.ports import (
    Moved,
    NoEditionLinks,
    NoTrialScore,
    NoUsage,
    TrialResult,
    Usage,
)


@pytest.fixture
def as_before() -> Iterator[None]:
    kept = {name: getattr(ports, name)() for name in ("usage", "trial_score", "edition_links")}
    yield
    ports.register(**kept)


def test_ports__answer_nothing_before_anybody_registers():
    nothing: Any = object()
    assert NoUsage().touched(nothing) == Usage(responses=0, drafts=0, by_item={})
    assert NoUsage().move_drafts(by=None, old=nothing, new=nothing) == Moved(0, 0)
    assert NoTrialScore().score({}, {}) == TrialResult()
    assert NoEditionLinks().links(nothing) == []


def test_register__one_port_leaves_the_others(as_before):
    links, scores, mine = ports.edition_links(), ports.trial_score(), NoUsage()
    ports.register(usage=mine)
    assert ports.usage() is mine
    assert (ports.edition_links(), ports.trial_score()) == (links, scores)


def test_register__the_last_one_answers(as_before):
    first, second = NoEditionLinks(), NoEditionLinks()
    ports.register(edition_links=first)
    ports.register(edition_links=second)
    assert ports.edition_links() is second
