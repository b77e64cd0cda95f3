"""What surrounds a page: places one may go to, and none that are dead or not one's own."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.matrix.ground import PROFILES, SEE_COSTS, SEE_INVOICES, Ground, browser, person
from workbench.register import REGISTERS

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]


def places(page: str) -> list[tuple[str, str]]:
    """Address and label of the entries of the side navigation."""
    side = page[page.index('<aside class="side"') : page.index("</aside>")]
    entries = re.findall(r'<a class="nav-item"\s+href="([^"]*)"(.*?)</a>', side, re.S)
    return [(url, " ".join(re.sub(r"<[^>]*>", " ", rest.partition(">")[2]).split())) for url, rest in entries]


@pytest.mark.parametrize("who", PROFILES)
def test_the_navigation_names_the_registers_in_order(who: str, browsers: Browsers) -> None:
    page = browsers[who].get("/customers/").content.decode()
    work = [("/sales/", "Sales"), ("/projects/", "Projects")]
    costs = [("/costs/", "Costs")] if who in SEE_COSTS else []
    invoices = [("/invoices/", "Invoices")] if who in SEE_INVOICES else []
    settings = [("/settings/", "Settings")] if who == "admin" else []
    first = [("/", "Start"), ("/customers/", "Customers"), ("/contacts/", "Contacts")]
    assert places(page) == [*first, *work, *costs, *invoices, *settings]


@pytest.mark.parametrize("who", PROFILES)
def test_no_link_of_the_shell_is_dead(who: str, browsers: Browsers) -> None:
    for start in ("/customers/", "/contacts/"):
        page = browsers[who].get(start).content.decode()
        links = set(re.findall(r'href="(/[^"#]*)"', page)) - {"/static/icon.svg"}
        assert {"/customers/", "/contacts/"} <= links
        for link in links:
            status = browsers[who].get(link.replace("&amp;", "&")).status_code
            assert status in {200, 302}, f"{start} links to {link}: {status}"


def test_the_place_one_is_at_is_marked(browsers: Browsers) -> None:
    for here, other in (("/customers/", "/contacts/"), ("/contacts/", "/customers/")):
        page = browsers["admin"].get(here).content.decode()
        side = page[page.index('<aside class="side"') : page.index("</aside>")]
        marked = re.findall(r'<a class="nav-item"\s+href="([^"]*)"[^>]*aria-current="page"', side)
        assert (marked, other in marked) == ([here], False)


def test_a_card_belongs_to_its_register(ground: Ground, browsers: Browsers) -> None:
    page = browsers["admin"].get(f"/contacts/{ground.contacts['mine'].pk}/").content.decode()
    side = page[page.index('<aside class="side"') : page.index("</aside>")]
    assert re.findall(r'<a class="nav-item"\s+href="([^"]*)"[^>]*aria-current="page"', side) == ["/contacts/"]


def test_the_start_page_leads_to_every_place(browsers: Browsers) -> None:
    for who in PROFILES:
        page = browsers[who].get("/").content.decode()
        main = page[page.index('<main id="main"') : page.index("</main>")]
        assert re.findall(r'href="(/customers/|/contacts/)"', main) == ["/customers/", "/contacts/"]


def test_without_a_place_the_start_says_whom_to_ask(ground: Ground, browsers: Browsers) -> None:
    page = browsers["profileless"].get("/").content.decode()
    assert "Nothing here for you yet" in page
    assert "Ask your administrator" in page
    assert places(page) == []


def test_entries_one_may_not_use_are_absent_from_the_palette_and_the_keys_too(ground: Ground) -> None:
    visitor = browser()
    visitor.force_login(person("clerk", profile=factories.profile({"invoices": "all"}), unit=ground.units["oslo"]))
    page = visitor.get("/").content.decode()
    assert "/customers/" not in page
    assert "Contacts" not in page


def test_each_register_has_a_letter_of_its_own_behind_g(browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/").content.decode()
    letters = re.findall(r'data-go="(\w)"', page)
    assert letters == ["h", *(register.go for register in REGISTERS.values())]
    assert len(set(letters)) == len(letters)


def test_the_shell_names_the_organisation_and_the_person(browsers: Browsers) -> None:
    page = browsers["account"].get("/customers/").content.decode()
    assert "Nordlys Consulting AS" in page
    assert "Account Berg, Account manager" in page


@pytest.mark.parametrize(("who", "may"), [("admin", True), ("account", True), ("reader", False)])
def test_export_is_offered_to_those_who_may(who: str, may: bool, browsers: Browsers) -> None:
    for address in ("/customers/", "/contacts/"):
        assert ('id="export-menu"' in browsers[who].get(address).content.decode()) is may
        assert ('name="export"' in browsers[who].get(address).content.decode()) is may


def test_the_words_that_checks_from_outside_speak_are_kept(browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/?selected=all").content.decode()
    for name in ("Selected rows", "Select Ålesund Seafood AS", "Select all 3 matching", "Clear the selection",
                 "Pages", "Active or inactive"):  # fmt: skip
        assert name in page, name
    assert 'aria-label="Main"' in page


def test_our_own_company_cannot_be_ticked_and_says_why(ground: Ground, browsers: Browsers) -> None:
    page = browsers["admin"].get("/customers/").content.decode()
    box = re.findall(r'<input class="pick" type="checkbox"[^>]*Select Nordlys Consulting AS[^>]*>', page, re.S)[0]
    assert "disabled" in box
    assert re.search(r'title="Our own company: [^"]+"', box)
    assert f'value="{ground.customers["internal"].pk}"' not in box
