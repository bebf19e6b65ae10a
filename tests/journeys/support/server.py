"""The portal as it runs for people: gunicorn and the queue's cluster on a database of their own."""

import http.client
import os
import subprocess
import sys
from pathlib import Path

from tests.journeys.support import processes
from tests.journeys.support.databases import Database

ROOT = Path(__file__).resolve().parents[3]
WEB_WORKERS = 2
QUEUE_WORKERS = 1
SENTINELS_OWN = 2  # beside the workers the cluster's guard keeps a monitor and a pusher


class Server:
    """One portal: `folder` is its var/, `database` its own; nothing is shared with another.

    start_web and start_worker start real processes, kill_worker and kill_cluster end them with
    SIGKILL, stop ends what is left. `settings` and `extra` are for benchmarks and faults.
    """

    def __init__(
        self,
        folder: Path,
        database: Database,
        settings: str = "portal.settings.local",
        **extra: str,
    ):
        self.folder = folder
        self.database = database
        self.port = processes.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.web: subprocess.Popen[bytes] | None = None
        self.cluster: subprocess.Popen[bytes] | None = None
        self.environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": database.url,
            "VAR_DIR": str(folder),
            "SITE_URL": self.url,
            "SECRET_KEY": "a-server-of-the-suite",
            "ALLOWED_HOSTS": "127.0.0.1",
            "Q_WORKERS": str(QUEUE_WORKERS),
            "JOB_LEASE_SECONDS": "5",
            "PYTHONUNBUFFERED": "1",
            **extra,
        }

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py to its end and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(arguments)}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def start_web(self, workers: int = WEB_WORKERS) -> None:
        """Start gunicorn and return when it answers."""
        command = ["gunicorn", "portal.wsgi:application", "--no-control-socket"]
        command += ["--bind", f"127.0.0.1:{self.port}"]
        self.web = self._start([*command, "--workers", str(workers)], "web.log")
        processes.wait_until("the web server answers", self._answers)

    def start_worker(self) -> None:
        """Start the queue's cluster and return when its workers are there."""
        self.cluster = self._start_python(["manage.py", "qcluster"], "worker.log")
        self.wait_for_workers()

    def wait_for_workers(self) -> None:
        processes.wait_until("the workers are there", self._has_workers)

    def kill_worker(self) -> list[int]:
        """Kill -9 the worker that is compiling at this moment; the cluster starts another.

        A compile is seen by the child process that draws the PDF. Returns the pids that died.
        """
        return processes.kill([*processes.wait_until("a worker compiles", self.compiling)])

    def kill_cluster(self) -> list[int]:
        """Kill -9 the cluster with all its processes. Returns the pids that died."""
        assert self.cluster
        hit = processes.kill([self.cluster.pid, *processes.descendants(self.cluster.pid)])
        self.cluster.wait()
        return hit

    def stop(self) -> None:
        """End what runs and drop the database."""
        for process in (self.cluster, self.web):
            if process:
                processes.stop(process)
        self.database.drop()

    def _start(self, module: list[str], log: str) -> subprocess.Popen[bytes]:
        return self._start_python(["-m", *module], log)

    def _start_python(self, arguments: list[str], log: str) -> subprocess.Popen[bytes]:
        self.folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, *arguments]
        return processes.start(command, self.environment, ROOT, self.folder / log)

    def _answers(self) -> bool:
        self._must_live(self.web, "web.log")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status > 0
        except OSError:
            return False
        finally:
            connection.close()

    def _workers(self) -> list[int]:
        assert self.cluster
        guards = processes.children(self.cluster.pid)
        return processes.children(guards[0]) if guards else []

    def _has_workers(self) -> bool:
        self._must_live(self.cluster, "worker.log")
        return len(self._workers()) >= QUEUE_WORKERS + SENTINELS_OWN

    def compiling(self) -> tuple[int, int] | None:
        """Return the worker that compiles and its child that draws the PDF, None when none does."""
        for worker in self._workers():
            drawing = processes.children(worker)
            if drawing:
                return worker, drawing[0]
        return None

    def _must_live(self, process: subprocess.Popen[bytes] | None, log: str) -> None:
        if process is None or process.poll() is not None:
            raise RuntimeError(f"it ended at once:\n{(self.folder / log).read_text()[-3000:]}")
