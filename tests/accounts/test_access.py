"""Who may see and edit what, rule by rule; the random organisations are in tests/properties/test_visibility.py."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError

from accounts.access import Area, Right, Scope, edit_scope, has_right, is_limited, may_view, view_scope
from accounts.models import User
from accounts.profiles import create_ready_profiles
from customers.models import Contact, Customer
from invoices.models import Invoice
from projects.models import CostEntry, Project
from tests import factories

pytestmark = pytest.mark.django_db
HANGS_ON_CUSTOMERS = [Area.SALES, Area.COSTS, Area.INVOICES]


def names(rows: Any) -> list[str]:
    return sorted(rows.values_list("name", flat=True))


def again(user: User) -> User:
    """The user as the next request finds them."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("area", Area)
def test_a_user_without_profile_sees_nothing(area: Area) -> None:
    user = factories.user()
    assert view_scope(user, area) == edit_scope(user, area) == Scope.NONE
    factories.customer(account_owner=user)
    assert not Customer.objects.visible_to(user).exists()
    assert not Customer.objects.editable_by(user).exists()


@pytest.mark.parametrize("area", Area)
def test_an_inactive_user_sees_nothing_whatever_the_profile(area: Area) -> None:
    user = factories.user(factories.profile(), is_active=False)
    assert view_scope(user, area) == edit_scope(user, area) == Scope.NONE
    assert not any(has_right(user, right) for right in Right)


@pytest.mark.parametrize("area", Area)
def test_people_signed_out_see_nothing(area: Area) -> None:
    assert view_scope(AnonymousUser(), area) == Scope.NONE
    assert not any(has_right(AnonymousUser(), right) for right in Right)


@pytest.mark.parametrize("area", Area)
@pytest.mark.parametrize("view", Scope)
@pytest.mark.parametrize("edit", Scope)
def test_editing_is_never_wider_than_seeing(area: Area, view: Scope, edit: Scope) -> None:
    width = [Scope.NONE, Scope.OWN, Scope.UNIT, Scope.ALL]
    seen: dict[str, str] = {**dict.fromkeys(Area, Scope.ALL), area: view}
    user = factories.user(factories.profile(seen, edit))
    assert view_scope(user, area) == view
    assert edit_scope(user, area) == min(view, edit, key=width.index)


@pytest.mark.parametrize("area", HANGS_ON_CUSTOMERS)
def test_without_sight_of_customers_nothing_that_hangs_on_them_is_seen(area: Area) -> None:
    user = factories.user(factories.profile({area: Scope.ALL}, Scope.ALL))
    assert view_scope(user, area) == edit_scope(user, area) == Scope.NONE


@pytest.mark.parametrize("area", [Area.REPORTS, Area.SETTINGS])
def test_reports_and_settings_do_not_hang_on_customers(area: Area) -> None:
    assert may_view(factories.user(factories.profile({area: Scope.OWN})), area)


def test_own_is_the_account_owner_of_a_customer_and_its_contact_persons() -> None:
    user = factories.user(factories.profile(Scope.OWN, Scope.OWN), factories.unit())
    mine = factories.customer("Mine", account_owner=user)
    other = factories.customer("Of my unit", business_unit=user.unit)
    factories.contact(mine, "Known")
    factories.contact(other, "Unknown")
    assert names(Customer.objects.visible_to(user)) == ["Mine"]
    assert list(Contact.objects.editable_by(user).values_list("last_name", flat=True)) == ["Known"]


def test_unit_reaches_the_units_below_and_none_above_or_beside() -> None:
    top = factories.unit("Top")
    here, beside = factories.unit("Here", top), factories.unit("Beside", top)
    below = factories.unit("Further below", factories.unit("Below", here))
    user = factories.user(factories.profile(Scope.UNIT), here)
    for unit in (top, here, beside, below):
        factories.customer(unit.name, business_unit=unit)
    factories.customer("Of no unit")
    factories.customer("My own elsewhere", business_unit=beside, account_owner=user)
    assert names(Customer.objects.visible_to(user)) == ["Further below", "Here", "My own elsewhere"]


def test_a_user_without_unit_reaches_only_their_own_rows_by_unit() -> None:
    user = factories.user(factories.profile(Scope.UNIT))
    factories.customer("Mine", account_owner=user)
    factories.customer("Of no unit")
    assert names(Customer.objects.visible_to(user)) == ["Mine"]


