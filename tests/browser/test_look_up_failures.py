"""A register that is down, slow or out of its mind: a plain message, and the form works by hand."""

import pytest
from playwright.sync_api import Page, expect

from registries.standin import Fault, Standin
from tests.browser.companies import (
    box,
    hits,
    look_up,
    name_box,
    panel,
    pick,
    use,
    used,
)
from tests.browser.looking_up import NOT_ANSWERING, save
from tests.browser.places import toasts
from tests.registries import faults as service


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
    alert = panel(form).get_by_role("alert")
    expect(alert).to_contain_text(told)
    expect(alert).to_contain_text("You can also fill the form by hand.")
    expect(alert.get_by_role("button", name="Try again")).to_be_visible()
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
