"""axe on every page and state, in both themes, wide and narrow: nothing serious, nothing critical."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.organisation import today
from activities.models import ActivityKind
from catalogue.models import CustomField
from customers.models import Contact, Customer
from tests import factories
from tests.browser.conftest import NARROW, WIDE
from tests.browser.office import Office
from tests.browser.places import bar, chip, chooser, filter_button, panel, rows

GRAVE = {"serious", "critical"}
# the new colours are drawn, and nothing fades any more
# until nothing moves any more: the end of one transition may begin another
AT_REST = """async () => {
    let moving
    do {
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        moving = document.getAnimations()
        await Promise.allSettled(moving.map(each => each.finished))
    } while (moving.length)
}"""
# files of the page are not read again
OPTIONS = {"preload": False, "resultTypes": ["violations"]}


class OnceAxe(Axe):
    """Half a megabyte of rules is sent to a page once, however many of its states are checked."""

    def run(self, page: Page, context: Any = None, options: Any = None) -> Any:
        if not page.evaluate("'axe' in window"):
            page.evaluate(self.axe_script)
        arguments = self._format_script_args(context=context, options=options)
        return AxeResults(page.evaluate(f"axe.run({arguments})"))


axe = OnceAxe()

Open = Callable[..., Page]


def check(page: Page, state: str, within: str = "html") -> None:
    """What is shown now, wide and narrow; in the dark only colours differ, and those not by width."""
    wide = page.viewport_size == WIDE["viewport"]
    looks: list[tuple[Literal["light", "dark"], Any, dict[str, Any]]] = [
        ("light", WIDE, OPTIONS),
        ("dark", WIDE, OPTIONS | {"runOnly": ["color-contrast"]}),
        ("light", NARROW, OPTIONS),
    ]
    for scheme, size, options in looks if wide else looks[2:]:
        page.set_viewport_size(size["viewport"])
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AT_REST)
        found = axe.run(page, context=within, options=options).response["violations"]
        grave = [_line(each) for each in found if each["impact"] in GRAVE]
        assert not grave, f"{state}, {scheme}, {size['viewport']}: " + "; ".join(grave)
    if wide:
        page.set_viewport_size(looks[0][1]["viewport"])


def _line(violation: dict[str, Any]) -> str:
    places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
    return f"{violation['id']} at {', '.join(places[:5])}"


def test_signing_in(open_page: Open) -> None:
    page = open_page(path="/")
    check(page, "sign-in")
    page.get_by_label("E-mail").fill("nobody@havn.example")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, "sign-in refused")


def test_the_register(open_page: Open, office: Office) -> None:
    page = open_page(office.boss, "/customers/")
    expect(rows(page).first).to_be_visible()
    check(page, "register")
    page.goto("/customers/?city=alta&country=NO&created_at.from=2026-01-01")
    expect(chip(page, "Country is Norway")).to_be_visible()
    check(page, "with chips")
    page.locator("tbody .pick").nth(1).check()
    expect(bar(page)).to_be_visible()
    check(page, "selected")
    page.goto("/customers/?created_at.from=soon")
    expect(page.get_by_role("heading", name="A filter could not be read")).to_be_visible()
    check(page, "wrong filter")
    page.goto("/customers/?q=nobody-has-this-name")
    expect(page.get_by_role("heading", name="Nothing matches")).to_be_visible()
    check(page, "empty")


def test_what_opens_over_the_register(open_page: Open, office: Office) -> None:
    page = open_page(office.boss, "/customers/?city=alta")
    for state, layer in _layers(page):
        check(page, state, layer)


def _layers(page: Page) -> Iterator[tuple[str, str]]:
    """Each layer opened in turn; what lies under it is the register, which has its own test."""
    filter_button(page).click()
    expect(panel(page).get_by_role("searchbox")).to_be_visible()
    yield "fields to filter by", "#filter-panel"
    panel(page).get_by_role("link", name="Industry", exact=True).click()
    expect(panel(page).get_by_role("combobox")).to_be_visible()
    yield "a filter's form", "#filter-panel"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Columns").click()
    expect(chooser(page)).to_be_visible()
    yield "columns", "#col-menu"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="your menu").click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    yield "user menu", "#user-menu"
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("alta")
    expect(page.get_by_role("dialog", name="Search").get_by_role("option").first).to_be_visible()
    yield "palette", "#palette"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    yield "keys", "#keys"


def test_other_pages(open_page: Open, office: Office, faults: list[str]) -> None:
    page = open_page(office.boss, "/customers/?q=fjordlys")
    rows(page).first.click()
    expect(page.get_by_role("heading", name="Fjordlys Energi AS", level=1)).to_be_visible()
    page.goto("/contacts/")
    expect(rows(page).first).to_be_visible()
    check(page, "contacts")
    page.goto("/customers/?part=filter")
    check(page, "filter page")
    page.goto("/customers/?colour=blue")
    expect(page.get_by_role("heading", name="This address is not understood")).to_be_visible()
    check(page, "refused")
    page.goto("/nowhere/")
    check(page, "not found")
    newcomer = open_page(office.newcomer, "/")
    expect(newcomer.get_by_role("heading", name="Nothing here for you yet")).to_be_visible()
    check(newcomer, "home without rights")
    faults.clear()  # the refused addresses


SECTIONS = ["", "contacts/", "sales/", "invoices/", "timeline/", "files/", "changes/", "settings/"]


@pytest.fixture
def customer(office: Office) -> Customer:
    """A customer that has something in every section."""
    found = Customer.objects.get(name="Fjordlys Energi AS")
    factories.address(found, "Oslo", street="Kaia 1", is_visiting=True)
    factories.project(found, 1000, sales_status=factories.sales_status())
    factories.invoice(found, factories.invoice_status())
    factories.activity(found, office.boss, subject="Met at the fair", text="They ask for an offer.")
    for days in (-1, 0, 5):
        factories.activity(
            found, office.boss, kind=ActivityKind.TASK, subject=f"Call {days}", assignee=office.boss,
            due_on=today() + timedelta(days),
        )  # fmt: skip
    Customer.objects.filter(pk=found.pk).update(
        phone="+47 22 22 22 22", business_id="923609016", notes="a good customer\nof ours"
    )
    factories.file(found, office.boss)
    return found


def test_the_sections_of_the_card(open_page: Open, office: Office, customer: Customer) -> None:
    page = open_page(office.boss)
    for section in SECTIONS:
        page.goto(f"/customers/{customer.pk}/{section}")
        expect(page.get_by_role("heading", name=customer.name, level=1)).to_be_visible()
        check(page, section or "overview")
    page.get_by_role("button", name="More").click()
    check(page, "what more can be done", "#more-menu")


def test_forms(open_page: Open, office: Office, customer: Customer, faults: list[str]) -> None:
    page = open_page(office.boss, "/customers/new/")
    page.get_by_label("Name").fill("Fjordlys Energi")
    expect(page.get_by_role("status", name="Similar customers here").get_by_role("link")).to_be_visible()
    check(page, "new with a likely duplicate")
    page.get_by_label("Name").fill("")
    page.get_by_label("E-mail").fill("nobody")
    page.get_by_role("button", name="Save customer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, "with errors")
    for path in ("addresses/new/", "activities/new/", "delete/"):
        page.goto(f"/customers/{customer.pk}/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check(page, path)
    faults.clear()  # the refused form


def test_a_form_with_a_collision(open_page: Open, office: Office, customer: Customer, faults: list[str]) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/edit/")
    check(page, "edit")
    page.get_by_label("Phone").fill("+47 33 33 33 33")
    page.get_by_label("Notes").fill("from me")
    Customer.objects.filter(pk=customer.pk).update(phone="+47 44 44 44 44", notes="from them")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("group", name="Changed meanwhile. Which one shall it be?")).to_have_count(2)
    check(page, "collision")
    page.goto(f"/customers/{customer.pk}/")
    page.get_by_role("link", name="Edit Phone").click()
    expect(page.get_by_role("dialog", name=f"Edit {customer.name}").get_by_label("Phone")).to_be_focused()
    check(page, "one field", "#edit-field")
    faults.clear()  # the answer that asks


def test_the_start_page(open_page: Open, office: Office, customer: Customer) -> None:
    page = open_page(office.boss, "/")
    expect(page.get_by_text("Overdue")).to_be_visible()
    check(page, "tasks")
    check(open_page(office.reader, "/"), "nothing to do")


def test_settings(open_page: Open, office: Office, faults: list[str]) -> None:
    page = open_page(office.boss, "/settings/")
    check(page, "settings")
    page.goto("/settings/custom-fields/")
    expect(page.get_by_role("heading", name="No custom field yet").first).to_be_visible()
    check(page, "no custom field")
    fields = own_fields()
    for path in ("", "new/", f"{fields[0].pk}/", f"{fields[1].pk}/", f"{fields[0].pk}/delete/"):
        page.goto(f"/settings/custom-fields/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check(page, path or "custom fields")
    page.goto("/settings/custom-fields/new/")
    page.get_by_label("Type").select_option("Choice")
    for number in (1, 2):
        page.get_by_label(f"Choice {number}", exact=True).fill("Gold")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    check(page, "refused")
    Customer.objects.filter(name="Fjordlys Energi AS").update(custom={"tier": "gold"})
    page.goto(f"/settings/custom-fields/{fields[0].pk}/delete/")
    expect(page.get_by_role("heading", name="Tier is in use")).to_be_visible()
    check(page, "in use")
    faults.clear()  # the refused form


def own_fields() -> list[CustomField]:
    """One of each kind of page: with choices, without, retired."""
    return [
        factories.custom_field("Tier", "choice", "Gold", "Silver", is_required=True),
        factories.custom_field("Portal", "text"),
        factories.custom_field("Fax", "text", is_active=False),
    ]


def test_what_is_done_with_whole_records(
    open_page: Open, office: Office, customer: Customer, faults: list[str]
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/merge/")
    check(page, "merge, which one")
    find = page.get_by_label("Customer: number or name")
    find.fill("nobody")
    page.get_by_role("button", name="Compare").click()
    expect(find).to_have_attribute("aria-invalid", "true")
    check(page, "merge, nobody found")
    find.fill("laks")
    page.get_by_role("button", name="Compare").click()
    # several are a question, not a mistake
    expect(find).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("group", name="Which of these?").get_by_role("radio").first).to_be_focused()
    check(page, "merge, several found")
    find.fill("Malmö Skog AB")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("table", name="Values that differ")).to_be_visible()
    check(page, "merge, which values")
    contact = Contact.objects.get(customer=customer)
    for path in ("move/", "forget/"):
        page.goto(f"/contacts/{contact.pk}/{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check(page, path)
    page.goto(f"/customers/{customer.pk}/edit/?field=phone")
    page.get_by_label("Phone").fill("+47 33 33 33 33")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto(f"/customers/{customer.pk}/changes/")
    page.get_by_role("link", name="As it was before this").first.click()
    expect(page.get_by_role("table", name="What would change")).to_be_visible()
    check(page, "earlier state")
    earlier = page.url
    page.get_by_role("button", name="Restore all of this").click()
    page.goto(earlier)
    expect(page.get_by_role("heading", name="Nothing to restore")).to_be_visible()
    check(page, "nothing to restore")
    faults.clear()  # the refused choices


def test_no_page_of_a_customer_scrolls_sideways_on_the_narrowest_phone(
    open_page: Open, office: Office, customer: Customer, faults: list[str]
) -> None:
    page = open_page(office.boss, **NARROW | {"viewport": {"width": 320, "height": 640}})
    card = f"/customers/{customer.pk}/"
    pages = [card + each for each in (*SECTIONS, "edit/", "delete/", "addresses/new/", "activities/new/")]
    pages += [f"/settings/{each}" for each in ("", "custom-fields/", f"custom-fields/{own_fields()[0].pk}/")]
    for path in ("/", "/customers/new/", card + "merge/", *pages):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    page.goto("/customers/new/")
    page.get_by_role("button", name="Save customer").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    faults.clear()  # the refused form


def test_nothing_scrolls_sideways_on_the_narrowest_phone(open_page: Open, office: Office) -> None:
    page = open_page(office.boss, **NARROW | {"viewport": {"width": 320, "height": 640}})
    for path in ("/customers/", "/customers/?country=NO&created_at.from=2026-01-01&sort=-city", "/contacts/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    page.goto("/customers/")
    page.locator("tbody .pick").first.check()
    expect(bar(page)).to_be_in_viewport()
    rows(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
