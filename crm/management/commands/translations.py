"""manage.py translations: collect the texts to translate, compile the catalogues."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from crm.translations import LANGUAGES, collect, compile_all, update


class Command(BaseCommand):
    help = "extract: bring the catalogues in locale/ up to date with the code. compile: make what Django reads."
    requires_system_checks = ()  # works before there is a database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["extract", "compile"])

    def handle(self, *args: Any, **options: Any) -> None:
        lines = self._extract() if options["action"] == "extract" else self._compile()
        if options["verbosity"]:
            self.stdout.write("\n".join(lines))

    def _extract(self) -> list[str]:
        collected = collect()
        counts = {language: update(language, collected) for language in LANGUAGES}
        return [
            f"{language}: {count} texts, {missing} not translated." for language, (count, missing) in counts.items()
        ]

    def _compile(self) -> list[str]:
        try:
            done = compile_all()
        except (OSError, ValueError) as error:
            raise CommandError(f"The translations could not be compiled: {error}") from error
        return [f"Compiled {', '.join(done)}." if done else "Every translation is compiled already."]
