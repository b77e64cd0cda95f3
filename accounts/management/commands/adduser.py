"""``manage.py adduser``: a person with an access profile and a business unit."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts import tables
from accounts.management.commands.setup import ask, ask_password
from accounts.models import AccessProfile, BusinessUnit, Organisation, User


class Command(BaseCommand):
    help = "Adds a person who may sign in. What is not given is asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--first-name")
        parser.add_argument("--last-name")
        parser.add_argument("--profile", help="name of the access profile, such as Controller")
        parser.add_argument("--unit", default="", help="name of the business unit")

    def handle(self, *args: Any, **options: Any) -> None:
        if not tables.are_up_to_date():
            raise CommandError("The tables are missing or of an older Havn: run manage.py setup first.")
        if not Organisation.objects.exists():
            raise CommandError("This database has no organisation yet: run manage.py setup first.")
        profiles = ", ".join(AccessProfile.objects.order_by("name").values_list("name", flat=True))
        user = User(
            email=User.objects.normalize_email(options["email"]),
            first_name=options["first_name"] or ask("First name"),
            last_name=options["last_name"] or ask("Last name"),
            profile=_named(AccessProfile, options["profile"] or ask(f"Access profile ({profiles})")),
            unit=_named(BusinessUnit, options["unit"]) if options["unit"] else None,
        )
        user.set_password(ask_password(user))
        try:
            user.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.save()
        self.stdout.write(f"{user} may sign in as {user.email}.")


def _named(model: Any, name: str) -> Any:
    found = list(model.objects.filter(name__iexact=name)[:2])
    if len(found) != 1:
        raise CommandError(f"There is no single {model._meta.verbose_name} named {name}.")
    return found[0]
