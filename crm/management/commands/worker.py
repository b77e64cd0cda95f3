"""manage.py worker: the background work, until it is told to stop. `make run` starts it."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app


class Command(BaseCommand):
    help = "Does the background work: checks against public registers, large bulk updates, nightly cleaning."
    requires_system_checks = ()  # `make check` runs them; a start is to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at once (default 4)")
        parser.add_argument("--grace", type=float, default=3, help="seconds a job gets to finish (default 3)")

    def handle(self, *args: Any, **options: Any) -> None:
        # procrastinate's own command does the same, and says so in the middle of our greeting
        with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
            asyncio.run(_work(options["concurrency"], options["grace"]))


async def _work(concurrency: int, grace: float) -> None:
    async with app.open_async():
        await app.run_worker_async(concurrency=concurrency, shutdown_graceful_timeout=grace)
