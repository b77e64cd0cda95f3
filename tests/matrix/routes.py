"""Every address of the product with what each person may expect there.

The table is written by hand: a new route must be entered here, with its rule, before the matrix passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.matrix.ground import (
    EDITS,
    MAY_CHANGE_MANY,
    MAY_CREATE,
    MAY_EXPORT,
    MISSING_ID,
    PROFILES,
    SEE_COSTS,
    SEE_INVOICES,
    SEES,
    Ground,
)

Rule = Callable[[str, str], int]  # who, whose row -> the status
TO_LOGIN = 302
NOBODYS = {"profileless"}  # of whom nothing is here
NO_CONTEXT = "00000000-0000-4000-8000-000000000000"
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
    child: str = ""  # rows of ``Ground`` below those, by the same names
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


def for_those_who_edit_the_row(status: int, locked: int | None = None) -> Rule:
    """Not there for those who do not see it, refused to those who see but may not edit it.

    ``locked`` is the status for our own company, where that differs.
    """

    def rule(who: str, row: str) -> int:
        if row not in SEES[who]:
            return 404
        if row not in EDITS[who]:
            return 403
        return locked if row == "internal" and locked else status

    return rule


def for_those_who_may_delete(status: int, rows: str) -> Rule:
    """Needs the right to delete besides; our own company stays."""

    def rule(who: str, row: str) -> int:
        found = for_those_who_edit_the_row(status, locked=403 if rows == "customers" else None)(who, row)
        return found if found in {403, 404} or who == "admin" else 403

    return rule


def for_those_who_may_create(status: int) -> Rule:
    return lambda who, row: status if who in MAY_CREATE else 404


def for_those_who_may_change_many(status: int) -> Rule:
    """Not there for those who do not see the register, refused to those who see it only."""
    return lambda who, row: 404 if who not in PROFILES else status if who in MAY_CHANGE_MANY else 403


def for_those_who_may_delete_many(status: int) -> Rule:
    return lambda who, row: 404 if who not in PROFILES else status if who == "admin" else 403


def for_those_who_see_invoices(status: int) -> Rule:
    return lambda who, row: status if who in SEE_INVOICES else 404


def for_administrators(status: int) -> Rule:
    """Settings: of the ready profiles only the administrator's has them."""
    return lambda who, row: status if who == "admin" and (row != "missing" or status == 405) else 404


def signing_in(who: str, row: str) -> int:
    """Nothing to do here for those who are signed in."""
    return 200 if who in {"signed_out", "inactive"} else 302


def _register(path: str, rows: str, reference: str) -> dict[str, Route]:
    return {
        f"{path}/": Route(for_register_users(200), for_those_who_may_export, posted={"export": "csv"}),
        f"{path}/columns/": Route(for_register_users(405), for_register_users(302), posted={"columns": "name"}),
        # nothing is ticked here: those who may change many rows are led back to the list
        f"{path}/bulk/": Route(for_those_who_may_change_many(302), for_those_who_may_change_many(302)),
        f"{path}/bulk/delete/": Route(for_those_who_may_delete_many(302), for_those_who_may_delete_many(302)),
        f"{path}/options/<slug:field>/": Route(for_register_users(200), for_register_users(405), words=(reference,)),
        f"{path}/<int:pk>/": Route(for_those_who_see_the_row, for_register_users(405), rows=rows),
        f"{path}/<int:pk>/<slug:section>/": Route(
            for_those_who_see_the_row, for_register_users(405), rows=rows, words=("changes",)
        ),
        f"{path}/<int:pk>/edit/": Route(
            for_those_who_edit_the_row(200), for_those_who_edit_the_row(422), rows=rows, posted={"name": ""}
        ),
        f"{path}/<int:pk>/active/": Route(
            for_register_users(405),
            for_those_who_edit_the_row(302, 403 if rows == "customers" else None),
            rows=rows,
            posted={"active": "no"},
        ),
        f"{path}/<int:pk>/delete/": Route(
            for_those_who_may_delete(200, rows),
            for_those_who_may_delete(200 if rows == "customers" else 302, rows),
            rows=rows,
        ),
        f"{path}/restore/<uuid:context>/": Route(
            for_register_users(405), lambda who, row: 404 if who in {*NOBODYS, "admin"} else 403
        ),
        # nothing was done under this context to any of them
        f"{path}/<int:pk>/before/<uuid:context>/": Route(
            for_those_who_edit_the_row(404), for_those_who_edit_the_row(404), rows=rows
        ),
        f"{path}/<int:pk>/undo/<uuid:context>/": Route(
            for_register_users(405), for_those_who_edit_the_row(404), rows=rows
        ),
    }


