"""Lists kept in Settings: what is in use is retired, there is one default, and figures follow a flag at once."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from customers.models import ContactRole, Industry, MarketSegment
from invoices.models import InvoiceStatus
from projects.models import ProjectStatus, SalesStatus
from tests import factories

pytestmark = pytest.mark.django_db
SALES, PROJECTS, INVOICES = ("/settings/sales-statuses/", "/settings/project-statuses/", "/settings/invoice-statuses/")


@pytest.fixture
def admin(client: Client) -> Client:
    factories.organisation()
    client.force_login(factories.user(factories.profile()))
    return client


def status_form(**changes: Any) -> dict[str, Any]:
    """What the form of a sales status sends; None leaves a tick box empty."""
    sent = {"name": "Offer sent", "category": "in_progress", "probability": "50", "is_active": "on"} | changes
    return {name: value for name, value in sent.items() if value is not None}


def test_a_status_is_added_renamed_and_listed(admin: Client) -> None:
    assert admin.post(f"{SALES}new/", status_form()).status_code == 302
    status = SalesStatus.objects.get()
    admin.post(f"{SALES}{status.pk}/", status_form(name="Offer made", probability="55"))
    page = admin.get(SALES).content.decode()
    assert "Offer made" in page
    assert "In progress, 55 %" in page


def test_a_name_is_given_once_and_what_was_typed_is_kept(admin: Client) -> None:
    factories.sales_status(name="Offer sent")
    answer = admin.post(f"{SALES}new/", status_form(probability="66"))
    assert answer.status_code == 422
    assert 'value="66"' in answer.content.decode()
    assert SalesStatus.objects.count() == 1


def test_a_new_default_takes_the_place_of_the_former(admin: Client) -> None:
    former = factories.sales_status(is_default=True)
    admin.post(f"{SALES}new/", status_form(is_default="on"))
    former.refresh_from_db()
    assert not former.is_default
    assert SalesStatus.objects.get(is_default=True).name == "Offer sent"


def test_the_default_can_neither_be_dropped_nor_retired_nor_deleted(admin: Client) -> None:
    status = factories.sales_status(name="Offer sent", is_default=True)
    url = f"{SALES}{status.pk}/"
    assert admin.post(url, status_form(is_default=None)).status_code == 422
    assert admin.post(url, status_form(is_default="on", is_active=None)).status_code == 422
    admin.post(f"{url}delete/")
    status.refresh_from_db()
    assert status.is_default
    assert status.is_active


def test_what_is_in_use_is_retired_and_not_deleted(admin: Client) -> None:
    used, free = factories.sales_status(name="Used"), factories.sales_status(name="Free")
    project = factories.project(factories.customer(), sales_status=used)
    for status in (used, free):
        admin.post(f"{SALES}{status.pk}/delete/")
    assert list(SalesStatus.objects.all()) == [used]
    admin.post(f"{SALES}{used.pk}/", status_form(name="Used", is_active=None))
    used.refresh_from_db()
    assert not used.is_active
    assert "Used" in admin.get(f"/sales/{project.pk}/").content.decode()


def test_a_deleted_status_is_brought_back(admin: Client) -> None:
    status = factories.sales_status(name="Offer sent", probability=40)
    toasts = admin.post(f"{SALES}{status.pk}/delete/", follow=True).content.decode()
    assert not SalesStatus.objects.exists()
    undo = re.search(rf"{SALES}restore/[-0-9a-f]+/", toasts)
    assert undo
    again = factories.sales_status(name="Offer sent", probability=10)
    refused = admin.post(undo[0], follow=True).content.decode()
    assert "Not undone:" in refused
    again.delete()
    admin.post(undo[0])
    assert SalesStatus.objects.values_list("pk", "name", "probability").get() == (status.pk, "Offer sent", 40)


def test_a_status_of_open_projects_does_not_become_a_lost_one(admin: Client) -> None:
    status = factories.sales_status(name="Offer sent")
    factories.project(factories.customer(), sales_status=status)
    answer = admin.post(f"{SALES}{status.pk}/", status_form(category="lost"))
    assert answer.status_code == 422
    assert "1 open project has this status" in answer.content.decode()
    status.refresh_from_db()
    assert status.category == "in_progress"


def test_statuses_are_moved_in_their_order(admin: Client) -> None:
    for name in ("Planned", "In work", "Done"):
        assert admin.post(f"{PROJECTS}new/", {"name": name, "is_active": "on"}).status_code == 302
    done = ProjectStatus.objects.get(name="Done")
    for _press in range(3):  # once more than there are places
        admin.post(f"{PROJECTS}{done.pk}/move/", {"to": "up"})
    assert [each.name for each in ProjectStatus.objects.all()] == ["Done", "Planned", "In work"]


def test_statuses_are_dragged_into_order_and_those_added_meanwhile_come_last(admin: Client) -> None:
    pks = [ProjectStatus.objects.create(name=name, position=n).pk for n, name in enumerate(("A", "B", "C", "New"))]
    posted = [str(pks[2]), str(pks[0]), "soon", str(pks[1]), str(2**70)]
    assert admin.post(f"{PROJECTS}order/", {"order": posted}).status_code == 302
    assert [each.name for each in ProjectStatus.objects.all()] == ["C", "A", "B", "New"]


def test_figures_follow_a_flag_at_once(admin: Client) -> None:
    unit = factories.unit("Norway", is_company=True)
    status = factories.invoice_status("Approved")
    factories.invoice(factories.customer("Bygg AS"), status, 1000, number=7, company_unit=unit)
    query = "/invoices/?is_counted=yes&columns=name,net_base"
    assert "All 1 matching" not in admin.get(query).content.decode()
    sent = {"name": "Approved", "is_sent": "on", "is_active": "on"}
    assert admin.post(f"{INVOICES}{status.pk}/", sent).status_code == 302
    assert "All 1 matching" in admin.get(query).content.decode()
    assert InvoiceStatus.objects.get().is_sent
    assert Decimal(1000) == status.invoices.get().net_base


@pytest.mark.parametrize(
    "flags", [{"is_paid": "on"}, {"is_waiting_for_payment": "on"},
              {"is_sent": "on", "is_paid": "on", "is_waiting_for_payment": "on"}]
)  # fmt: skip
def test_flags_that_contradict_each_other_are_refused(admin: Client, flags: dict[str, str]) -> None:
    assert admin.post(f"{INVOICES}new/", {"name": "Odd", "is_active": "on", **flags}).status_code == 422
    assert not InvoiceStatus.objects.exists()


def test_a_new_organisation_gets_its_industries_segments_and_roles(admin: Client) -> None:
    sent = {"is_active": "on"}
    admin.post("/settings/industries/new/", {"name": "Software", "nace_code": "62.01", **sent})
    admin.post("/settings/contact-roles/new/", {"name": "Decision maker", **sent})
    admin.post("/settings/market-segments/new/", {"name": "Size", **sent})
    group = MarketSegment.objects.get()
    admin.post("/settings/market-segments/new/", {"name": "Large", "parent": group.pk, **sent})
    assert Industry.objects.values_list("name", "nace_code").get() == ("Software", "62.01")
    assert ContactRole.objects.get().name == "Decision maker"
    assert MarketSegment.objects.get(name="Large").parent == group
    assert "NACE 62.01" in admin.get("/settings/industries/").content.decode()


def test_segments_have_two_levels(admin: Client) -> None:
    group, other = factories.segment("Size"), factories.segment("Region")
    large = factories.segment("Large", parent=group)
    url = "/settings/market-segments/"
    for row, parent in ((group, other), (group, group), (other, large)):
        posted = {"name": row.name, "parent": parent.pk, "is_active": "on"}
        assert admin.post(f"{url}{row.pk}/", posted).status_code == 422
    assert set(MarketSegment.objects.filter(parent=None)) == {group, other}
    page = admin.get(url).content.decode()
    assert re.findall(r'data-name="([^"]+)"', page) == ["Region", "Size", "Large"]  # groups with what is in them


def test_what_customers_and_contact_persons_have_is_retired_and_not_deleted(admin: Client) -> None:
    customer = factories.customer(industry=factories.industry("Software"))
    customer.segments.add(factories.segment("Large", parent=factories.segment("Size")))
    factories.contact(customer).roles.add(factories.role("Decision maker"))
    for place, model in (("industries", Industry), ("market-segments", MarketSegment), ("contact-roles", ContactRole)):
        for row in model.objects.all():
            page = admin.post(f"/settings/{place}/{row.pk}/delete/", follow=True).content.decode()
            assert "it is in use" in page
            assert model.objects.filter(pk=row.pk).exists()
