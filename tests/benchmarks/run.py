"""Measure and keep the figures in var/bench.json: `make bench`.

    python -m tests.benchmarks.run [--postgres] [NAME …]

Names choose benchmarks; rows of the others stay as they were measured before.
"""

import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import editor, gate, pages, progress, reports, sheets
from tests.benchmarks.harness import BENCHES
from tests.journeys.support.stage import Stage
from tests.support.postgres import HOW_TO_GET, reachable_url

OUT = Path(__file__).resolve().parents[2] / "var" / "bench.json"
# Importing them registers their benchmarks.
ROOMS = (sheets, reports, pages, progress, gate, editor)


def keep(rows: list[dict[str, object]], out: Path = OUT) -> None:
    """Write the rows over those of the same names."""
    before = json.loads(out.read_text()) if out.exists() else []
    new = {row["name"] for row in rows}
    kept = [row for row in before if row["name"] not in new and row["name"] in BENCHES]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps([*kept, *rows], ensure_ascii=False, indent=1) + "\n")


def main(arguments: list[str]) -> int:
    names = [word for word in arguments if not word.startswith("--")] or list(BENCHES)
    postgres = reachable_url() if "--postgres" in arguments else ""
    if "--postgres" in arguments and not postgres:
        print(HOW_TO_GET)
        return 1
    rows = []
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder), postgres) as stage:
        for name in names:
            rows.append(BENCHES[name](stage).as_data())
            print(json.dumps(rows[-1], ensure_ascii=False))
    keep(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
