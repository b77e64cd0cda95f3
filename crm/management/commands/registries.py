"""manage.py registries: ask a public register as the product does, and see what it makes of the answer."""

import json
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.test.utils import override_settings
from django.utils import translation

from crm.demo.registers import registers
from registries import interface
from registries.business_ids import WrongNumber
from registries.company import Company, Hits, IndustryCode, RegisteredAddress
from registries.errors import RegistryError, Unavailable


class Command(BaseCommand):
    help = "Ask a public register: search NO equinor, or get FI 0112038-9."
    requires_system_checks = ()  # no page is served

    def add_arguments(self, parser: CommandParser) -> None:
        questions = parser.add_subparsers(dest="question", required=True, metavar="search|get")
        search = questions.add_parser("search", help="companies with these words in their name")
        get = questions.add_parser("get", help="the company with this number")
        search.add_argument("country", help="two letters, such as NO")
        search.add_argument("words", nargs="+")
        search.add_argument("--page", type=int, default=0, help="from 0 (default)")
        get.add_argument("country", help="two letters, such as NO")
        get.add_argument("number")
        for each in (search, get):
            each.add_argument("--language", default="en", help="of the register's texts: en (default), fi, sv, nb, da")
            each.add_argument("--json", action="store_true", help="print JSON")
            each.add_argument("--demo", action="store_true", help="ask made-up registers, without a network")

    def handle(self, *args: Any, **options: Any) -> None:
        country = options["country"].upper()
        if country not in interface.REGISTRIES:
            known = ", ".join(interface.REGISTRIES)
            raise CommandError(f"There is no register of {options['country']} here; there is one of {known}.")
        if options.get("page", 0) < 0:
            raise CommandError("--page must be 0 or more.")
        with ExitStack() as stack, translation.override("en"):
            if options["demo"]:
                standin = stack.enter_context(registers().standin())
                stack.enter_context(override_settings(DEMO_REGISTERS_URL=standin.url))
            try:
                found = _ask(country, options)
            except Unavailable as error:
                hint = "" if options["demo"] else " --demo asks the demonstration registers instead."
                raise CommandError(f"{error}{hint}") from error
            except (RegistryError, WrongNumber) as error:
                raise CommandError(str(error)) from error
        self.stdout.write(as_json(found) if options["json"] else told(found))


def _ask(country: str, options: dict[str, Any]) -> Hits | Company:
    if options["question"] == "search":
        return interface.search(country, " ".join(options["words"]), options["page"], options["language"])
    return interface.get(country, options["number"], options["language"])


def as_json(found: Hits | Company) -> str:
    return json.dumps(asdict(found), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def told(found: Hits | Company) -> str:
    """A field a line; of hits, a block each and a line that counts them."""
    if isinstance(found, Company):
        return "\n".join(f"{name}: {_text(value)}".rstrip() for name, value in vars(found).items())
    more = ", and there are more pages" if found.has_more else ""
    count = f"{len(found.companies)} of {found.total} on page {found.page}{more}"
    return "\n\n".join([*map(told, found.companies), count])


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case RegisteredAddress():
            return f"{value} {value.country}".strip()
        case IndustryCode():
            return f"{value.code} {value.text} ({value.code_list})"
        case (int(), int()):
            return str(value[0]) if value[0] == value[1] else f"{value[0]} to {value[1]}"
        case tuple():
            return "; ".join(map(str, value))
        case date():
            return str(value.isoformat())
    return str(value)
