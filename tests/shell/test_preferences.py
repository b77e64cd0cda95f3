"""Preferences act at once, for the one who sets them, and on every page."""

import re

import pytest
from django.test import Client

from accounts.models import User
from tests.matrix.ground import Ground, browser

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def html_tag(browser: Client) -> str:
    return re.findall(r"<html[^>]*>", browser.get("/customers/").content.decode(), re.S)[0]


@pytest.mark.parametrize(("posted", "shown"), [
    ({"theme": "dark"}, 'data-theme="dark"'), ({"theme": "light"}, 'data-theme="light"'),
    ({"density": "comfortable"}, 'data-density="comfortable"'), ({"side": "mini"}, 'data-side="mini"'),
    ({"keys": "off"}, 'data-keys="off"'), ({"language": "fi"}, 'lang="fi"'),
])  # fmt: skip
def test_a_preference_is_on_every_page_from_then_on(
    posted: dict[str, str], shown: str, ground: Ground, browsers: Browsers
) -> None:
    assert shown not in html_tag(browsers["account"])
    browsers["account"].post("/preferences/", posted)
    assert shown in html_tag(browsers["account"])
    assert shown in html_tag(ground.client("account")), "another browser of the same person"
    assert shown not in html_tag(browsers["admin"])


@pytest.mark.parametrize(("set_", "back", "shown"), [
    ({"theme": "dark"}, {"theme": ""}, "data-theme"), ({"density": "comfortable"}, {"density": ""}, "data-density"),
    ({"side": "mini"}, {"side": ""}, "data-side"), ({"keys": "off"}, {"keys": "on"}, "data-keys"),
])  # fmt: skip
def test_a_preference_can_be_set_back(
    set_: dict[str, str], back: dict[str, str], shown: str, browsers: Browsers
) -> None:
    browsers["account"].post("/preferences/", set_)
    browsers["account"].post("/preferences/", back)
    assert shown not in html_tag(browsers["account"])


def test_the_first_language_is_the_browsers_and_then_the_users_own(ground: Ground) -> None:
    User.objects.filter(pk=ground.people["account"].pk).update(language="")
    visitor = ground.client("account")
    for accepted, wanted in (("sv-FI,sv;q=0.9", "sv"), ("no,nb;q=0.8", "nb"), ("de,fr", "en"), ("da", "da")):
        page = visitor.get("/customers/", headers={"accept-language": accepted})
        assert page.headers["Content-Language"] == wanted, accepted
    visitor.post("/preferences/", {"language": "fi"})
    assert visitor.get("/customers/", headers={"accept-language": "sv"}).headers["Content-Language"] == "fi"


@pytest.mark.parametrize("asked", ["no", "nn", "nn-NO", "NO-no,en;q=0.9", "en;q=0.5,nn;q=0.8", "de,no;q=0.7,en;q=0.3"])
def test_who_asks_for_norwegian_of_any_kind_gets_bokmal(asked: str, ground: Ground) -> None:
    page = browser().get("/login/", headers={"accept-language": asked})
    assert page.headers["Content-Language"] == "nb"


@pytest.mark.parametrize(("asked", "wanted"), [
    ("sv,no;q=0.9", "sv"), ("de,en-GB;q=0.9,no;q=0.5", "en"), ("*", "en"), ("", "en"), ("x" * 600, "en"),
])  # fmt: skip
def test_norwegian_is_not_put_before_what_a_browser_prefers(asked: str, wanted: str, ground: Ground) -> None:
    assert browser().get("/login/", headers={"accept-language": asked}).headers["Content-Language"] == wanted


@pytest.mark.parametrize(("language", "count", "words"), [
    ("en", "Customers", "Log out"), ("sv", "Kunder", "Logga ut"), ("nb", "Kunder", "Logg ut"),
    ("fi", "Asiakkaat", "Kirjaudu ulos"), ("da", "Kunder", "Log ud"),
])  # fmt: skip
def test_each_language_is_spoken(language: str, count: str, words: str, ground: Ground, browsers: Browsers) -> None:
    browsers["account"].post("/preferences/", {"language": language})
    page = browsers["account"].get("/customers/").content.decode()
    assert f"<h1>{count}</h1>" in page
    assert words in page


def test_the_language_of_one_request_is_not_that_of_the_next(browsers: Browsers) -> None:
    browsers["account"].post("/preferences/", {"language": "fi"})
    assert browsers["account"].get("/customers/").headers["Content-Language"] == "fi"
    assert browsers["admin"].get("/customers/").headers["Content-Language"] == "en"


def test_a_preference_leads_back_to_where_one_was(browsers: Browsers) -> None:
    page = browsers["account"].get("/customers/?q=as&sort=-number").content.decode()
    back = set(re.findall(r'name="next" value="([^"]*)"', page))
    assert back == {"/customers/?q=as&amp;sort=-number"}


def test_a_preference_cannot_be_set_by_a_link(browsers: Browsers) -> None:
    assert browsers["account"].get("/preferences/?theme=dark").status_code == 405
