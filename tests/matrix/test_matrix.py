"""Every address, every person, own and foreign rows: the answer by the rule, and refusals write nothing."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.matrix.answers import is_refused, is_to_login, seen
from tests.matrix.ground import EVERYBODY, MISSING_ID, PROFILES, SEES, Ground
from tests.matrix.routes import ROUTES, ROWS, addresses, expected, walk
from tests.matrix.unchanged import Digest, digest, written

Browsers = dict[str, Client]
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def untouched(sessions: dict[str, Any], strict: Client, django_db_blocker: Any) -> Digest:
    """The database before anybody asks; every test's own writes are rolled back after it."""
    with django_db_blocker.unblock():
        return digest()


@pytest.fixture(scope="module")
def strict(ground: Ground, django_db_blocker: Any) -> Client:
    """The administrator's browser, with the check of CSRF tokens that test browsers go without."""
    with django_db_blocker.unblock():
        return ground.client("admin", enforce_csrf_checks=True)


def test_every_route_has_an_entry_in_the_matrix() -> None:
    routes = set(walk())
    new, gone = sorted(routes - set(ROUTES)), sorted(set(ROUTES) - routes)
    assert not new, f"new addresses without a rule: enter {new} in ROUTES of tests/matrix/routes.py"
    assert not gone, f"tests/matrix/routes.py names addresses that are gone: {gone}"


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_each_address_answers_each_person_by_the_rule(
    route: str, who: str, method: str, ground: Ground, browsers: Browsers, untouched: Digest
) -> None:
    for whose, address in addresses(route, ground):
        before, known = transaction.savepoint(), written()
        response = getattr(browsers[who], method)(address, ROUTES[route].posted if method == "post" else {})
        wanted = expected(route, method, who, whose)
        assert response.status_code == wanted, f"{who}: {method} {address} ({whose})"
        if who in {"signed_out", "inactive"} and not ROUTES[route].open:
            assert is_to_login(response), f"{who}: {address} leads elsewhere than to the login"
        if (method == "get" or is_refused(response)) and written() != known:
            assert digest() == untouched, f"{who}: {method} {address} wrote to the database"
        transaction.savepoint_rollback(before)  # what was allowed must not be taken for what was refused


@pytest.mark.parametrize("who", PROFILES)
@pytest.mark.parametrize("route", [route for route, entry in ROUTES.items() if entry.rows])
def test_a_row_of_others_looks_like_one_that_does_not_exist(
    route: str, who: str, ground: Ground, browsers: Browsers
) -> None:
    found = {whose: browsers[who].get(address) for whose, address in addresses(route, ground)}
    hidden = [whose for whose in found if whose in ROWS and whose not in SEES[who]]
    for whose in hidden:
        assert found[whose].status_code == found["missing"].status_code
        assert seen(found[whose]) == seen(found["missing"])


@pytest.mark.parametrize("route", ROUTES)
def test_a_register_that_is_not_for_somebody_looks_like_no_page_at_all(
    route: str, ground: Ground, browsers: Browsers
) -> None:
    nothing = browsers["profileless"].get("/there-is-no-such-page/")
    for _whose, address in addresses(route, ground):
        for method in ("get", "post"):
            response = getattr(browsers["profileless"], method)(address)
            if response.status_code == 404:
                assert seen(response) == seen(nothing)


def test_403_and_404_say_the_same_words(browsers: Browsers) -> None:
    forbidden = browsers["reader"].post("/customers/", {"export": "csv"})
    missing = browsers["reader"].get(f"/customers/{MISSING_ID}/")
    assert (forbidden.status_code, missing.status_code) == (403, 404)
    assert seen(forbidden) == seen(missing)


@pytest.mark.parametrize("method", ["head", "options", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("who", ["account", "profileless", "signed_out"])
def test_other_methods_show_and_change_nothing(
    method: str, who: str, ground: Ground, browsers: Browsers, untouched: Digest
) -> None:
    for route in ROUTES:
        for whose, address in addresses(route, ground):
            response: Any = getattr(browsers[who], method)(address)
            assert response.status_code in {200, 302, 404, 405}, f"{who}: {method} {address}"
            if whose in {"foreign", "missing"} and response.status_code == 200:
                pytest.fail(f"{who}: {method} {address} answers although the row is not theirs")
    assert digest() == untouched


@pytest.mark.parametrize("route", ROUTES)
def test_a_post_without_csrf_token_is_refused_and_writes_nothing(
    route: str, ground: Ground, strict: Client, untouched: Digest
) -> None:
    for _whose, address in addresses(route, ground):
        assert strict.post(address, ROUTES[route].posted).status_code == 403
    assert digest() == untouched
