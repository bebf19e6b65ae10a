"""The program in the child process: reads documents from stdin, writes PDFs to stdout.

Called as: pdf_child.py FONTS FOLDER MEMORY_MB SECONDS. One request is one line of JSON (see
pdf.paper); one answer is a line {"size": n} followed by n bytes, or {"failed": …, "detail": …}.
It imports nothing of the project, so that it starts fast and knows no secrets.
"""

import io
import json
import logging
import math
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from svglib.fonts import register_font_family
from xhtml2pdf.config.resources import ResourceAccessPolicy
from xhtml2pdf.document import pisaDocument

MEGABYTE = 1024 * 1024


class Complaints(logging.Handler):
    """Keeps every warning: a missing font or letter is no more than that to the libraries."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one warning."""
        self.texts.append(record.getMessage())


def main(fonts: Path, folder: Path, memory_mb: int, seconds: int) -> None:
    """Answer requests until stdin ends."""
    answers = _private_stdout()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * MEGABYTE, memory_mb * MEGABYTE))
    complaints = Complaints()
    logging.getLogger().addHandler(complaints)
    _register(fonts)
    for line in sys.stdin.buffer:
        _allow(seconds)
        _answer(json.loads(line), fonts, folder, complaints, answers)


def _register(fonts: Path) -> None:
    """Give the drawings PT Sans; the text takes its fonts from the style sheet."""
    faces = ("regular", "bold", "italic", "bold-italic")
    register_font_family("PT Sans", *(str(fonts / f"pt-sans-{face}.ttf") for face in faces))


def _private_stdout() -> BinaryIO:
    """Keep stdout for answers; what a library prints goes to stderr."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _allow(seconds: int) -> None:
    """Grant the next document its own processor time, counted from now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))


def _answer(
    request: dict[str, Any], fonts: Path, folder: Path, complaints: Complaints, answers: BinaryIO
) -> None:
    complaints.texts.clear()
    pdf = b""
    failed: dict[str, str] = {}
    try:
        pdf = _converted(request, fonts, folder)
    except (MemoryError, SystemError):  # C code out of memory ends in either
        failed = {"failed": "memory", "detail": ""}
    except Exception as error:
        failed = {"failed": "error", "detail": f"{type(error).__name__}: {error}"}
    if complaints.texts and not failed:
        failed = {"failed": "complaint", "detail": "; ".join(complaints.texts)}
    head: dict[str, Any] = failed or {"size": len(pdf)}
    answers.write(json.dumps(head).encode() + b"\n" + (b"" if failed else pdf))
    answers.flush()


def _converted(request: dict[str, Any], fonts: Path, folder: Path) -> bytes:
    for name, drawing in request["images"].items():
        (folder / name).write_text(drawing, encoding="utf-8")
    policy = ResourceAccessPolicy.server(
        folder,
        allow_remote=False,
        extra_roots=(fonts,),
        max_render_seconds=None,
        max_resources=None,
    )
    pdf = io.BytesIO()
    status = pisaDocument(
        request["html"],
        pdf,
        path=str(folder / "document.html"),
        encoding="utf-8",
        context_meta={"author": request["author"]},
        resource_policy=policy,
    )
    if status.err:
        raise ValueError(f"{status.err} errors in the layout")
    return pdf.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
