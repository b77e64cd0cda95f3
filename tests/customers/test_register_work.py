"""Comparing customers with the registers in the background: each by itself, taken over and back as one."""

from __future__ import annotations

from typing import Any

import pghistory
import pytest
from django.test import Client
from django.utils import timezone

from customers import register_checks
from customers.models import Address, CheckedCustomer, CheckState, Customer, Outcome, RegisterAnswer, RegisterCheck
from history.changes import changes
from registries.errors import Unavailable
from registries.standin import Standin
from tests import factories
from tests.customers.companies import SOLVIK, UNKNOWN, add, numbers, unit
from tests.matrix.ground import Ground, browsers, ground, sessions
from tests.registries.conftest import nothing_remembered, standin
from workbench.selection import fingerprint

__all__ = ["browsers", "ground", "nothing_remembered", "sessions", "standin"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]
Browsers = dict[str, Client]
CHECKS = "/customers/checks/"


def no_sleep(seconds: float) -> None:
    pass


def work(check: RegisterCheck) -> RegisterCheck:
    register_checks.work(check.pk, sleep=no_sleep)
    check.refresh_from_db()
    return check


def outcomes(check: RegisterCheck) -> dict[str, str]:
    return dict(CheckedCustomer.objects.filter(check_run=check).values_list("customer__name", "outcome"))


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker's part is played by the tests."""
    monkeypatch.setattr("customers.check_views.hand_over", lambda check: None)


@pytest.fixture
def known(ground: Ground, standin: Standin) -> dict[str, Customer]:
    """Customers of the administrator's reach: one as registered, one that moved, one unknown, one without number."""
    given = iter(numbers())
    same, moved = next(given), next(given)
    add(
        standin,
        unit(same, "SAME AS", "postadresse", "hjemmeside", "epostadresse", "telefon"),
        unit(moved, "MOVED AS", "postadresse", "hjemmeside", "epostadresse", telefon="22 33 44 55"),
    )
    made = {}
    for name, number in (("Same AS", same), ("Moved AS", moved), ("Unknown AS", UNKNOWN), ("Numberless AS", "")):
        vat = f"NO{number}MVA" if number else ""
        made[name] = factories.customer(
            name,
            country="NO",
            business_id=number,
            vat_number=vat,
            legal_form="AS",
            account_owner=ground.people["account"],
        )
        street = "Old Street 1" if name == "Moved AS" else "Strandgaten 18"
        Address.objects.create(customer=made[name], street=street, postcode="5013", city="Bergen", country="NO",
                               is_visiting=True, is_headquarters=True)  # fmt: skip
    return made


def begin(browser: Client, *rows: Customer) -> RegisterCheck:
    response = browser.post(f"{CHECKS}new/", {"ids": [row.pk for row in rows]})
    assert response.status_code == 302, response.status_code
    return RegisterCheck.objects.latest("pk")


def act(browser: Client, check: RegisterCheck, name: str) -> RegisterCheck:
    assert browser.post(f"{CHECKS}{check.pk}/act/", {"act": name}).status_code == 302
    return work(check)


def test_a_selection_is_compared_taken_over_and_taken_back(known: dict[str, Customer], browsers: Browsers) -> None:
    admin, moved = browsers["admin"], known["Moved AS"]
    check = work(begin(admin, *known.values()))
    assert check.state == CheckState.COMPARED
    assert outcomes(check) == {
        "Same AS": Outcome.SAME, "Moved AS": Outcome.DIFFERS, "Unknown AS": Outcome.NOT_FOUND,
        "Numberless AS": Outcome.NO_NUMBER,
    }  # fmt: skip
    page = admin.get(f"{CHECKS}{check.pk}/?outcome=differs").content.decode()
    assert "22 33 44 55" in page
    assert "Strandgaten 18" in page
    assert "Same AS" not in page
    assert changes(Customer, 5, pgh_obj_id=moved.pk)[0].kind == "insert"  # asking told nothing

    act(admin, check, "apply")
    moved.refresh_from_db()
    assert (check.__class__.objects.get(pk=check.pk).state, moved.phone) == (CheckState.APPLIED, "22 33 44 55")
    assert [str(each) for each in moved.addresses.all()] == ["Strandgaten 18, 5013 Bergen"]
    assert changes(Customer, 1, pgh_obj_id=moved.pk)[0].source == "register"

    done = act(admin, check, "undo")
    moved.refresh_from_db()
    assert (done.state, done.left, moved.phone) == (CheckState.UNDONE, 0, "")
    assert [str(each) for each in moved.addresses.all()] == ["Old Street 1, 5013 Bergen"]


