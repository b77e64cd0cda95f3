"""Whether the database has the tables this version works with."""

from collections.abc import Callable

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def are_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def bring_up_to_date(say: Callable[[str], object]) -> None:
    """Makes and changes tables where that is needed, and says so first: it may take a while."""
    if not are_up_to_date():
        say("Bringing the tables up to date ...")
        call_command("migrate", verbosity=0, interactive=False)
