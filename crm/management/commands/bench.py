"""``manage.py bench``: the register's server time against bare SQL, at two sizes, on this machine."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, connections
from django.test import Client

from accounts.models import User
from accounts.organisation import today
from bench.bulk import bulk_speed, pages_meanwhile
from bench.cases import card_cases, cases, custom_cases, work_cases
from bench.export import export_speed
from bench.heavy import heavy_customer
from bench.measure import Measured, measure
from bench.rollups import write_speed
from catalogue.field import Viewer
from customers.models import Customer
from kpis.rollups import folding

SIZES = (100_000, 1_000_000)
BULKS = {1_000: 5, 10_000: 3, 100_000: 2, 1_000_000: 1}  # rows of bulk updates, and how often they are measured


class Command(BaseCommand):
    help = "Measures pages, search, filters, sorting, totals and export at 100,000 and 1,000,000 customers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
        parser.add_argument("--rounds", type=int, default=7)
        parser.add_argument("--kind", help="only cases of this kind, such as search")
        parser.add_argument("--rows", type=int, nargs="+", default=list(BULKS), help="of bulk updates")
        parser.add_argument("--user", default=settings.DEMO_USERS["admin"])
        parser.add_argument("--all-work", action="store_true", help="with projects and invoices beyond 100,000 too")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = ["testserver"]
        results: dict[str, list[tuple[int, Measured]]] = {}
        for size in options["sizes"]:
            self._use_database(size, options["all_work"] or size <= SIZES[0])
            for measured in self._size(size, options):
                results.setdefault(f"{measured.case.kind}: {measured.case.name}", []).append((size, measured))
        self._growth(results)

    def _use_database(self, size: int, with_work: bool) -> None:
        """A database of its own for each size, filled once and kept for the next run."""
        name = f"havn_bench_{size}" if with_work == (size <= SIZES[0]) else f"havn_bench_{size}_work"
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            is_new = cursor.fetchone() is None
            if is_new:
                cursor.execute(f'CREATE DATABASE "{name}"')
        connections["default"].close()
        settings.DATABASES["default"]["NAME"] = name
        connections["default"].settings_dict["NAME"] = name
        call_command("migrate", verbosity=0)
        if is_new:
            self.stdout.write(f"Filling {name} ...")
            call_command("demo", customers=size, only_customers=not with_work)
        folding.sum_years()  # as the worker does
        folding.close_months()

    def _size(self, size: int, options: dict[str, Any]) -> list[Measured]:
        user = User.objects.select_related("profile", "unit").get(email=options["user"])
        client = Client()
        client.force_login(user)
        viewer = Viewer(user, today())
        self.stdout.write(f"\n{size:,} customers, {options['user']}, median of {options['rounds']} in ms")
        self.stdout.write(f"{'':46} server   bare SQL   over  queries")
        found: list[Measured] = []
        parameters = connection.get_connection_params() | {"cursor_factory": psycopg.Cursor}
        with psycopg.connect(**parameters) as bare:
            bare.autocommit = True
            for case in [*cases(viewer), *work_cases(), *custom_cases(), *card_cases(viewer, heavy_customer(user))]:
                if options["kind"] in (None, case.kind):
                    found.append(self._row(measure(client, bare, case, options["rounds"])))
        times = {measured.case.name: measured.server for measured in found}
        for each in (measured for measured in found if measured.case.beside):
            ratio = each.server / times[each.case.beside]
            self.stdout.write(f"{each.case.name:46} {ratio:6.2f} of {each.case.beside}")
        if options["kind"] in (None, "export"):
            speed = export_speed(client, viewer)
            self.stdout.write(
                f"CSV of {speed.rows:,} rows: {speed.rows / speed.ours:,.0f} rows/s, "
                f"COPY {speed.rows / speed.copy:,.0f} rows/s: {speed.ratio:.2f} of COPY; "
                f"memory grew by {speed.peak_mb:.1f} MB"
            )
        if options["kind"] in (None, "rollups"):
            with psycopg.connect(**parameters) as bare:
                for line in write_speed(bare, 3):
                    self.stdout.write(line)
        if options["kind"] in (None, "bulk"):
            with psycopg.connect(**parameters) as bare:
                bare.autocommit = True
                self._bulk(bare, user, client, options["rows"])
        return found

    def _bulk(self, bare: psycopg.Connection[Any], user: User, client: Client, sizes: list[int]) -> None:
        """Bulk updates of a thousand rows up to all of them, and the pages of others meanwhile."""
        count = Customer.objects.filter(is_internal=False).count()
        for rows in sizes:
            if rows <= count + 1:
                for line in bulk_speed(bare, user, min(rows, count), BULKS.get(rows, 1)).lines():
                    self.stdout.write(line)
        usual, during = pages_meanwhile(bare, user, client, min(count, 100_000))
        self.stdout.write(f"a register page meanwhile {during:.0f}, usually {usual:.0f}: {during / usual:.2f}")

    def _row(self, m: Measured) -> Measured:
        name = f"{m.case.kind}: {m.case.name}" + ("" if m.status == 200 else f" ({m.status})")
        self.stdout.write(f"{name:46} {m.server:6.0f} {m.sql:9.1f} {m.overhead:7.1f} {m.queries:6}")
        return m

    def _growth(self, results: dict[str, list[tuple[int, Measured]]]) -> None:
        if all(len(each) < 2 for each in results.values()):
            return
        self.stdout.write("\nserver time at the largest size / at the smallest")
        for name, each in results.items():
            if len(each) > 1:
                self.stdout.write(f"{name:46} {each[-1][1].server / each[0][1].server:6.2f}")
