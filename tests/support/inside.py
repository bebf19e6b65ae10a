"""Calling a function in a process of a running portal: its settings, its database, its files."""

import json
from typing import Any

from tests.journeys.support.server import Server


def run_inside(server: Server, function: str, *arguments: Any) -> Any:
    """Return what «package.module.function» returns there; both ways through JSON.

    RuntimeError with what it printed when it fails.
    """
    module, _dot, name = function.rpartition(".")
    call = f"{name}(*json.loads({json.dumps(arguments)!r}))"
    code = f"import json; from {module} import {name}; print(json.dumps({call}))"
    said = server.manage("shell", "--no-imports", "--command", code)
    return json.loads(said.splitlines()[-1])
