"""Class 24: what is refused is not repeated; what cannot be read is shown as text. (CVE-2018-8047)"""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from tests.attacks.markup import MARK, PAYLOADS, check
from tests.matrix.unchanged import nothing_is_written
from tests.shell.policy import STRICT, policy

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
PAGES = ["/customers/", "/contacts/", "/customers/options/industry/", "/search/", "/customers/columns/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("parameter", ["app", MARK, f"{MARK}.is", "sort", "columns", "state", "part", "page", "count"])
def test_what_is_refused_is_not_repeated(parameter: str, page: str, browsers: Browsers) -> None:
    asked = browsers["admin"].post if page.endswith("columns/") else browsers["admin"].get
    with nothing_is_written():
        for payload in PAYLOADS:
            response = asked(f"{page}?{quote(parameter)}={quote(payload)}")
            assert response.status_code == 400
            assert MARK not in response.content.decode()


def test_what_is_left_of_a_refused_address_is_offered_and_is_understood(browsers: Browsers) -> None:
    refused = [
        "sort=notes", "sort=name,-name", "sort=name,number,city,country", "sort=nonsense,number", "columns=-name",
        "columns=name,nonsense", "columns=nonsense", "columns=name,name", "size=51&q=as", "page=0&q=as&state=all",
        "nonsense=1&country=NO&country=SE", "name=a&name=b", "q=" + "a" * 201, "q=a&q=b", "state=gone&city=x",
        "created_at.from=soon&nonsense=1", "part=nonsense&sort=-number", "count=nonsense", "field=name",
    ]  # fmt: skip
    for query in refused:
        page = browsers["account"].get(f"/customers/?{query}")
        assert page.status_code == 400, query
        for offered in re.findall(r'class="btn[^"]*" href="([^"]*)"', page.content.decode()):
            address = offered.replace("&amp;", "&")
            assert browsers["account"].get(address).status_code == 200, f"{query} offers {address}"


def test_what_was_understood_is_kept_in_the_offer(browsers: Browsers) -> None:
    page = browsers["account"].get("/customers/?q=sea&size=25&state=all&sort=nonsense,-number&country=NO&x=1")
    offered = re.findall(r'class="btn primary" href="([^"]*)"', page.content.decode())
    assert len(offered) == 1
    kept = set(offered[0].replace("&amp;", "&").partition("?")[2].split("&"))
    assert kept == {"q=sea", "size=25", "state=all", "sort=-number", "country=NO"}


def test_a_filter_value_that_cannot_be_read_is_shown_as_text(browsers: Browsers) -> None:
    for payload in PAYLOADS:
        page = browsers["admin"].get(f"/customers/?created_at.from={quote(payload)}")
        assert page.status_code == 200
        check(page.content.decode(), payload)
        assert policy(page) == STRICT


def test_an_address_that_does_not_exist_is_not_repeated(browsers: Browsers) -> None:
    for payload in PAYLOADS:
        for who in ("admin", "signed_out"):
            page = browsers[who].get(f"/{quote(payload)}/?x={quote(payload)}")
            assert page.status_code == 404
            assert MARK not in page.content.decode()


def test_a_card_takes_no_parameter(browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/?number.is=1001").content.decode()
    card = re.findall(r'href="(/customers/\d+/)[?"]', page)[0]
    assert browsers["admin"].get(f"{card}?print=1").status_code == 400
