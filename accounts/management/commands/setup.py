"""``manage.py setup``: makes the tables and asks for the organisation and its first administrator."""

import getpass
from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import NotSupportedError, ProgrammingError, transaction

from accounts import tables
from accounts.alphabet import ALPHABETS, use_alphabet
from accounts.models import AccessProfile, Language, Organisation, User
from accounts.profiles import create_ready_profiles

ZONES = {"NO": "Europe/Oslo", "SE": "Europe/Stockholm", "FI": "Europe/Helsinki", "DK": "Europe/Copenhagen"}
CURRENCIES = {"NO": "NOK", "SE": "SEK", "FI": "EUR", "DK": "DKK"}
LANGUAGES = {"NO": "nb", "SE": "sv", "FI": "fi", "DK": "da"}


class Command(BaseCommand):
    help = "Makes the tables and asks for the organisation and its first administrator, written when all is answered."

    def add_arguments(self, parser: CommandParser) -> None:
        for name in ("organisation", "country", "currency", "time-zone", "language", "alphabet"):
            parser.add_argument(f"--{name}")
        for name in ("email", "first-name", "last-name"):
            parser.add_argument(f"--{name}", help="of the first administrator")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tables.bring_up_to_date(self.stdout.write)
        except (ProgrammingError, NotSupportedError) as error:  # no right to make tables, or an extension is missing
            raise CommandError(f"The database refused: {' '.join(str(error).split())}") from None
        if Organisation.objects.exists():
            raise CommandError("This database already has an organisation. Add people with manage.py adduser.")
        answers = self._organisation(options)
        person = {
            "email": options["email"] or ask("Administrator's e-mail"),
            "first_name": options["first_name"] or ask("First name"),
            "last_name": options["last_name"] or ask("Last name"),
        }
        password = ask_password(User(**person))
        with transaction.atomic():
            organisation = Organisation(pk=1, **answers)
            _clean(organisation)
            organisation.save()
            profiles = create_ready_profiles()
            admin = User(**person, profile=profiles["admin"], language=answers["default_language"])
            admin.set_password(password)
            _clean(admin)
            admin.save()
            use_alphabet(organisation.alphabet)
        self.stdout.write(f"{organisation.name} is set up. Sign in as {admin.email}.")

    def _organisation(self, options: dict[str, Any]) -> dict[str, Any]:
        name = options["organisation"] or ask("Company name")
        country = options["country"] or ask("Country, two letters", "NO").upper()
        language = options["language"] or ask(f"Language ({', '.join(Language.values)})", LANGUAGES.get(country, "en"))
        nordic = "nb" if country in {"NO", "DK"} else "sv"
        zone = options["time_zone"] or ask("Time zone", ZONES.get(country, "Europe/Oslo"))
        if zone not in available_timezones():
            raise CommandError(f"There is no time zone {zone}.")
        return {
            "name": name,
            "default_country": country,
            "base_currency": options["currency"] or ask("Base currency", CURRENCIES.get(country, "EUR")).upper(),
            "time_zone": zone,
            "default_language": language,
            "alphabet": options["alphabet"] or ask(f"Alphabet for sorting ({' or '.join(ALPHABETS)})", nordic),
        }


def ask(question: str, default: str = "") -> str:
    """Asks until there is an answer; Enter takes the default. Raises CommandError when nobody is there to answer."""
    hint = f" [{default}]" if default else ""
    while True:
        try:
            answer = input(f"{question}{hint}: ").strip() or default
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Nothing was written.") from None
        if answer:
            return answer


def ask_password(user: User) -> str:
    """A password that holds, typed twice."""
    while True:
        try:
            password = getpass.getpass("Password: ")
            again = getpass.getpass("Password again: ")
        except (EOFError, KeyboardInterrupt):
            raise CommandError("Nothing was written.") from None
        if password != again:
            print("The two differ.")
            continue
        try:
            validate_password(password, user)
        except ValidationError as error:
            print(" ".join(error.messages))
            continue
        return password


def _clean(instance: Organisation | User | AccessProfile) -> None:
    try:
        instance.full_clean()
    except ValidationError as error:
        parts = [f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items()]
        raise CommandError("; ".join(parts)) from None
