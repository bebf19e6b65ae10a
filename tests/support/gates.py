"""What a machine may lack: skip with a sentence saying how to get it, fail when CI=true."""

import os
from typing import NoReturn

import pytest


def missing(sentence: str) -> NoReturn:
    """Skip the running test with the sentence; with CI=true fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
