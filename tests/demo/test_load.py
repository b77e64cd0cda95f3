"""The load as a whole: the same again for the same seed, all or nothing, no history, no orphans."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction

from accounts.models import Organisation, User
from crm.demo import generate as generating
from crm.demo import load
from crm.demo.generate import Demo, generate
from customers.models import Contact, Customer
from projects.models import Project

TODAY = datetime.date(2026, 5, 20)
SMALL = Demo(customers=120, seed=3, today=TODAY)
NOT_THE_SAME = {"password"}  # its salt is drawn by chance


@pytest.fixture(autouse=True)
def fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def digests(filled: list[type[models.Model]]) -> dict[str, str]:
    found = {}
    with connection.cursor() as cursor:
        for model in filled:
            columns = ", ".join(
                f'"{field.column}"' for field in model._meta.concrete_fields if field.name not in NOT_THE_SAME
            )
            cursor.execute(
                f"SELECT md5(string_agg(md5(row::text), '' ORDER BY row::text)) "
                f"FROM (SELECT {columns} FROM {model._meta.db_table}) row"
            )
            found[model._meta.db_table] = cursor.fetchone()[0]
    return found


def made(demo: Demo) -> dict[str, str]:
    """Digests of the tables of a demo that is rolled back."""
    with transaction.atomic():
        found = digests(generate(demo))
        transaction.set_rollback(True)
    return found


def orphans(model: type[models.Model]) -> list[str]:
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [
        f"{model.__name__}.{field.name}"
        for field in keys
        if model._default_manager.exclude(**{field.attname: None})
        .exclude(**{f"{field.attname}__in": field.related_model._default_manager.values("pk")})
        .exists()
    ]


@pytest.mark.django_db
def test_the_same_seed_and_day_give_the_same_rows() -> None:
    assert made(SMALL) == made(SMALL)


@pytest.mark.django_db
def test_another_seed_and_another_day_give_other_rows() -> None:
    first = made(SMALL)
    assert made(Demo(120, 4, TODAY))["customers_customer"] != first["customers_customer"]
    assert made(Demo(120, 3, datetime.date(2026, 5, 21)))["invoices_invoice"] != first["invoices_invoice"]


@pytest.mark.django_db
def test_every_reference_leads_to_a_row() -> None:
    filled = generate(SMALL)
    assert [name for model in filled for name in orphans(model)] == []


@pytest.mark.django_db
def test_a_role_that_may_not_leave_out_checks_loads_the_same_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    unchecked = made(SMALL)
    monkeypatch.setattr(load, "may_leave_out_checks", lambda: False)
    assert made(SMALL) == unchecked


@pytest.mark.django_db
def test_the_load_makes_no_history_and_what_follows_does() -> None:
    generate(SMALL)
    event = apps.get_model("customers", "CustomerEvent")
    assert not event.objects.exists()
    Customer.objects.filter(number=1001).update(notes="Changed by hand")
    assert event.objects.count() == 1


@pytest.mark.django_db
def test_the_next_row_gets_the_next_key() -> None:
    generate(SMALL)
    last = Customer.objects.order_by("-pk")[0]
    assert Customer.objects.create(number=99_999, name="Ny kunde AS").pk == last.pk + 1
    assert Contact.objects.create(customer=last, last_name="Ny").pk == Contact.objects.count()


@pytest.mark.django_db
def test_every_index_is_there_again() -> None:
    def indexes() -> set[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema()")
            return set(cursor.fetchall())

    before = indexes()
    generate(SMALL)
    assert indexes() == before


@pytest.mark.django_db
def test_a_load_that_breaks_off_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*args: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(generating, "_write_series", break_off)
    with pytest.raises(RuntimeError):
        generate(SMALL)
    assert not Customer.objects.exists()
    assert not User.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_a_database_with_customers_is_refused() -> None:
    call_command("demo", customers=30, today=TODAY, verbosity=0)
    with pytest.raises(CommandError, match="already has customers"):
        call_command("demo", customers=30, today=TODAY)
    assert Customer.objects.count() == 30


@pytest.mark.django_db
def test_an_organisation_with_another_base_currency_is_refused() -> None:
    Organisation.objects.create(pk=1, name="Suomen Konsultit Oy", base_currency="EUR")
    with pytest.raises(CommandError, match="EUR"):
        call_command("demo", customers=30, today=TODAY)


@pytest.mark.django_db
def test_an_organisation_that_was_set_up_keeps_its_name() -> None:
    Organisation.objects.create(pk=1, name="Fjordkonsult AS", base_currency="NOK")
    call_command("demo", customers=30, today=TODAY, verbosity=0)
    assert Organisation.objects.get().name == "Fjordkonsult AS"


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"customers": 0}, {"seed": -1}])
def test_a_number_that_makes_no_sense_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(CommandError, match="must be"):
        call_command("demo", **wrong)


@pytest.mark.django_db
def test_only_customers_leaves_out_what_hangs_on_them() -> None:
    generate(Demo(120, 3, TODAY, only_customers=True))
    assert Customer.objects.count() == 120
    assert Contact.objects.exists()
    assert not Project.objects.exists()
