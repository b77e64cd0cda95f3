"""Asking a service outside: few seconds, few bytes, few at once, one host, and none of them can hold us up.

A look-up ends within LIMIT seconds whatever the service does: it runs in a thread of its own, and when its time is up
its connection is cut. A service that fails again and again is left alone for a while.
"""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from registries.errors import BadAnswer, Busy, RateLimited, Unavailable

LIMIT = 3.3  # seconds for a look-up in all
CONNECT, SILENCE = 1.5, 2.5  # seconds until a connection stands, and between two pieces of an answer
LARGEST = 4 * 2**20  # bytes; a page of a hundred companies has half of one million
AT_ONCE = 2  # look-ups of one register in one process; its other threads serve everybody else
QUEUE = 0.3  # seconds to wait for one of them to end
FAILURES, PAUSE = 3, 30.0  # so many in a row, and the service is left alone for so many seconds
LONGEST_PAUSE = 120.0
AGAIN = {502, 503, 504}
USER_AGENT = "HavnCRM/0.1 (company look-up; python-requests)"

log = logging.getLogger(__name__)
_current = threading.local()
_until: ContextVar[float] = ContextVar("until", default=float("inf"))


@contextmanager
def one_look_up() -> Iterator[None]:
    """Within this block every question together ends in time, not each by itself."""
    token = _until.set(time.monotonic() + LIMIT)
    try:
        yield
    finally:
        _until.reset(token)


@dataclass
class Answer:
    """A status and what its JSON says; ``data`` is None where there was no body."""

    status: int
    data: Any


@dataclass
class _Call:
    """One look-up under way: what it brought, and the connection to cut when its time is up."""

    run: Callable[[], Answer]
    connection: Any = None
    answer: Answer | None = None
    error: Exception | None = None
    is_over: bool = False
    is_cut: bool = False

    def work(self) -> None:
        _current.call = self
        try:
            self.answer = self.run()
        except Exception as error:  # told to the thread that waits
            self.error = error
        finally:
            self.is_over = True

    def cut(self) -> None:
        self.is_cut = True
        found = getattr(self.connection, "sock", None)
        if found is not None:
            with suppress(OSError):
                found.shutdown(socket.SHUT_RDWR)


class _Known:
    """A connection that tells the look-up it works for that it does."""

    def _tell(self) -> None:
        call = getattr(_current, "call", None)
        if call is not None:
            call.connection = self
            if call.is_cut:
                raise ConnectionAbortedError("nobody waits any longer")

    def connect(self) -> None:
        self._tell()
        super().connect()  # type: ignore[misc]
        # a name that is looked up or a certificate that is shown cannot be cut short
        self._tell()

    def request(self, *args: Any, **kwargs: Any) -> None:
        self._tell()
        super().request(*args, **kwargs)  # type: ignore[misc]


class _Plain(_Known, HTTPConnection):
    pass


class _Secure(_Known, HTTPSConnection):
    pass


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}


@dataclass
class Breaker:
    """Leaves a service alone for a while after several failures in a row; then one look-up tries again."""

    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    shut_until: float = 0.0
    why: type[Unavailable] = Unavailable
    lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self) -> None:
        """Raises Unavailable, or RateLimited where the service asked for it, while the service is left alone."""
        with self.lock:
            now = self.clock()
            if now < self.shut_until:
                raise self.why(f"left alone for another {self.shut_until - now:.0f} s")
            if self.failures >= FAILURES:
                self.shut_until = now + LIMIT  # the others wait for what this one finds

    def succeeded(self) -> None:
        with self.lock:
            self.failures, self.shut_until = 0, 0.0

    def failed(self, pause: float = 0.0, why: type[Unavailable] = Unavailable) -> None:
        with self.lock:
            self.failures, self.why = self.failures + 1, why
            pause = pause or (PAUSE if self.failures >= FAILURES else 0.0)
            if pause:
                self.shut_until = self.clock() + pause


