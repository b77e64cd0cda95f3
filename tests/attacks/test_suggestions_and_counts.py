"""Class 14: the side doors: suggestion boxes, the search behind Ctrl+K, counts and totals stay within one's rights."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from tests import factories
from tests.matrix.answers import shown_head, shown_total
from tests.matrix.ground import PROFILES, SEES, Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def options(browser: Client, address: str) -> list[str]:
    return re.findall(r'data-label="([^"]*)"', browser.get(address).content.decode())


@pytest.mark.parametrize("who", PROFILES)
@pytest.mark.parametrize("typed", ["", "a", "as", "oy", "1003", "saimaa", "%", "_", "' or 1=1"])
def test_customers_are_suggested_to_those_who_see_them(
    typed: str, who: str, ground: Ground, browsers: Browsers
) -> None:
    allowed = {ground.customers[key].name for key in SEES[who]} | {"(none)"}
    assert set(options(browsers[who], f"/contacts/options/customer/?q={typed}")) <= allowed


def test_typing_finds_what_one_may_see(browsers: Browsers) -> None:
    assert options(browsers["account"], "/contacts/options/customer/?q=seafood") == ["Ålesund Seafood AS"]
    assert options(browsers["account"], "/contacts/options/customer/?q=saimaa") == []
    assert options(browsers["admin"], "/contacts/options/customer/?q=saimaa") == ["Saimaa Konepaja Oy"]


def test_at_most_twenty_are_suggested(browsers: Browsers) -> None:
    for number in range(30):
        factories.industry(f"Trade {number:02}")
    assert len(options(browsers["account"], "/customers/options/industry/?q=trade")) == 20


@pytest.mark.parametrize("query", ["page=2", "q=a&limit=1000", "user=1", "q=%00", "q=" + "a" * 201])
def test_a_suggestion_box_takes_a_word_and_nothing_else(query: str, browsers: Browsers) -> None:
    assert browsers["admin"].get(f"/customers/options/industry/?{query}").status_code == 400
    assert browsers["admin"].get(f"/search/?{query}").status_code == 400


@pytest.mark.parametrize("who", PROFILES)
@pytest.mark.parametrize("key", ["mine", "unit", "foreign"])
def test_the_palette_finds_the_rows_one_may_see(key: str, who: str, ground: Ground, browsers: Browsers) -> None:
    name = ground.customers[key].name
    for typed in (name.split()[0], str(ground.customers[key].number), f"{key}@customer"):
        assert (name in browsers[who].get("/search/", {"q": typed}).content.decode()) is (key in SEES[who]), typed


@pytest.mark.parametrize("who", PROFILES)
def test_a_reference_to_a_row_of_others_cannot_be_asked_for(who: str, ground: Ground, browsers: Browsers) -> None:
    """A filter by a foreign customer's id says the same as one by an id that never was."""
    pages = {}
    for key, pk in {"foreign": ground.customers["foreign"].pk, "missing": 987_654_321}.items():
        page = browsers[who].get(f"/contacts/?customer={pk}").content.decode()
        pages[key] = re.sub(r"csrfmiddlewaretoken.*?>|X-CSRFToken.*?>", "", page).replace(str(pk), "N")
        assert ("Contact-foreign" in page) is ("foreign" in SEES[who] and key == "foreign")
    if "foreign" not in SEES[who]:
        assert pages["foreign"] == pages["missing"]


@pytest.mark.parametrize("who", PROFILES)
def test_count_and_total_are_of_the_rows_one_may_see(who: str, ground: Ground, browsers: Browsers) -> None:
    page = browsers[who].get("/customers/?state=all")
    count = re.search(r'id="register-count"[^>]*>\s*(\d+)', page.content.decode())
    assert count
    assert int(count[1]) == len(SEES[who])
    if who != "reader":
        billed = shown_total(page)[shown_head(page).index("Billed this year")]
        wanted = {"admin": 73_000, "controller": 73_000, "manager": 2_000, "account": 1_000}[who]
        assert Decimal(billed) == wanted


def test_the_exact_count_and_the_totals_alone_know_no_more(browsers: Browsers) -> None:
    exact = browsers["account"].get("/customers/?count=exact&state=all").content.decode()
    assert re.search(r'id="register-count"[^>]*>\s*1\s', exact)
    assert "73\u00a0000" not in browsers["account"].get("/customers/?part=totals&state=all").content.decode()


def test_a_filter_chip_names_no_row_of_others(ground: Ground, browsers: Browsers) -> None:
    pk = ground.customers["foreign"].pk
    for address in (f"/contacts/?customer={pk}", f"/contacts/?customer={pk}&part=filter&field=customer"):
        assert "Saimaa" not in browsers["account"].get(address).content.decode()
