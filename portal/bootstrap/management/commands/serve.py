"""Web server and worker under one signal handler."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

GRACE_SECONDS = 20


class Command(BaseCommand):
    help = "Запускает веб-сервер и фоновую работу; Ctrl-C останавливает оба и всех их потомков."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1")
        parser.add_argument("--port", default="8000")
        parser.add_argument("--web-workers", default="2")
        parser.add_argument("--web-only", action="store_true")
        parser.add_argument("--worker-only", action="store_true")

    def handle(self, **options: Any) -> None:
        self.children: list[subprocess.Popen[bytes]] = []
        self.stopping = False
        self._must_be_free(options["bind"], int(options["port"]))
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        for command in self._commands(options):
            # A group of its own: Ctrl-C reaches this process alone, and a worker's own children
            # can be ended together with it.
            self.children.append(subprocess.Popen(command, start_new_session=True))
        address = f"http://{options['bind']}:{options['port']}"
        self.stdout.write(f"Портал: {address} (Ctrl-C — остановить)")
        code = self._wait()
        self._end_children()
        sys.exit(code)

    def _commands(self, options: dict[str, Any]) -> list[list[str]]:
        address = f"{options['bind']}:{options['port']}"
        web = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", address]
        web += ["--workers", options["web_workers"], "--worker-class", "gthread", "--threads", "4"]
        web += ["--graceful-timeout", "10", "--no-control-socket"]
        worker = [sys.executable, "manage.py", "qcluster"]
        commands = []
        if not options["worker_only"]:
            commands.append(web)
        if not options["web_only"]:
            commands.append(worker)
        return commands

    @staticmethod
    def _must_be_free(host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                message = f"Адрес {host}:{port} занят. Выберите другой: PORT={port + 1} make demo."
                raise CommandError(message) from error

    def _stop(self, number: int, frame: object) -> None:
        self.stopping = True

    def _wait(self) -> int:
        """Wait until asked to stop or until a child ends by itself; return the exit code."""
        while not self.stopping:
            for child in self.children:
                if child.poll() is not None:
                    self.stderr.write(f"Процесс {child.args[2]} закончился сам: {child.returncode}")
                    return 1
            time.sleep(0.2)
        return 0

    def _end_children(self) -> None:
        for child in self.children:
            self._signal(child, signal.SIGTERM)
        end = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.1, end - time.monotonic()))
            self._signal_group(child, signal.SIGKILL)

    @staticmethod
    def _signal(child: subprocess.Popen[bytes], number: int) -> None:
        if child.poll() is None:
            child.send_signal(number)

    @staticmethod
    def _signal_group(child: subprocess.Popen[bytes], number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(child.pid, number)
