"""What a look-up asks, and what it finds."""

import pytest
from playwright.sync_api import Page, expect

from customers.models import Customer
from registries.standin import Standin
from tests.browser.companies import (
    CEASED,
    FISK,
    KONEPAJA,
    KRAFT,
    MANY,
    NEW,
    SOLVIK,
    TERAS,
    WRONG,
    asked,
    box,
    choose_register,
    hit,
    hits,
    look_up,
    magnifier,
    mark,
    name_box,
    number_box,
    panel,
    pick,
    use,
    used,
)
from tests.browser.hands import Keys, Mouse
from tests.browser.looking_up import Open, expect_not_asked, save
from tests.browser.office import Office


def test_typing_alone_asks_nobody(form: Page, standin: Standin) -> None:
    similar = form.get_by_role("status", name="Similar customers here")
    name_box(form).press_sequentially("fjordlys energi")
    expect(similar.get_by_role("link")).to_have_count(1)
    number_box(form).press_sequentially(SOLVIK)
    number_box(form).press("Tab")
    expect_not_asked(form, standin)
    magnifier(form, "name").click()
    expect(panel(form)).to_contain_text("No hits for “fjordlys energi”")
    assert [path.partition("?")[0] for path in asked(standin)] == ["/brreg/enheter"]


def test_an_identical_question_is_asked_once(form: Page, standin: Standin) -> None:
    for _time in range(3):
        look_up(form, "solvik")
        expect(hits(form)).to_have_count(3)
    assert len(standin.asked) == 1


@pytest.mark.parametrize("typed", ["NO 931 204 777 MVA"])
def test_a_number_in_the_box_for_the_name_finds_its_company(form: Page, standin: Standin, typed: str) -> None:
    look_up(form, typed)
    expect(hits(form).get_by_role("heading")).to_have_text(["Solvik Energi AS"])
    assert asked(standin) == [f"/brreg/enheter/{SOLVIK}"]
    pick(form, "Solvik Energi AS")
    expect(name_box(form)).to_have_value("Solvik Energi AS")
    expect(number_box(form)).to_have_value(SOLVIK)


@pytest.mark.parametrize(
    ("country", "typed", "number", "name"),
    [
        ("Norway", "NO931204777MVA", SOLVIK, "Solvik Energi AS"),
        ("Norway", "Foretaksregisteret NO 931 204 777 mva", SOLVIK, "Solvik Energi AS"),
        ("Norway", "VAT no. 931-204-777", SOLVIK, "Solvik Energi AS"),
        ("Finland", "FI27481932", KONEPAJA, "Vuoksen Konepaja Oy"),
        ("Finland", "Y-tunnus: 1120389", TERAS, "Vuoksen Teräs Oy"),
    ],
)
def test_a_number_is_found_in_any_notation(form: Page, country: str, typed: str, number: str, name: str) -> None:
    choose_register(Mouse(form), country)
    number_box(form).fill(typed)
    number_box(form).press("Enter")
    expect(hits(form).get_by_role("heading")).to_have_text([name])
    pick(form, name)
    expect(number_box(form)).to_have_value(number)
    expect(mark(form, "business_id")).to_be_visible()
    assert save(form, name).business_id == number


@pytest.mark.parametrize("place", ["name", "business_id"])
def test_a_wrong_check_digit_is_explained_and_nothing_asked(form: Page, standin: Standin, place: str) -> None:
    box(form, place).fill(WRONG)
    magnifier(form, place).click()
    expect(panel(form).get_by_role("alert")).to_contain_text(
        f"The last digit of {WRONG} should be 7, not 8: check for a typing error."
    )
    expect(box(form, place)).to_have_value(WRONG)
    expect_not_asked(form, standin)


@pytest.mark.parametrize("place", ["name", "business_id"])
@pytest.mark.parametrize("typed", ["151086 95088"])
def test_a_personal_identity_number_goes_nowhere(form: Page, standin: Standin, place: str, typed: str) -> None:
    box(form, place).fill(typed)
    box(form, place).press("Enter")
    alert = panel(form).get_by_role("alert")
    expect(alert).to_contain_text("This looks like a personal identity number: it is not sent to any register.")
    expect_not_asked(form, standin)


