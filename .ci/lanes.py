"""One lane of tests for each database: started together, counted from their JUnit files."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.postgres import HOW_TO_GET, reachable_url

MINUTES = 60
SHOWN_LINES = 400
WIDTHS = ("320", "1280")  # two lanes share the looking: each takes every screen at one width


@dataclass(frozen=True)
class Count:
    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    @classmethod
    def of(cls, results: "Iterable[Result]") -> "Count":
        counts = [result.counted for result in results]
        return cls(
            sum(count.passed for count in counts),
            sum(count.failed for count in counts),
            sum(count.skipped for count in counts),
        )


@dataclass(frozen=True)
class Result:
    """How one lane ended; `tests` are the names that were executed, not those skipped."""

    database: str
    exit_code: int
    counted: Count
    tests: frozenset[str]
    seconds: float


def start(
    root: Path, database: str, url: str, arguments: list[str], width: str = ""
) -> subprocess.Popen[bytes]:
    """Start pytest for one database; its words go to var/tests/<database>.log.

    width: the one at which this lane looks at every screen, "" for both.
    """
    folder = root / "var" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    report = folder / f"{database}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", "-q", *arguments]
    with (folder / f"{database}.log").open("wb") as log:
        return subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "DATABASE_URL": url, "LOOK_AT_WIDTH": width},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def read_report(path: Path) -> tuple[Count, frozenset[str]]:
    """Count a JUnit file: (counts, names of the tests executed). No file counts as nothing."""
    if not path.exists():
        return Count(0, 0, 0), frozenset()
    verdicts: dict[str, str] = {}
    for case in ElementTree.parse(path).iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            verdicts[name] = "failed"
        elif verdicts.get(name) != "failed":
            verdicts[name] = "skipped" if "skipped" in kinds else "passed"
    values = list(verdicts.values())
    count = Count(values.count("passed"), values.count("failed"), values.count("skipped"))
    return count, frozenset(name for name, verdict in verdicts.items() if verdict != "skipped")


def finish(root: Path, database: str, process: subprocess.Popen[bytes], began: float) -> Result:
    """Wait for a lane until the time is up; show its last lines when it went wrong."""
    try:
        code = process.wait(max(1.0, began + MINUTES * 60 - time.monotonic()))
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait()
        code = 124
    seconds = time.monotonic() - began
    counted, tests = read_report(root / "var" / "tests" / f"{database}.xml")
    print(f"{database} finished after {seconds:.0f} s: {counted}")
    if code:
        log = (root / "var" / "tests" / f"{database}.log").read_text(errors="replace")
        print("\n".join(log.splitlines()[-SHOWN_LINES:]))
    return Result(database, code, counted, tests, seconds)


def run_all(root: Path, arguments: list[str], *, strict: bool) -> list[Result]:
    """Run the lanes at the same time and return how each ended."""
    urls = {"SQLite": f"sqlite:///{root / 'var' / 'tests' / 'unused.sqlite3'}"}
    postgres = reachable_url()
    if postgres:
        urls["PostgreSQL"] = postgres
    elif not strict:
        print(f"PostgreSQL: skipped. {HOW_TO_GET}")
    began = time.monotonic()
    widths = WIDTHS if len(urls) == len(WIDTHS) else [""]
    running = {
        name: start(root, name, url, arguments, width)
        for (name, url), width in zip(urls.items(), widths, strict=True)
    }
    return [finish(root, name, process, began) for name, process in running.items()]


def complaints(results: list[Result], *, strict: bool) -> list[str]:
    """Say in sentences why the run as a whole is not good; an empty list means that it is."""
    found = [
        f"{result.database}: pytest ended with {result.exit_code}"
        f", see var/tests/{result.database}.log"
        for result in results
        if result.exit_code
    ]
    found += [f"{result.database}: no test ran" for result in results if not result.tests]
    if strict and len(results) < 2:
        found.append("PostgreSQL does not answer, and CI=true makes that a failure.")
    if strict:
        found += [
            f"{result.database}: {result.counted.skipped} skipped, and CI=true makes that a failure"
            for result in results
            if result.counted.skipped
        ]
    if len(results) == 2 and results[0].tests != results[1].tests:
        odd = sorted(results[0].tests ^ results[1].tests)
        found.append(f"{len(odd)} tests ran on one database only: {', '.join(odd[:10])}")
    return found