def test_a_unit_moved_elsewhere_takes_its_rows_along_at_once() -> None:
    mine, theirs = factories.unit("Mine"), factories.unit("Theirs")
    moving = factories.unit("Moving", mine)
    user = factories.user(factories.profile(Scope.UNIT), mine)
    factories.customer("Moved", business_unit=moving)
    assert names(Customer.objects.visible_to(user)) == ["Moved"]
    moving.parent = theirs
    moving.save()
    assert names(Customer.objects.visible_to(again(user))) == []


def test_a_changed_profile_takes_effect_at_the_next_request(client: Any) -> None:
    factories.organisation()
    profile = factories.profile()
    client.force_login(factories.user(profile))
    customer = factories.customer()
    assert client.get(f"/customers/{customer.pk}/").status_code == 200
    profile.customers_view = Scope.OWN
    profile.save()
    assert client.get(f"/customers/{customer.pk}/").status_code == 404


def test_a_unit_tree_that_bites_its_tail_still_ends() -> None:
    one = factories.unit("One")
    two = factories.unit("Two", one)
    one.parent = two
    one.save()
    assert sorted(factories.user(unit=one).unit_ids) == sorted([one.pk, two.pk])


def test_an_invoice_belongs_to_the_owner_of_its_project_else_of_its_customer() -> None:
    user, colleague = factories.user(factories.profile(Scope.OWN)), factories.user()
    status = factories.invoice_status()
    my_customer, their_customer = factories.customer(account_owner=user), factories.customer(account_owner=colleague)
    my_project = factories.project(their_customer, owner=user)
    their_project = factories.project(my_customer, owner=colleague)
    mine = {
        factories.invoice(my_customer, status).pk,
        factories.invoice(their_customer, status, project=my_project).pk,
    }
    factories.invoice(my_customer, status, project=their_project)
    factories.invoice(their_customer, status)
    assert set(Invoice.objects.visible_to(user).values_list("pk", flat=True)) == mine


def test_costs_belong_to_the_owner_and_the_unit_of_their_project() -> None:
    unit = factories.unit()
    user = factories.user(factories.profile(Scope.UNIT), unit)
    customer = factories.customer()
    mine = factories.cost(factories.project(customer, owner=user))
    ours = factories.cost(factories.project(customer, business_unit=unit))
    factories.cost(factories.project(customer), person=user, date=date(2026, 2, 1))
    assert set(CostEntry.objects.visible_to(user)) == {mine, ours}


def test_a_project_is_seen_where_its_customer_is_not() -> None:
    user = factories.user(factories.profile(Scope.OWN))
    project = factories.project(factories.customer("A colleague's"), owner=user)
    assert list(Project.objects.visible_to(user)) == [project]
    assert not Customer.objects.visible_to(user).exists()


def test_rights_are_given_one_by_one() -> None:
    user = factories.user(factories.profile(rights="export delete"))
    assert {right for right in Right if has_right(user, right)} == {Right.EXPORT, Right.DELETE}


def test_figures_are_limited_unless_everything_may_be_seen() -> None:
    limited = {scope: is_limited(factories.user(factories.profile(scope)), Area.SALES) for scope in Scope}
    assert limited == {Scope.NONE: True, Scope.OWN: True, Scope.UNIT: True, Scope.ALL: False}


def test_a_scope_that_is_none_of_the_four_cannot_be_stored() -> None:
    with pytest.raises(IntegrityError):
        factories.profile("most")


def test_the_ready_profiles_give_what_their_names_say() -> None:
    users = {key: factories.user(profile) for key, profile in create_ready_profiles().items()}
    widest = {key: view_scope(user, Area.CUSTOMERS) for key, user in users.items()}
    assert widest == {
        "admin": Scope.ALL, "controller": Scope.ALL, "manager": Scope.UNIT, "account": Scope.OWN, "reader": Scope.ALL,
    }  # fmt: skip
    assert all(has_right(users["admin"], right) for right in Right)
    assert not any(edit_scope(users["reader"], area) != Scope.NONE for area in Area)
    assert [key for key, user in users.items() if has_right(user, Right.MANAGE_USERS)] == ["admin"]
    assert [key for key, user in users.items() if may_view(user, Area.SETTINGS)] == ["admin"]
    assert {key for key, user in users.items() if may_view(user, Area.COSTS)} == {"admin", "controller", "manager"}
