"""A child process that converts documents under limits of memory and time, seen from outside."""

import json
import logging
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

from django.utils.translation import gettext as _

from forms_builder.common.russian import counted
from portal.documents.errors import RenderFailed

PROGRAM = Path(__file__).with_name("pdf_child.py")
ENDS_WITHIN = 10
WALL_FACTOR = 3
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """memory_mb: address space of the child; seconds: processor time of one document."""

    memory_mb: int
    seconds: int


class LimitedChild:
    """One child for many documents; a context manager that leaves no process behind.

    The child is isolated: it imports nothing of the project, gets no environment (no passwords)
    and reads only the fonts and its own folder.
    """

    def __init__(self, fonts: Path, folder: Path, limits: Limits):
        self.limits = limits
        self.errors = folder / "errors.txt"
        self.command = [
            *(sys.executable, "-I", str(PROGRAM), str(fonts), str(folder)),
            *(str(limits.memory_mb), str(limits.seconds)),
        ]
        self.environment = {"LANG": "C.UTF-8", "HOME": str(folder), "TMPDIR": str(folder)}

    def __enter__(self) -> "LimitedChild":
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=self.environment,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def convert(self, request: dict[str, Any]) -> bytes:
        """Return the PDF of one laid-out document (see pdf.paper); raises RenderFailed."""
        timer = Timer(self.limits.seconds * WALL_FACTOR + ENDS_WITHIN, self.process.kill)
        timer.start()
        try:
            return self._answer(json.dumps(request).encode())
        except (BrokenPipeError, EOFError):
            raise self._ended() from None
        finally:
            timer.cancel()

    def _answer(self, line: bytes) -> bytes:
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        stdin.write(line + b"\n")
        stdin.flush()
        head = stdout.readline()
        if not head.endswith(b"\n"):
            raise EOFError
        answer = json.loads(head)
        if "size" not in answer:
            raise self._refused(answer)
        pdf = stdout.read(answer["size"])
        if len(pdf) != answer["size"]:
            raise EOFError
        return pdf

    def _refused(self, answer: dict[str, str]) -> RenderFailed:
        if answer["failed"] == "memory":
            return self._too_large()
        logger.error("the PDF child refused a document: %s", answer["detail"])
        return _reason_in_log()

    def _ended(self) -> RenderFailed:
        code = self.process.wait()
        errors = self.errors.read_text(errors="replace")[-4000:]
        logger.error("the PDF child ended with %s: %s", code, errors)
        if code in {-signal.SIGXCPU, -signal.SIGKILL}:
            return self._too_slow()
        if "MemoryError" in errors:
            return self._too_large()
        return _reason_in_log()

    def _too_large(self) -> RenderFailed:
        text = _("Документу не хватило памяти: {size} МБ. Разделите его на части.")
        return RenderFailed(text.format(size=self.limits.memory_mb))

    def _too_slow(self) -> RenderFailed:
        text = _("Документ не сложился в PDF за {time}. Разделите его на части.")
        time = counted(self.limits.seconds, "секунду", "секунды", "секунд")
        return RenderFailed(text.format(time=time))


def _reason_in_log() -> RenderFailed:
    return RenderFailed(_("Документ не превратился в PDF. Причина записана в журнал сервера."))
