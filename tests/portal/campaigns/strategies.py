"""Plans as hypothesis makes them: every irregularity a real plan may have."""

import datetime

from hypothesis import strategies as st

from portal.campaigns.models import Procedure
from portal.campaigns.plan import (
    Plan,
    PlanBinding,
    PlanPhase,
    PlanProcedure,
    PlanStage,
    PlanStep,
)
from portal.organisations.choices import Role

LETTERS = st.characters(categories=("Lu", "Ll", "Nd"), include_characters=" =+-@.«»—")
WORDS = st.text(LETTERS, max_size=12).map(lambda text: " ".join(text.split()))
SAID = WORDS.filter(bool)
CODES = st.one_of(st.just(""), st.from_regex(r"[1-5]\.[1-9]\.[0-9]", fullmatch=True))
DATES = st.dates(datetime.date(2015, 1, 1), datetime.date(2030, 12, 31))
SPANS = st.tuples(st.none() | DATES, st.none() | DATES).map(
    lambda pair: tuple(sorted(pair)) if all(pair) else pair
)
BINDINGS = st.lists(
    st.builds(PlanBinding, form=st.uuids().map(str)) | st.builds(PlanBinding, report=SAID),
    max_size=2,
    unique=True,
).map(tuple)
STEPS = st.builds(PlanStep, code=CODES, text=SAID, bindings=BINDINGS)


def _tuples(parts: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(parts, max_size=3).map(tuple)


@st.composite
def phases(draw: st.DrawFn) -> PlanPhase:
    starts, ends = draw(SPANS)
    return PlanPhase(draw(WORDS), draw(WORDS), starts, ends, draw(_tuples(STEPS)))


@st.composite
def procedures(draw: st.DrawFn) -> PlanProcedure:
    starts, ends = draw(SPANS)
    return PlanProcedure(
        code=draw(CODES),
        source_code=draw(CODES),
        title=draw(WORDS),
        responsible=draw(st.lists(SAID, max_size=2).map(tuple)),
        phases=draw(_tuples(phases())),
        owner_role=draw(st.sampled_from(["", *Role.values])),
        filler_role=draw(st.sampled_from(["", *Role.values])),
        target_kind=draw(st.sampled_from(["", *Procedure.TargetKind.values])),
        starts=starts,
        ends=ends,
        bindings=draw(BINDINGS),
    )


STAGES = st.builds(PlanStage, code=CODES, title=WORDS, procedures=_tuples(procedures()))
PLANS = st.builds(
    Plan,
    title=SAID,
    region=SAID,
    municipality=WORDS,
    basis=st.lists(SAID, max_size=2).map(tuple),
    stages=st.lists(STAGES, min_size=1, max_size=3).map(tuple),
    short_title=WORDS,
)