def _list(path: str, rows: str, seers: set[str], reference: str) -> dict[str, Route]:
    """The pages of a register that only lists, for those who see its area."""

    def there(status: int) -> Rule:
        return lambda who, row: status if who in seers else 404

    def seen(who: str, row: str) -> int:
        return 200 if who in seers and row in SEES[who] else 404

    def taken(who: str, row: str) -> int:
        return 404 if who not in seers else 200 if who in MAY_EXPORT else 403

    return {
        f"{path}/": Route(there(200), taken, posted={"export": "csv"}),
        f"{path}/columns/": Route(there(405), there(302), posted={"columns": "name"}),
        f"{path}/options/<slug:field>/": Route(there(200), there(405), words=(reference,)),
        f"{path}/<int:pk>/": Route(seen, there(405), rows=rows),
        f"{path}/<int:pk>/<slug:section>/": Route(seen, there(405), rows=rows, words=("changes",)),
    }


def _settings_list(key: str, rows: str, *, ordered: bool) -> dict[str, Route]:
    moves = Route(for_administrators(405), for_administrators(302), rows=rows, posted={"to": "up"})
    in_order = Route(for_administrators(405), for_administrators(302), posted={"order": "1"})
    return {
        f"settings/{key}/": Route(for_administrators(200), for_administrators(405)),
        f"settings/{key}/new/": Route(for_administrators(200), for_administrators(422), posted={"name": ""}),
        f"settings/{key}/<int:pk>/": Route(
            for_administrators(200), for_administrators(422), rows=rows, posted={"name": ""}
        ),
        f"settings/{key}/<int:pk>/delete/": Route(for_administrators(405), for_administrators(302), rows=rows),
        f"settings/{key}/restore/<uuid:context>/": Route(for_administrators(405), for_administrators(404)),
        **({f"settings/{key}/<int:pk>/move/": moves, f"settings/{key}/order/": in_order} if ordered else {}),
    }


def _work(path: str, rows: str) -> dict[str, Route]:
    """The pages of sales projects or projects: listed, changed one by one and in bulk, neither made nor deleted."""
    no_context = Route(for_those_who_edit_the_row(404), for_those_who_edit_the_row(404), rows=rows)
    return {
        **_list(path, rows, set(PROFILES), "owner"),
        f"{path}/bulk/": Route(for_those_who_may_change_many(302), for_those_who_may_change_many(302)),
        f"{path}/<int:pk>/edit/": Route(
            for_those_who_edit_the_row(200), for_those_who_edit_the_row(422), rows=rows, posted={"name": ""}
        ),
        f"{path}/<int:pk>/before/<uuid:context>/": no_context,
        f"{path}/<int:pk>/undo/<uuid:context>/": replace(no_context, get=for_register_users(405)),
    }


