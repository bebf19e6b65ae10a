"""A sheet of 300 indicators, against a bare form with as many questions."""

import itertools
import json
from typing import Any

from tests.benchmarks.bare import bare
from tests.benchmarks.harness import Row, bench
from tests.benchmarks.visitor import Visitor, milliseconds, opened, side_by_side
from tests.journeys.support.stage import Stage
from tests.support.inside import run_inside

REPEATS = 40
WARM_UP = 4  # two workers, each reads the edition once
LARGE_SHEET = "tests.benchmarks.inside.large_sheet"
BOX = b'type="checkbox"'


@bench
def sheet_open(stage: Stage) -> Row:
    """The whole sheet delivered, packed as for a browser, every other chapter answered.

    Reference: a Django form of 300 MultipleChoiceField with the same characteristics, drawn by its
    own widgets and packed as well. Ours carries for each characteristic a second box («не
    применима»), and per indicator its level, evidence and reasons.
    """
    with stage.server() as server, bare(stage, "form") as other:
        sheet = run_inside(server, LARGE_SHEET)
        person = Visitor(server.url, sheet["session"])
        stranger = other.visitor(other.facts["session"])
        for _ in range(WARM_UP):
            ours, theirs = person.get(sheet["path"]), stranger.get("/form/")
        if opened(ours).count(BOX) < opened(theirs).count(BOX):
            raise RuntimeError("the sheet did not come whole")
        value, reference = side_by_side(
            lambda: milliseconds(lambda: person.get(sheet["path"])),
            lambda: milliseconds(lambda: stranger.get("/form/")),
            REPEATS,
        )
    return Row("sheet_open", value, sheet["n"], reference, queries=sheet["queries"]["open"])


@bench
def sheet_autosave(stage: Stage) -> Row:
    """One changed answer saved: policy, version, history row, the level counted by the server.

    Reference: a view that knows its person and its CSRF token and saves one row in a transaction.
    """
    with stage.server() as server, bare(stage, "form") as other:
        sheet = run_inside(server, LARGE_SHEET)
        person = Filling(Visitor(server.url, sheet["session"]), sheet)
        stranger = other.visitor(other.facts["session"])
        fields = {"item": sheet["item"], "confirmed": sheet["ticks"]}
        for _ in range(WARM_UP):
            person.save()
            stranger.post("/answer/", fields)
        value, reference = side_by_side(
            lambda: milliseconds(person.save),
            lambda: milliseconds(lambda: stranger.post("/answer/", fields)),
            REPEATS,
        )
    return Row("sheet_autosave", value, sheet["n"], reference, queries=sheet["queries"]["save"])


class Filling:
    """Somebody who ticks and unticks one characteristic, always on top of her last version."""

    def __init__(self, visitor: Visitor, sheet: dict[str, Any]):
        self.visitor, self.sheet, self.version = visitor, sheet, 1
        self.less = itertools.cycle((1, 0))

    def save(self) -> None:
        ticks = self.sheet["ticks"][next(self.less) :]
        fields = {"item": self.sheet["item"], "version": self.version, "confirmed": ticks}
        said = json.loads(self.visitor.post(f"{self.sheet['path']}answer/", fields))
        if said["version"] != self.version + 1:
            raise RuntimeError("nothing was saved")
        self.version = said["version"]
