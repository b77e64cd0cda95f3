"""Without signing in there is the login, the language, the files of the page, and a sign of life."""

import pytest

from tests.matrix.ground import Ground, browser
from tests.matrix.routes import ROUTES, addresses
from tests.matrix.unchanged import nothing_is_written

pytestmark = pytest.mark.django_db
OPEN = {"login/", "preferences/", "health/"}


def test_the_open_routes_are_these_and_no_others() -> None:
    assert {route for route, entry in ROUTES.items() if entry.open} == OPEN


@pytest.mark.parametrize("route", sorted(set(ROUTES) - OPEN))
def test_everything_else_leads_to_the_login_and_says_nothing(route: str, ground: Ground) -> None:
    for _whose, address in addresses(route, ground):
        for method in ("get", "post", "head", "put", "delete"):
            response = getattr(browser(), method)(address)
            assert response.status_code == 302
            assert response.headers["Location"] == f"/login/?next={address}"
            assert response.content == b""


def test_the_login_names_no_customer_no_user_and_no_organisation(ground: Ground) -> None:
    page = browser().get("/login/").content.decode()
    private = [ground.customers["mine"].name, "Nordlys", *(person.email for person in ground.people.values())]
    assert not [word for word in private if word in page]


def test_the_preferences_take_the_language_into_a_cookie_and_nothing_else(ground: Ground) -> None:
    with nothing_is_written():
        response = browser().post("/preferences/", {"language": "fi", "theme": "dark", "next": "/login/"})
    assert response.headers["Location"] == "/login/"
    assert set(response.cookies) == {"havn_language"}
    assert response.cookies["havn_language"].value == "fi"


def test_the_chosen_language_is_spoken_at_the_login(ground: Ground) -> None:
    visitor = browser()
    visitor.post("/preferences/", {"language": "da"})
    assert '<html lang="da"' in visitor.get("/login/").content.decode()


def test_static_files_answer_and_nothing_outside_them(ground: Ground) -> None:
    visitor = browser()
    assert visitor.get("/static/icon.svg").status_code == 200
    for path in (
        "../crm/settings.py",
        "%2e%2e/crm/settings.py",
        "..%2fcrm/settings.py",
        "/etc/passwd",
        "\\..\\manage.py",
    ):
        assert visitor.get(f"/static/{path}").status_code in {302, 404}


def test_a_sign_of_life_says_ok_and_nothing_else(ground: Ground) -> None:
    response = browser().get("/health/")
    assert (response.status_code, response.content) == (200, b"ok")
    assert not response.cookies


def test_a_person_deactivated_while_signed_in_is_out_at_once(ground: Ground) -> None:
    visitor = ground.client("account")
    assert visitor.get("/customers/").status_code == 200
    ground.people["account"].is_active = False
    ground.people["account"].save()
    assert visitor.get("/customers/").headers["Location"].startswith("/login/")
    ground.people["account"].is_active = True


def test_a_new_password_ends_the_other_sessions(ground: Ground) -> None:
    visitor = ground.client("account")
    ground.people["account"].set_password("something quite new")
    ground.people["account"].save()
    assert visitor.get("/customers/").headers["Location"].startswith("/login/")
