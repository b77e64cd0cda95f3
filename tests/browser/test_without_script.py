"""The register without JavaScript: links are links, forms are forms."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from catalogue.models import CustomField
from customers.models import Customer
from tests.browser.office import EVERYBODY, PAGE, PASSWORD, SEAFOOD, Office
from tests.browser.places import bar, box_of, chip, chooser, filter_button, pager, quick_search, rows


@pytest.fixture
def page(open_page: Callable[..., Page], office: Office) -> Page:
    return open_page(office.boss, "/customers/", java_script_enabled=False)


def test_signing_in_and_out_works(open_page: Callable[..., Page], office: Office) -> None:
    page = open_page(path="/customers/", java_script_enabled=False)
    page.get_by_label("E-mail").fill(office.boss.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Customers", level=1)).to_be_visible()
    page.get_by_role("button", name="your menu").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_searching_filtering_sorting_and_paging_work(page: Page) -> None:
    quick_search(page).fill("fj")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(rows(page)).to_have_count(2)
    page.get_by_role("link", name="Clear filters").click()

    filter_button(page).click()
    expect(page.get_by_role("heading", name="Filter customers")).to_be_visible()
    page.get_by_role("link", name="Industry", exact=True).click()
    page.get_by_role("checkbox", name="Seafood").check()
    page.get_by_role("button", name="Apply").click()
    expect(chip(page, "Industry is Seafood")).to_be_visible()

    page.get_by_role("columnheader", name="City").get_by_role("link").click()
    page.get_by_role("link", name="Next page").click()
    expect(pager(page)).to_contain_text(f"{PAGE + 1}–{SEAFOOD} of {SEAFOOD}")


def test_columns_and_the_page_size_are_remembered(page: Page) -> None:
    page.get_by_role("button", name="Columns").click()
    chooser(page).get_by_role("checkbox", name="E-mail", exact=True).check()
    chooser(page).get_by_role("button", name="Show columns").click()
    expect(page.get_by_role("columnheader", name="E-mail")).to_be_visible()
    pager(page).get_by_role("button", name="100").click()
    expect(pager(page)).to_contain_text(f"1–{EVERYBODY} of {EVERYBODY}")
    page.goto("/customers/")
    expect(page.get_by_role("columnheader", name="E-mail")).to_be_visible()
    expect(rows(page)).to_have_count(EVERYBODY)


def test_nothing_stands_there_that_only_script_could_fill_or_work(page: Page) -> None:
    expect(page.get_by_label("Select the rows of this page")).to_be_hidden()
    place = page.get_by_role("link", name="Key figures").locator("..").bounding_box()
    assert place
    assert place["height"] < 40


def test_ticked_rows_are_exported(page: Page) -> None:
    box_of(page, "Alta Fiske AS").check()
    box_of(page, "Alta Laks AS").check()
    bar(page).get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.locator("#export-menu").get_by_role("button", name="CSV").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines] == ["Customer", "Alta Fiske AS", "Alta Laks AS"]


def test_a_wrong_value_is_named_and_kept(page: Page) -> None:
    page.goto("/customers/?part=filter&field=created_at&operator=from")
    page.get_by_role("textbox", name="Created").fill("next spring")
    page.get_by_role("button", name="Apply").click()
    expect(page.get_by_role("heading", name="A filter could not be read")).to_be_visible()
    chip(page, "Created from next spring").click()
    expect(page.get_by_role("textbox", name="Created")).to_have_value("next spring")
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_customer_is_made_and_edited(page: Page, faults: list[str]) -> None:
    page.get_by_role("button", name="New", exact=True).click()
    page.locator("#new-menu").get_by_role("link", name="Customer").click()
    page.get_by_label("Phone").fill("+47 76 05 00 00")
    page.get_by_role("button", name="Save customer").click()
    expect(page.get_by_role("alert")).to_contain_text("Name")
    expect(page.get_by_label("Phone")).to_have_value("+47 76 05 00 00")
    page.get_by_label("Name").fill("Lofoten Tørrfisk AS")
    page.get_by_role("button", name="Save customer").click()
    expect(page.get_by_role("heading", name="Lofoten Tørrfisk AS", level=1)).to_be_visible()

    page.get_by_role("link", name="Edit Phone").click()
    expect(page.get_by_label("Notes")).to_have_count(0)
    page.get_by_label("Phone").fill("+47 76 05 00 01")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("+47 76 05 00 01")).to_be_visible()

    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Notes").fill("met at the fair")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("met at the fair")).to_be_visible()
    page.locator(".toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("table", name="Changes, newest first")).to_contain_text("met at the fair")
    faults.clear()  # the refused form


def test_two_people_are_asked_without_script_too(page: Page, office: Office, faults: list[str]) -> None:
    customer = Customer.objects.get(name="Fjordlys Energi AS")
    page.goto(f"/customers/{customer.pk}/edit/")
    page.get_by_label("Phone").fill("+47 33 33 33 33")
    Customer.objects.filter(pk=customer.pk).update(phone="+47 22 22 22 22")
    page.get_by_role("button", name="Save", exact=True).click()
    question = page.get_by_role("group", name="Changed meanwhile. Which one shall it be?")
    expect(question).to_contain_text("+47 22 22 22 22")
    question.get_by_label("Mine").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("+47 33 33 33 33")).to_be_visible()
    faults.clear()  # the answer that asks


def test_a_task_is_added_and_done(page: Page, office: Office) -> None:
    customer = Customer.objects.get(name="Fjordlys Energi AS")
    page.goto(f"/customers/{customer.pk}/timeline/")
    form = page.locator("#add-activity")
    form.get_by_label("Kind").select_option("Task")
    form.get_by_label("Subject").fill("Send the offer")
    form.get_by_role("button", name="Add").click()
    page.goto("/")
    page.get_by_role("button", name="Mark as done: Send the offer").click()
    expect(page.get_by_role("heading", name="Nothing to do")).to_be_visible()


def test_a_field_of_ones_own_is_added_and_filled_in(page: Page, office: Office) -> None:
    page.goto("/settings/custom-fields/new/?entity=customer")
    page.get_by_label("Name").fill("Service level")
    page.get_by_label("Type").select_option("Choice")
    for number, label in enumerate(["Gold", "Silver", "Bronze"], 1):
        page.get_by_label(f"Choice {number}", exact=True).fill(label)
    page.get_by_role("button", name="Move choice 3 up").click()
    expect(page.get_by_label("Choice 2", exact=True)).to_have_value("Bronze")
    page.get_by_role("button", name="More choices").click()
    expect(page.get_by_label("Choice 3", exact=True)).to_have_value("Silver")
    assert not CustomField.objects.exists()
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text="Service level")).to_contain_text("Gold, Bronze, Silver")

    customer = Customer.objects.get(name="Fjordlys Energi AS")
    page.goto(f"/customers/{customer.pk}/edit/")
    page.get_by_label("Service level").select_option("Bronze")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Edit Service level").click()
    page.get_by_label("Service level").select_option("Gold")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("definition").filter(has_text="Gold")).to_be_visible()
    page.goto("/customers/?custom_service_level=gold")
    expect(rows(page)).to_have_text([customer.name])

    page.goto(f"/settings/custom-fields/{CustomField.objects.get().pk}/delete/")
    page.get_by_role("button", name="Retire").click()
    expect(page.get_by_role("listitem").filter(has_text="Service level")).to_contain_text("Retired")
