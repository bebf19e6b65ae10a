"""What must hold for every answer, as lists of faults in words: an empty list is green."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.portal.roles.asking import Answer
from tests.portal.roles.people import ANONYMOUS, COLUMNS

MARKS = Path(__file__).parent.parent / "marks.csv"
# Signing out ends the session, whoever asks; looking may be journalled, and the CMS keeps notes of
# its own about who is looking at what. Nothing else is written by a refusal or a look.
OF_A_REFUSAL = {"django_session", "accounts_signin"}
OF_A_LOOK = {
    "django_session",
    "journal_entry",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
}
PRIVATE = ("/cms/", "/desk/", "/login/", "/account/", "/sheets/", "/results/", "/reports/")
PRIVATE += ("/plans/", "/schedule/", "/publications/")
PUBLIC_COOKIES = {"look"}


def wrong(answers: Iterable[Answer]) -> list[str]:
    """Answers that differ from the table."""
    return [
        f"{one}: expected {expected}, got {one.word}"
        for one in answers
        if (expected := one.question.row.expected[one.visitor]) != one.word
    ]


def traces(answers: Iterable[Answer]) -> list[str]:
    """Refusals that wrote something, and looks that wrote more than looks may."""
    faults = []
    for one in answers:
        looked = one.question.method == "GET"
        wrote = one.wrote - (OF_A_LOOK if looked and not one.is_refusal else OF_A_REFUSAL)
        if (looked or one.is_refusal) and (wrote or one.files):
            faults.append(f"{one}: {one.word}, yet it wrote {sorted(wrote | one.files)}")
    return faults


@dataclass(frozen=True)
class Mark:
    """Words that stand in one thing only. seers: who meets them; public: pages show them to all."""

    words: str
    public: bool
    seers: frozenset[str]

    def is_leaked_by(self, one: Answer) -> bool:
        if self.public and not one.path.startswith(PRIVATE):
            return False
        return self.words in one.marks and one.visitor not in self.seers


def read_marks(path: Path = MARKS) -> list[Mark]:
    """Return the rows of marks.csv, in which `x` means yes."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [[cell.strip() for cell in row] for row in csv.reader(lines, skipinitialspace=True)]
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:] if any(row)]
    return [
        Mark(
            row["mark"],
            row["public"] == "x",
            frozenset(name for name in COLUMNS if row[name] == "x"),
        )
        for row in table
    ]


def leaks(answers: Iterable[Answer], marks: Iterable[Mark]) -> list[str]:
    """Marks in the body of an answer to somebody who may not meet them."""
    marks = list(marks)
    return [
        f"{one}: shows «{mark.words}»"
        for one in answers
        for mark in marks
        if mark.is_leaked_by(one)
    ]


def unmet(answers: Iterable[Answer], marks: Iterable[Mark]) -> list[str]:
    """Marks that somebody should meet and met nowhere: a check that checks nothing."""
    private = [one for one in answers if one.path.startswith(PRIVATE)]
    met = {(one.visitor, words) for one in private for words in one.marks}
    return [
        f"{visitor} meets «{mark.words}» nowhere"
        for mark in marks
        for visitor in sorted(mark.seers)
        if (visitor, mark.words) not in met
    ]


def headers(answers: Iterable[Answer]) -> list[str]:
    """Answers whose headers or cookies do not fit their area."""
    return [f"{one}: {fault}" for one in answers for fault in _faults(one)]


def _faults(one: Answer) -> list[str]:
    policy = one.headers.get("Content-Security-Policy", "")
    faults = []
    if "default-src 'self'" not in policy or "object-src 'none'" not in policy:
        faults.append(f"policy is {policy!r}")
    if "unsafe" in policy and not one.path.startswith("/cms/"):
        faults.append("allows inline code outside the CMS")
    if "unsafe-eval" in policy:
        faults.append("allows eval")
    if one.headers.get("X-Content-Type-Options") != "nosniff":
        faults.append("may be sniffed")
    return faults + (_private(one) if one.path.startswith(PRIVATE) else _public(one))


def _private(one: Answer) -> list[str]:
    faults = []
    if "noindex" not in one.headers.get("X-Robots-Tag", ""):
        faults.append("may be indexed")
    if one.headers.get("Referrer-Policy") != "same-origin":
        faults.append("tells its address to others")
    if one.headers.get("Cache-Control", "") == "" or "public" in one.headers["Cache-Control"]:
        faults.append("may be cached")
    return faults


def _public(one: Answer) -> list[str]:
    if one.path.startswith("/_util/") or one.question.row.object == "closed page":
        return []  # a form that asks for a password carries a token
    foreign = one.cookies - PUBLIC_COOKIES
    if foreign and one.visitor == ANONYMOUS and one.question.method == "GET":
        return [f"sets cookies {sorted(foreign)}"]
    return []
