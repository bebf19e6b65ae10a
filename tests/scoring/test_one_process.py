"""Scoring in processes of its own: the same bytes from each, and no library beside the standard."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from forms_builder.common.canonical import canonical_json, sha256_of
from portal.scoring.reading import read_scale
from portal.scoring.results import SheetResult, as_data
from tests.scoring.builders import indicator_data, scale_data, score_all, ticked

ROOT = Path(__file__).parents[2]


def mixed_sheet() -> SheetResult:
    """Many uids in sets, fractions by strand, a level passed over and a gap."""
    ladder = indicator_data("1a 1b 1c 2a 2b 4a 4b 5a", gaps=[3], uid="i1", area="a1")
    strands = indicator_data(
        "D1 P1 P2 D2 D2b", rule="cumulative_by_strand", gaps=[3, 4, 5], uid="i2", area="a2"
    )
    scale = read_scale(scale_data([ladder, strands]))
    answers = {"i1": ticked("1a 1b 4a", "1c 2a 2b"), "i2": ticked("D1 P1 P2 D2b")}
    return score_all(scale, answers)


@pytest.mark.parametrize("seed", ["0", "1", "424242"])
def test_stored_data__another_process_gives_the_same_bytes(seed: str) -> None:
    # Sets of uids are walked inside; their order changes with the hash seed of a process.
    script = (
        "from tests.scoring.test_one_process import mixed_sheet\n"
        "from forms_builder.common.canonical import canonical_json, sha256_of\n"
        "from portal.scoring.results import as_data\n"
        "print(sha256_of(canonical_json(as_data(mixed_sheet()))))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == sha256_of(canonical_json(as_data(mixed_sheet())))


def test_scoring__loads_nothing_but_the_standard_library() -> None:
    script = (
        "import sys\n"
        "from portal.scoring import checks, explain, indicators, reading, results, sheets\n"
        "known = set(sys.stdlib_module_names) | {'portal', '__main__'}\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} - known))\n"
    )
    # -S keeps site-packages, and whatever they load at start-up, out of the picture.
    run = subprocess.run(
        [sys.executable, "-S", "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"
