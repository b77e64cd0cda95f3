"""manage.py up in a copy of the code with a var/ of its own: start, sign-in page, every way to stop."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from crm import embedded, processes

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = (".git", ".venv", "var", "tests", "docs", "__pycache__", ".*_cache", ".hypothesis")
OURS = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "HOST", "PORT", "DEMO_REGISTERS")


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

    def command(self, *words: str, **environment: str) -> tuple[int, str]:
        """Another command than up: its exit status and what it complains of."""
        clean = {name: value for name, value in os.environ.items() if name not in OURS}
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=self.folder,
            env=clean | environment,
            check=False,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stderr

    def started(self, **environment: str) -> subprocess.Popen[str]:
        """Havn, once it says that it runs; ``greeted`` is all it says then."""
        process = self.up(**environment)
        assert process.stdout is not None
        self.greeted = ""
        for line in process.stdout:
            self.greeted += line
            if line.startswith("Ctrl-C"):
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

    def style(self) -> str:
        """The address of the style sheet."""
        (found,) = re.findall(r'href="(/static/css/app\.[0-9a-f]{12}\.css)"', self.page("/login/"))
        return str(found)


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


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_an_impossible_port_is_one_line(copy: Copy, port: str) -> None:
    assert f"PORT must be a number from 1 to 65535, not {port}." in copy.refusal(PORT=port)


def test_an_impossible_choice_of_registers_is_one_line(copy: Copy) -> None:
    assert "DEMO_REGISTERS must be auto, yes or no, not maybe." in copy.refusal(DEMO_REGISTERS="maybe")


def test_a_command_that_needs_the_database_says_how_to_start_it(copy: Copy) -> None:
    for words in (["bench"], ["setup"], ["adduser", "kari@acme.example"]):
        status, said = copy.command(*words)
        assert (status, said.count("\n")) == (1, 1), said
        assert "start it with make run" in said
    status, said = copy.command("bench", DATABASE_URL="postgresql://nobody@127.0.0.1:1/havn", SECRET_KEY="x")
    assert (status, said.count("\n")) == (1, 1), said
    assert said.startswith("The database of DATABASE_URL is out of reach: ")


def register_served(copy: Copy, children: list[psutil.Process]) -> str:
    """The address of the demonstration registers among the children."""
    commands = [child.cmdline() for child in children]
    port = next(command[command.index("--port") + 1] for command in commands if "demo_registers" in command)
    web = next(child for child in children if "gunicorn" in child.cmdline())
    assert web.environ()["DEMO_REGISTERS_URL"] == f"http://127.0.0.1:{port}"
    return f"http://127.0.0.1:{port}"


def companies_of(register: str) -> int:
    """How many Norwegian companies it knows, once it answers."""
    deadline = time.monotonic() + 15
    while True:
        try:
            with urllib.request.urlopen(f"{register}/brreg/enheter", timeout=10) as answer:
                return int(json.load(answer)["page"]["totalElements"])
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.1)


def test_start_stop_kill_and_start_again(copy: Copy) -> None:
    havn = copy.started(DEMO_REGISTERS="yes")
    children = copy.children()
    assert len(children) > 5
    assert copy.greeted.count("demonstration registers, as DEMO_REGISTERS asks") == 1
    assert companies_of(register_served(copy, children)) > 450  # with the demo customers
    assert "Nobody can sign in" not in copy.greeted
    assert "havn" in copy.page("/login/").lower()
    style = copy.style()
    with urllib.request.urlopen(f"http://127.0.0.1:{copy.port}{style}", timeout=10) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    assert f"already running here at http://127.0.0.1:{copy.port}/" in copy.refusal()

    havn.send_signal(signal.SIGINT)
    said, complaints = havn.communicate(timeout=20)
    assert (havn.returncode, complaints) == (0, "")
    assert said.endswith("Havn has stopped.\n")
    assert gone(children, within=0.5)

    with (copy.folder / "static" / "css" / "base.css").open("a") as file:
        file.write("/* another version */")
    havn = copy.started(DEMO_REGISTERS="yes")
    assert copy.style() != style  # what browsers keep for ever has another name
    children = copy.children()
    havn.kill()
    havn.wait()
    again = copy.started(DEMO_REGISTERS="no")
    assert "demonstration registers" not in copy.greeted
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