def test_what_was_changed_since_is_not_taken_back_and_counted(known: dict[str, Customer], browsers: Browsers) -> None:
    check = work(begin(browsers["admin"], known["Moved AS"]))
    act(browsers["admin"], check, "apply")
    with pghistory.context(source="hand"):  # within one transaction the last context would go on
        Customer.objects.filter(pk=known["Moved AS"].pk).update(phone="1")
    done = act(browsers["admin"], check, "undo")
    known["Moved AS"].refresh_from_db()
    assert (done.left, known["Moved AS"].phone) == (1, "1")
    assert str(known["Moved AS"].addresses.get()) == "Old Street 1, 5013 Bergen"


def test_one_that_fails_does_not_stop_the_others(
    known: dict[str, Customer], browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = register_checks.ask

    def ask(customer: Customer, language: str) -> Any:
        if customer.name == "Moved AS":
            raise ZeroDivisionError
        return real(customer, language)

    monkeypatch.setattr(register_checks, "ask", ask)
    check = work(begin(browsers["admin"], *known.values()))
    assert check.state == CheckState.COMPARED
    assert outcomes(check)["Moved AS"] == Outcome.FAILED
    assert outcomes(check)["Same AS"] == Outcome.SAME
    monkeypatch.undo()
    act(browsers["admin"], check, "again")
    assert outcomes(check)["Moved AS"] == Outcome.DIFFERS


def test_a_register_that_is_down_is_waited_for_and_then_told(
    known: dict[str, Customer], browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(register_checks, "ask", lambda customer, language: (Outcome.FAILED, Unavailable("down")))
    check = begin(browsers["admin"], known["Same AS"], known["Moved AS"])
    register_checks.work(check.pk, sleep=waited.append)
    assert set(outcomes(check).values()) == {Outcome.FAILED}
    assert sum(waited) >= register_checks.PATIENCE * register_checks.WAIT


class Killed(BaseException):
    pass


def test_a_kill_loses_at_most_the_look_up_under_way(
    known: dict[str, Customer], browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = register_checks.ask, 0

    def ask(customer: Customer, language: str) -> Any:
        nonlocal asked
        asked += 1
        if asked == 2:
            raise Killed
        return real(customer, language)

    check = begin(browsers["admin"], *known.values())
    with monkeypatch.context() as patched:
        patched.setattr(register_checks, "ask", ask)
        with pytest.raises(Killed):
            register_checks.work(check.pk, sleep=no_sleep)
    assert sorted(outcomes(check).values()).count(Outcome.WAITING) == 3
    assert register_checks.overdue() == []
    RegisterCheck.objects.filter(pk=check.pk).update(seen_at=timezone.now() - 2 * register_checks.LOST)
    assert register_checks.overdue() == [check.pk]
    assert work(check).state == CheckState.COMPARED
    assert Outcome.WAITING not in outcomes(check).values()


def test_taking_over_is_all_or_nothing(
    known: dict[str, Customer], browsers: Browsers, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = work(begin(browsers["admin"], known["Moved AS"]))
    assert browsers["admin"].post(f"{CHECKS}{check.pk}/act/", {"act": "apply"}).status_code == 302

    def killed(*args: Any, **kwargs: Any) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Address.objects, "bulk_update", killed)
        with pytest.raises(Killed):
            register_checks.work(check.pk)
    known["Moved AS"].refresh_from_db()
    assert known["Moved AS"].phone == ""
    assert work(check).state == CheckState.APPLIED
    known["Moved AS"].refresh_from_db()
    assert known["Moved AS"].phone == "22 33 44 55"


def test_only_what_may_still_be_edited_is_changed(
    known: dict[str, Customer], browsers: Browsers, ground: Ground
) -> None:
    check = work(begin(browsers["account"], known["Moved AS"]))
    Customer.objects.filter(pk=known["Moved AS"].pk).update(account_owner=ground.people["finn"])
    act(browsers["account"], check, "apply")
    known["Moved AS"].refresh_from_db()
    assert known["Moved AS"].phone == ""
    assert "Moved AS" not in browsers["account"].get(f"{CHECKS}{check.pk}/").content.decode()


def test_a_check_is_its_own_users_alone(known: dict[str, Customer], browsers: Browsers) -> None:
    check = work(begin(browsers["admin"], known["Moved AS"]))
    for who in ("controller", "manager", "account", "reader"):
        assert browsers[who].get(f"{CHECKS}{check.pk}/").status_code == 404
        assert browsers[who].post(f"{CHECKS}{check.pk}/act/", {"act": "apply"}).status_code == 404
        assert f"{CHECKS}{check.pk}/" not in browsers[who].get(CHECKS).content.decode()
    check.refresh_from_db()
    assert check.state == CheckState.COMPARED


def test_others_rows_are_left_out_of_a_selection(
    known: dict[str, Customer], browsers: Browsers, ground: Ground
) -> None:
    foreign = ground.customers["foreign"]
    check = begin(browsers["account"], known["Same AS"], foreign)
    assert set(outcomes(check)) == {"Same AS"}
    before = RegisterCheck.objects.count()
    assert browsers["account"].post(f"{CHECKS}new/", {"ids": [foreign.pk]}).status_code == 302
    assert browsers["reader"].post(f"{CHECKS}new/", {"ids": [known["Same AS"].pk]}).status_code == 302
    assert RegisterCheck.objects.count() == before


def test_all_that_match_are_compared_unless_others_match_by_now(known: dict[str, Customer], browsers: Browsers) -> None:
    seen = fingerprint(Customer.objects.filter(name__contains="oved"))
    posted = {"selected": "all", "count": seen.count, "fingerprint": seen.value}
    assert browsers["admin"].post(f"{CHECKS}new/?name=oved&state=all", posted).status_code == 302
    assert set(outcomes(RegisterCheck.objects.latest("pk"))) == {"Moved AS"}
    factories.customer("Removed AS")
    answer = browsers["admin"].post(f"{CHECKS}new/?name=oved&state=all", posted)
    assert answer.status_code == 409
    assert "Compare them" in answer.content.decode()


def test_a_check_can_be_stopped_and_go_on(known: dict[str, Customer], browsers: Browsers) -> None:
    check = begin(browsers["admin"], *known.values())
    stopped = act(browsers["admin"], check, "stop")
    assert (stopped.state, set(outcomes(check).values())) == (CheckState.STOPPED, {Outcome.WAITING})
    assert act(browsers["admin"], check, "go_on").state == CheckState.COMPARED


def test_the_card_compares_applies_one_and_takes_it_back(known: dict[str, Customer], browsers: Browsers) -> None:
    admin, moved = browsers["admin"], known["Moved AS"]
    section = f"/customers/{moved.pk}/register/"
    assert admin.post(f"/customers/{moved.pk}/compare/").url == section
    answer = RegisterAnswer.objects.get(customer=moved)
    page = admin.get(section)
    assert [each.key for each in page.context["differing"]] == ["phone", "visiting"]
    seen = {"seen": answer.asked_at.isoformat()}
    assert admin.post(f"/customers/{moved.pk}/compare/apply/", {"field": "phone", "seen": "earlier"}).status_code == 302
    moved.refresh_from_db()
    assert moved.phone == ""
    page = admin.post(f"/customers/{moved.pk}/compare/apply/", {"field": "phone", **seen}, follow=True)
    moved.refresh_from_db()
    assert moved.phone == "22 33 44 55"
    *_refused, told = page.context["messages"]
    admin.post(told.extra_tags)
    moved.refresh_from_db()
    assert moved.phone == ""
    for who, status in (("reader", 403), ("account", 302)):
        assert (
            browsers[who].post(f"/customers/{moved.pk}/compare/apply/", {"field": "phone", **seen}).status_code
            == status
        )


def test_an_address_with_two_uses_is_split_where_the_register_has_two(
    ground: Ground, browsers: Browsers, standin: Standin
) -> None:
    solvik = factories.customer("Solvik Energi AS", country="NO", business_id=SOLVIK)
    Address.objects.create(customer=solvik, street="Old 1", postcode="5000", city="Bergen", country="NO",
                           is_visiting=True, is_postal=True, is_headquarters=True)  # fmt: skip
    admin = browsers["admin"]
    admin.post(f"/customers/{solvik.pk}/compare/")
    seen = RegisterAnswer.objects.get(customer=solvik).asked_at.isoformat()
    admin.post(f"/customers/{solvik.pk}/compare/apply/", {"field": ["visiting", "postal"], "seen": seen})
    held = {str(each): [each.is_visiting, each.is_postal, each.is_headquarters] for each in solvik.addresses.all()}
    assert held == {
        "Strandgaten 18, 5013 Bergen": [True, False, True],
        "Postboks 412, 5805 Bergen": [False, True, False],
    }
    admin.post(f"/customers/{solvik.pk}/compare/")
    assert [each.key for each in admin.get(f"/customers/{solvik.pk}/register/").context["differing"]] == [
        "vat_number", "legal_form", "website", "email", "phone",
    ]  # fmt: skip
