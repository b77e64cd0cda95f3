"""What every answer says to the browser: what may run, who may frame it, what it may guess."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tests.matrix.answers import streamed
from tests.matrix.ground import Ground, browser
from tests.shell.policy import STRICT, policy

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
PAGES = [
    "/", "/login/", "/health/", "/customers/", "/customers/?part=filter", "/customers/?part=totals", "/customers/?x=1",
    "/customers/1/", "/search/?q=a", "/search/?x=1", "/customers/options/industry/", "/nowhere/", "/preferences/",
    "/logout/",
]  # fmt: skip


@pytest.mark.parametrize("who", ["admin", "signed_out"])
@pytest.mark.parametrize("page", PAGES)
def test_every_answer_carries_the_strict_policy(page: str, who: str, browsers: Browsers) -> None:
    response = browsers[who].get(page)
    assert policy(response) == STRICT
    assert "Content-Security-Policy-Report-Only" not in response.headers
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_file_carries_it_too_and_is_an_attachment(file_format: str, browsers: Browsers) -> None:
    response = browsers["admin"].post("/customers/", {"export": file_format})
    assert policy(response) == STRICT
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert streamed(response)


def test_the_policy_allows_no_foreign_host_no_inline_code_and_no_evaluation() -> None:
    sources = set(" ".join(STRICT.values()).split())
    assert sources == {"'self'", "'none'"}


@pytest.mark.parametrize(
    "page", ["/login/", "/customers/", "/contacts/", "/customers/?part=filter", "/nowhere/", "/customers/?x=1"]
)
def test_no_page_needs_what_the_policy_forbids(page: str, ground: Ground, browsers: Browsers) -> None:
    html = browsers["signed_out" if page == "/login/" else "admin"].get(page).content.decode()
    assert not re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", html), "inline script"
    assert not re.findall(r"<style|\sstyle=", html), "inline style"
    assert not re.findall(r"\son\w+=", html), "inline handler"
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', html), "another host"
    assert not re.findall(r"<(?:iframe|object|embed|base)\b", html)
    assert not re.findall(r'hx-on|hx-vars|hx-vals="js:|javascript:', html), "evaluated attributes"


def test_htmx_evaluates_nothing(browsers: Browsers) -> None:
    html = browsers["admin"].get("/customers/").content.decode()
    config = re.findall(r"name=\"htmx-config\" content='([^']*)'", html)[0]
    for rule in ('"allowEval": false', '"allowScriptTags": false', '"selfRequestsOnly": true', '"historyCacheSize": 0'):
        assert rule in config


def test_a_partial_answer_is_kept_apart_from_the_page_by_caches(browsers: Browsers) -> None:
    for headers, whole in (({}, True), ({"HX-Request": "true"}, False),
                           ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, True)):  # fmt: skip
        response = browsers["admin"].get("/customers/", headers=headers)
        assert ("<html" in response.content.decode()) is whole
        assert {"HX-Request", "HX-History-Restore-Request", "Cookie"} <= {
            name.strip() for name in response.headers["Vary"].split(",")
        }


def test_pages_of_one_person_are_kept_by_no_cache(browsers: Browsers) -> None:
    """After logging out the back button asks again, and nothing between us and the browser keeps a copy."""
    for page in ("/customers/", "/search/?q=a", "/customers/options/industry/"):
        assert "private" in browsers["admin"].get(page).headers.get("Cache-Control", ""), page
        assert "no-store" in browsers["admin"].get(page).headers["Cache-Control"], page


def test_cookies_are_out_of_reach(ground: Ground) -> None:
    cookies = browser().get("/login/").cookies
    assert set(cookies) == {settings.CSRF_COOKIE_NAME}
    assert cookies[settings.CSRF_COOKIE_NAME]["samesite"] == "Lax"
