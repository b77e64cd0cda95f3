"""Class 9: ``next`` leads nowhere but within this site, and every address checks for itself."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.matrix.ground import Ground, browser

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]

ELSEWHERE = [
    "https://evil.example", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example",
    "\\\\evil.example", "/\t/evil.example", "\t//evil.example", "/\n/evil.example", "http:evil.example",
    "http:///evil.example", "https:evil.example", "javascript:alert(1)", "java\nscript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,x", "vbscript:x", "http://testserver@evil.example", "http://testserver.evil.example",
    "http://evil.example#testserver", "http://evil.example?testserver", "ftp://testserver/x",
    "//testserver@evil.example",
    "http://[::1", "\u2028//evil.example", "%2f%2fevil.example:80", "http://evil。example", "x" * 5000 + "://a",
]  # fmt: skip


def leads_outside(location: str) -> bool:
    """Whether a browser on http://testserver would leave it: it drops tabs and line ends, and reads \\ as /."""
    read = "".join(c for c in location if c not in "\t\r\n").replace("\\", "/").strip()
    parts = urlsplit(read)
    return bool((parts.scheme or parts.netloc) and parts.netloc != "testserver") or read.startswith("//")


def test_the_oracle_tells_inside_from_outside() -> None:
    assert [leads_outside(url) for url in ("https://evil.example", "/\\evil.example", "javascript:x")] == [True] * 3
    assert [leads_outside(url) for url in ("/", "/customers/?q=//x", "%2f%2fevil", "http://testserver/")] == [False] * 4


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_preference_leads_back_within_the_site_only(target: str, browsers: Browsers) -> None:
    for who in ("account", "signed_out"):
        response = browsers[who].post("/preferences/", {"language": "sv", "next": target})
        assert response.status_code == 302
        assert not leads_outside(response.headers["Location"]), response.headers["Location"]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_back_within_the_site_only(target: str, ground: Ground, browsers: Browsers) -> None:
    # somebody signed in already is led on at once; the same check as after the password
    response = browsers["account"].get("/login/", {"next": target})
    assert response.status_code == 302
    assert not leads_outside(response.headers["Location"])


def test_after_the_password_the_check_is_the_same(ground: Ground) -> None:
    ground.people["account"].set_password("havn-test-1")
    ground.people["account"].save()
    known = {"username": "account@havn.example", "password": "havn-test-1"}
    for target, wanted in (
        ("//evil.example", "/first/"),
        ("https://evil.example/", "/first/"),
        ("/contacts/?q=x", "/contacts/?q=x"),
    ):
        assert browser().post("/login/", {**known, "next": target}).headers["Location"] == wanted


def test_a_local_next_is_kept(browsers: Browsers) -> None:
    response = browsers["account"].post("/preferences/", {"theme": "dark", "next": "/customers/?q=å&page=2"})
    assert response.headers["Location"] == "/customers/?q=%C3%A5&page=2"


def test_a_line_end_in_next_makes_no_header(browsers: Browsers) -> None:
    response = browsers["account"].post("/preferences/", {"theme": "", "next": "/x\r\nSet-Cookie: a=b"})
    assert response.status_code == 302
    assert "\n" not in response.headers["Location"]
    assert "a" not in response.cookies


def test_columns_lead_back_to_their_own_register_whatever_is_posted(browsers: Browsers) -> None:
    response = browsers["account"].post("/customers/columns/?q=a", {"columns": "name", "next": "//evil.example"})
    assert response.headers["Location"] == "/customers/?q=a"


def test_a_page_beyond_the_end_leads_to_the_first_of_the_same_register(browsers: Browsers) -> None:
    response = browsers["account"].get("/customers/?page=99&sort=-number")
    assert (response.status_code, response.headers["Location"]) == (302, "/customers/?sort=-number")


def test_a_foreign_host_is_refused(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["crm.example"]
    assert browser().get("/login/", headers={"host": "evil.example"}).status_code == 400