def test_one_letter_is_too_short_and_an_empty_box_asks_nothing(form: Page, standin: Standin) -> None:
    look_up(form, "s")
    expect(panel(form).get_by_role("alert")).to_contain_text("Type at least two letters of the name.")
    name_box(form).fill("")
    magnifier(form, "name").click()
    expect(panel(form).get_by_role("alert")).to_contain_text("Type a name or a number to look up.")
    expect_not_asked(form, standin)


def test_enter_saves_in_the_other_fields(form: Page, standin: Standin) -> None:
    name_box(form).fill("Lofoten Tørrfisk AS")
    box(form, "phone").fill("76 05 00 00")
    box(form, "phone").press("Enter")
    expect(form.get_by_role("heading", name="Lofoten Tørrfisk AS", level=1)).to_be_visible()
    assert asked(standin) == []
    assert Customer.objects.get(name="Lofoten Tørrfisk AS").register_source == ""


def test_a_hit_tells_what_people_tell_companies_apart_by(form: Page) -> None:
    look_up(form, "solvik")
    first = hit(form, "Solvik Energi AS")
    expect(first).to_contain_text(f"{SOLVIK} · AS · Bergen · since 2009")
    expect(first.locator(".badge:visible")).to_have_text(["Active"])
    expect(hit(form, "Solvik Fisk AS")).to_contain_text(f"{FISK} · AS · Tromsø · since 2015")
    expect(hit(form, "Solvik Kraft AS").locator(".badge").first).to_contain_text("Bankrupt")
    expect(panel(form)).to_contain_text("3 of 3")
    expect(panel(form)).to_contain_text("Source: Enhetsregisteret, Brønnøysundregistrene (NLOD 2.0)")
    expect(panel(form)).to_contain_text("Demonstration register")
    expect(form.locator("#announcer")).to_have_text("3 of 3 companies")


def test_more_hits_come_on_request_and_the_keyboard_goes_to_the_first_new_one(form: Page, standin: Standin) -> None:
    look_up(form, "havbris")
    expect(hits(form)).to_have_count(25)
    expect(panel(form)).to_contain_text(f"25 of {MANY}")
    hand = Keys(form)
    hand.press(form.get_by_role("button", name="Show more"))
    expect(hits(form)).to_have_count(50)
    expect(use(form, "Havbris 26 AS")).to_be_focused()
    expect(panel(form)).to_contain_text(f"50 of {MANY}")
    hand.press(form.get_by_role("button", name="Show more"))
    expect(hits(form)).to_have_count(MANY)
    expect(use(form, "Havbris 51 AS")).to_be_focused()
    expect(form.get_by_role("button", name="Show more")).to_have_count(0)
    assert len(standin.asked) == 3
    form.keyboard.press("Enter")
    expect(name_box(form)).to_have_value("Havbris 51 AS")


def test_more_hits_are_of_what_was_looked_up_whatever_is_typed_since(form: Page) -> None:
    look_up(form, "havbris")
    expect(hits(form)).to_have_count(25)
    name_box(form).fill("solvik")
    form.get_by_role("button", name="Show more").click()
    expect(hit(form, "Havbris 50 AS")).to_be_visible()


def test_branches_come_on_request(form: Page, standin: Standin) -> None:
    look_up(form, "solvik")
    panel(form).get_by_role("button", name="Branches of Solvik Energi AS").click()
    expect(panel(form).get_by_role("heading", name="Branches")).to_be_visible()
    branch = hit(form, "Solvik Energi AVD Bodø")
    expect(branch).to_contain_text("973861778 · BEDR · Bodø")
    expect(branch.get_by_text("Branch", exact=True)).to_be_visible()
    assert any("/underenheter?" in path for path in asked(standin))
    pick(form, "Solvik Energi AVD Bodø")
    expect(box(form, "city")).to_have_value("Bodø")


