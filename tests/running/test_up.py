"""manage.py up in a copy of the code with a var/ of its own: start, sign-in page, every way to stop."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from crm import embedded, processes

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = (".git", ".venv", "var", "tests", "docs", "__pycache__", ".*_cache", ".hypothesis")
OURS = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "HOST", "PORT")


class Copy:
    """A checkout nobody else uses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]

    def up(self, **environment: str) -> subprocess.Popen[str]:
        clean = {name: value for name, value in os.environ.items() if name not in OURS}
        return subprocess.Popen(
            [sys.executable, "manage.py", "up"],
            cwd=self.folder,
            env=clean | {"PORT": str(self.port)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def started(self) -> subprocess.Popen[str]:
        """Havn, once it says that it runs."""
        process = self.up()
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("Havn runs at"):
                return process
        raise AssertionError(process.communicate()[1])

    def refusal(self, **environment: str) -> str:
        """The one line it ends with."""
        process = self.up(**environment)
        _, said = process.communicate(timeout=60)
        assert process.returncode == 1
        assert said.count("\n") == 1, said
        return said

    def children(self) -> list[psutil.Process]:
        pairs = json.loads((self.folder / "var" / "up.json").read_text())["children"]
        return processes.remembered(pairs) + processes.working_in(self.folder / "var" / "pg", "postgres")

    def page(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.read().decode()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    folder = tmp_path_factory.mktemp("up") / "havn"
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    yield Copy(folder)
    shutil.rmtree(embedded.socket_folder(folder / "var" / "pg"), ignore_errors=True)


def gone(processes_: list[psutil.Process], within: float) -> bool:
    return not psutil.wait_procs(processes_, within)[1]


def test_a_taken_port_is_one_line(copy: Copy) -> None:
    with socket.create_server(("127.0.0.1", copy.port)):
        assert f"Port {copy.port} is taken" in copy.refusal()


def test_demo_passwords_stay_on_this_computer(copy: Copy) -> None:
    assert "on this computer only" in copy.refusal(HOST="0.0.0.0")


def test_an_impossible_port_is_one_line(copy: Copy) -> None:
    assert "PORT must be a number" in copy.refusal(PORT="eighty")


def test_start_stop_kill_and_start_again(copy: Copy) -> None:
    havn = copy.started()
    children = copy.children()
    assert len(children) > 4
    assert "havn" in copy.page("/login/").lower()
    assert f"already running here at http://127.0.0.1:{copy.port}/" in copy.refusal()

    havn.send_signal(signal.SIGINT)
    said, complaints = havn.communicate(timeout=20)
    assert havn.returncode == 0, complaints
    assert said.endswith("Havn has stopped.\n")
    assert gone(children, within=0.5)

    havn = copy.started()
    children = copy.children()
    havn.kill()
    havn.wait()
    again = copy.started()
    assert gone(children, within=10)
    havn.communicate()

    havn = again
    web = psutil.Process(json.loads((copy.folder / "var" / "up.json").read_text())["children"][0][0])
    children = copy.children()
    web.kill()
    _, complaints = havn.communicate(timeout=20)
    assert havn.returncode == 1
    assert "The web server stopped by itself" in complaints
    assert gone(children, within=5)