class Client:
    """Asks one service for JSON; made once in a process for each base address."""

    def __init__(self, base: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.base = base.rstrip("/")
        self.clock = clock
        self.breaker = Breaker(clock)
        self.slots = threading.BoundedSemaphore(AT_ONCE)
        self.waiting = threading.BoundedSemaphore(1)
        self.session = requests.Session()
        self.session.trust_env = False  # neither a proxy nor a password from the surroundings
        self.session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
        adapter = _Adapter(pool_connections=1, pool_maxsize=AT_ONCE, max_retries=0)
        self.session.mount("https://", adapter)
        self.session.mount("http://", adapter)

    def get(self, path: str, params: dict[str, str] | None = None, accept: str = "application/json") -> Answer:
        """The answer to a GET below the base address.

        Raises Unavailable, Busy or RateLimited when there is none in time, BadAnswer for one that cannot be read.
        """
        until = min(self.clock() + LIMIT, _until.get())
        self.breaker.check()
        if not self._slot():
            raise Busy
        try:
            answer = self._in_time(lambda: self._ask(path, params or {}, accept, until), until)
        except RateLimited:
            raise  # the pause is set already
        except (Unavailable, BadAnswer) as error:
            log.warning("%s%s: %s: %s", self.base, path, type(error).__name__, error.detail)
            self.breaker.failed()
            raise
        finally:
            self.slots.release()
        self.breaker.succeeded()
        return answer

    def _slot(self) -> bool:
        """A place among those under way; one may wait for it, the others are told at once."""
        if self.slots.acquire(blocking=False):
            return True
        if not self.waiting.acquire(blocking=False):
            return False
        try:
            return self.slots.acquire(timeout=QUEUE)
        finally:
            self.waiting.release()

    def _in_time(self, run: Callable[[], Answer], until: float) -> Answer:
        call = _Call(run)
        thread = threading.Thread(target=call.work, name="look-up", daemon=True)
        thread.start()
        thread.join(max(0.05, until - self.clock()))
        if not call.is_over:
            call.cut()
            raise Unavailable(f"nothing within {LIMIT} s")
        if call.error is not None:
            raise call.error
        assert call.answer
        return call.answer

    def _ask(self, path: str, params: dict[str, str], accept: str, until: float) -> Answer:
        try:
            return self._once(path, params, accept, until)
        except _Passing as error:
            # safe to repeat: a GET the service did not get to
            if until - self.clock() < CONNECT:
                raise Unavailable(error.detail) from error
        try:
            return self._once(path, params, accept, until)
        except _Passing as error:
            raise Unavailable(error.detail) from error

    def _once(self, path: str, params: dict[str, str], accept: str, until: float) -> Answer:
        left = max(0.1, until - self.clock())
        try:
            response = self.session.get(
                self.base + path,
                params=params,
                headers={"Accept": accept},
                timeout=(min(CONNECT, left), min(SILENCE, left)),
                allow_redirects=False,
                stream=True,
            )
            with response:
                return self._read(response)
        except requests.exceptions.SSLError as error:
            raise Unavailable(f"certificate: {error}") from error
        except requests.exceptions.Timeout as error:
            raise Unavailable(str(error)) from error
        except requests.exceptions.ConnectionError as error:
            raise _Passing(str(error)) from error
        except requests.RequestException as error:
            raise BadAnswer(str(error)) from error

    def _read(self, response: requests.Response) -> Answer:
        status = response.status_code
        if status == 429:
            self.breaker.failed(_wait(response.headers.get("Retry-After", "")), RateLimited)
            raise RateLimited(f"status 429, Retry-After {response.headers.get('Retry-After', '')[:40]}")
        if status in AGAIN:
            raise _Passing(f"status {status}")
        if status >= 500:
            raise Unavailable(f"status {status}")
        if 300 <= status < 400:
            raise BadAnswer(f"status {status}: redirects are not followed")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise BadAnswer("a compressed answer nobody asked for")
        return Answer(status, _parsed(_body(response)))


class _Passing(Unavailable):
    """A failure that one more try may get past."""


def _body(response: requests.Response) -> bytes:
    if _int_of(response.headers.get("Content-Length", "")) > LARGEST:
        raise BadAnswer("the answer is announced as too large")
    pieces, size = [], 0
    for piece in response.iter_content(65_536):
        size += len(piece)
        if size > LARGEST:
            raise BadAnswer("the answer is too large")
        pieces.append(piece)
    return b"".join(pieces)


def _parsed(body: bytes) -> Any:
    if not body.strip():
        return None
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(f"no JSON: {str(error)[:200]}") from error


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _int_of(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 15 else 0


def _wait(typed: str) -> float:
    """Seconds a service asks us to wait; a date or nothing counts as the usual pause."""
    return min(float(_int_of(typed)) or PAUSE, LONGEST_PAUSE)
