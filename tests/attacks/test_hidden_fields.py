"""Classes 6 and 7: a field outside one's rights cannot be sorted, filtered, shown, summed or told from no field.

(CVE-2025-32789: users sorted by password hash; CVE-2024-36259: yes/no answers; CVE-2019-11780: computed fields.)
"""

from decimal import Decimal

import pytest
from django.test import Client

from accounts.access import Area
from catalogue.entity import ENTITIES
from tests import factories
from tests.matrix.answers import csv_lines, seen, shown_head, shown_rows, shown_total, workbook
from tests.matrix.ground import Ground, browser, invoice, person
from tests.matrix.unchanged import nothing_is_written

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
MONEY = [field.key for field in ENTITIES["customer"].fields if field.area == Area.INVOICES]
WAYS = [
    "sort={}", "sort=-{}", "sort=name,{}", "columns=name,{}", "{}.min=1", "{}.max=1", "{}.is=1", "{}.empty=yes",
    "{}.from=2026-01-01", "{}=1", "part=filter&field={}", "part=totals&columns={}", "selected=all&sort={}",
]  # fmt: skip


def test_there_are_fields_to_hide() -> None:
    assert {"billed_this_year", "billed_last_year", "last_invoice"} <= set(MONEY)


@pytest.mark.parametrize("key", MONEY)
@pytest.mark.parametrize("way", WAYS)
def test_a_hidden_field_is_refused_exactly_like_an_unknown_one(way: str, key: str, browsers: Browsers) -> None:
    hidden = browsers["reader"].get(f"/customers/?{way.format(key)}")
    unknown = browsers["reader"].get(f"/customers/?{way.format('nonsense')}")
    assert (hidden.status_code, unknown.status_code) == (400, 400)
    assert seen(hidden) == seen(unknown)


@pytest.mark.parametrize("key", ["billed_this_year", "nonsense", "name"])
def test_suggestions_for_a_hidden_field_are_not_found_like_those_of_no_field(key: str, browsers: Browsers) -> None:
    answer = browsers["reader"].get(f"/customers/options/{key}/")
    assert answer.status_code == 404
    assert seen(answer) == seen(browsers["reader"].get("/customers/options/nothing-at-all/"))


def test_a_hidden_column_cannot_be_remembered(browsers: Browsers) -> None:
    with nothing_is_written():
        hidden = browsers["reader"].post("/customers/columns/", {"columns": ["name", "billed_this_year"]})
        unknown = browsers["reader"].post("/customers/columns/", {"columns": ["name", "nonsense"]})
    assert (hidden.status_code, unknown.status_code) == (400, 400)
    assert seen(hidden) == seen(unknown)


def test_without_the_right_to_invoices_there_is_no_trace_of_money(browsers: Browsers) -> None:
    words = ("billed", "Billed", "invoice</", "Last invoice", "NOK", "72", "1\u00a0000")
    for address in ("/customers/", "/customers/?part=filter", "/customers/?part=totals", "/customers/?state=all"):
        page = browsers["reader"].get(address).content.decode()
        assert not [word for word in words if f">{word}" in page or f'"{word}' in page], address


def test_the_card_leaves_hidden_money_out(ground: Ground, browsers: Browsers) -> None:
    card = f"/customers/{ground.customers['mine'].pk}/"
    assert "Billed this year" in browsers["admin"].get(card).content.decode()
    assert "Billed" not in browsers["reader"].get(card).content.decode()


def test_two_steps_away_only_what_the_viewer_may_see_is_summed(browsers: Browsers) -> None:
    """71,000 is billed to ``mine``; 70,000 of it on a project of Finland's that its account manager may not see."""
    address = "/customers/?name=Seafood&columns=name,billed_this_year"
    for who, wanted in (("admin", "71000"), ("manager", "1000"), ("account", "1000")):
        page = browsers[who].get(address)
        assert Decimal(shown_rows(page)[0][1]) == Decimal(wanted), who
        assert Decimal(shown_total(page)[1]) == Decimal(wanted), who
    assert csv_lines(browsers["account"].post(address, {"export": "csv"}))[1][1] == "1000.00"


