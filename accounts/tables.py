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
        _tidy_what_was_rewritten()


def _tidy_what_was_rewritten() -> None:
    """A table that a new column made anew is read slowly until it is vacuumed, and autovacuum takes no note of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_class"
            " WHERE relkind = 'r' AND pg_table_is_visible(oid) AND relpages > 0 AND relallvisible = 0"
            " AND relnamespace = current_schema()::regnamespace"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"VACUUM (ANALYZE) {table}")
