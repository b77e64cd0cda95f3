"""Child processes that never outlive us, and the search for those an earlier run left behind."""

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Iterable
from pathlib import Path

import psutil


def tied(command: list[str], last_signal: str) -> list[str]:
    """The command, wrapped so that Linux sends it this signal when we die, even of kill -9.

    The kernel watches the thread that starts the process: start it from the main thread.
    """
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", last_signal, "--", *command] if setpriv else command


def end(process: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> None:
    """Send each signal and give it its seconds; end the whole group when none of them helped."""
    for step, patience in steps:
        if process.poll() is None:
            process.send_signal(step)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def working_in(folder: Path, name: str) -> list[psutil.Process]:
    """Processes of this name whose working folder it is (PostgreSQL works inside its data folder)."""
    found = []
    for process in psutil.process_iter(["name"]):
        with contextlib.suppress(psutil.Error):
            if process.info["name"] == name and process.cwd().removesuffix(" (deleted)") == str(folder):
                found.append(process)
    return found


def remembered(pairs: Iterable[tuple[int, float]]) -> list[psutil.Process]:
    """Those of the (process id, start time) pairs that still live; a reused id is not one of them."""
    found = []
    for pid, born in pairs:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(pid)
            if abs(process.create_time() - born) < 1:
                found += [process, *process.children(recursive=True)]
    return found


def end_all(processes: list[psutil.Process], polite: signal.Signals, patience: float) -> None:
    """Ask each to stop, then kill those that have not after `patience` seconds."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.send_signal(polite)
    _, stubborn = psutil.wait_procs(processes, patience)
    for process in stubborn:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, patience)
