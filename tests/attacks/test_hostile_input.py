"""Class 30 and odd input: sizes, bytes and numbers nobody types; the answer is a page or a refusal, never a fault."""

from urllib.parse import quote

import pytest
from django.conf import settings as configured
from django.test import Client

from tests.matrix.answers import streamed
from tests.matrix.ground import Ground, browser
from tests.matrix.unchanged import nothing_is_written
from workbench.selection import MOST_IDS

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
PATHS = ["/", "/login/", "/customers/", "/contacts/", "/customers/options/industry/", "/search/", "/nowhere/"]
BYTES = [
    "%00",
    "%ED%A0%80",
    "%ED%BF%BF",
    "%FF%FE",
    "%C0%AF",
    "%F4%90%80%80",
    "%E2%80%AE",
    "%0d%0aSet-Cookie:a=b",
    "%uD800",
]


@pytest.mark.parametrize("raw", BYTES)
def test_bytes_that_are_no_text_are_answered(raw: str, browsers: Browsers) -> None:
    with nothing_is_written():
        for who in ("admin", "signed_out"):
            for path in PATHS:
                response = browsers[who].get(f"{path}?q={raw}&{raw}=1")
                assert response.status_code in {200, 302, 400, 404}, path
            for path in (f"/{raw}/", f"/customers/{raw}/", f"/customers/options/{raw}/", f"/static/{raw}"):
                assert browsers[who].get(path).status_code in {302, 400, 404}, path


@pytest.mark.parametrize("raw", BYTES)
def test_bytes_that_are_no_text_are_searched_for_or_refused(raw: str, browsers: Browsers) -> None:
    for address in ("customers/?q=", "customers/?name=", "customers/?city.is=", "customers/?created_at.from=",
                    "search/?q=", "customers/options/industry/?q="):  # fmt: skip
        assert browsers["admin"].get(f"/{address}{raw}").status_code == (400 if raw == "%00" else 200), address


@pytest.mark.parametrize("who", ["signed_out", "admin"])
def test_a_body_that_is_no_form_is_refused_or_read_as_empty(who: str, browsers: Browsers) -> None:
    bodies = [(b"\xff\xfe\x00", "application/x-www-form-urlencoded"), (b'{"a":', "application/json"),
              (b"--x\r\n", "multipart/form-data; boundary=x"), (b"", "multipart/form-data"), (b"<a/>", "text/xml"),
              (b"a=1", "application/x-www-form-urlencoded; charset=nonsense")]  # fmt: skip
    with nothing_is_written():
        for data, content_type in bodies:
            for path in ("/customers/", "/customers/columns/?x=1", "/preferences/"):
                response = browsers[who].generic("POST", path, data, content_type)
                assert response.status_code in {302, 400}, (path, content_type)


def test_nul_bytes_in_a_login_are_wrong_credentials(ground: Ground) -> None:
    for field in ("username", "password"):
        posted = {"username": "admin@havn.example", "password": "x", field: "a\x00b"}
        assert browser().post("/login/", posted).status_code == 200


@pytest.mark.parametrize("cookie", ['"\\000aaaaaaaaaaaa"', "a" * 8000, "\\", '"', "\u00e5" * 40, "../../x", "x;y"])
def test_a_cookie_nobody_gave_is_no_session(cookie: str) -> None:
    names = (configured.SESSION_COOKIE_NAME, configured.CSRF_COOKIE_NAME, configured.LANGUAGE_COOKIE_NAME)
    for name in names:
        for path in ("/login/", "/customers/"):
            visitor = browser()
            sent = f"{name}={cookie}".encode().decode("latin-1")
            assert visitor.get(path, HTTP_COOKIE=sent).status_code in {200, 302}, name


def test_ten_thousand_parameters_are_refused(browsers: Browsers) -> None:
    many = "&".join(f"p{n}=1" for n in range(10_000))
    for path in ("/customers/", "/search/", "/customers/options/industry/"):
        assert browsers["admin"].get(f"{path}?{many}").status_code == 400
    assert browsers["admin"].get("/customers/?" + "&".join(["country=NO"] * 10_000)).status_code == 400
    assert browsers["admin"].get("/customers/?" + "&".join(["q=a"] * 10_000)).status_code == 400


def test_a_query_of_a_megabyte_is_refused(browsers: Browsers) -> None:
    long = "a" * 1_000_000
    for query in (f"q={long}", f"sort={long}", f"columns={long}", f"sort={'name,' * 200_000}", f"{long}=1",
                  f"page={long}", f"part=filter&field={long}"):  # fmt: skip
        assert browsers["admin"].get(f"/customers/?{query}").status_code == 400
    assert browsers["admin"].get(f"/search/?q={long}").status_code == 400
    page = browsers["admin"].get(f"/customers/?name={long}")
    assert (page.status_code, b"200" in page.content) == (200, True)  # a chip says that it is too long


def test_a_body_beyond_the_limit_is_refused(browsers: Browsers) -> None:
    with nothing_is_written():
        for posted in ({"columns": "a" * 3_000_000}, {"columns": ["name"] * 26_000}):
            assert browsers["admin"].post("/customers/columns/", posted).status_code == 400


def test_more_ticked_rows_than_the_most_are_refused(ground: Ground, browsers: Browsers) -> None:
    one = ground.customers["mine"].pk
    with nothing_is_written():
        response = browsers["admin"].post("/customers/", {"export": "csv", "ids": [one] * (MOST_IDS + 1)})
    assert (MOST_IDS, response.status_code) == (20_000, 400)
    assert browsers["admin"].post("/customers/", {"export": "csv", "ids": [one] * MOST_IDS}).status_code == 200


@pytest.mark.parametrize("query", [
    "q=" + "a%20" * 50, "q=" + "%25" * 100, "q=" + "å" * 200, "q=" + quote("\u0130" * 200), "q=" + quote("ß" * 200),
    "name=a" + "(" * 199, "name=" + quote("(a+)+" * 40), "page=1000000", "page=1000000&size=200&sort=-billed_this_year",
    "created_at.from=0001-01-01", "created_at.to=9999-12-31", "created_at.from=9999-12-31&created_at.to=0001-01-01",
    "last_invoice.to=9999-12-31", "last_invoice.from=9999-12-31", "last_activity.from=0001-01-01",
    "created_at.to=9999-12-30", "created_at.in=rolling_12_months", "selected=all&page=3", "count=exact&page=2",
])  # fmt: skip
def test_extremes_are_answered_on_the_page_and_in_the_file(query: str, browsers: Browsers) -> None:
    assert browsers["admin"].get(f"/customers/?{query}").status_code in {200, 302}
    response = browsers["admin"].post(f"/customers/?{query}", {"export": "csv"})
    assert response.status_code == 200
    assert streamed(response).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("language", ["x" * 500, "sv-" * 200, "*;q=" + "9" * 300, "\u00e5", "../../etc", "en;q=nan"])
def test_a_language_no_browser_speaks_is_english(language: str) -> None:
    page = browser().get("/login/", headers={"accept-language": language})
    assert (page.status_code, page.headers["Content-Language"]) == (200, "en")
