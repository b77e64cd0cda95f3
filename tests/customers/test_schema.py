"""What the database itself refuses or keeps about customers."""

import pytest
from django.db import IntegrityError, transaction

from customers.models import Address, Customer
from tests import factories

pytestmark = pytest.mark.django_db


def refused(**fields: object) -> bool:
    try:
        with transaction.atomic():
            factories.customer(**fields)  # type: ignore[arg-type]
    except IntegrityError:
        return True
    return False


def test_a_customer_has_a_positive_number_of_its_own() -> None:
    factories.customer(number=7)
    assert refused(number=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.create(number=0, name="Zero")


def test_a_customer_has_a_name() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Customer.objects.create(number=8, name="")


def test_a_business_id_stands_once_in_a_country() -> None:
    factories.customer(country="NO", business_id="918273640")
    assert refused(country="NO", business_id="918273640")
    assert not refused(country="SE", business_id="918273640")


def test_customers_without_business_id_do_not_collide() -> None:
    assert not refused(country="NO")
    assert not refused(country="NO")


def test_there_is_one_internal_customer_and_it_stays_active() -> None:
    assert refused(is_internal=True, is_active=False)
    assert not refused(is_internal=True)
    assert refused(is_internal=True)


def city(customer: Customer) -> str:
    return Customer.objects.values_list("city", flat=True).get(pk=customer.pk)


def test_the_city_is_that_of_the_headquarters_then_the_visiting_address_then_the_first() -> None:
    customer = factories.customer()
    first = factories.address(customer, "Moss")
    assert city(customer) == "Moss"
    visiting = factories.address(customer, "Bergen", is_visiting=True)
    assert city(customer) == "Bergen"
    main = factories.address(customer, "Oslo", is_headquarters=True)
    assert city(customer) == "Oslo"
    Address.objects.filter(pk=main.pk).update(city="Ålesund")
    assert city(customer) == "Ålesund"
    main.delete()
    assert city(customer) == "Bergen"
    Address.objects.filter(pk__in=[first.pk, visiting.pk]).delete()
    assert city(customer) == ""


def test_an_address_that_moves_changes_both_customers() -> None:
    old, new = factories.customer(), factories.customer()
    address = factories.address(old, "Tromsø")
    Address.objects.filter(pk=address.pk).update(customer=new)
    assert (city(old), city(new)) == ("", "Tromsø")


def test_a_customer_has_one_headquarters() -> None:
    customer = factories.customer()
    factories.address(customer, is_headquarters=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.address(customer, is_headquarters=True)
