"""Class 8: ids of rows one may not see are not there: not in the file, not in a count, not in a message."""

import pytest
from django.test import Client

from tests.matrix.answers import csv_lines, csv_names, seen
from tests.matrix.ground import MISSING_ID, Ground
from tests.matrix.unchanged import nothing_is_written
from workbench.models import Export

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
TICK = {"export": "csv", "facts": "on"}


def ids(ground: Ground, *keys: str) -> list[int]:
    return [ground.customers[key].pk if key in ground.customers else MISSING_ID for key in keys]


@pytest.mark.parametrize("others", [["foreign"], ["unit"], ["internal"], ["missing"], ["foreign", "unit", "missing"]])
def test_ids_of_others_are_left_out_and_not_counted(others: list[str], ground: Ground, browsers: Browsers) -> None:
    mine = browsers["account"].post("/customers/", {**TICK, "ids": ids(ground, "mine")})
    wanted = csv_lines(mine)
    mixed = browsers["account"].post("/customers/", {**TICK, "ids": ids(ground, "mine", *others)})
    lines = csv_lines(mixed)
    assert [line for line in lines if line[:1] != ["Made"]] == [line for line in wanted if line[:1] != ["Made"]]
    assert list(Export.objects.values_list("row_count", flat=True)) == [1, 1]


def test_only_ids_of_others_give_the_same_empty_file_as_ids_of_nothing(ground: Ground, browsers: Browsers) -> None:
    foreign = browsers["account"].post("/customers/", {"export": "csv", "ids": ids(ground, "foreign")})
    missing = browsers["account"].post("/customers/", {"export": "csv", "ids": ids(ground, "missing")})
    assert foreign.headers["Content-Disposition"] == missing.headers["Content-Disposition"]
    bodies = [seen(foreign), seen(missing)]
    assert bodies[0] == bodies[1]
    assert bodies[0].count(b"\r\n") + bodies[0].count(b"\n") > 0
    assert b"Saimaa" not in bodies[0]


def test_the_unit_scope_lets_the_unit_through_and_no_more(ground: Ground, browsers: Browsers) -> None:
    posted = {"export": "csv", "ids": ids(ground, "foreign", "unit", "mine", "internal")}
    assert csv_names(browsers["manager"].post("/customers/?sort=number", posted)) == [
        "Ålesund Seafood AS", "Bryggen Handel AS",
    ]  # fmt: skip


def test_the_internal_customer_cannot_be_ticked_by_hand(ground: Ground, browsers: Browsers) -> None:
    posted = {"export": "csv", "ids": ids(ground, "internal", "mine")}
    assert csv_names(browsers["admin"].post("/customers/", posted)) == ["Ålesund Seafood AS"]


def test_a_contact_of_others_cannot_be_ticked_either(ground: Ground, browsers: Browsers) -> None:
    posted = {"export": "csv", "ids": [contact.pk for contact in ground.contacts.values()]}
    assert csv_names(browsers["account"].post("/contacts/", posted)) == ["Kari Contact-mine"]


@pytest.mark.parametrize("others", [["1e3"], ["-1"], ["\u0661"], ["0x1"], ["1,2"], ["' OR 1=1"], ["%"], [""], ["None"]])
def test_ids_that_are_no_ids_are_refused(others: list[str], ground: Ground, browsers: Browsers) -> None:
    with nothing_is_written():
        posted = {"export": "csv", "ids": [*ids(ground, "mine"), *others]}
        assert browsers["admin"].post("/customers/", posted).status_code == 400


@pytest.mark.parametrize("huge", [2**31, 2**63 - 1, 2**63, 10**17, 10**18, 10**400])
def test_ids_beyond_every_row_are_no_fault(huge: int, ground: Ground, browsers: Browsers) -> None:
    response = browsers["admin"].post("/customers/", {"export": "csv", "ids": [*ids(ground, "mine"), huge]})
    if response.status_code == 200:
        assert csv_names(response) == ["Ålesund Seafood AS"]
    else:
        assert response.status_code == 400


@pytest.mark.parametrize("pk", ["2147483648", "9223372036854775807", "9223372036854775808", "9" * 400, "0"])
def test_a_card_beyond_every_row_is_not_found(pk: str, browsers: Browsers) -> None:
    assert browsers["admin"].get(f"/customers/{pk}/").status_code == 404


@pytest.mark.parametrize("pk", ["-1", "\u0661", "%D9%A1", "1.0", "1;2", "me", "1%00"])
def test_a_card_that_is_no_number_is_not_found(pk: str, browsers: Browsers) -> None:
    assert browsers["admin"].get(f"/customers/{pk}/").status_code == 404
