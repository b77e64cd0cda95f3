"""manage.py setup and adduser, as somebody types at them."""

import getpass
from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command

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
    assert admin.profile and admin.profile.name == "Administrator"
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


@pytest.mark.parametrize(("name", "value"), [("currency", "euro"), ("language", "xx"), ("email", "paula")])
def test_an_unusable_answer_is_named_and_nothing_written(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    types(monkeypatch, "maaliskuun ilta", "maaliskuun ilta")
    with pytest.raises(CommandError):
        call_command("setup", **SETUP | {name: value}, verbosity=0)
    assert not Organisation.objects.exists()
    assert not User.objects.exists()


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
    types(monkeypatch, "vinterens lys", "vinterens lys", answers=("Kari", "Vik", "Controller"))
    with pytest.raises(CommandError):
        call_command("adduser", "KARI@havn.example", verbosity=0)
    assert User.objects.count() == 1


def test_adduser_refuses_a_profile_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.organisation()
    types(monkeypatch, answers=("Kari", "Vik", "Wizard"))
    with pytest.raises(CommandError, match="Wizard"):
        call_command("adduser", "kari@havn.example", verbosity=0)


def test_nobody_is_added_before_there_is_an_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch)
    with pytest.raises(CommandError, match=r"run manage\.py setup first"):
        call_command("adduser", "kari@havn.example", verbosity=0)
