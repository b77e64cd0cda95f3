"""``manage.py adduser``: a person with an access profile and a business unit."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import questions, tables
from accounts.models import AccessProfile, BusinessUnit, Organisation, User
from accounts.questions import FIRST_NAME, LAST_NAME, Question, named


class Command(BaseCommand):
    help = "Adds a person who may sign in. What is not given is asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--first-name")
        parser.add_argument("--last-name")
        parser.add_argument("--profile", help="name of the access profile, such as Controller")
        parser.add_argument("--unit", help="name of the business unit")

    def handle(self, *args: Any, **options: Any) -> None:
        if not tables.are_up_to_date():
            raise CommandError("The tables are missing or of an older Havn: run manage.py setup first.")
        if not Organisation.objects.exists():
            raise CommandError("This database has no organisation yet: run manage.py setup first.")
        user = User(**_answers(options))
        user.set_password(questions.password_for(user))
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.save()
        self.stdout.write(f"{user} may sign in as {user.email}.")


def _answers(options: dict[str, Any]) -> dict[str, Any]:
    """What the options say, all of it judged before anything is asked, and what is typed for the rest."""
    profiles = ", ".join(AccessProfile.objects.order_by("name").values_list("name", flat=True))
    every = {
        "email": Question("email", "E-mail", questions.new_e_mail),
        "first_name": FIRST_NAME,
        "last_name": LAST_NAME,
        "profile": Question("--profile", f"Access profile ({profiles})", named(AccessProfile)),
        "unit": Question("--unit", "Business unit", named(BusinessUnit)),
    }
    given = questions.given(every, options)
    asked = {name: each for name, each in every.items() if name not in given and name != "unit"}
    return given | {name: each.asked() for name, each in asked.items()}