@pytest.mark.parametrize(("query", "found"), [
    ("billed_this_year.min=2000", False), ("billed_this_year.max=2000", True), ("billed_this_year.is=71000", False),
    ("billed_this_year.is=1000", True), ("last_invoice.empty=no", True),
])  # fmt: skip
def test_a_filter_answers_from_what_the_viewer_may_see(query: str, found: bool, browsers: Browsers) -> None:
    assert bool(shown_rows(browsers["account"].get(f"/customers/?{query}"))) is found


def test_sorting_by_a_sum_follows_what_the_viewer_may_see(ground: Ground, browsers: Browsers) -> None:
    """For the manager ``unit`` with 2,000 lies before ``mine`` with 1,000; for the administrator not."""
    invoice(ground, ground.customers["unit"], 77, 1000, business_unit=ground.units["bergen"])
    orders = {
        who: [row[0] for row in shown_rows(browsers[who].get("/customers/?sort=-billed_this_year&country=NO"))][:2]
        for who in ("admin", "manager")
    }
    assert orders["admin"] == ["Ålesund Seafood AS", "Bryggen Handel AS"]
    assert orders["manager"] == ["Bryggen Handel AS", "Ålesund Seafood AS"]


def test_my_invoice_at_a_customer_of_others_is_in_no_total_of_mine(ground: Ground, browsers: Browsers) -> None:
    """The invoice is the account manager's to see, the customer is not: the register sums the rows it shows."""
    foreign, account = ground.customers["foreign"], ground.people["account"]
    project = factories.project(foreign, owner=account, business_unit=ground.units["oslo"])
    invoice(ground, foreign, 78, 5000, project=project, business_unit=ground.units["oslo"])
    for part in ("", "&part=totals"):
        page = browsers["account"].get(f"/customers/?state=all&columns=name,billed_this_year{part}")
        assert "1\u00a0000" in page.content.decode()
        assert "6\u00a0000" not in page.content.decode()
    lines = csv_lines(browsers["account"].post("/customers/?state=all", {"export": "csv", "facts": "on"}))
    assert ["Total Billed this year", "1000.00"] in lines


def test_contact_persons_of_others_are_not_in_a_customers_columns(ground: Ground, browsers: Browsers) -> None:
    page = browsers["manager"].get("/customers/?columns=name,contact_names,contact_emails")
    text = page.content.decode()
    assert "Contact-mine" in text
    assert "Contact-foreign" not in text


def test_a_right_taken_away_acts_at_the_next_request(ground: Ground, browsers: Browsers) -> None:
    assert "Billed this year" in shown_head(browsers["account"].get("/customers/"))
    profile = ground.people["account"].profile
    assert profile
    type(profile).objects.filter(pk=profile.pk).update(invoices_view="none")
    assert "Billed this year" not in shown_head(browsers["account"].get("/customers/"))
    assert browsers["account"].get("/customers/?sort=billed_this_year").status_code == 400
    sheet = workbook(browsers["account"].post("/customers/", {"export": "xlsx"})).active
    assert "Billed this year" not in [cell.value for cell in sheet[1]]


def test_without_customers_nothing_that_hangs_on_them_exists(ground: Ground) -> None:
    """All invoices, no customers: the page is not there at all, nor a hit, nor a suggestion."""
    profile = factories.profile({"invoices": "all", "sales": "all", "costs": "all"})
    visitor = browser()
    visitor.force_login(person("outsider", profile=profile, unit=ground.units["norway"]))
    for address in ("/customers/", "/contacts/", "/customers/options/industry/", "/contacts/options/customer/"):
        assert visitor.get(address).status_code == 404
    assert b"Seafood" not in visitor.get("/search/?q=seafood").content
    assert visitor.get("/").status_code == 200
