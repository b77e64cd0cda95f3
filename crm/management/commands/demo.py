"""manage.py demo: fill an empty database with lifelike Nordic data."""

import datetime
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from accounts import tables
from accounts.models import Organisation
from crm.demo.generate import Demo, generate
from crm.demo.load import vacuum
from crm.demo.money import BASE_CURRENCY
from crm.demo.organisation import TIME_ZONE
from customers.models import Customer


class Command(BaseCommand):
    help = "Fill an empty database with lifelike Nordic demo data. The same seed and day give the same rows."
    requires_system_checks = ()  # pages are not needed to fill tables

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--customers", type=int, default=2_000, help="how many customers (default 2000)")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other data (default 1)")
        parser.add_argument("--today", type=datetime.date.fromisoformat, help="the last day of the history")
        parser.add_argument(
            "--only-customers",
            action="store_true",
            help="customers and contact persons, nothing that hangs on them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["customers"] < 1:
            raise CommandError("--customers must be 1 or more.")
        if options["seed"] < 0:
            raise CommandError("--seed must be 0 or more.")
        tables.bring_up_to_date(self.stdout.write)
        _refuse_a_used_database()
        demo = Demo(
            customers=options["customers"],
            seed=options["seed"],
            today=options["today"] or datetime.datetime.now(ZoneInfo(TIME_ZONE)).date(),
            only_customers=options["only_customers"],
        )
        started = monotonic()
        filled = generate(demo)
        if not connection.in_atomic_block:
            vacuum(filled)
        if options["verbosity"]:
            self.stdout.write(f"{demo.customers} customers in {monotonic() - started:.1f} s.")


def _refuse_a_used_database() -> None:
    if Customer.objects.exists():
        raise CommandError("This database already has customers: demo data goes into an empty one.")
    organisation = Organisation.objects.first()
    if organisation is not None and organisation.base_currency != BASE_CURRENCY:
        raise CommandError(
            f"Demo data is kept in {BASE_CURRENCY}, but this organisation keeps its books in "
            f"{organisation.base_currency}."
        )
