"""What benchmarks do in a process of the portal: prepare what is asked, time the PDF."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pages.models import Publication
from portal.documents.glyphs import FONTS
from portal.documents.pdf import paper, render_pdf
from portal.organisations.choices import Role
from portal.plans.selectors import agreed_measures
from portal.profiles.selectors import territory_figures, with_everything
from portal.reports.build import doo_profile
from portal.responses.services import open_sheet, save_chapter
from tests.benchmarks.reference.forms import QUESTIONS
from tests.benchmarks.visitor import milliseconds, side_by_side
from tests.factories import AssignmentFactory, EditionFactory, OrganisationFactory, appointed, orsk
from tests.factories.sheet import large_content

BARE = Path(__file__).parent / "reference" / "bare_pdf.py"
PDF_REPEATS = 7


def session_of(person: Any) -> str:
    """Return the session cookie of a person who has just signed in."""
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def large_sheet() -> dict[str, Any]:
    """Make a sheet of 300 indicators, every other chapter answered; say whose and where it is.

    queries: how many the database answers for opening it and for saving one answer.
    """
    expert, content = appointed(Role.EXPERT, orsk()), large_content(QUESTIONS)
    task = AssignmentFactory(
        assignee=expert,
        organisation=OrganisationFactory(),
        edition=EditionFactory(data=content),
    )
    response = open_sheet(by=expert, assignment=task)
    indicators = {row["uid"]: row for row in content["scale"]["indicators"]}
    for section in content["sections"][::2]:
        payloads = {
            item["uid"]: {"confirmed": ticks_of(indicators[item["uid"]])}
            for item in section["items"]
        }
        save_chapter(
            by=expert, response=response, section=section["uid"], payloads=payloads, versions={}
        )
    unanswered = content["sections"][1]["items"][0]["uid"]
    facts = {
        "session": session_of(expert),
        "path": f"/sheets/{task.uid}/",
        "n": QUESTIONS,
        "item": unanswered,
        "ticks": ticks_of(indicators[unanswered]),
    }
    return facts | {"queries": queries_of(facts)}


def queries_of(facts: dict[str, Any]) -> dict[str, int]:
    """Return the queries of opening the sheet, and of saving an answer that changes."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies["sessionid"] = facts["session"]
    fields = {"item": facts["item"], "version": 0, "confirmed": facts["ticks"]}
    with CaptureQueriesContext(connection) as opening:
        shown = client.get(facts["path"])
    with CaptureQueriesContext(connection) as saving:
        saved = client.post(f"{facts['path']}answer/", fields)
    if (shown.status_code, saved.status_code) != (200, 200):
        raise RuntimeError("the sheet neither opens nor saves")
    return {"open": len(opening), "save": len(saving)}


def ticks_of(indicator: dict[str, Any]) -> list[str]:
    """Return the uids of an indicator's characteristics up to level 3."""
    return [row["uid"] for row in indicator["characteristics"] if row["level"] <= 3]


def published_page() -> str:
    """Return the address of a kindergarten's page that shows a result."""
    page = Publication.objects.filter(state=Publication.State.RELEASED).first().organisation.page
    return f"/sady/{page.slug}/"


def report_pdf() -> dict[str, Any]:
    """Return the milliseconds of a demo report's PDF here and by bare xhtml2pdf."""
    profile = with_everything().filter(reports__isnull=False).first()
    measures = agreed_measures(profile.organisation, profile.campaign)
    document = doo_profile.build(profile, territory_figures(profile), measures)
    with TemporaryDirectory() as folder:
        lay_out(paper(document), Path(folder))
        command = [sys.executable, "-I", str(BARE), folder, str(FONTS)]
        value, reference = side_by_side(
            lambda: milliseconds(lambda: render_pdf(document)),
            lambda: milliseconds(lambda: subprocess.run(command, check=True)),
            PDF_REPEATS,
        )
    return {"value": value, "reference": reference, "n": len(profile.data["indicators"])}


def lay_out(request: dict[str, Any], folder: Path) -> None:
    """Write the HTML and the drawings of a document as files."""
    (folder / "document.html").write_text(request["html"])
    for name, drawing in request["images"].items():
        (folder / name).write_text(drawing)
