"""Pages for what went wrong: plain words in one's language, no detail of the machine, the same security headers."""

import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client
from django.views.defaults import server_error

from crm.log_lines import WithoutTraceback
from tests.matrix.answers import seen
from tests.matrix.ground import Ground
from tests.shell.policy import STRICT, policy
from workbench import views

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def fail(*args: Any, **kwargs: Any) -> None:
    raise RuntimeError("secret detail of the machine")


def test_a_fault_shows_a_page_without_details(browsers: Browsers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "find", fail)
    response = browsers["admin"].get("/customers/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something failed here" in page
    assert not [word for word in ("secret detail", "Traceback", "RuntimeError", "workbench") if word in page]
    assert policy(response) == STRICT


def test_a_page_that_is_not_there_says_so_in_ones_language(ground: Ground, browsers: Browsers) -> None:
    type(ground.people["account"]).objects.filter(pk=ground.people["account"].pk).update(language="fi")
    response = browsers["account"].get("/nowhere/")
    assert (response.status_code, response.headers["Content-Language"]) == (404, "fi")
    assert '<html lang="fi"' in response.content.decode()
    assert policy(response) == STRICT


def test_a_missing_page_names_neither_the_routes_nor_the_address(browsers: Browsers) -> None:
    page = browsers["admin"].get("/nowhere-special/").content.decode()
    assert not [word for word in ("nowhere-special", "URLconf", "customers/", "columns") if word in page]


@pytest.mark.parametrize("path", ["/customers", "/contacts", "/login", "/customers/1"])
def test_a_forgotten_slash_is_added(path: str, browsers: Browsers) -> None:
    response = browsers["admin"].get(path)
    assert (response.status_code, response.headers["Location"]) == (301, f"{path}/")


def test_an_old_form_is_refused_with_words_that_help(ground: Ground) -> None:
    visitor = ground.client("admin", enforce_csrf_checks=True)
    response = visitor.post("/customers/columns/", {"columns": "name"})
    assert response.status_code == 403
    assert "This page was too old" in response.content.decode()
    assert "Nothing was saved" in response.content.decode()
    assert policy(response) == STRICT


def test_a_refused_address_keeps_the_shell_and_offers_the_list(browsers: Browsers) -> None:
    response = browsers["account"].get("/customers/?nonsense=1")
    page = response.content.decode()
    assert response.status_code == 400
    assert "This address is not understood" in page
    assert 'href="/customers/">' in page
    assert policy(response) == STRICT


def test_too_much_in_a_form_is_refused_with_a_page_of_ours(browsers: Browsers) -> None:
    response = browsers["account"].post("/customers/columns/", {"columns": ["name"] * 26_000})
    assert response.status_code == 400
    assert "We did not understand the request" in response.content.decode()
    assert policy(response) == STRICT


def test_what_is_missing_and_what_is_forbidden_look_alike_in_every_language(ground: Ground, browsers: Browsers) -> None:
    for language in ("en", "sv", "nb", "fi", "da"):
        type(ground.people["reader"]).objects.filter(pk=ground.people["reader"].pk).update(language=language)
        forbidden = browsers["reader"].post("/customers/", {"export": "csv"})
        missing = browsers["reader"].get("/customers/987654321/")
        assert (forbidden.status_code, missing.status_code) == (403, 404)
        assert seen(forbidden) == seen(missing)


def test_the_page_for_faults_needs_no_context() -> None:
    """500.html is drawn without any context: nothing in it may ask for one."""
    response = server_error(HttpRequest())
    assert b"Something failed here" in response.content


@pytest.fixture
def console() -> Iterator[StringIO]:
    """What the terminal of `make run` shows meanwhile."""
    handler = next(
        each for each in logging.getLogger().handlers if any(isinstance(f, WithoutTraceback) for f in each.filters)
    )
    assert isinstance(handler, logging.StreamHandler)
    shown = StringIO()
    usual = handler.setStream(shown)
    yield shown
    handler.setStream(usual)


def test_a_refused_page_is_one_line_on_the_console(browsers: Browsers, console: StringIO) -> None:
    assert browsers["reader"].post("/customers/", {"export": "csv"}).status_code == 403
    assert [line.partition("WARNING ")[2] for line in console.getvalue().splitlines()] == [
        "django.request: Forbidden (Permission denied): /customers/"
    ]


def test_a_fault_is_told_whole_on_the_console(
    browsers: Browsers, console: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "find", fail)
    browsers["admin"].get("/customers/")
    assert "RuntimeError: secret detail of the machine" in console.getvalue()
