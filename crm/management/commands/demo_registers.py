"""manage.py demo_registers: stand-ins for the public registers, for demonstrations without a network."""

import signal
from contextlib import suppress
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from crm.demo.registers import Registers, customers, registers


class Command(BaseCommand):
    help = "Serve made-up registers of Norway and Finland on this computer, until Ctrl-C."
    requires_system_checks = ()  # no page is served

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=0, help="where to listen on 127.0.0.1 (default: any free port)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 0 <= options["port"] <= 65535:
            raise CommandError("--port must be a number up to 65535.")
        signal.signal(signal.SIGTERM, _interrupt)
        with suppress(KeyboardInterrupt):
            self._serve(options["port"], quiet=not options["verbosity"])

    def _serve(self, port: int, quiet: bool) -> NoReturn:
        try:
            standin = _registers().standin(port)
        except OSError as error:
            raise CommandError(f"Port {port} cannot be used: {error.strerror}.") from None
        with standin:
            if not quiet:
                self.stdout.write(f"Demonstration registers, no real companies: {standin.url}")
                self.stdout.flush()
            while True:
                signal.pause()


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _registers() -> Registers:
    """With the demo customers in them, where a database can be reached."""
    try:
        return registers(customers("NO"), customers("FI"))
    except DatabaseError:
        return registers()
    finally:
        connection.close()
