"""Break things on every database that answers and keep the outcome: `make faults`.

Leaves var/faults.json; anything lost or done twice makes the run fail.
"""

import json
import sys
import tempfile
from pathlib import Path

from tests.faults import assigning, imports, kills
from tests.faults.harness import KINDS, row
from tests.journeys.support.stage import Stage
from tests.support.postgres import HOW_TO_GET, reachable_url

ROOMS = (assigning, imports, kills)  # importing them registers their kinds
OUT = Path(__file__).resolve().parents[2] / "var" / "faults.json"


def rows(postgres: str) -> list[dict[str, object]]:
    """Do every kind on SQLite, and on PostgreSQL when there is one."""
    found = []
    for server in ["", postgres] if postgres else [""]:
        with tempfile.TemporaryDirectory() as folder, Stage(Path(folder), server) as stage:
            for kind in KINDS:
                found.append(row(kind, stage))
                print(json.dumps(found[-1]))
    return found


def main() -> int:
    postgres = reachable_url()
    if not postgres:
        print(HOW_TO_GET)
    found = rows(postgres)
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps({"kinds": found}, indent=1) + "\n")
    return 1 if any(item["lost"] or item["double"] for item in found) else 0


if __name__ == "__main__":
    sys.exit(main())
