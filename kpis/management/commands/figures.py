"""manage.py figures: makes what is kept of key figures anew, or tells whether it is right, while the system runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kpis.rollups import folding


class Command(BaseCommand):
    help = "Verifies what is kept of key figures against the rows, or rebuilds it, while the system runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["verify", "rebuild"])

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "rebuild":
            sums, customers = folding.rebuild()
            self.stdout.write(f"{sums} sums put right, {customers} customers with work going on.")
            return
        found = folding.verify()
        if found:
            raise CommandError(
                f"{found.ledger} sums, {found.customers} customers or tallies and {found.years} customers' years "
                "differ from the rows. "
                "`manage.py figures rebuild` puts them right."
            )
        self.stdout.write("Every sum is that of its rows.")
