"""An empty database of one's own, from the first command to the first administrator."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
SETUP = """setup --organisation Acme --country FI --currency EUR --time-zone Europe/Helsinki --language fi --alphabet sv
    --email paula@acme.example --first-name Paula --last-name Niemi""".split()


@pytest.fixture
def empty_database() -> Iterator[str]:
    """The address of a database without any table."""
    server = os.environ["DATABASE_URL"]
    name = f"havn_own_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def command(database: str, *words: str) -> subprocess.Popen[str]:
    """One of Havn's commands, without a terminal."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database, "PORT": str(port)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def said(database: str, *words: str, typed: str = "") -> tuple[int, str, str]:
    """Exit status and what it wrote."""
    process = command(database, *words)
    out, err = process.communicate(typed, timeout=120)
    return process.returncode, out, err


def greeting(database: str) -> str:
    """What `make run` says once it runs."""
    process = command(database, "up")
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("Ctrl-C"):
            break
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=30)
    assert (process.returncode, complaints) == (0, "")
    return "".join(lines)


def test_every_command_says_what_an_empty_database_still_needs(empty_database: str) -> None:
    status, _, refused = said(empty_database, "adduser", "kari@acme.example")
    assert (status, refused.count("\n")) == (1, 1)
    assert "run manage.py setup first" in refused

    status, out, refused = said(empty_database, "setup")
    assert out.startswith("Bringing the tables up to date ...\n")
    assert (status, refused.count("\n")) == (1, 1)
    assert "Nothing was written" in refused

    assert "Nobody can sign in yet: .venv/bin/python manage.py setup" in greeting(empty_database)

    password = "maaliskuun ilta\n"
    status, out, _ = said(empty_database, *SETUP, typed=password * 2)
    assert (status, out) == (0, "Acme is set up. Sign in as paula@acme.example.\n")
