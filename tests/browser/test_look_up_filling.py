"""What picking a company does to the form, and to what was typed in it."""

from playwright.sync_api import Page, expect

from tests.browser.companies import (
    FISK,
    SOLVIK,
    box,
    choose_register,
    hits,
    look_up,
    mark,
    name_box,
    number_box,
    pick,
    take,
    used,
)
from tests.browser.hands import Mouse
from tests.browser.looking_up import addresses, save, sources
from tests.browser.places import toasts


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