FIGURES_FOR = {
    "customers": for_register_users, "sales": for_register_users, "projects": for_register_users,
    "invoices": for_those_who_see_invoices, "start": for_register_users,
}  # fmt: skip
ROUTES: dict[str, Route] = {
    "": Route(for_signed_in(200), for_signed_in(405)),
    "first/": Route(for_signed_in(302), for_signed_in(405)),
    "login/": Route(signing_in, signing_in, posted={"username": "x@y.example", "password": "no"}, open=True),
    "logout/": Route(for_signed_in(405), for_signed_in(302)),
    "preferences/": Route(for_signed_in(405), for_signed_in(302), posted={"language": "sv"}, open=True),
    "search/": Route(for_signed_in(200), for_signed_in(405)),
    "health/": Route(for_signed_in(200), for_signed_in(200), open=True),
    **_register("customers", "customers", "industry"),
    **_register("contacts", "contacts", "customer"),
    **_work("sales", "sales"),
    **_work("projects", "projects"),
    **_list("costs", "costs", SEE_COSTS, "person"),
    **_list("invoices", "invoices", SEE_INVOICES, "status"),
    "customers/new/": Route(for_those_who_may_create(200), for_those_who_may_create(422), posted={"name": ""}),
    # a contact person is made at a customer, and here none is named
    "contacts/new/": Route(for_signed_in(404), for_signed_in(404), posted={"last_name": "X"}),
    "contacts/<int:pk>/move/": Route(for_those_who_edit_the_row(200), for_those_who_edit_the_row(422), rows="contacts"),
    "contacts/<int:pk>/forget/": Route(
        for_those_who_may_delete(200, "contacts"), for_those_who_may_delete(302, "contacts"), rows="contacts"
    ),
    # those of others are not there: tests/attacks/test_bulk_updates_of_others.py
    "bulk-updates/": Route(for_register_users(200), for_register_users(405)),
    "bulk-updates/<int:pk>/": Route(for_signed_in(404), for_register_users(405), rows="bulk_updates"),
    "bulk-updates/<int:pk>/log/": Route(for_signed_in(404), for_register_users(405), rows="bulk_updates"),
    "bulk-updates/<int:pk>/undo/": Route(for_register_users(405), for_signed_in(404), rows="bulk_updates"),
    "bulk-updates/<int:pk>/cancel/": Route(for_register_users(405), for_signed_in(404), rows="bulk_updates"),
    "bulk-updates/undo-last/<slug:register>/": Route(
        for_register_users(405),
        lambda who, row: 302 if who in MAY_CHANGE_MANY else 404,
        words=("customers",),
    ),
    "customers/bulk/activity/": Route(for_those_who_may_change_many(302), for_those_who_may_change_many(302)),
    "customers/merge/": Route(for_register_users(405), for_those_who_may_delete_many(302)),
    "customers/<int:pk>/merge/": Route(
        for_those_who_may_delete(200, "customers"), for_those_who_may_delete(422, "customers"), rows="customers"
    ),
    "customers/<int:pk>/unmerge/<uuid:context>/": Route(
        for_register_users(405), for_those_who_edit_the_row(404), rows="customers"
    ),
    "customers/look-up/": Route(for_those_who_may_create(200), for_register_users(405)),
    "customers/look-up/fill/": Route(for_register_users(405), for_those_who_may_create(200), posted={"use": "1"}),
    "customers/<int:pk>/compare/": Route(for_register_users(405), for_those_who_edit_the_row(302), rows="customers"),
    "customers/<int:pk>/compare/apply/": Route(
        for_register_users(405), for_those_who_edit_the_row(302), rows="customers"
    ),
    # those of others are not there: tests/customers/test_register_checks.py
    "customers/checks/": Route(for_register_users(200), for_register_users(405)),
    "customers/checks/new/": Route(
        for_register_users(405), for_those_who_may_change_many(302), posted={"ids": "987654321"}
    ),
    "customers/checks/<int:pk>/": Route(for_signed_in(404), for_register_users(405), rows="checks"),
    "customers/checks/<int:pk>/act/": Route(for_register_users(405), for_signed_in(404), rows="checks"),
    "customers/duplicates/": Route(for_those_who_may_create(200), for_register_users(405)),
    "customers/<int:pk>/addresses/new/": Route(
        for_those_who_edit_the_row(200), for_those_who_edit_the_row(422), rows="customers"
    ),
    "customers/<int:pk>/addresses/<int:address>/": Route(
        for_those_who_edit_the_row(200), for_those_who_edit_the_row(422), rows="customers", child="addresses"
    ),
    "customers/<int:pk>/addresses/<int:address>/delete/": Route(
        for_register_users(405), for_those_who_edit_the_row(302), rows="customers", child="addresses"
    ),
    "customers/<int:pk>/activities/new/": Route(
        for_those_who_edit_the_row(200), for_those_who_edit_the_row(422), rows="customers"
    ),
    "customers/<int:pk>/files/add/": Route(for_register_users(405), for_those_who_edit_the_row(302), rows="customers"),
    # the content of these is not on disk: nothing there for anybody
    "settings/": Route(for_administrators(200), for_administrators(405)),
    "settings/bulk-updates/": Route(
        for_administrators(200), for_administrators(422), posted={"bulk_updates_kept": "0"}
    ),
    "settings/custom-fields/": Route(for_administrators(200), for_administrators(405)),
    "settings/custom-fields/new/": Route(for_administrators(200), for_administrators(422), posted={"label": ""}),
    "settings/custom-fields/<int:pk>/": Route(
        for_administrators(200), for_administrators(422), rows="custom_fields", posted={"label": ""}
    ),
    "settings/custom-fields/<int:pk>/move/": Route(
        for_administrators(405), for_administrators(302), rows="custom_fields", posted={"to": "up"}
    ),
    "settings/custom-fields/<int:pk>/active/": Route(
        for_administrators(405), for_administrators(302), rows="custom_fields", posted={"active": "no"}
    ),
    "settings/custom-fields/<int:pk>/delete/": Route(
        for_administrators(200), for_administrators(302), rows="custom_fields"
    ),
    **{
        f"{key}/figures/": Route(for_register_users(200), for_register_users(405))
        for key in ("customers", "sales", "projects")
    },
    "invoices/figures/": Route(for_those_who_see_invoices(200), for_those_who_see_invoices(405)),
    **{
        f"{key}/figures/choose/": Route(seen(200), seen(302), posted={"standard": "1"})
        for key, seen in FIGURES_FOR.items()
    },
    **{
        f"{key}/figures/follow/": Route(seen(405), seen(302), posted={"follow": "no"})
        for key, seen in FIGURES_FOR.items()
        if key != "start"
    },
    "start/figures/": Route(for_register_users(200), for_register_users(405)),
    "customers/<int:pk>/key-figures/": Route(for_those_who_see_the_row, for_register_users(405), rows="customers"),
    "customers/<int:pk>/key-figures/choose/": Route(
        for_those_who_see_the_row,
        lambda who, row: 302 if row in SEES[who] else 404,
        rows="customers",
        posted={"standard": "1"},
    ),
    "settings/key-figures/": Route(for_administrators(200), for_administrators(405)),
    "settings/key-figures/<int:pk>/<slug:place>/": Route(
        for_administrators(200),
        for_administrators(302),
        rows="profiles",
        words=("customers",),
        posted={"standard": "1"},
    ),
    **_settings_list("industries", "listed_industries", ordered=False),
    **_settings_list("market-segments", "listed_segments", ordered=False),
    **_settings_list("contact-roles", "roles", ordered=False),
    **_settings_list("sales-statuses", "sales_statuses", ordered=False),
    **_settings_list("project-statuses", "project_statuses", ordered=True),
    **_settings_list("lead-sources", "lead_sources", ordered=False),
    **_settings_list("invoice-statuses", "invoice_statuses", ordered=True),
    "settings/industry-codes/": Route(for_administrators(200), for_administrators(405)),
    "settings/industry-codes/new/": Route(for_administrators(200), for_administrators(422), posted={"code": ""}),
    "settings/industry-codes/<int:pk>/": Route(
        for_administrators(200), for_administrators(422), rows="industry_codes", posted={"code": ""}
    ),
    "settings/industry-codes/<int:pk>/delete/": Route(
        for_administrators(405), for_administrators(302), rows="industry_codes"
    ),
    "files/<int:pk>/": Route(for_signed_in(404), for_signed_in(405), rows="files"),
    "files/<int:pk>/preview/": Route(for_signed_in(404), for_signed_in(405), rows="files"),
    "files/<int:pk>/delete/": Route(for_signed_in(405), for_those_who_edit_the_row(302), rows="files"),
    "activities/<int:pk>/edit/": Route(
        for_those_who_edit_the_row(200), for_those_who_edit_the_row(422), rows="activities"
    ),
    "activities/<int:pk>/done/": Route(for_signed_in(405), for_those_who_edit_the_row(302), rows="activities"),
    "activities/<int:pk>/delete/": Route(for_signed_in(405), for_those_who_edit_the_row(302), rows="activities"),
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
        for whose in ROWS if len(ids) > 2 else ids:
            address = "/" + route.replace("<int:pk>", str(ids[whose])).replace("<uuid:context>", NO_CONTEXT)
            if entry.child:
                below = getattr(ground, entry.child)
                address = address.replace("<int:address>", str(below[whose].pk if whose in below else MISSING_ID))
            for word in entry.words:
                address = address.replace("<slug:section>", word).replace("<slug:place>", word)
            yield whose, address
        return
    for word in entry.words:
        yield "", "/" + route.replace("<slug:field>", word).replace("<slug:register>", word)
    if not entry.rows and not entry.words:
        yield "", "/" + route.replace("<uuid:context>", NO_CONTEXT)


def expected(route: str, method: str, who: str, whose: str) -> int:
    entry = ROUTES[route]
    if who in {"signed_out", "inactive"} and not entry.open:
        return TO_LOGIN
    return (entry.get if method == "get" else entry.post)(who, whose)
