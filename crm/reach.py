"""Whether look-ups of demo mode go to the real registers or to made-up ones on this computer: DEMO_REGISTERS."""

import os
import socket
import threading
import time
from collections.abc import Iterable
from contextlib import closing
from urllib.parse import urlsplit

from crm.refusals import Refusal
from registries.interface import REGISTRIES, address_of

PATIENCE = 1.5  # seconds for a connection
CHOICES = ("auto", "yes", "no")


class Probe:
    """Tries to connect to each address, all at once and while something else is done; nothing is sent."""

    def __init__(self, urls: Iterable[str]) -> None:
        self.until = time.monotonic() + PATIENCE
        self.reached = threading.Event()
        self.threads = [threading.Thread(target=self._try, args=(url,), daemon=True) for url in urls]
        for thread in self.threads:
            thread.start()

    def _try(self, url: str) -> None:
        parts = urlsplit(url)
        where = (parts.hostname or "", parts.port or (80 if parts.scheme == "http" else 443))
        try:
            with closing(socket.create_connection(where, timeout=PATIENCE)):
                self.reached.set()
        except OSError:
            pass  # out of reach

    def found_one(self) -> bool:
        """Waits for the first that is reached, or until none can be."""
        while any(thread.is_alive() for thread in self.threads) and time.monotonic() < self.until:
            if self.reached.wait(0.02):
                break
        return self.reached.is_set()


class DemoRegisters:
    """The choice, one of CHOICES, and what follows from it; ``port`` is 0 until they are decided for."""

    def __init__(self, choice: str) -> None:
        self.choice = choice
        self.port = 0
        self.probe: Probe | None = None
        if choice == "auto" and not any(os.environ.get(each.url_setting) for each in REGISTRIES.values()):
            self.probe = Probe(address_of(each) for each in REGISTRIES.values())

    @classmethod
    def of_environment(cls, *, demo_mode: bool) -> "DemoRegisters":
        """DEMO_REGISTERS, judged before anything starts; looking for the real registers begins here."""
        choice = os.environ.get("DEMO_REGISTERS", "").strip().lower() or "auto"
        if demo_mode and choice not in CHOICES:
            raise Refusal(f"DEMO_REGISTERS must be auto, yes or no, not {choice}.")
        return cls(choice if demo_mode else "no")

    def decide(self) -> None:
        """Wait for the real registers, if that is still needed, and choose a port where they are out of reach."""
        if self.choice == "yes" or (self.probe is not None and not self.probe.found_one()):
            self.port = _free_port()

    @property
    def environment(self) -> dict[str, str]:
        """What the web server and the worker are told."""
        return {"DEMO_REGISTERS_URL": f"http://127.0.0.1:{self.port}"} if self.port else {}

    @property
    def greeting(self) -> str:
        why = "as DEMO_REGISTERS asks" if self.choice == "yes" else "for the real ones are out of reach"
        return f"Companies are looked up in demonstration registers, {why}; none of those companies is real."


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])
