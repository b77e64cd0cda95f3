"""A new customer is looked up in the public registers of Norway and Finland, and the form filled from there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from pghistory.models import Context
from playwright.sync_api import Page, expect

from customers.models import Address, Customer
from history.tracking import INSERTED
from registries.standin import Fault, Standin
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
    take,
    use,
    used,
)
from tests.browser.hands import Hand, Keys, Mouse, Touch
from tests.browser.office import Office
from tests.browser.places import toasts
from tests.registries import faults as service

Open = Callable[..., Page]
by_every_hand = pytest.mark.parametrize("kind", [Mouse, Keys, Touch], ids=lambda kind: kind.name)
NOT_ANSWERING = "The register does not answer at the moment. Fill the form by hand, or try again later."


@pytest.fixture
def form(open_page: Open, office: Office, standin: Standin) -> Page:
    return open_page(office.boss, NEW)


def save(page: Page, name: str) -> Customer:
    page.get_by_role("button", name="Save customer").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
    return Customer.objects.get(name=name)


def sources(customer: Customer) -> dict[str, str]:
    """What the history tells of where the values of a new customer came from."""
    told = Context.objects.filter(metadata__has_key="sources").latest("created_at")
    assert customer.events.get(pgh_label=INSERTED).pgh_context_id == told.id
    return told.metadata["sources"]


def addresses(customer: Customer) -> list[tuple[Any, ...]]:
    columns = ("street", "postcode", "city", "country", "is_visiting", "is_postal", "is_headquarters")
    return list(Address.objects.filter(customer=customer).order_by("pk").values_list(*columns))


def expect_not_asked(page: Page, standin: Standin) -> None:
    """By the time likely duplicates have been looked for, a look-up would have been asked too."""
    page.wait_for_load_state("networkidle")
    assert asked(standin) == []


# The whole way


@by_every_hand
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


@by_every_hand
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


# What is asked


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


# What is found


def test_a_hit_tells_what_people_tell_companies_apart_by(form: Page) -> None:
    look_up(form, "solvik")
    first = hit(form, "Solvik Energi AS")
    expect(first).to_contain_text(f"{SOLVIK} · AS · Bergen · since 2009")
    expect(first.locator(".badge")).to_have_text(["Active"])
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


# What stands in the form


def test_an_edited_value_loses_its_mark_and_can_be_had_back(form: Page) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    box(form, "phone").fill("99 99 99 99")
    expect(mark(form, "phone")).to_be_hidden()
    expect(mark(form, "phone", "Edited")).to_be_visible()
    expect(form.locator(".f-phone")).to_contain_text("Register says 55 12 34 56")
    box(form, "email").fill("ola@solvik-energi.example")
    take(form, "phone").click()
    expect(box(form, "phone")).to_have_value("55 12 34 56")
    expect(box(form, "phone")).to_be_focused()
    expect(mark(form, "phone")).to_be_visible()
    expect(take(form, "phone")).to_be_hidden()
    made = save(form, "Solvik Energi AS")
    assert made.email == "ola@solvik-energi.example"
    told = sources(made)
    assert "phone" in told
    assert "email" not in told


def test_an_edited_choice_is_told_in_words(form: Page) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    form.get_by_label("Language", exact=True).select_option("fi")
    expect(form.locator(".f-language")).to_contain_text("Register says Norsk bokmål")
    take(form, "language").click()
    expect(form.get_by_label("Language", exact=True)).to_have_value("nb")


def test_what_was_typed_is_not_overwritten(form: Page) -> None:
    box(form, "phone").fill("99 99 99 99")
    box(form, "street").fill("Kaia 1")
    form.get_by_label("Notes").fill("met at the fair")
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    expect(name_box(form)).to_have_value("Solvik Energi AS")
    expect(box(form, "phone")).to_have_value("99 99 99 99")
    expect(box(form, "street")).to_have_value("Kaia 1")
    expect(form.get_by_label("Notes")).to_have_value("met at the fair")
    expect(box(form, "email")).to_have_value("post@solvik-energi.example")
    expect(mark(form, "phone")).to_be_hidden()
    expect(form.locator(".f-phone")).to_contain_text("Register says 55 12 34 56")
    told = sources(save(form, "Solvik Energi AS"))
    assert "email" in told
    assert not {"phone", "street", "notes"} & set(told)


def test_a_name_typed_after_looking_up_stays(form: Page) -> None:
    look_up(form, "solvik")
    expect(hits(form)).to_have_count(3)
    name_box(form).fill("Solvik, the ones with the boats")
    pick(form, "Solvik Fisk AS")
    expect(name_box(form)).to_have_value("Solvik, the ones with the boats")
    expect(number_box(form)).to_have_value(FISK)


def test_a_second_pick_replaces_what_the_first_filled(form: Page) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    box(form, "email").fill("ola@solvik-energi.example")
    form.get_by_label("Notes").fill("met at the fair")
    pick(form, "Solvik Fisk AS")
    expect(name_box(form)).to_have_value("Solvik Fisk AS")
    expect(number_box(form)).to_have_value(FISK)
    expect(box(form, "city")).to_have_value("Tromsø")
    expect(box(form, "phone")).to_have_value("")
    expect(box(form, "postal_street")).to_have_value("")
    expect(mark(form, "phone")).to_be_hidden()
    expect(box(form, "email")).to_have_value("ola@solvik-energi.example")
    expect(form.get_by_label("Notes")).to_have_value("met at the fair")
    made = save(form, "Solvik Fisk AS")
    assert addresses(made) == [("Havnegata 2", "9008", "Tromsø", "NO", True, False, True)]
    assert "email" not in sources(made)


def test_the_register_values_are_cleared_again(form: Page) -> None:
    form.get_by_label("Notes").fill("met at the fair")
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    box(form, "email").fill("ola@solvik-energi.example")
    used(form).get_by_role("button", name="Clear register values").click()
    expect(toasts(form)).to_contain_text("Register values cleared: 13 fields")
    for name in ("name", "business_id", "phone", "street", "postal_street", "vat_number"):
        expect(form.locator(f"[name={name}]")).to_have_value("")
        expect(mark(form, name)).to_be_hidden()
    expect(box(form, "email")).to_have_value("ola@solvik-energi.example")
    expect(mark(form, "email", "Edited")).to_be_hidden()
    expect(form.get_by_label("Notes")).to_have_value("met at the fair")
    expect(box(form, "country")).to_have_value("NO")
    expect(used(form)).to_have_count(0)
    name_box(form).fill("Lofoten Tørrfisk AS")
    assert save(form, "Lofoten Tørrfisk AS").register_source == ""


def test_filling_is_undone_from_the_toast(form: Page) -> None:
    box(form, "phone").fill("99 99 99 99")
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    toasts(form).get_by_role("button", name="Undo").click()
    expect(name_box(form)).to_have_value("solvik")
    for name in ("business_id", "email", "street"):
        expect(form.locator(f"[name={name}]")).to_have_value("")
        expect(mark(form, name)).to_be_hidden()
    expect(box(form, "phone")).to_have_value("99 99 99 99")
    expect(mark(form, "phone", "Edited")).to_be_hidden()
    expect(used(form)).to_have_count(0)


def test_clearing_is_undone_from_the_toast(form: Page) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    used(form).get_by_role("button", name="Clear register values").click()
    expect(name_box(form)).to_have_value("")
    toasts(form).filter(has_text="cleared").get_by_role("button", name="Undo").last.click()
    expect(name_box(form)).to_have_value("Solvik Energi AS")
    expect(mark(form, "name")).to_be_visible()
    expect(used(form)).to_contain_text("Solvik Energi AS")
    assert save(form, "Solvik Energi AS").register_source == "brreg"


def test_what_was_filled_outlives_a_reload(form: Page) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    box(form, "phone").fill("99 99 99 99")
    form.reload()
    expect(name_box(form)).to_have_value("Solvik Energi AS")
    expect(number_box(form)).to_have_value(SOLVIK)
    expect(box(form, "postal_street")).to_have_value("Postboks 412")
    expect(box(form, "country")).to_have_value("NO")
    for name in ("name", "business_id", "email", "postal_street"):
        expect(mark(form, name)).to_be_visible()
    expect(mark(form, "phone", "Edited")).to_be_visible()
    made = save(form, "Solvik Energi AS")
    assert made.register_source == "brreg"
    assert "email" in sources(made)


def test_a_finnish_company_outlives_a_reload(form: Page) -> None:
    choose_register(Mouse(form), "Finland")
    look_up(form, "vuoksen")
    pick(form, "Vuoksen Konepaja Oy")
    form.reload()
    expect(form.get_by_role("radio", name="Finland")).to_be_checked()
    expect(box(form, "country")).to_have_value("FI")
    expect(mark(form, "country")).to_be_visible()
    assert save(form, "Vuoksen Konepaja Oy").country == "FI"


def test_what_was_filled_outlives_a_refused_form(form: Page, faults: list[str]) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    box(form, "email").fill("nobody")
    form.get_by_role("button", name="Save customer").click()
    expect(form.get_by_role("alert").first).to_be_focused()
    expect(mark(form, "name")).to_be_visible()
    expect(mark(form, "email", "Edited")).to_be_visible()
    take(form, "email").click()
    assert save(form, "Solvik Energi AS").email == "post@solvik-energi.example"
    faults.clear()  # the refused form


# A register that is not there


def expect_saving_by_hand(page: Page) -> None:
    box(page, "phone").fill("55 12 34 56")
    made = save(page, "Solvik")
    assert (made.phone, made.register_source, made.register_checked_at) == ("55 12 34 56", "", None)


def test_a_register_that_is_down_is_told_plainly(form: Page, standin: Standin) -> None:
    standin.stop()
    look_up(form, "Solvik")
    alert = panel(form).get_by_role("alert")
    expect(alert).to_contain_text(NOT_ANSWERING)
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
    expect(name_box(form)).to_have_value("Solvik")
    expect_saving_by_hand(form)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (service.silence, NOT_ANSWERING),
        (service.a_byte_a_second_in_the_body, NOT_ANSWERING),
        (service.hang_up, NOT_ANSWERING),
        (service.unavailable, NOT_ANSWERING),
        (service.broken, NOT_ANSWERING),
        (service.busy("5"), "The register asks us to wait."),
        (service.html, "The register gave an answer that cannot be read."),
        (service.wrong_types, "The register gave an answer that cannot be read."),
        (service.ten_megabytes, "The register gave an answer that cannot be read."),
    ],
    ids="silent dripping gone unavailable broken busy html types large".split(),
)
def test_a_register_that_misbehaves_is_told_plainly(form: Page, standin: Standin, fault: Fault, told: str) -> None:
    standin.fault = fault
    look_up(form, "Solvik")
    expect(panel(form).get_by_role("alert")).to_contain_text(told)
    expect(name_box(form)).to_have_value("Solvik")
    expect_saving_by_hand(form)


def test_the_form_works_while_the_register_is_waited_for(form: Page, standin: Standin) -> None:
    standin.fault = service.silence
    look_up(form, "Solvik")
    expect(panel(form).locator(".skeleton").first).to_be_visible()
    expect_saving_by_hand(form)


def test_a_register_that_is_back_is_tried_again(form: Page, standin: Standin) -> None:
    standin.fault = service.broken
    look_up(form, "solvik")
    again = panel(form).get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    standin.fault = None
    again.click()
    expect(hits(form)).to_have_count(3)


def test_a_register_that_falls_silent_before_the_pick_fills_nothing(form: Page, standin: Standin) -> None:
    look_up(form, "solvik")
    expect(hits(form)).to_have_count(3)
    box(form, "phone").fill("99 99 99 99")
    standin.fault = service.broken
    use(form, "Solvik Energi AS").click()
    expect(toasts(form)).to_contain_text(NOT_ANSWERING)
    expect(name_box(form)).to_have_value("solvik")
    expect(box(form, "phone")).to_have_value("99 99 99 99")
    expect(used(form)).to_have_count(0)
    standin.fault = None
    pick(form, "Solvik Energi AS")
    expect(name_box(form)).to_have_value("Solvik Energi AS")
