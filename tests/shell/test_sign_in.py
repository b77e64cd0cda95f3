"""Signing in and out."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session

from accounts.models import User
from tests.matrix.ground import Ground, browser
from tests.matrix.unchanged import nothing_is_written

pytestmark = pytest.mark.django_db
PASSWORD = "right horse 7"
WRONG = "The e-mail or the password is not right. In the password, capital letters count."


@pytest.fixture
def known(ground: Ground, settings: Any) -> dict[str, str]:
    """The account manager's e-mail address and password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = User.objects.get(pk=ground.people["account"].pk)
    user.set_password(PASSWORD)
    user.save()
    return {"username": user.email, "password": PASSWORD}


def test_the_right_password_opens_the_start_page(known: dict[str, str]) -> None:
    visitor = browser()
    assert visitor.post("/login/", known).headers["Location"] == "/first/"
    assert visitor.get("/", follow=True).status_code == 200


def test_the_e_mail_address_may_be_written_in_capitals(known: dict[str, str]) -> None:
    assert browser().post("/login/", known | {"username": "ACCOUNT@Havn.Example"}).status_code == 302


def test_one_is_led_to_the_page_one_wanted(known: dict[str, str]) -> None:
    visitor = browser()
    wanted = visitor.get("/contacts/?q=kari").headers["Location"]
    assert wanted == "/login/?next=/contacts/%3Fq%3Dkari"
    assert 'name="next" value="/contacts/?q=kari"' in visitor.get(wanted).content.decode()
    assert visitor.post("/login/", known | {"next": "/contacts/?q=kari"}).headers["Location"] == "/contacts/?q=kari"


@pytest.mark.parametrize("change", [
    {"password": "wrong"}, {"password": ""}, {"password": PASSWORD.upper()}, {"password": PASSWORD + " "},
    {"username": "nobody@havn.example"}, {"username": "inactive@havn.example"}, {"username": ""},
    {"username": "%@havn.example"}, {"username": "profileless@havn.example", "password": "!"},
    {"username": "' or 1=1 --"}, {"password": "x" * 5000},
])  # fmt: skip
def test_wrong_credentials_are_refused_and_leave_no_trace(change: dict[str, str], known: dict[str, str]) -> None:
    visitor = browser()
    with nothing_is_written():
        response = visitor.post("/login/", known | change)
    assert response.status_code == 200
    assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert visitor.get("/customers/").headers["Location"].startswith("/login/")


def test_the_refusal_does_not_say_which_of_the_two_was_wrong(known: dict[str, str]) -> None:
    def alert(change: dict[str, str]) -> str:
        page = browser().post("/login/", known | change).content.decode()
        return page[page.index('class="alert red') : page.index("</ul>")]

    nobody = alert({"username": "nobody@havn.example"})
    assert WRONG in nobody
    assert alert({"password": "wrong"}) == nobody == alert({"username": "inactive@havn.example"})


def test_the_password_never_comes_back(known: dict[str, str]) -> None:
    assert "secret-typed" not in browser().post("/login/", known | {"password": "secret-typed"}).content.decode()


def test_a_new_session_begins_with_each_login(known: dict[str, str]) -> None:
    visitor = browser()
    visitor.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32  # planted by somebody else
    visitor.post("/login/", known)
    assert visitor.cookies[settings.SESSION_COOKIE_NAME].value != "a" * 32
    assert not Session.objects.filter(session_key="a" * 32).exists()


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts_and_other_sites(known: dict[str, str]) -> None:
    cookie = browser().post("/login/", known).cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert int(cookie["max-age"]) == 14 * 24 * 3600


def test_logging_out_ends_the_session_for_good(known: dict[str, str]) -> None:
    visitor = browser()
    visitor.post("/login/", known)
    kept = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    assert visitor.post("/logout/").headers["Location"] == "/login/"
    thief = browser()
    thief.cookies[settings.SESSION_COOKIE_NAME] = kept
    for client in (visitor, thief):
        assert client.get("/customers/").headers["Location"].startswith("/login/")


def test_a_link_logs_nobody_out(ground: Ground) -> None:
    visitor = ground.client("account")
    assert visitor.get("/logout/").status_code == 405
    assert visitor.get("/customers/").status_code == 200


def test_outside_demo_mode_no_demo_user_is_offered_or_let_in(ground: Ground) -> None:
    page = browser().get("/login/").content.decode()
    assert not settings.DEMO_MODE
    assert settings.DEMO_PASSWORD not in page
    assert "Demo" not in page
    for key in ("admin", "reader"):
        posted = {"username": f"{key}@havn.example", "password": settings.DEMO_PASSWORD}
        assert browser().post("/login/", posted).status_code == 200


def test_an_unknown_address_takes_as_long_as_a_wrong_password(
    known: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both hash a password once: nobody learns from the clock who works here."""
    hashed: list[str] = []
    original = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(original(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    for change in ({"password": "wrong"}, {"username": "nobody@havn.example"}, {"username": "inactive@havn.example"}):
        hashed.clear()
        browser().post("/login/", known | change)
        assert len(hashed) == 1, change
