"""Lint, then the whole suite on SQLite and on PostgreSQL side by side, and one count of both.

    .ci/check.py [--lint-only] [ARGUMENTS FOR PYTEST …]

With CI=true a missing PostgreSQL, a skipped test or an empty run is a failure.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import lanes

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
LINTERS = (
    ("ruff", [str(BIN / "ruff"), "check", "--quiet", "."]),
    ("djlint", [str(BIN / "djlint"), "--lint", "--quiet", "templates"]),
    ("mypy", [str(BIN / "mypy"), "--no-error-summary"]),
)


def lint() -> bool:
    """Run every linter, show what it found, tell whether all were content."""
    content = True
    for name, command in LINTERS:
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        verdict = "failed" if done.returncode else "ok"
        print(f"{name}: {verdict}, {time.monotonic() - began:.0f} s")
        if done.returncode:
            print(done.stdout + done.stderr)
            content = False
    return content


def main(arguments: list[str]) -> int:
    strict = os.environ.get("CI") == "true"
    clean = lint()
    if "--lint-only" in arguments:
        return 0 if clean else 1
    results = lanes.run_all(ROOT, arguments, strict=strict)
    complaints = lanes.complaints(results, strict=strict)
    for result in results:
        print(f"{result.database}: {result.counted} in {result.seconds:.0f} s")
    for complaint in complaints:
        print(complaint)
    total = lanes.Count.of(results)
    print(f"tests: {total.passed} passed, {total.failed} failed, {total.skipped} skipped")
    return 0 if clean and not complaints else 1


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main(sys.argv[1:]))
