"""Questions put to the stand-ins, with the patience people have, and a clock that is told the time."""

import contextlib
import time
from collections.abc import Callable, Iterator

import pytest

from registries import http, interface
from registries.errors import RegistryError
from registries.http import Client

IN_TIME = 4.0
QUESTIONS: dict[str, Callable[[], object]] = {
    "search in Norway": lambda: interface.search("NO", "solvik"),
    "number in Norway": lambda: interface.get("NO", "931204777"),
    "branches in Norway": lambda: interface.branches("NO", "931204777"),
    "search in Finland": lambda: interface.search("FI", "saimaan"),
    "number in Finland": lambda: interface.get("FI", "0112038-9"),
}


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@contextlib.contextmanager
def in_time(seconds: float = IN_TIME) -> Iterator[None]:
    started = time.monotonic()
    yield
    assert time.monotonic() - started < seconds


def failure(question: Callable[[], object]) -> RegistryError:
    with in_time(), pytest.raises(RegistryError) as caught:
        question()
    assert str(caught.value).endswith(".")
    assert "Traceback" not in str(caught.value)
    return caught.value


def search(client: Client) -> http.Answer:
    return client.get("/enheter", {"navn": "solvik"})
