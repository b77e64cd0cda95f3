"""How many match: exact up to a limit, then "about" with the exact number on demand; totals then come as a part."""

import re
from itertools import count
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

import crm.urls  # noqa: F401  the addresses name every register
from catalogue import querysets
from customers.models import Customer
from tests import factories
from tests.matrix.answers import csv_names, shown_head, shown_names
from tests.matrix.ground import Ground
from workbench import listing, views
from workbench.register import REGISTERS

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


@pytest.fixture
def many(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than are counted exactly: the limit is 5, Finland alone has 60 customers."""
    for module in (querysets, listing, views):
        assert module.EXACT_UP_TO == 10_000
        monkeypatch.setattr(module, "EXACT_UP_TO", 5)
    for number in range(60):
        factories.customer(f"Many {number:02}", country="FI")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customers_customer")


def count_text(browser: Client, query: str = "") -> str:
    page = browser.get(f"/customers/{query}").content.decode()
    found = re.search(r'id="register-count"[^>]*>(.*?)</span>', page, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]*>", " ", found[1]).split())


def test_up_to_the_limit_the_count_is_exact(browsers: Browsers) -> None:
    assert count_text(browsers["admin"]) == "4"


def test_the_limit_itself_is_still_exact_and_one_more_is_not(many: None, browsers: Browsers) -> None:
    numbers = list(Customer.objects.filter(name__startswith="Many").order_by("number").values_list("number", flat=True))
    first = f"?name=many&number.min={numbers[0]}"
    assert count_text(browsers["admin"], f"{first}&number.max={numbers[4]}") == "5"
    assert count_text(browsers["admin"], f"{first}&number.max={numbers[5]}").startswith("about ")


def test_beyond_the_limit_the_count_says_about(many: None, browsers: Browsers) -> None:
    text = count_text(browsers["admin"])
    assert re.fullmatch(r"about \d+ Count exactly", text)
    estimate = int(re.findall(r"\d+", text)[0])
    assert 40 <= estimate <= 90  # 64 rows; PostgreSQL has just counted them


def test_the_exact_count_is_given_on_demand(many: None, browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/").content.decode()
    link = re.findall(r'href="([^"]*count=exact[^"]*)"', page)[0].replace("&amp;", "&")
    assert count_text(browsers["admin"], link.removeprefix("/customers/")) == "64"
    assert "of 64" in browsers["admin"].get(link).content.decode()


def test_beyond_the_limit_pages_go_on_without_a_last_one(many: None, browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/?size=25&page=2").content.decode()
    assert "of about" in page
    assert 'rel="next"' in page
    assert len(shown_names(browsers["admin"].get("/customers/?size=25&page=3"))) == 14
    assert 'rel="next"' not in browsers["admin"].get("/customers/?size=25&page=3").content.decode()


def test_totals_come_with_the_page_up_to_the_limit_and_as_a_part_beyond(many: None, browsers: Browsers) -> None:
    small = browsers["admin"].get("/customers/?country=NO&columns=name,billed_this_year").content.decode()
    assert "72\u00a0000" in small
    assert "part=totals" not in small
    large = browsers["admin"].get("/customers/?columns=name,billed_this_year").content.decode()
    foot = large[large.index("<tfoot") : large.index("</tfoot>")]
    assert "73\u00a0000" not in foot
    link = re.findall(r'hx-get="([^"]*part=totals[^"]*)"', foot)[0].replace("&amp;", "&")
    part = browsers["admin"].get(link).content.decode()
    assert "73\u00a0000" in part
    assert part.strip().startswith(("<tr", "{#"))
    assert "<html" not in part


def test_the_totals_part_follows_filter_columns_and_rights(many: None, browsers: Browsers) -> None:
    address = "/customers/?country=NO&columns=name,billed_this_year&part=totals"
    assert "72\u00a0000" in browsers["admin"].get(address).content.decode()
    assert "72\u00a0000" not in browsers["account"].get(address).content.decode()
    assert "1\u00a0000" in browsers["account"].get(address).content.decode()


def test_select_all_beyond_the_limit_counts_what_it_selects(many: None, browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/").content.decode()
    assert re.search(r"Select all, about \d+, matching", page)
    chosen = browsers["admin"].get("/customers/?selected=all").content.decode()
    assert re.search(r'name="count" value="63"', chosen)  # our own company cannot be ticked


def test_a_page_size_of_each_kind_cuts_there(many: None, browsers: Browsers) -> None:
    for size in (25, 50):
        assert len(shown_names(browsers["admin"].get(f"/customers/?size={size}"))) == size
    for size in (100, 200):
        assert len(shown_names(browsers["admin"].get(f"/customers/?size={size}"))) == 64


def test_pages_follow_one_another_without_gap_or_repeat(many: None, browsers: Browsers) -> None:
    for sort in ("name", "-city", "account_owner", "-billed_this_year,name", "segments", "-last_invoice"):
        walked = [
            name
            for page in (1, 2, 3)
            for name in shown_names(browsers["admin"].get(f"/customers/?size=25&page={page}&sort={sort}"))
        ]
        assert walked == csv_names(browsers["admin"].post(f"/customers/?sort={sort}", {"export": "csv"})), sort
        assert len(walked) == 64


def test_an_empty_register_says_so_and_what_to_do(browsers: Browsers) -> None:
    nothing = browsers["admin"].get("/customers/?name=zzzz").content.decode()
    assert "Nothing matches" in nothing
    assert "<table" not in nothing
    assert shown_head(browsers["admin"].get("/customers/"))


def test_a_search_counts_exactly_up_to_the_limit_and_estimates_beyond(many: None, browsers: Browsers) -> None:
    assert count_text(browsers["admin"], "?q=many+01") == "1"
    assert count_text(browsers["admin"], "?q=many").startswith("about ")


def test_the_pages_of_a_search_continue_in_order_of_name(browsers: Browsers) -> None:
    for number in reversed(range(30)):
        factories.customer(f"Same word {number:02}")
    first, second = (browsers["admin"].get(f"/customers/?q=word&size=25&page={page}") for page in (1, 2))
    names = shown_names(first) + shown_names(second)
    assert names == [f"Same word {number:02}" for number in range(30)]


def test_a_search_says_how_many_of_its_rows_can_be_ticked(browsers: Browsers) -> None:
    house = Customer.objects.get(is_internal=True)
    factories.customer(f"{house.name} next door")
    query = f"?q={quote(house.name)}"
    assert count_text(browsers["admin"], query) == "2"
    assert 'data-matching="1"' in browsers["admin"].get(f"/customers/{query}").content.decode()


@pytest.mark.parametrize("register", ["customers", "contacts", "projects", "invoices"])
def test_registers_can_be_searched(register: str, ground: Ground, browsers: Browsers) -> None:
    record = REGISTERS[register].entity.model._default_manager.order_by("pk").first()
    word = str(record).split()[0]
    answer = browsers["admin"].get(f"/{register}/?q={quote(word)}&state=all")
    assert answer.status_code == 200
    assert any(word in name for name in shown_names(answer))


@pytest.mark.parametrize("register", ["sales", "projects", "costs", "invoices"])
@pytest.mark.parametrize("typed", ["kvikk", "kvikk pro", "ny"])
def test_a_search_beyond_the_limit_finds_the_same_rows_page_by_page(
    register: str, typed: str, browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_progress, sent = factories.sales_status(), factories.invoice_status("Posted", is_sent=True)
    company, numbers = factories.unit("Another company", is_company=True), count(1)
    for called, of in (("Kvikk Bygg", "Profil"), ("Kvikk Bygg", "Ny nettside"), ("Andre", "Ny kvikk profil")):
        customer = factories.customer(called)
        for number in range(12):
            project = factories.project(
                customer, name=f"{of} {number}", sales_status=None if number % 2 else in_progress
            )
            factories.cost(project, description=f"{called}, {of} {number}")
            factories.invoice(customer, sent, project=project, number=next(numbers), company_unit=company)
    query = f"/{register}/?q={quote(typed)}&size=25"
    whole = shown_names(browsers["admin"].get(query.replace("size=25", "size=100")))
    for module in (querysets, listing, views):
        monkeypatch.setattr(module, "EXACT_UP_TO", 5)
    pages = [shown_names(browsers["admin"].get(f"{query}&page={page}")) for page in (1, 2)]
    assert len(whole) > 5
    assert [*pages[0], *pages[1]] == whole
