"""bin/bootstrap before anything is installed: what is missing is said in one plain line."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLD = """case "$*" in *version_info*) exit 1 ;; *) echo Python 3.9.2 ;; esac"""
WITHOUT_VENV = """case "$*" in *ensurepip*) echo Traceback >&2; exit 1 ;; esac"""
FULL_DISK = """case "$*" in
*--clear*) echo "OSError: [Errno 28] No space left on device" >&2; exit 1 ;;
esac"""
INSTALLS = """case "$*" in *--clear*)
    mkdir -p .venv/bin
    printf '#!/bin/sh\\necho "$@" >>started' >.venv/bin/python
    chmod +x .venv/bin/python ;;
esac"""


@pytest.fixture
def checkout() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="havn-bootstrap-"))
    folder.chmod(0o755)
    (folder / "bin").mkdir()
    shutil.copy(ROOT / "bin" / "bootstrap", folder / "bin")
    for pins in ROOT.glob("requirements*.txt"):
        shutil.copy(pins, folder)
    yield folder
    shutil.rmtree(folder)


def bootstrap(checkout: Path, python: str, *before: str, what: str = "run") -> tuple[int, list[str]]:
    """Run it with this Python; exit status and the lines it wrote to stderr."""
    done = subprocess.run(
        [*before, str(checkout / "bin" / "bootstrap"), what],
        env={"PATH": os.environ["PATH"], "PYTHON": python},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stderr.splitlines()


def fake(checkout: Path, script: str) -> str:
    path = checkout / "bin" / "python3"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(
    ("script", "line"),
    [
        (OLD, "Havn needs Python 3.11 or newer and .* is Python 3.9.2"),
        (WITHOUT_VENV, "This Python cannot make virtual environments: install its venv package"),
        (FULL_DISK, "The disk is full: free some space"),
    ],
)
def test_what_is_wrong_is_one_line(checkout: Path, script: str, line: str) -> None:
    status, said = bootstrap(checkout, fake(checkout, script))
    assert status == 1
    assert len(said) == 1
    assert re.match(line, said[0])


@pytest.mark.parametrize(("what", "starts"), [("packages", False), ("run", True)])
def test_packages_alone_start_nothing(checkout: Path, what: str, starts: bool) -> None:
    assert bootstrap(checkout, fake(checkout, INSTALLS), what=what) == (0, [])
    assert (checkout / ".venv" / ".stamp-requirements.txt").exists()
    assert ("manage.py up" in (checkout / "started").read_text()) is starts


def test_a_python_that_is_not_there_is_one_line(checkout: Path) -> None:
    status, said = bootstrap(checkout, "python3.99")
    assert (status, len(said)) == (1, 1)
    assert "found no python3.99" in said[0]


def test_a_folder_one_may_not_write_is_one_line(checkout: Path) -> None:
    before = []
    if os.geteuid() == 0:
        before = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"]
    else:
        checkout.chmod(0o555)
    status, said = bootstrap(checkout, fake(checkout, "exit 0"), *before)
    checkout.chmod(0o755)
    assert (status, len(said)) == (1, 1)
    assert f"cannot write to {checkout}" in said[0]
