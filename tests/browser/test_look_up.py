"""A customer is made from a public register, by every hand and in both countries."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from customers.models import Customer
from registries.standin import Standin
from tests.browser.companies import (
    KONEPAJA,
    NEW,
    SOLVIK,
    box,
    choose_register,
    hits,
    look_up,
    magnifier,
    mark,
    name_box,
    number_box,
    use,
    used,
)
from tests.browser.hands import Hand, Keys, Touch, all_hands
from tests.browser.looking_up import Open, addresses, expect_not_asked, sources
from tests.browser.office import Office
from tests.browser.places import toasts


@all_hands
def test_a_norwegian_company_is_found_and_saved(
    kind: type[Hand], open_page: Open, office: Office, standin: Standin
) -> None:
    page = open_page(office.boss, NEW, **kind.context)
    hand = kind(page)
    choose_register(hand, "Finland")
    choose_register(hand, "Norway")
    hand.write(name_box(page), "solvik")
    expect_not_asked(page, standin)
    if kind is Touch:
        hand.press(magnifier(page, "name"))
    else:
        name_box(page).press("Enter")
    expect(hits(page)).to_have_count(3)
    hand.press(use(page, "Solvik Energi AS"))
    expect(toasts(page)).to_contain_text("Filled 14 fields from the register")
    expect(used(page)).to_contain_text("35.110 Produksjon av elektrisitet")
    expect(name_box(page)).to_have_value("Solvik Energi AS")
    expect(number_box(page)).to_have_value(SOLVIK)
    expect(box(page, "vat_number")).to_have_value(f"NO{SOLVIK}MVA")
    expect(box(page, "street")).to_have_value("Strandgaten 18")
    expect(box(page, "postal_street")).to_have_value("Postboks 412")
    for name in ("name", "business_id", "vat_number", "legal_form", "email", "street", "postal_street", "language"):
        expect(mark(page, name)).to_be_visible()
    for name in ("notes", "payment_terms"):
        expect(mark(page, name)).to_be_hidden()
    hand.press(page.get_by_role("button", name="Save customer"))
    expect(page.get_by_role("heading", name="Solvik Energi AS", level=1)).to_be_visible()

    made = Customer.objects.get(business_id=SOLVIK)
    assert (made.name, made.country, made.language, made.legal_form) == ("Solvik Energi AS", "NO", "nb", "AS")
    assert (made.email, made.phone) == ("post@solvik-energi.example", "55 12 34 56")
    assert (made.website, made.vat_number) == ("https://www.solvik-energi.example", f"NO{SOLVIK}MVA")
    assert made.register_source == "brreg"
    assert made.register_checked_at and (timezone.now() - made.register_checked_at).total_seconds() < 60
    assert addresses(made) == [
        ("Strandgaten 18", "5013", "Bergen", "NO", True, False, True),
        ("Postboks 412", "5805", "Bergen", "NO", False, True, False),
    ]
    told = sources(made)
    assert set(told.values()) == {"register"}
    assert {"name", "business_id", "vat_number", "legal_form", "email", "phone", "website", "language"} <= set(told)
    expect(page.get_by_title("Public register,").first).to_be_attached()


@all_hands
def test_a_finnish_company_is_found_and_saved(
    kind: type[Hand], open_page: Open, office: Office, standin: Standin
) -> None:
    page = open_page(office.boss, NEW, **kind.context)
    hand = kind(page)
    choose_register(hand, "Finland")
    expect(box(page, "country")).to_have_value("FI")
    expect(page.locator(".f-business_id label")).to_have_text("Y-tunnus")
    hand.write(name_box(page), "vuoksen")
    expect_not_asked(page, standin)
    if kind is Keys:
        name_box(page).press("Enter")
    else:
        hand.press(magnifier(page, "name"))
    expect(hits(page)).to_have_count(2)
    hand.press(use(page, "Vuoksen Konepaja Oy"))
    expect(name_box(page)).to_have_value("Vuoksen Konepaja Oy")
    expect(number_box(page)).to_have_value(KONEPAJA)
    expect(mark(page, "business_id")).to_be_visible()
    expect(mark(page, "postal_street")).to_be_hidden()
    hand.press(page.get_by_role("button", name="Save customer"))
    expect(page.get_by_role("heading", name="Vuoksen Konepaja Oy", level=1)).to_be_visible()

    made = Customer.objects.get(business_id=KONEPAJA)
    assert (made.country, made.legal_form, made.vat_number) == ("FI", "Oy", "FI27481932")
    assert (made.register_source, made.website) == ("ytj", "https://www.saimaankonepaja.example")
    assert addresses(made) == [("Satamatie 12 B 4", "53900", "Lappeenranta", "FI", True, False, True)]
    assert {"name", "business_id", "vat_number", "street", "city"} <= set(sources(made))


def test_the_hits_are_gone_through_by_arrows(form: Page) -> None:
    look_up(form, "solvik")
    expect(hits(form)).to_have_count(3)
    expect(name_box(form)).to_be_focused()
    form.keyboard.press("ArrowDown")
    expect(use(form, "Solvik Energi AS")).to_be_focused()
    form.keyboard.press("ArrowDown")
    form.keyboard.press("ArrowDown")
    form.keyboard.press("ArrowUp")
    expect(use(form, "Solvik Fisk AS")).to_be_focused()
    form.keyboard.press("Enter")
    expect(name_box(form)).to_have_value("Solvik Fisk AS")
    expect(name_box(form)).to_be_focused()
    form.keyboard.press("ArrowDown")
    form.keyboard.press("ArrowUp")
    expect(name_box(form)).to_be_focused()
