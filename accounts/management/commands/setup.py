"""``manage.py setup``: makes the tables and asks for the organisation and its first administrator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import NotSupportedError, ProgrammingError, transaction
from django.utils import translation

from accounts import questions, tables
from accounts.alphabet import ALPHABETS, use_alphabet
from accounts.codes import COUNTRIES, CURRENCIES
from accounts.models import BusinessUnit, Language, Organisation, User
from accounts.profiles import create_ready_profiles
from accounts.questions import Question, one_of

ZONES = {"NO": "Europe/Oslo", "SE": "Europe/Stockholm", "FI": "Europe/Helsinki", "DK": "Europe/Copenhagen"}
MONEY = {"NO": "NOK", "SE": "SEK", "FI": "EUR", "DK": "DKK"}
LANGUAGES = {"NO": "nb", "SE": "sv", "FI": "fi", "DK": "da"}
QUESTIONS = {
    "name": Question("--organisation", "Company name", questions.text(200)),
    "default_country": Question("--country", "Country, two letters", one_of(COUNTRIES, str.upper)),
    "default_language": Question("--language", f"Language ({', '.join(Language.values)})", one_of(Language.values)),
    "time_zone": Question("--time-zone", "Time zone", questions.time_zone),
    "base_currency": Question("--currency", "Base currency, three letters", one_of(CURRENCIES, str.upper)),
    "alphabet": Question("--alphabet", f"Alphabet for sorting ({' or '.join(ALPHABETS)})", one_of(ALPHABETS)),
    "email": Question("--email", "Administrator's e-mail", questions.e_mail),
    "first_name": questions.FIRST_NAME,
    "last_name": questions.LAST_NAME,
}
PERSON = ("email", "first_name", "last_name")


class Command(BaseCommand):
    help = "Makes the tables and asks for the organisation and its first administrator, written when all is answered."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, question in QUESTIONS.items():
            of = "of the first administrator" if name in PERSON else question.words
            parser.add_argument(question.option, help=of)

    def handle(self, *args: Any, **options: Any) -> None:
        given = questions.given(QUESTIONS, options)  # judged before anything is made or asked
        try:
            tables.bring_up_to_date(self.stdout.write)
        except (ProgrammingError, NotSupportedError) as error:  # no right to make tables, or an extension is missing
            raise CommandError(f"The database refused: {' '.join(str(error).split())}") from None
        if Organisation.objects.exists():
            raise CommandError("This database already has an organisation. Add people with manage.py adduser.")
        answers = _answers(given)
        person = {name: answers.pop(name) for name in PERSON}
        password = questions.password_for(User(**person))
        with transaction.atomic():
            organisation = Organisation(pk=1, **answers)
            _clean(organisation)
            organisation.save()
            with translation.override(organisation.default_language):
                profiles = create_ready_profiles()
            company = BusinessUnit.objects.create(name=organisation.name[:120], is_company=True)
            admin = User(**person, profile=profiles["admin"], unit=company, language=answers["default_language"])
            admin.set_password(password)
            _clean(admin)
            admin.save()
            use_alphabet(organisation.alphabet)
        self.stdout.write(f"{organisation.name} is set up. Sign in as {admin.email}.")


def _answers(given: dict[str, Any]) -> dict[str, Any]:
    """What is given, and what is typed for the rest."""
    answers: dict[str, Any] = {}
    for name, question in QUESTIONS.items():
        usual = _usual(answers.get("default_country", "")).get(name, "")
        answers[name] = given[name] if name in given else question.asked(usual)
    return answers


def _usual(country: str) -> dict[str, str]:
    """What Enter answers."""
    return {
        "default_country": "NO",
        "default_language": LANGUAGES.get(country, "en"),
        "time_zone": ZONES.get(country, "Europe/Oslo"),
        "base_currency": MONEY.get(country, "EUR"),
        "alphabet": "nb" if country in {"NO", "DK"} else "sv",
    }


def _clean(instance: Organisation | User) -> None:
    try:
        instance.full_clean()
    except ValidationError as error:
        parts = [f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items()]
        raise CommandError("; ".join(parts)) from None
