"""What `make` says on a machine that lacks something, and that a second run does nothing."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LACKING = '#!/bin/sh\ncase "$2" in *{word}*) exit 1;; esac\nexec {python} "$@"\n'


@pytest.fixture
def make(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", "--no-print-directory", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def lacking(folder: Path, word: str) -> str:
    """Write a Python that fails on the check whose text holds the word."""
    path = folder / "python-lacking"
    path.write_text(LACKING.format(word=word, python=sys.executable))
    path.chmod(0o755)
    return f"PYTHON={path}"


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("ensurepip", "python3-venv is missing"), ("version_info", "Python 3.11 or newer is needed")],
)
def test_venv__says_in_one_sentence_what_is_missing(make, tmp_path, word, sentence):
    done = make("venv", lacking(tmp_path, word))
    assert done.returncode != 0
    assert len(done.stdout.splitlines()) == 1
    assert done.stdout.startswith(sentence)
    assert not (tmp_path / ".venv").exists()


def test_venv__makes_it_and_no_more_and_only_once(make, tmp_path):
    base = f"PYTHON={Path(sys.base_prefix) / 'bin' / 'python3'}"
    assert make("venv", base).returncode == 0
    assert (tmp_path / ".venv" / "bin" / "python").exists()
    assert not (tmp_path / ".venv" / ".installed").exists()
    assert "Nothing to be done" in make("venv", base).stdout
