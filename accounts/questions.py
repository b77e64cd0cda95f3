"""What ``manage.py setup`` and ``adduser`` ask for: every answer is judged at once, given as an option or typed."""

import getpass
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.core.validators import validate_email

from accounts.models import User, check_time_zone

Reader = Callable[[str], Any]


@dataclass(frozen=True)
class Question:
    """``read`` gives the answer as it is kept, or raises ValueError with what it must be: "one of NO, SE"."""

    option: str  # as it is written on the command line
    words: str
    read: Reader

    @property
    def key(self) -> str:
        """Its name among the options of a command."""
        return self.option.removeprefix("--").replace("-", "_")

    def given(self, value: str) -> Any:
        """The answer given as an option. Raises CommandError."""
        try:
            return self.read(value.strip())
        except ValueError as error:
            raise CommandError(f"{self.option} must be {error}, not {value or 'empty'}.") from None

    def asked(self, default: str = "") -> Any:
        """The answer typed, asked for until it can be used; Enter takes the default.

        Raises CommandError when nobody is there to answer, or to answer again.
        """
        hint = f" [{default}]" if default else ""
        while True:
            try:
                answer = input(f"{self.words}{hint}: ").strip() or default
            except KeyboardInterrupt:
                raise CommandError("Nothing was written.") from None
            except EOFError:
                raise CommandError(f"{self.option} is missing. Nothing was written.") from None
            if not _somebody_is_there():
                return self.given(answer)
            if answer:
                try:
                    return self.read(answer)
                except ValueError as error:
                    print(f"It must be {error}.")


def given(every: Mapping[str, Question], options: Mapping[str, Any]) -> dict[str, Any]:
    """What the options answer. Raises CommandError for the first that cannot be used."""
    return {name: each.given(options[each.key]) for name, each in every.items() if options[each.key] is not None}


def _somebody_is_there() -> bool:
    return sys.stdin.isatty()


def text(longest: int) -> Reader:
    """Any text up to so many characters."""

    def read(answer: str) -> str:
        if not 0 < len(answer) <= longest or not answer.isprintable():
            raise ValueError(f"a text of 1 to {longest} characters")
        return answer

    return read


def one_of(codes: Collection[str], spelled: Callable[[str], str] = str.lower) -> Reader:
    """One of these codes, in capitals or not."""

    def read(answer: str) -> str:
        if spelled(answer) not in codes:
            raise ValueError(f"one of {', '.join(codes)}")
        return spelled(answer)

    return read


def named(model: Any) -> Reader:
    """The one row of this name."""

    def read(answer: str) -> Any:
        found = list(model.objects.filter(name__iexact=answer)[:2])
        if len(found) != 1:
            names = ", ".join(model.objects.order_by("name").values_list("name", flat=True))
            raise ValueError(f"the name of a single {model._meta.verbose_name} ({names})")
        return found[0]

    return read


def time_zone(answer: str) -> str:
    try:
        check_time_zone(answer)
    except ValidationError:
        raise ValueError("a time zone such as Europe/Oslo") from None
    return answer


def e_mail(answer: str) -> str:
    try:
        validate_email(answer)
    except ValidationError:
        raise ValueError("an e-mail address such as kari@example.com") from None
    return text(254)(User.objects.normalize_email(answer))


def new_e_mail(answer: str) -> str:
    """An address nobody signs in with yet."""
    address = e_mail(answer)
    if User.objects.filter(email__iexact=address).exists():
        raise ValueError("an e-mail address nobody here has yet")
    return address


def password_for(user: User) -> str:
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


FIRST_NAME = Question("--first-name", "First name", text(80))
LAST_NAME = Question("--last-name", "Last name", text(80))
