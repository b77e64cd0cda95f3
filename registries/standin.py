"""A stand-in for the services of the public registers: answers as they do, on this computer, from units in memory.

The demonstration and the tests ask it instead of the real ones, Norway below /brreg and Finland below /ytj.
"""

from __future__ import annotations

import json
import re
import socket
import socketserver
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

Unit = Mapping[str, Any]
Query = dict[str, str]
CEILING = 10_000  # Norway: size x (page + 1) may not be more
FINNISH_PAGE = 100
REMEMBERED = 1000  # requests, for tests to look at
_WORD = re.compile(r"\w+")
_UNIT_PATH = re.compile(r"/(enheter|underenheter)/(\d{9})")
_JSON = "application/json"


@dataclass(frozen=True)
class Asked:
    """A request as it came in: the path with its query, and the headers."""

    path: str
    headers: Message


@dataclass(frozen=True)
class Reply:
    """A status and what is sent as JSON; nothing is sent for None."""

    status: int
    data: Any = None
    content_type: str = _JSON


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _number(query: Query, key: str, default: int) -> int:
    """Raises ValueError for what is no whole number from 0 on."""
    typed = query.get(key, str(default))
    if not (typed.isascii() and typed.isdigit()):
        raise ValueError(key)
    return int(typed)


class NorwegianUnits:
    """Enhetsregisteret: units, those that are branches of others, and those taken out of the open data."""

    def __init__(self, units: Iterable[Unit], branches: Iterable[Unit], removed: Iterable[Unit]) -> None:
        self.kinds = {
            "enheter": {each["organisasjonsnummer"]: each for each in units},
            "underenheter": {each["organisasjonsnummer"]: each for each in branches},
        }
        self.removed = {each["organisasjonsnummer"]: each for each in removed}
        self.names = {
            number: _words(each["navn"])
            for kind in self.kinds.values()
            for number, each in kind.items()
            if each.get("respons_klasse") != "SlettetEnhet"  # found by number only
        }

    def reply(self, url: str, path: str, query: Query, accept: str) -> Reply:
        if not _is_accepted(accept):
            return Reply(406)
        if path[1:] in self.kinds:
            return self._search(url, path[1:], query)
        if found := _UNIT_PATH.fullmatch(path):
            return self._one(found[1], found[2])
        where = f"/enhetsregisteret/api{path}"
        missing = {"title": "Not Found", "detail": f"No static resource {where[1:]}.", "status": 404, "instance": where}
        return Reply(404, missing, "application/problem+json")

    def _one(self, kind: str, number: str) -> Reply:
        if number in self.removed and kind == "enheter":
            return Reply(410, self.removed[number])
        unit = self.kinds[kind].get(number)
        return Reply(200, unit) if unit else Reply(404)

    def _search(self, url: str, kind: str, query: Query) -> Reply:
        try:
            size, page = _number(query, "size", 20), _number(query, "page", 0)
        except ValueError as error:
            return _refused(kind, f"Ugyldig verdi for {error}.", [str(error)], query.get(str(error), ""))
        if size * (page + 1) > CEILING:
            told = f"Antall treff (size x (page + 1)) kan ikke overstige {CEILING}."
            return _refused(kind, told, ["size", "page"], f"size={size}, page={page}")
        return Reply(200, _hal(f"{url}/{kind}", kind, query, self._matching(kind, query), max(size, 1), page))

    def _matching(self, kind: str, query: Query) -> list[Unit]:
        typed = _words(query.get("navn", ""))
        numbers = set(query.get("organisasjonsnummer", "").split(",")) - {""}
        parent = query.get("overordnetEnhet", "")
        return [
            unit
            for number, unit in self.kinds[kind].items()
            if number in self.names
            and (not numbers or number in numbers)
            and (not parent or unit.get("overordnetEnhet") == parent)
            and all(any(word.startswith(each) for word in self.names[number]) for each in typed)
        ]


def _is_accepted(accept: str) -> bool:
    """Whether one of the media types is among those the service speaks; version 1 is not."""
    types = [each.split(";")[0].strip() for each in (accept or "*/*").split(",")]
    return any(each in {"*/*", "application/*", _JSON, "application/hal+json"} or "v2+json" in each for each in types)


def _refused(kind: str, told: str, parameters: list[str], value: str) -> Reply:
    return Reply(
        400,
        {
            "status": 400,
            "feilmelding": "Feilaktig forespørsel",
            "sti": f"/enhetsregisteret/api/{kind}",
            "antallFeil": 1,
            "valideringsfeil": [{"feilmelding": told, "parametere": parameters, "feilaktigVerdi": value}],
        },
    )