def test_a_company_without_branches_says_so(form: Page) -> None:
    look_up(form, "solvik")
    panel(form).get_by_role("button", name="Branches of Solvik Fisk AS").click()
    expect(panel(form)).to_contain_text("No branches")


def test_what_one_register_does_not_know_is_looked_up_in_the_other(form: Page, standin: Standin) -> None:
    look_up(form, "vuoksen")
    expect(panel(form)).to_contain_text("No hits for “vuoksen”")
    panel(form).get_by_role("button", name="Look in: Finland").click()
    expect(hits(form)).to_have_count(2)
    expect(form.get_by_role("radio", name="Finland")).to_be_checked()
    pick(form, "Vuoksen Konepaja Oy")
    assert save(form, "Vuoksen Konepaja Oy").country == "FI"


def test_a_country_without_register_is_filled_by_hand(form: Page, standin: Standin) -> None:
    choose_register(Mouse(form), "Other")
    look_up(form, "solvik")
    expect(panel(form).get_by_role("alert")).to_contain_text("There is no register for this country")
    expect_not_asked(form, standin)
    save(form, "solvik")


def test_a_customer_we_have_is_opened_instead(form: Page) -> None:
    ours = Customer.objects.get(name="Fjordlys Energi AS")
    Customer.objects.filter(pk=ours.pk).update(business_id=SOLVIK)
    look_up(form, "solvik")
    found = hit(form, "Solvik Energi AS")
    expect(found).to_contain_text(f"Already a customer, {ours.number}")
    expect(use(form, "Solvik Energi AS")).to_have_count(0)
    found.get_by_role("link", name="Open Solvik Energi AS").click()
    expect(form.get_by_role("heading", name=ours.name, level=1)).to_be_visible()


def test_a_customer_out_of_sight_names_whom_to_ask(open_page: Open, office: Office, standin: Standin) -> None:
    ours = Customer.objects.get(name="Fjordlys Energi AS")
    Customer.objects.filter(pk=ours.pk).update(business_id=SOLVIK)
    page = open_page(office.account_manager, NEW)
    look_up(page, "solvik")
    found = hit(page, "Solvik Energi AS")
    expect(found).to_contain_text("Already a customer: ask Ingrid Solheim")
    expect(found.get_by_role("link")).to_have_count(0)
    expect(use(page, "Solvik Energi AS")).to_have_count(0)
    expect(panel(page)).not_to_contain_text(str(ours.number))
    expect(use(page, "Solvik Fisk AS")).to_be_visible()


def test_a_bankrupt_company_can_be_used_on_purpose(form: Page) -> None:
    look_up(form, "solvik")
    expect(hit(form, "Solvik Kraft AS").get_by_role("button").first).to_have_text("Use anyway")
    pick(form, "Solvik Kraft AS")
    expect(used(form)).to_contain_text("Bankrupt")
    expect(used(form)).to_contain_text("Make sure before you agree on anything with this company.")
    assert save(form, "Solvik Kraft AS").business_id == KRAFT


def test_a_ceased_company_can_be_used_on_purpose(form: Page) -> None:
    number_box(form).fill(CEASED)
    magnifier(form, "business_id").click()
    expect(hit(form, "Fjellheim Bygg AS")).to_contain_text("Ceased")
    pick(form, "Fjellheim Bygg AS")
    expect(used(form)).to_contain_text("Make sure before you agree on anything with this company.")
    assert save(form, "Fjellheim Bygg AS").register_source == "brreg"


def test_a_likely_duplicate_is_shown_beside(form: Page) -> None:
    Customer.objects.filter(name="Fjordlys Energi AS").update(name="Solvik Energy AS")
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    similar = form.get_by_role("status", name="Similar customers here")
    expect(similar.get_by_role("link")).to_have_text(["Solvik Energy AS"])
    expect(similar).to_contain_text("similar name")
    expect(hits(form)).to_have_count(3)
