"""The table of page types: screens.csv, one row per page in one state.

Columns: address as tests.support.addresses shows it; object (words of the world); visitor; state
(usual, empty, wrong, crowded); query; sends: the form that is sent to get there, as a CSS selector
and, after « with », what is typed — every other field of it is left blank.
"""

import csv
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from tests.portal.roles.table import read_table

TABLE = Path(__file__).parent / "screens.csv"
STATES = {"usual", "empty", "wrong", "crowded"}
# What a browser saves or shows by itself instead of drawing a page of ours.
FILES = {
    "desk/jobs/<uuid:uid>/file/",
    "desk/journal/table.csv",
    "desk/people/table.<extension>",
    "desk/people/import/template.<extension>",
    "desk/progress/territory/<uuid:uid>/table.<str:extension>",
    "sheets/<uuid:uid>/evidence/<uuid:evidence_uid>/",
    "cms/questionnaires/<int:pk>/form.json",
    "cms/scales/<int:pk>/scale.json",
    "cms/scales/<int:pk>/scale.xlsx",
    "editions/<uuid:uid>/codebook.xlsx",
    "editions/<uuid:uid>/content.json",
    "reports/<uuid:uid>/file/",
    "schedule/procedures/<uuid:uid>/targets/table.<str:extension>",
    "published/<uuid:uid>/report.pdf",
    "published/<uuid:uid>/table.csv",
    "cms/organisations/download/<str:extension>/",
    "cms/plans/<uuid:uid>/plan.<str:extension>",
}
# Wagtail's own screens and fragments: its panels hold no word of ours. The editors of our pages,
# which do, stand in the table nevertheless.
FOREIGN = (
    *(f"cms/{part}/*" for part in ("account", "api", "collections", "jsi18n", "modeladmin")),
    *(f"cms/{part}/*" for part in ("pages", "reports", "sprite", "tag-autocomplete", "workflows")),
    "cms/choose-*",
    "cms/dismissibles/",
    "cms/snippets/*/preview/",
    "cms/snippets/choose/*",
    "cms/snippets/*/results/",
    "cms/snippets/*/usage/*",
    "cms/snippets/*/history*",
    "cms/snippets/*/workflow*",
    "cms/snippets/*lock/*",
    "cms/snippets/*/unpublish/*",
)


@dataclass(frozen=True)
class Screen:
    address: str
    object: str
    visitor: str
    state: str
    query: str
    sends: str

    def __str__(self) -> str:
        about = f"{self.address} {self.object}".strip()
        return f"{self.state} {about} as {self.visitor}"

    @property
    def is_cms(self) -> bool:
        return self.address.startswith("cms/")

    @property
    def form(self) -> str:
        return self.sends.partition(" with ")[0]

    @property
    def typed(self) -> dict[str, str]:
        """Names of fields → what is typed into them."""
        pairs = self.sends.partition(" with ")[2].split("; ")
        return dict(pair.split("=", 1) for pair in pairs if pair)


@cache
def read_screens() -> list[Screen]:
    """Return the rows; spaces around a cell mean nothing."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, skipinitialspace=True)]
    return [Screen(**dict(zip(rows[0], row, strict=True))) for row in rows[1:] if any(row)]


def page_addresses() -> set[str]:
    """Return the addresses that answer with a page of ours: somebody gets 200 from a GET there.

    The role table says which those are, and its own test holds it to the truth.
    """
    answering = {
        row.address
        for row in read_table()
        if "GET" in row.methods and "200" in row.expected.values() and not row.is_group
    }
    return {one for one in answering - FILES if not any(fnmatch(one, own) for own in FOREIGN)}


def unvisited(screens: list[Screen]) -> list[str]:
    """Return the addresses of pages that no row of the table looks at."""
    return sorted(page_addresses() - {screen.address for screen in screens})