def _hal(url: str, kind: str, query: Query, units: list[Unit], size: int, page: int) -> dict[str, Any]:
    """A page of units; without hits the key that would hold them is missing."""
    pages = -(-len(units) // size)
    shown = units[size * page : size * (page + 1)]

    def link(number: int) -> dict[str, str]:
        return {"href": f"{url}?{urlencode({**query, 'size': str(size), 'page': str(number)})}"}

    links = {"self": {"href": f"{url}?{urlencode(query)}"}}
    if pages > 1:
        around = {"first": link(0), "prev": link(page - 1), **links, "next": link(page + 1), "last": link(pages - 1)}
        absent = {"prev"} if page == 0 else {"next"} if page >= pages - 1 else set()
        links = {name: where for name, where in around.items() if name not in absent}
    return {
        **({"_embedded": {kind: shown}} if shown else {}),
        "_links": links,
        "page": {"size": size, "totalElements": len(units), "totalPages": pages, "number": page},
    }


class FinnishCompanies:
    """YTJ: companies, found by their number or by any name they have or had."""

    def __init__(self, companies: Iterable[Unit]) -> None:
        self.companies = list(companies)
        self.names = [
            [str(each.get("name") or "").casefold() for each in company.get("names") or []]
            for company in self.companies
        ]

    def reply(self, path: str, query: Query) -> Reply:
        if path != "/companies":
            return Reply(404, {"status": 404, "error": "Not Found", "path": f"/opendata-ytj-api/v3{path}"})
        try:
            page = _number(query, "page", 1)
        except ValueError:
            page = 0
        if page < 1:
            return Reply(400, {"status": 400, "error": "Bad Request", "message": "Invalid value for parameter page"})
        found = self._matching(query.get("businessId", ""), query.get("name", "").casefold().split())
        shown = found[FINNISH_PAGE * (page - 1) : FINNISH_PAGE * page]
        return Reply(200, {"totalResults": len(found), "companies": shown})

    def _matching(self, number: str, typed: list[str]) -> list[Unit]:
        return [
            company
            for company, names in zip(self.companies, self.names, strict=True)
            if (not number or (company.get("businessId") or {}).get("value") == number)
            and (not typed or any(all(word in name for word in typed) for name in names))
        ]


class Handler(BaseHTTPRequestHandler):
    """One connection. ``standin`` is the server it belongs to."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    standin: Standin

    def do_GET(self) -> None:
        self.standin.asked.append(Asked(self.path, self.headers))
        if self.standin.fault is not None and self.standin.fault(self):
            return
        reply = self.standin.reply(self.path, self.headers.get("Accept", ""))
        body = b"" if reply.data is None else json.dumps(reply.data, ensure_ascii=False).encode()
        self.send_response(reply.status)
        if body:
            self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, port: int, handler: type[Handler]) -> None:
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), handler)

    def server_bind(self) -> None:
        # HTTPServer asks the name service what this computer is called, which may take seconds
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]  # type: ignore[assignment]

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        # one who asks may leave before the answer
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


Fault = Callable[[Handler], bool]


class Standin:
    """Both services on one port of this computer; a context manager that serves while it is entered.

    ``port`` 0 takes a free one. ``asked`` holds the last requests. ``fault``, where set, sees every request first and
    returns True for one it has dealt with; ``stopping`` tells a slow one that it is time to go.
    """

    def __init__(
        self,
        norwegian: Iterable[Unit] = (),
        finnish: Iterable[Unit] = (),
        branches: Iterable[Unit] = (),
        removed: Iterable[Unit] = (),
        port: int = 0,
    ) -> None:
        self.norway = NorwegianUnits(norwegian, branches, removed)
        self.finland = FinnishCompanies(finnish)
        self.asked: deque[Asked] = deque(maxlen=REMEMBERED)
        self.fault: Fault | None = None
        self.stopping = threading.Event()
        self.server = _Server(port, type("_Handler", (Handler,), {"standin": self}))
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def reply(self, target: str, accept: str) -> Reply:
        """The answer to a GET of a path with its query."""
        parts = urlsplit(target)
        service, _, path = parts.path.strip("/").partition("/")
        query = dict(parse_qsl(parts.query))
        if service == "brreg":
            return self.norway.reply(f"{self.url}/brreg", f"/{path}", query, accept)
        if service == "ytj":
            return self.finland.reply(f"/{path}", query)
        return Reply(404)

    def start(self) -> None:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), name="stand-in", daemon=True).start()

    def stop(self) -> None:
        """Stop serving and hang up on everybody."""
        self.stopping.set()
        self.server.shutdown()
        self.server.server_close()
        for connection in list(self.server.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Standin:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
