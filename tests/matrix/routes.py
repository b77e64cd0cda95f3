"""Every address of the product with what each person may expect there.

The table is written by hand: a new route must be entered here, with its rule, before the matrix passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.matrix.ground import MAY_EXPORT, MISSING_ID, PROFILES, SEES, Ground

Rule = Callable[[str, str], int]  # who, whose row -> the status
TO_LOGIN = 302
ROWS = ("mine", "unit", "foreign", "internal", "missing")


@dataclass(frozen=True)
class Route:
    """An address: its rules for GET and POST, what to fill into it and what to post.

    ``rows`` names the register of ``Ground`` whose ids fill the address. ``open`` routes answer without login.
    """

    get: Rule
    post: Rule
    rows: str = ""
    words: tuple[str, ...] = ()
    posted: dict[str, Any] = field(default_factory=dict)
    open: bool = False


def for_signed_in(status: int) -> Rule:
    return lambda who, row: status


def for_register_users(status: int) -> Rule:
    """The page exists for those with a profile; for others it is not there."""
    return lambda who, row: status if who in PROFILES else 404


def for_those_who_see_the_row(who: str, row: str) -> int:
    return 200 if row in SEES[who] else 404


def for_those_who_may_export(who: str, row: str) -> int:
    if who not in PROFILES:
        return 404
    return 200 if who in MAY_EXPORT else 403


def to_the_first_place(who: str, row: str) -> int:
    return 302 if who in PROFILES else 200


def signing_in(who: str, row: str) -> int:
    """Nothing to do here for those who are signed in."""
    return 200 if who in {"signed_out", "inactive"} else 302


def _register(path: str, rows: str, reference: str) -> dict[str, Route]:
    return {
        f"{path}/": Route(for_register_users(200), for_those_who_may_export, posted={"export": "csv"}),
        f"{path}/columns/": Route(for_register_users(405), for_register_users(302), posted={"columns": "name"}),
        f"{path}/options/<slug:field>/": Route(for_register_users(200), for_register_users(405), words=(reference,)),
        f"{path}/<int:pk>/": Route(for_those_who_see_the_row, for_register_users(405), rows=rows),
    }


ROUTES: dict[str, Route] = {
    "": Route(to_the_first_place, for_signed_in(405)),
    "login/": Route(signing_in, signing_in, posted={"username": "x@y.example", "password": "no"}, open=True),
    "logout/": Route(for_signed_in(405), for_signed_in(302)),
    "preferences/": Route(for_signed_in(405), for_signed_in(302), posted={"language": "sv"}, open=True),
    "search/": Route(for_signed_in(200), for_signed_in(405)),
    "health/": Route(for_signed_in(200), for_signed_in(200), open=True),
    **_register("customers", "customers", "industry"),
    **_register("contacts", "contacts", "customer"),
}


def walk(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[str]:
    """Every route of the URL configuration, nested ones included, as "customers/<int:pk>/"."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def addresses(route: str, ground: Ground) -> Iterator[tuple[str, str]]:
    """The addresses to try for a route, each with whose row it is ("" without row)."""
    entry = ROUTES[route]
    if entry.rows:
        ids = {key: row.pk for key, row in getattr(ground, entry.rows).items()} | {"missing": MISSING_ID}
        for whose in ROWS:
            yield whose, "/" + route.replace("<int:pk>", str(ids[whose]))
    for word in entry.words:
        yield "", "/" + route.replace("<slug:field>", word)
    if not entry.rows and not entry.words:
        yield "", "/" + route


def expected(route: str, method: str, who: str, whose: str) -> int:
    entry = ROUTES[route]
    if who in {"signed_out", "inactive"} and not entry.open:
        return TO_LOGIN
    return (entry.get if method == "get" else entry.post)(who, whose)
