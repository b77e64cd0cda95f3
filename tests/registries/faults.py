"""How a service can misbehave: each is set as ``standin.fault`` and deals with the requests it is shown.

One that takes long ends as soon as the stand-in stops or the one who asked has gone.
"""

import gzip
import json
import select
import socket
import struct
import time
from collections.abc import Iterable

from registries.standin import Fault, Handler

SLOW = 30.0  # seconds, far beyond anybody's patience
TICK = 0.05


def send(handler: Handler, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
    """A whole answer; ``length`` announces another size than it has, a negative one none at all."""
    handler.send_response(status)
    for name, value in ({"Content-Type": "application/json"} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    announced = len(body) if length is None else length
    if announced >= 0:
        handler.send_header("Content-Length", str(announced))
    handler.close_connection = announced != len(body)
    if handler.close_connection:
        handler.send_header("Connection", "close")
    handler.end_headers()
    handler.wfile.write(body)


def is_alone(handler: Handler) -> bool:
    """Whether nobody waits for the answer any longer."""
    readable, _, _ = select.select([handler.connection], [], [], 0)
    return bool(readable) and not handler.connection.recv(1, socket.MSG_PEEK)


def pause(handler: Handler, seconds: float) -> bool:
    """Wait; False when it makes no sense to go on."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if handler.standin.stopping.wait(TICK) or is_alone(handler):
            handler.close_connection = True
            return False
    return True


def always(status: int, body: bytes, length: int | None = None, **headers: str) -> Fault:
    def fault(handler: Handler) -> bool:
        send(handler, status, body, length, **headers)
        return True

    return fault


def says(data: object) -> Fault:
    """JSON, written with the lone surrogates and constants that Python lets pass."""
    return always(200, json.dumps(data).encode())


def times(count: int, fault: Fault) -> Fault:
    """A fault that passes after so many requests."""
    left = [None] * count

    def passing(handler: Handler) -> bool:
        return bool(left) and (left.pop() is None and fault(handler))

    return passing


def _drip(handler: Handler, pieces: Iterable[bytes], every: float) -> bool:
    """Piece after piece with a pause between."""
    handler.close_connection = True
    for piece in pieces:
        handler.wfile.write(piece)
        handler.wfile.flush()
        if not pause(handler, every):
            break
    return True


def _bytes(text: bytes) -> Iterable[bytes]:
    return (text[place : place + 1] for place in range(len(text)))


def silence(handler: Handler) -> bool:
    pause(handler, SLOW)
    return True


def silence_in_the_middle(handler: Handler) -> bool:
    return _drip(handler, [b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"], SLOW)


def a_byte_a_second_in_the_body(handler: Handler) -> bool:
    return _drip(handler, [b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n", *_bytes(b"{" * 40)], 1)


def a_byte_a_second_in_the_headers(handler: Handler) -> bool:
    return _drip(handler, _bytes(b"HTTP/1.1 200 OK\r\nServer: one that has time\r\n\r\n"), 1)


def headers_without_end(handler: Handler) -> bool:
    lines = (f"X-{number}: {'x' * 1000}\r\n".encode() for number in range(100_000))
    return _drip(handler, [b"HTTP/1.1 200 OK\r\n", *lines], 0)


def hang_up(handler: Handler) -> bool:
    """The connection is reset without an answer."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True
    return True


def redirect(where: str) -> Fault:
    return always(302, b"", Location=where)


def busy(retry_after: str) -> Fault:
    return always(429, b'{"message": "Too many requests"}', Retry_After=retry_after)


html = always(200, b"<!DOCTYPE html><title>Maintenance</title>", length=None, **{"Content-Type": "text/html"})
truncated_json = always(200, b'{"totalResults": 1, "companies": [{"businessId": {"val')
cut_short = always(200, b'{"totalResults": 0, "companies": []}', length=5000)
nothing = always(200, b"")
wrong_types = says(
    {
        "totalResults": "3",
        "companies": {"businessId": 7},
        "_embedded": [1],
        "page": {"totalElements": [None]},
        "navn": 4,
    }
)
a_bare_number = says(42)
ten_megabytes = always(200, b'{"companies": "' + b"x" * 10 * 2**20 + b'"}')
ten_megabytes_unannounced = always(200, b'{"companies": "' + b"x" * 10 * 2**20 + b'"}', length=-1)
broken = always(500, b'{"error": "Internal Server Error"}')
unavailable = always(503, b"")
gzip_bomb = always(200, gzip.compress(b"0" * 40 * 2**20, 9), Content_Encoding="gzip")
deeply_nested = always(200, b'{"a":' * 400_000)
not_a_number = says({"totalResults": float("nan"), "companies": [], "page": {"totalElements": float("inf")}})
not_utf_8 = always(200, b'{"navn": "\xff\xfe"}')
