"""manage.py setup and adduser, as somebody types at them."""

import getpass
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

from accounts import questions
from accounts.models import AccessProfile, Organisation, User
from customers.models import Customer
from tests import factories

pytestmark = pytest.mark.django_db

SETUP = {
    "organisation": "Saimaa Consulting Oy",
    "country": "FI",
    "currency": "EUR",
    "time_zone": "Europe/Helsinki",
    "language": "fi",
    "alphabet": "sv",
    "email": "paula@saimaa.example",
    "first_name": "Paula",
    "last_name": "Järvinen",
}


def types(monkeypatch: pytest.MonkeyPatch, *passwords: str, answers: tuple[str, ...] = ()) -> None:
    typed, said = iter(passwords), iter(answers)

    def read(source: Iterator[str]) -> str:
        try:
            return next(source)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(getpass, "getpass", lambda prompt: read(typed))
    monkeypatch.setattr("builtins.input", lambda prompt: read(said))


def test_setup_makes_the_organisation_its_profiles_and_an_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "maaliskuun ilta", "maaliskuun ilta")
    call_command("setup", **SETUP, verbosity=0)
    organisation, admin = Organisation.objects.get(), User.objects.get()
    assert (organisation.name, organisation.base_currency) == ("Saimaa Consulting Oy", "EUR")
    assert admin.check_password("maaliskuun ilta")
    assert admin.profile and admin.profile.name == "Pääkäyttäjä"  # in the language that was chosen
    assert admin.unit and admin.unit.name == "Saimaa Consulting Oy"
    assert AccessProfile.objects.count() == 5


def test_setup_sorts_by_the_alphabet_it_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "maaliskuun ilta", "maaliskuun ilta")
    call_command("setup", **SETUP, verbosity=0)
    for name in ("Öst", "Ås", "Älv"):
        factories.customer(name)
    assert list(Customer.objects.order_by("sort_name").values_list("name", flat=True)) == ["Ås", "Älv", "Öst"]


def test_a_weak_password_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    types(monkeypatch, "12345", "12345", "maaliskuun ilta", "toinen", "maaliskuun ilta", "maaliskuun ilta")
    call_command("setup", **SETUP, verbosity=0)
    said = capsys.readouterr().out
    assert "too short" in said
    assert "The two differ." in said


def test_an_interrupted_setup_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch)
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("setup", verbosity=0)
    assert not Organisation.objects.exists()


WRONG = [
    ("country", "Norway", "--country must be one of NO, SE, FI, DK, "),
    ("country", "ZZ", "--country must be one of NO, SE, FI, DK, "),
    ("currency", "KRONER", "--currency must be one of NOK, SEK, DKK, EUR, "),
    ("currency", "ABC", "--currency must be one of NOK, SEK, DKK, EUR, "),
    ("language", "norsk", "--language must be one of en, sv, nb, fi, da, not norsk."),
    ("alphabet", "xx", "--alphabet must be one of sv, nb, not xx."),
    ("time_zone", "Oslo", "--time-zone must be a time zone such as Europe/Oslo, not Oslo."),
    ("email", "paula", "--email must be an e-mail address such as kari@example.com, not paula."),
    ("organisation", "", "--organisation must be a text of 1 to 200 characters, not empty."),
    ("first_name", "P" * 81, "--first-name must be a text of 1 to 80 characters, not PPP"),
]


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_an_option_that_cannot_be_used_is_refused_before_anything_is_asked(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    types(monkeypatch)
    with pytest.raises(CommandError) as refused:
        call_command("setup", **SETUP | {name: value}, verbosity=0)
    assert str(refused.value).startswith(said)
    assert not Organisation.objects.exists()


def test_at_a_terminal_an_answer_that_cannot_be_used_is_asked_for_again_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = ("", "Acme", "Norway", "no", "norsk", "", "Oslo", "", "KRONER", "nok", "xx", "sv", "kari", "kari@acme.no")
    types(monkeypatch, "vinterens lys", "vinterens lys", answers=(*answers, "Kari", "Vik"))
    monkeypatch.setattr(questions, "_somebody_is_there", lambda: True)
    call_command("setup", verbosity=0)
    acme = Organisation.objects.get()
    assert (acme.default_country, acme.default_language, acme.time_zone, acme.base_currency, acme.alphabet) == (
        "NO", "nb", "Europe/Oslo", "NOK", "sv",
    )  # fmt: skip
    assert capsys.readouterr().out.count("It must be ") == 6


def test_without_a_terminal_an_answer_that_cannot_be_used_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, answers=("Acme", "Norway", "NO"))
    with pytest.raises(CommandError, match=r"--country must be one of NO, .*, not Norway"):
        call_command("setup", verbosity=0)


def test_an_answer_nobody_gives_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch)
    with pytest.raises(CommandError, match=r"--currency is missing\. Nothing was written"):
        call_command("setup", **{name: value for name, value in SETUP.items() if name != "currency"}, verbosity=0)


def test_a_second_setup_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.organisation()
    with pytest.raises(CommandError, match="already has an organisation"):
        call_command("setup", **SETUP, verbosity=0)


def test_adduser_adds_somebody_who_may_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.organisation()
    factories.profile(name="Controller")
    oslo = factories.unit("Oslo")
    types(monkeypatch, "vinterens lys", "vinterens lys", answers=("Kari", "Vik", "controller"))
    call_command("adduser", "kari@havn.example", unit="oslo", verbosity=0)
    kari = User.objects.get()
    assert kari.check_password("vinterens lys")
    assert (kari.profile and kari.profile.name, kari.unit) == ("Controller", oslo)


def test_adduser_refuses_an_address_that_is_there_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.organisation()
    profile = factories.profile(name="Controller")
    factories.user(profile, email="kari@havn.example")
    types(monkeypatch)  # refused before anything is asked
    with pytest.raises(CommandError, match="an e-mail address nobody here has yet, not KARI@"):
        call_command("adduser", "KARI@havn.example", verbosity=0)
    assert User.objects.count() == 1


def test_adduser_refuses_what_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.organisation()
    types(monkeypatch)
    with pytest.raises(CommandError, match="email must be an e-mail address such as"):
        call_command("adduser", "kari", verbosity=0)


def test_adduser_refuses_a_profile_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.organisation()
    types(monkeypatch, answers=("Kari", "Vik", "Wizard"))
    with pytest.raises(CommandError, match="Wizard"):
        call_command("adduser", "kari@havn.example", verbosity=0)


def test_nobody_is_added_before_there_is_an_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch)
    with pytest.raises(CommandError, match=r"run manage\.py setup first"):
        call_command("adduser", "kari@havn.example", verbosity=0)
