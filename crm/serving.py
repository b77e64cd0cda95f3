"""`make run`: the database, the web server and the background worker of one folder, started and stopped as one."""

import contextlib
import errno
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

import psutil

from crm import embedded, processes
from crm.refusals import Refusal

BASE_DIR = Path(__file__).resolve().parent.parent
STATE = embedded.VAR / "up.json"
GRACE = 4  # seconds a request or a job gets to finish when Havn stops


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @classmethod
    def of_environment(cls, *, loopback_only: bool) -> "Address":
        """HOST and PORT, judged before anything starts."""
        host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8000"
        if not port.isascii() or not port.isdigit() or not 1 <= int(port) <= 65535:
            raise Refusal(f"PORT must be a number from 1 to 65535, not {port}.")
        host = "127.0.0.1" if host == "localhost" else host.strip("[]")
        if loopback_only and not _is_loopback(host):
            raise Refusal(
                f"With demo data Havn answers on this computer only, for its passwords are known: "
                f"leave HOST={host} away, or set DATABASE_URL."
            )
        return cls(host, int(port))

    @property
    def url(self) -> str:
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"

    def listen(self, patience: float) -> socket.socket:
        """A listening socket; waits a little for the port when an earlier run is still letting go of it."""
        deadline = time.monotonic() + patience
        while True:
            try:
                family, _, _, _, where = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0]
                return socket.create_server((where[0], self.port), family=family, backlog=128)
            except PermissionError:
                raise Refusal(f"Port {self.port} needs more rights: choose one above 1023, PORT=8000.") from None
            except OSError as error:
                if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                    raise Refusal(self._why_not(error)) from None
            time.sleep(0.1)

    def _why_not(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return f"Port {self.port} is taken by another program: choose another, for example PORT={self.port + 1}."
        return f"Havn cannot listen on HOST={self.host}: {error.strerror}."


@dataclass
class State:
    """What another `make run` in this folder needs to know of us, kept in var/up.json."""

    url: str
    phase: str = "starting"
    children: list[tuple[int, float]] = field(default_factory=list)
    ours: bool = False

    def write(self, phase: str, children: Sequence[tuple[int, float]] = ()) -> None:
        self.phase, self.children = phase, [*self.children, *children]
        draft = STATE.with_suffix(".new")
        draft.write_text(json.dumps(vars(self)))
        draft.replace(STATE)

    @contextlib.contextmanager
    def kept(self) -> Iterator[None]:
        """On disk until Havn has stopped cleanly; a file that stays tells of a run that was killed."""
        self.write("starting")
        self.ours = True
        try:
            yield
        finally:
            STATE.unlink(missing_ok=True)

    def stopping(self) -> None:
        """Tell a next `make run` that waiting is worth it."""
        if self.ours:
            with contextlib.suppress(OSError):  # a full disk must not keep the parts from being stopped
                self.write("stopping")

    @classmethod
    def read(cls) -> "State | None":
        try:
            found = json.loads(STATE.read_text())
            return cls(found["url"], found["phase"], [(pid, born) for pid, born in found["children"]])
        except (OSError, ValueError, KeyError, TypeError):
            return None


def claim(server: embedded.Server, patience: float = 25) -> None:
    """Be the only Havn in this folder; one that is just stopping is waited for."""
    started = time.monotonic()
    while not server.claim():
        waited, state = time.monotonic() - started, State.read()
        # a second's doubt: one whose `make` was killed a moment ago is about to stop
        if waited > 1 and state and state.phase == "running":
            raise Refusal(f"Havn is already running here at {state.url}")
        if waited > 1 and state and state.phase == "starting":
            raise Refusal(f"Havn is already starting here, at {state.url}")
        if waited > patience:
            raise Refusal("Another Havn holds this folder (var/pg.lock) and does not let go of it.")
        time.sleep(0.1)


def end_children_of_an_earlier_run() -> bool:
    """End what a killed `make run` left; True when it did not end cleanly. Needs the claim."""
    state = State.read()
    if state is None:
        return False
    processes.end_all(processes.remembered(state.children), signal.SIGTERM, patience=GRACE)
    return True


class Children:
    """The web server, the worker and, where they are used, the demonstration registers."""

    def __init__(self, **environment: str) -> None:
        self.environment = {**os.environ, **environment}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        # a session of its own: Ctrl-C reaches us alone, and we stop the parts in order
        self.running[name] = subprocess.Popen(
            processes.tied([sys.executable, *command], "TERM"),
            cwd=BASE_DIR,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            pass_fds=pass_fds,
            start_new_session=True,
        )

    def births(self) -> list[tuple[int, float]]:
        """Process id and start time of each, enough to find them again after a crash."""
        found = []
        for child in self.running.values():
            with contextlib.suppress(psutil.Error):
                found.append((child.pid, psutil.Process(child.pid).create_time()))
        return found

    def refuse_the_dead(self) -> None:
        for name, child in self.running.items():
            if child.poll() is not None:
                raise Refusal(f"The {name} stopped by itself (exit status {child.returncode}); Havn stops too.")

    def stop(self) -> None:
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + GRACE + 1
        for child in self.running.values():
            processes.end(child, (signal.SIGTERM, max(0.1, deadline - time.monotonic())))


def start_web(children: Children, listener: socket.socket) -> None:
    options = f"--bind fd://{listener.fileno()} --worker-class gthread --workers 2 --threads 4 --preload"
    options += f" --graceful-timeout {GRACE - 1} --log-level warning --no-control-socket"
    children.start("web server", ["-m", "gunicorn", "crm.wsgi", *options.split()], (listener.fileno(),))


def start_worker(children: Children) -> None:
    # a long job, such as a thousand look-ups, keeps nobody else's waiting
    children.start("background worker", ["manage.py", "worker", "--concurrency", "4", "--grace", str(GRACE - 1)])


def start_demo_registers(children: Children, port: int) -> None:
    children.start("demonstration registers", ["manage.py", "demo_registers", "--port", str(port), "--verbosity", "0"])


def wait_until_it_answers(address: Address, children: Children, patience: float = 60) -> None:
    """Any answer will do, for the pages are not judged here."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address.host, address.host)
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        children.refuse_the_dead()
        connection = http.client.HTTPConnection(host, address.port, timeout=1)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
        finally:
            connection.close()
    raise Refusal(f"The web server did not answer within {patience:.0f} seconds.")


def watch(children: Children, server: embedded.Server | None) -> None:
    """Return never: raise when a part dies."""
    while True:
        children.refuse_the_dead()
        if server is not None and server.process is not None and server.process.poll() is not None:
            raise Refusal(f"PostgreSQL stopped by itself; {server.log} may say why. Havn stops too.")
        time.sleep(0.3)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
