"""manage.py up: everything `make run` starts, until Ctrl-C."""

import ctypes
import os
import shutil
import signal
from contextlib import ExitStack
from typing import Any, NoReturn

import psycopg
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connections

from accounts import tables
from crm import embedded, refusals, serving, static_storage
from crm.reach import DemoRegisters
from crm.refusals import Refusal

PR_SET_PDEATHSIG = 1
DATABASE_ERRORS = (DatabaseError, psycopg.Error)  # the demo data copies past Django


class Command(BaseCommand):
    help = "Start Havn: database (unless DATABASE_URL is set), web server and background worker."
    requires_system_checks = ()  # `make check` runs them; a start is to be quick

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--parent", type=int, help="stop when this process, our parent, is gone")

    def handle(self, *args: Any, **options: Any) -> None:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            signal.signal(number, _interrupt)
        try:
            _stop_with(options["parent"])
            self._serve()
        except KeyboardInterrupt:
            self._say("Havn has stopped.")
        except (Refusal, OSError, *DATABASE_ERRORS) as error:
            self.stderr.write(_line(error))
            raise SystemExit(1) from None

    def _serve(self) -> None:
        address = serving.Address.of_environment(loopback_only=settings.DEMO_MODE)
        demo_registers = DemoRegisters.of_environment(demo_mode=settings.DEMO_MODE)
        state = serving.State(address.url)
        with ExitStack() as stack:
            try:
                self._run(address, demo_registers, state, stack)
            finally:
                _be_deaf()
                state.stopping()

    def _run(
        self, address: serving.Address, demo_registers: DemoRegisters, state: serving.State, stack: ExitStack
    ) -> None:
        server, killed = None, False
        if settings.DEMO_MODE:
            server = self._own_the_folder(stack)
            killed = serving.end_children_of_an_earlier_run()
        listener = stack.enter_context(address.listen(patience=8 if killed else 0))
        if server:
            stack.enter_context(state.kept())
            if not server.data.exists():
                self._say("Making a database in var/ ...")
            server.start()
        nobody_yet = self._prepare()
        demo_registers.decide()
        children = serving.Children(**demo_registers.environment)
        stack.callback(children.stop)
        serving.start_web(children, listener)
        serving.start_worker(children)
        serving.wait_until_it_answers(address, children)
        if demo_registers.port:  # nobody looks anything up before signing in
            serving.start_demo_registers(children, demo_registers.port)
        if server:
            state.write("running", children.births())
        self._greet(address, demo_registers, nobody_yet)
        serving.watch(children, server)

    def _own_the_folder(self, stack: ExitStack) -> embedded.Server:
        embedded.VAR.mkdir(exist_ok=True)
        refusals.need_space(embedded.VAR)
        server = embedded.Server()
        stack.callback(server.stop)
        serving.claim(server)
        return server

    def _prepare(self) -> bool:
        """Bring tables and translations up to date; fill the database of demo mode when nobody is in it.

        True when there is still nobody who could sign in: a database of one's own, not set up yet.
        """
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
        tables.bring_up_to_date(self._say)
        call_command("translations", "compile", verbosity=0)
        if not settings.DEBUG:
            static_storage.bring_up_to_date()
        if settings.DEMO_MODE and not get_user_model().objects.exists():
            self._say("Filling the empty database with demo data ...")
            call_command("demo", verbosity=0)
        nobody_yet = not get_user_model().objects.exists()
        connections.close_all()
        return nobody_yet

    def _greet(self, address: serving.Address, demo_registers: DemoRegisters, nobody_yet: bool) -> None:
        self._say(f"Havn runs at {address.url}")
        if nobody_yet:
            self._say(
                "Nobody can sign in yet: .venv/bin/python manage.py setup, with the same DATABASE_URL and SECRET_KEY, "
                "asks for the organisation and its first administrator."
            )
        if settings.DEMO_MODE:
            people = ", ".join(settings.DEMO_USERS.values())
            self._say(f"Sign in as one of {people}; the password is {settings.DEMO_PASSWORD}.")
        if demo_registers.port:
            self._say(demo_registers.greeting)
        self._say("Ctrl-C stops it.")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _be_deaf() -> None:
    """A second Ctrl-C must not break the stopping, which takes seconds at most."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)


def _stop_with(parent: int | None) -> None:
    """Get SIGTERM when `make`, which started us, is gone: otherwise kill -9 of it would leave us in the way."""
    if parent is not None:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            raise KeyboardInterrupt


def _line(error: Exception) -> str:
    if isinstance(error, Refusal):
        return str(error)
    if shutil.disk_usage(settings.BASE_DIR).free < 20 * 2**20:
        return refusals.disk_full(settings.BASE_DIR)
    if isinstance(error, OSError):
        return refusals.of_os_error(error)
    if isinstance(error, DATABASE_ERRORS):
        return f"The database refused: {' '.join(str(error).split())}"
    raise error
