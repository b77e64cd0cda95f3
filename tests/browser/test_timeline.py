"""Notes and tasks of a customer, on its card and on the start page."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.organisation import today
from activities.models import Activity, ActivityKind
from customers.models import Customer
from tests import factories
from tests.browser.hands import Hand, every_hand
from tests.browser.office import Office
from tests.browser.places import toasts

NAME = "Fjordlys Energi AS"


@pytest.fixture
def customer(office: Office) -> Customer:
    return Customer.objects.get(name=NAME)


def timeline(page: Page) -> Locator:
    return page.get_by_role("region", name="Timeline")


def adding(page: Page) -> Locator:
    return page.locator("#add-activity")


def open_tasks(page: Page, heading: str) -> Locator:
    return page.locator("section.card").filter(has=page.get_by_role("heading", name=heading)).get_by_role("list")


def start_entry(page: Page) -> Locator:
    """The start page in the navigation, with how many tasks wait there."""
    return page.locator("#side a", has_text="Start")  # which a phone keeps folded away


@every_hand
def test_a_note_is_written(
    kind: type[Hand], open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/timeline/", **kind.context)
    hand = kind(page)
    expect(adding(page).get_by_label("Due")).to_be_hidden()
    hand.write(adding(page).get_by_label("Subject"), "Met at the fair")
    hand.write(adding(page).get_by_label("Text"), "They ask for an offer.")
    hand.press(adding(page).get_by_role("button", name="Add"))
    expect(toasts(page)).to_contain_text("Added: Met at the fair")
    entry = timeline(page).get_by_role("listitem").filter(has_text="Met at the fair")
    expect(entry).to_contain_text("They ask for an offer.")
    expect(entry).to_contain_text("Ingrid Solheim")
    expect(adding(page).get_by_label("Subject")).to_have_value("")
    toasts(page).get_by_role("button", name="Undo").click()
    expect(toasts(page)).to_contain_text("Undone")
    assert not Activity.objects.exists()


@every_hand
def test_a_task_due_yesterday_is_overdue_until_it_is_done(
    kind: type[Hand], open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/timeline/", **kind.context)
    hand = kind(page)
    add_task(hand, "Send the offer", today() - timedelta(1))
    expect(open_tasks(page, "Open tasks").get_by_role("listitem")).to_contain_text(["Overdue"])

    hand.page.goto("/")
    mine = open_tasks(page, "My open tasks").get_by_role("listitem").filter(has_text="Send the offer")
    expect(mine).to_contain_text("Overdue")
    expect(mine).to_contain_text(NAME)
    expect(start_entry(page)).to_have_text("Start 1", use_inner_text=False)
    hand.press(page.get_by_role("button", name="Mark as done: Send the offer"))
    expect(toasts(page)).to_contain_text("Done: Send the offer")
    expect(page.get_by_role("heading", name="Nothing to do")).to_be_visible()
    expect(start_entry(page)).to_have_text("Start", use_inner_text=False)

    page.goto(f"/customers/{customer.pk}/timeline/")
    expect(timeline(page).get_by_role("listitem").filter(has_text="Send the offer")).to_contain_text("Done")
    expect(page.get_by_role("heading", name="Open tasks")).to_have_count(0)


def add_task(hand: Hand, subject: str, due: date) -> None:
    form = adding(hand.page)
    hand.choose(form.get_by_label("Kind"), "Task")
    expect(form.get_by_label("Due")).to_be_visible()
    hand.write(form.get_by_label("Subject"), subject)
    form.get_by_label("Due").fill(due.isoformat())  # how a date is typed is up to the browser
    hand.press(form.get_by_role("button", name="Add"))
    expect(toasts(hand.page)).to_contain_text(f"Added: {subject}")


def test_a_task_due_today_or_later_is_not_overdue(
    open_page: Callable[..., Page], office: Office, customer: Customer
) -> None:
    for days, subject in (0, "Call"), (5, "Visit"):
        factories.activity(
            customer, office.boss, kind=ActivityKind.TASK, subject=subject, assignee=office.boss,
            due_on=today() + timedelta(days),
        )  # fmt: skip
    page = open_page(office.boss, "/")
    tasks = open_tasks(page, "My open tasks").get_by_role("listitem")
    expect(tasks).to_have_count(2)
    expect(tasks.first).to_contain_text("Due today")
    expect(page.get_by_text("Overdue")).to_have_count(0)


def test_done_is_taken_back_in_the_toast(open_page: Callable[..., Page], office: Office, customer: Customer) -> None:
    task = factories.activity(customer, office.boss, kind=ActivityKind.TASK, subject="Call", assignee=office.boss)
    page = open_page(office.boss, "/")
    page.get_by_role("button", name="Mark as done: Call").click()
    toasts(page).get_by_role("button", name="Undo").click()
    expect(toasts(page)).to_contain_text("Undone")
    task.refresh_from_db()
    assert task.done_at is None


def test_an_activity_without_a_subject_comes_back_with_what_was_typed(
    open_page: Callable[..., Page], office: Office, customer: Customer, faults: list[str]
) -> None:
    page = open_page(office.boss, f"/customers/{customer.pk}/timeline/")
    adding(page).get_by_label("Text").fill("They ask for an offer.")
    adding(page).get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Subject")).to_have_accessible_description("This field is required.")
    expect(page.get_by_label("Text")).to_have_value("They ask for an offer.")
    page.get_by_label("Subject").fill("Met at the fair")
    page.get_by_role("button", name="Save").click()
    expect(timeline(page)).to_contain_text("Met at the fair")
    expect(adding(page).get_by_label("Text")).to_have_value("")
    faults.clear()  # the refused form
