"""The registers of sales projects, projects and costs: two faces of one entity, found by name, changed in bulk."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from projects.models import Project, SalesCategory
from tests import factories
from tests.bulk.pages import applied, last, previewed
from workbench.models import BulkUpdate

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    factories.organisation()
    client.force_login(factories.user(factories.profile()))
    return client


def names(client: Client, address: str) -> list[str]:
    """The names in a list, in its order."""
    page = client.get(address)
    assert page.status_code == 200, address
    return re.findall(r'<a class="strong ell"[^>]*>([^<]+)</a>', page.content.decode())


def faces() -> dict[str, Project]:
    customer = factories.customer("Kvikk Bygg AS", email="post@hidden.example")
    statuses = {category: factories.sales_status(category) for category in SalesCategory}
    made = {
        str(category): factories.project(customer, 100, name=f"A {category}", sales_status=status,
                                         is_closed=category == "lost")
        for category, status in statuses.items()
    }  # fmt: skip
    return made | {"agreed": factories.project(customer, name="An agreed one")}


def test_what_is_being_sold_or_lost_is_in_sales_and_the_rest_in_projects(admin: Client) -> None:
    faces()
    assert names(admin, "/sales/") == ["A in_progress"]
    assert names(admin, "/sales/?state=inactive") == ["A lost"]
    assert names(admin, "/projects/?state=all") == ["A won", "An agreed one"]


def test_a_won_project_keeps_its_address(admin: Client) -> None:
    made = faces()
    project = made["in_progress"]
    assert admin.get(f"/sales/{project.pk}/").status_code == 200
    project.sales_status = made["won"].sales_status
    project.save()
    for section in ("", "costs/"):
        answer = admin.get(f"/sales/{project.pk}/{section}")
        assert answer.headers["Location"] == f"/projects/{project.pk}/{section}"


def test_projects_are_found_by_their_name_and_number_and_by_their_customers(admin: Client) -> None:
    project = factories.project(factories.customer("Kvikk Bygg AS", number=4711), name="Ny nettside", number=8152)
    factories.cost(project, description="Design")
    for typed in ("nettside", "ny", "8152", "kvikk", "4711", "kvikk nettside"):
        assert names(admin, f"/projects/?q={typed}") == ["Ny nettside"], typed
        assert names(admin, f"/costs/?q={typed}") == ["Design"], typed
    for typed in ("nettsted", "kvikk annet", "bygg konsult"):
        assert names(admin, f"/projects/?q={typed}") == [], typed


def test_nothing_but_the_name_and_number_of_a_customer_is_searched(admin: Client) -> None:
    faces()
    assert len(names(admin, "/projects/?q=kvikk")) == 2
    assert names(admin, "/projects/?q=hidden") == []


def test_sales_stand_in_order_of_their_expected_date_and_those_without_one_last(admin: Client) -> None:
    customer, status = factories.customer(), factories.sales_status()
    for name, day in (("Later", date(2026, 9, 1)), ("None", None), ("Sooner", date(2026, 3, 1))):
        factories.project(customer, name=name, sales_status=status, expected_order_date=day)
    assert names(admin, "/sales/") == ["Sooner", "Later", "None"]
    card = admin.get(f"/sales/{Project.objects.get(name='Later').pk}/").content.decode()
    order = [f"/sales/{Project.objects.get(name=name).pk}/" for name in ("Sooner", "None")]
    assert re.findall(r'rel="(?:prev|next)" href="([^"]+)"', card) == order


def test_costs_stand_newest_first_and_are_called_by_their_kind_without_a_description(admin: Client) -> None:
    project = factories.project(factories.customer())
    factories.cost(project, date=date(2026, 1, 1), description="Old")
    factories.cost(project, date=date(2026, 2, 1))
    factories.cost(project, date=date(2026, 2, 1), description="New")
    assert names(admin, "/costs/") == ["New", "Expense", "Old"]
    card = admin.get(f"/costs/{project.costs.get(description='Old').pk}/").content.decode()
    assert "Edit" not in re.sub(r"<dialog.*?</dialog>", "", card, flags=re.DOTALL)


def test_the_probability_set_by_hand_goes_before_that_of_the_status(admin: Client) -> None:
    customer, status = factories.customer(), factories.sales_status(probability=40)
    factories.project(customer, 1000, name="By status", sales_status=status)
    factories.project(customer, 1000, name="By hand", sales_status=status, probability=75)
    page = admin.get("/sales/?columns=name,probability,weighted_value&sort=weighted_value").content.decode()
    assert re.findall(r'<data value="([\d.]+)"', page) == ["400.00", "750.00", "1150.00"]  # and their total
    assert "1 150" in page.replace("\xa0", " ")


def test_owners_of_projects_change_in_bulk_and_back(admin: Client) -> None:
    made, owner = faces(), factories.user()
    ticked = {"ids": [str(made["won"].pk), str(made["agreed"].pk), str(made["lost"].pk)]}
    page = previewed(admin, "/projects/bulk/?state=all", ticked, owner=str(owner.pk))
    assert page.context["promised"] == 2  # the lost one is no row of this register
    applied(admin, "/projects/bulk/?state=all", page)
    assert set(Project.objects.filter(owner=owner)) == {made["won"], made["agreed"]}
    assert names(admin, f"/projects/?state=all&bulk_update={last().pk}") == ["A won", "An agreed one"]
    admin.post(f"/bulk-updates/{last().pk}/undo/")
    assert BulkUpdate.objects.count() == 2
    assert not Project.objects.filter(owner=owner).exists()


def test_an_edited_project_tells_and_takes_back_the_change(admin: Client) -> None:
    project = faces()["agreed"]
    form = admin.get(f"/projects/{project.pk}/edit/").context["form"]
    sent: dict[str, Any] = {name: form[name].value() or "" for name in form.fields}
    assert "customer" not in sent
    assert admin.post(f"/projects/{project.pk}/edit/", sent | {"name": "Another name"}).status_code == 302
    changes = admin.get(f"/projects/{project.pk}/changes/").content.decode()
    assert "Another name" in changes
    undo = re.findall(r'action="(/projects/\d+/undo/[^"]+)"', changes)[0]
    admin.post(undo, {"field": "name"})
    project.refresh_from_db()
    assert project.name == "An agreed one"


def test_a_custom_field_of_projects_is_a_column_and_a_filter(admin: Client) -> None:
    made = faces()
    factories.custom_field("Framework", "text", entity="project")
    Project.objects.filter(pk=made["won"].pk).update(custom={"framework": "Django"})
    address = "/projects/?state=all&columns=name,custom_framework&custom_framework=django"
    assert names(admin, address) == ["A won"]
