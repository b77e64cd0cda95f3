"""Classes 10, 12, 15 and 22: what a post may set is what its form offers, for nobody but oneself, or nothing at all."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written
from workbench.models import RegisterPreference

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
NOT_OFFERED = {
    "profile": "1", "profile_id": "1", "is_active": "", "is_superuser": "1", "email": "x@evil.example", "unit": "1",
    "password": "x", "supervisor": "1", "first_name": "Eve", "single_keys": "", "id": "1", "pk": "1", "user": "1",
    "user_id": "1", "initials": "XX", "last_login": "2000-01-01", "__class__": "x", "ignore_permissions": "true",
}  # fmt: skip


def row(user: User) -> dict[str, Any]:
    return dict(User.objects.filter(pk=user.pk).values().get())


def test_preferences_set_the_one_preference_and_nothing_else(ground: Ground, browsers: Browsers) -> None:
    before = row(ground.people["account"])
    others = list(User.objects.exclude(pk=ground.people["account"].pk).order_by("pk").values())
    response = browsers["account"].post("/preferences/", {"theme": "dark", **NOT_OFFERED})
    assert response.status_code == 302
    assert row(ground.people["account"]) == before | {"theme": "dark"}
    assert list(User.objects.exclude(pk=ground.people["account"].pk).order_by("pk").values()) == others


@pytest.mark.parametrize("posted", [
    {}, NOT_OFFERED, {"theme": "Dark"}, {"theme": "dark;"}, {"theme": "<b>"}, {"density": "huge"}, {"side": "left"},
    {"keys": "1"}, {"keys": ""}, {"language": ""}, {"language": "xx"}, {"language": "SV"}, {"language": "sv\x00"},
    {"language": "../../etc"}, {"theme": "dark", "language": "xx"}, {"theme": ["dark", "x"]},
])  # fmt: skip
def test_a_preference_that_does_not_exist_is_refused_whole(posted: dict[str, Any], browsers: Browsers) -> None:
    with nothing_is_written():
        for who in ("account", "signed_out"):
            response = browsers[who].post("/preferences/", posted)
            assert (response.status_code, len(response.cookies)) == (400, 0)


def test_columns_set_the_columns_of_the_one_who_posts(ground: Ground, browsers: Browsers) -> None:
    theirs = RegisterPreference.objects.create(
        user=ground.people["admin"], register="customers", columns=["name", "notes"], page_size=200
    )
    posted = {
        "columns": ["name", "city"], "user": str(ground.people["admin"].pk), "user_id": str(ground.people["admin"].pk),
        "register": "contacts", "id": str(theirs.pk), "pk": str(theirs.pk), "page_size": "100000",
    }  # fmt: skip
    assert browsers["account"].post("/customers/columns/", posted).status_code == 302
    theirs.refresh_from_db()
    assert (theirs.columns, theirs.page_size) == (["name", "notes"], 200)
    mine = RegisterPreference.objects.exclude(pk=theirs.pk).get()
    assert (mine.user_id, mine.register, mine.columns, mine.page_size) == (
        ground.people["account"].pk, "customers", ["name", "city"], None,
    )  # fmt: skip


@pytest.mark.parametrize("posted", [
    {"columns": ["name", "nonsense"]}, {"columns": ["name", "name"]}, {"columns": ["account_owner__password"]},
    {"columns": ["c_name"]}, {"columns": [""]}, {"columns": ["name,number"]}, {"columns": ["__class__"]},
    {"columns": ["billed_this_year\x00"]}, {"size": "51"}, {"size": "all"}, {"size": "-25"}, {"size": "25 "},
    {"size": "\u0665\u0660"}, {"size": "1e2"}, {"size": "51", "columns": ["name"]},
])  # fmt: skip
def test_columns_and_sizes_that_do_not_exist_are_refused_before_anything_is_written(
    posted: dict[str, Any], browsers: Browsers
) -> None:
    with nothing_is_written():
        assert browsers["account"].post("/customers/columns/", posted).status_code == 400


def test_an_address_that_is_not_understood_is_refused_before_columns_are_kept(browsers: Browsers) -> None:
    with nothing_is_written():
        assert browsers["account"].post("/customers/columns/?sort=evil", {"columns": "name"}).status_code == 400


def test_an_address_too_long_to_lead_back_to_is_refused_before_columns_are_kept(browsers: Browsers) -> None:
    address = "/customers/columns/?" + "&".join(["industry=1234567890"] * 999)
    with nothing_is_written():
        assert browsers["account"].post(address, {"columns": "name"}).status_code == 400


def test_a_column_order_and_the_standard_columns_can_be_set_back(browsers: Browsers) -> None:
    browsers["account"].post("/customers/columns/", {"columns": ["city", "name"]})
    assert RegisterPreference.objects.get().columns == ["name", "city"]
    browsers["account"].post("/customers/columns/", {"standard": "1", "columns": ["city"]})
    assert RegisterPreference.objects.get().columns == []


@pytest.mark.parametrize("part", ["__init__", "get_absolute_url", "delete", "_file", "rows", "dispatch", "post"])
def test_a_client_names_no_function_to_call(part: str, browsers: Browsers) -> None:
    with nothing_is_written():
        assert browsers["admin"].get(f"/customers/?part={part}").status_code == 400
        assert browsers["admin"].post("/customers/", {"export": part}).status_code == 400
        assert browsers["admin"].post("/customers/", {"action": part}).status_code == 400
        assert browsers["admin"].get(f"/customers/options/{part}/").status_code == 404
        assert browsers["admin"].get(f"/customers/{part}/").status_code == 404


def test_reader_without_the_right_to_export_gets_no_file_and_no_line_in_the_log(
    ground: Ground, browsers: Browsers
) -> None:
    posted = {"export": "csv", "may_export": "1", "ignore_permissions": "true", "ids": ground.customers["mine"].pk}
    with nothing_is_written():
        assert browsers["reader"].post("/customers/", posted).status_code == 403
        assert browsers["reader"].post("/contacts/?q=kari", posted).status_code == 403
