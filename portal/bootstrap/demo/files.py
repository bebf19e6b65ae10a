"""The demo's own files."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
PASSWORD = "orsk-demo-2020"
SEED = 2020


def content(name: str) -> bytes:
    """Return the bytes of a demo file, as an upload would bring them."""
    return (DATA / name).read_bytes()


def read(name: str) -> Any:
    """Return the JSON of a demo file."""
    return json.loads(content(name))
