"""People who do not wait: two companies picked at once, typing meanwhile, another register chosen since."""

import pytest
from playwright.sync_api import Page, Route, expect

from registries.standin import Standin
from tests.browser.companies import (
    FISK,
    KONEPAJA,
    SOLVIK,
    box,
    choose_register,
    hit,
    hits,
    look_up,
    mark,
    name_box,
    number_box,
    panel,
    pick,
    use,
    used,
)
from tests.browser.hands import Mouse
from tests.browser.looking_up import NOT_ANSWERING, save, sources
from tests.browser.places import toasts
from tests.registries import faults as service


@pytest.fixture
def held(form: Page) -> list[Route]:
    """What is asked to be filled, until the test lets it go on."""
    asked: list[Route] = []

    def hold(route: Route) -> None:
        asked.append(route)

    form.route("**/look-up/fill/", hold)
    return asked


def press_use(page: Page, held: list[Route], name: str) -> None:
    before = len(held)
    use(page, name).click()
    while len(held) == before:
        page.wait_for_timeout(20)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["first answers first", "last answers first"])
def test_of_two_companies_picked_at_once_the_last_fills_the_form(
    form: Page, held: list[Route], order: tuple[int, int]
) -> None:
    look_up(form, "solvik")
    press_use(form, held, "Solvik Energi AS")
    press_use(form, held, "Solvik Fisk AS")
    for place in order:
        held[place].continue_()
    expect(used(form)).to_contain_text("Solvik Fisk AS")
    form.wait_for_load_state("networkidle")
    expect(number_box(form)).to_have_value(FISK)
    expect(hit(form, "Solvik Fisk AS").get_by_text("Used", exact=True)).to_be_visible()
    expect(hit(form, "Solvik Energi AS").get_by_text("Used", exact=True)).to_be_hidden()
    made = save(form, "Solvik Fisk AS")
    assert (made.business_id, made.email, made.phone) == (FISK, "post@solvik-fisk.example", "")
    assert SOLVIK not in made.vat_number


def test_what_is_typed_while_a_pick_is_awaited_stays(form: Page, held: list[Route]) -> None:
    look_up(form, "solvik")
    press_use(form, held, "Solvik Energi AS")
    box(form, "phone").fill("88 88 88 88")
    held[0].continue_()
    expect(used(form)).to_contain_text("Solvik Energi AS")
    expect(box(form, "phone")).to_have_value("88 88 88 88")
    expect(form.locator(".f-phone")).to_contain_text("Register says 55 12 34 56")
    assert "phone" not in sources(save(form, "Solvik Energi AS"))


def test_undo_of_a_pick_keeps_what_was_typed_after_it(form: Page) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    box(form, "phone").fill("88 88 88 88")
    toasts(form).get_by_role("button", name="Undo").click()
    expect(box(form, "email")).to_have_value("")
    expect(box(form, "phone")).to_have_value("88 88 88 88")
    expect(mark(form, "phone", "Edited")).to_be_hidden()


def test_hits_stay_those_of_the_register_that_was_searched(form: Page) -> None:
    look_up(form, "havbris")
    expect(hits(form)).to_have_count(25)
    choose_register(Mouse(form), "Finland")
    form.get_by_role("button", name="Show more").click()
    expect(hits(form)).to_have_count(50)
    expect(panel(form)).to_contain_text("Source: Enhetsregisteret")
    pick(form, "Havbris 1 AS")
    assert save(form, "Havbris 1 AS").country == "NO"


def test_the_country_of_a_picked_company_stays_when_another_register_is_chosen(form: Page) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    choose_register(Mouse(form), "Finland")
    expect(box(form, "country")).to_have_value("NO")


def test_clearing_leaves_the_country_of_the_register_that_was_chosen(form: Page) -> None:
    choose_register(Mouse(form), "Finland")
    look_up(form, "vuoksen")
    pick(form, "Vuoksen Konepaja Oy")
    expect(number_box(form)).to_have_value(KONEPAJA)
    used(form).get_by_role("button", name="Clear register values").click()
    expect(number_box(form)).to_have_value("")
    expect(box(form, "country")).to_have_value("FI")


def test_a_branch_brings_its_name_in_place_of_the_words_looked_up(form: Page) -> None:
    look_up(form, "solvik")
    panel(form).get_by_role("button", name="Branches of Solvik Energi AS").click()
    pick(form, "Solvik Energi AVD Bodø")
    expect(name_box(form)).to_have_value("Solvik Energi AVD Bodø")


def test_further_hits_that_do_not_come_are_told_and_tried_again(form: Page, standin: Standin) -> None:
    look_up(form, "havbris")
    expect(hits(form)).to_have_count(25)
    standin.fault = service.broken
    form.get_by_role("button", name="Show more").click()
    expect(panel(form).get_by_role("alert")).to_contain_text(NOT_ANSWERING)
    standin.fault = None
    panel(form).get_by_role("button", name="Try again").click()
    expect(hits(form)).to_have_count(50)
    expect(panel(form).get_by_role("alert")).to_have_count(0)


def test_a_number_typed_in_groups_is_the_register_s_too(form: Page) -> None:
    number_box(form).fill(f"{SOLVIK[:3]} {SOLVIK[3:6]} {SOLVIK[6:]}")
    look_up(form, "solvik")
    pick(form, "Solvik Energi AS")
    expect(mark(form, "business_id")).to_be_visible()
    made = save(form, "Solvik Energi AS")
    assert (made.business_id, made.register_source) == (SOLVIK, "brreg")
    assert "business_id" in sources(made)


@pytest.mark.parametrize("how", ["refused", "reloaded"])
def test_a_form_that_comes_back_still_tells_which_company_it_was_filled_from(
    form: Page, how: str, faults: list[str]
) -> None:
    look_up(form, "solvik")
    pick(form, "Solvik Kraft AS")
    if how == "refused":
        box(form, "email").fill("nobody")
        form.get_by_role("button", name="Save customer").click()
        expect(form.locator(".f-email")).to_contain_text("valid")
        faults.clear()  # the refused form
    else:
        box(form, "phone").fill("1")
        form.wait_for_timeout(600)  # drafts are kept a moment after the last key
        form.reload()
    expect(used(form)).to_contain_text("Solvik Kraft AS")
    expect(used(form)).to_contain_text("Bankrupt")
    used(form).get_by_role("button", name="Clear register values").click()
    expect(number_box(form)).to_have_value("")
    expect(hit(form, "Solvik Kraft AS")).to_have_count(0)
