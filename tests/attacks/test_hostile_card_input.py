"""Cards, forms, timeline, addresses: odd bytes, sizes, numbers and days get an answer or a refusal, never a fault."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from customers.models import Customer
from tests.attacks.forms import edited, filled
from tests.matrix.ground import Ground
from tests.matrix.unchanged import nothing_is_written
from workbench.register import REGISTERS

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
ODD = ["%00", "%ED%A0%80", "%FF", "%0d%0aX:y", "a" * 5000, "9" * 400, "-1", "%F0%9F%92%A9", "'%22<", "1e9", "%D9%A1"]
ANSWERED = {200, 302, 400, 404, 409, 422}


@pytest.mark.parametrize("raw", ODD)
def test_every_parameter_of_a_card_is_read_or_refused(raw: str, ground: Ground, browsers: Browsers) -> None:
    mine, contact = f"/customers/{ground.customers['mine'].pk}/", f"/contacts/{ground.contacts['mine'].pk}/"
    paths = [
        mine, f"{mine}contacts/", f"{mine}sales/", f"{mine}invoices/", f"{mine}timeline/", f"{mine}changes/",
        f"{mine}settings/", f"{mine}edit/", f"{mine}delete/", contact, f"{contact}changes/", f"{contact}edit/",
        "/customers/new/", "/contacts/new/", "/customers/duplicates/",
    ]  # fmt: skip
    every = ("page", "list", "field", raw[:60])
    own = {
        f"{mine}timeline/": ("before", "kind"), "/contacts/new/": ("customer",),
        "/customers/new/": ("name", "country", "business_id"),
        "/customers/duplicates/": ("name", "country", "business_id", "email"),
    }  # fmt: skip
    with nothing_is_written():
        for path in paths:
            for name in (*every, *own.get(path, ())):
                assert browsers["admin"].get(f"{path}?{name}={raw}").status_code in ANSWERED, (path, name)
        for path in (f"{mine}{raw[:200]}/", f"/customers/{raw[:200]}/edit/", f"{mine}addresses/{raw[:200]}/"):
            assert browsers["admin"].get(path).status_code in {400, 404}, path


@pytest.mark.parametrize("before", [
    "0001-01-01T00:00:00+00:00", "0001-01-01T00:00:00+23:59", "0001-01-01T00:00:00-23:59", "9999-12-31T23:59:59-23:59",
    "9999-12-31T23:59:59.999999+00:00", "9999-12-31T23:59:59+23:59", "2026-02-30T00:00:00+00:00", "2026-01-01",
    "2026-01-01T00:00:00", "2026-01-01T00:00:00+99:99", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00+23:59",
    "-2026-01-01T00:00:00Z",
])  # fmt: skip
def test_the_timeline_reads_any_moment_or_refuses_it(before: str, ground: Ground, browsers: Browsers) -> None:
    for kind in ("", "activity", "status", "invoice", "nonsense"):
        address = f"/customers/{ground.customers['mine'].pk}/timeline/?kind={kind}&before={quote(before)}"
        assert browsers["admin"].get(address).status_code in {200, 400}, kind


def test_a_way_back_through_every_column_has_neighbours(ground: Ground, browsers: Browsers) -> None:
    for key, rows in (("customers", ground.customers), ("contacts", ground.contacts)):
        for field in REGISTERS[key].entity.fields:
            for sort in (field.key, f"-{field.key}"):
                way = quote(f"state=all&sort={sort}")
                whose = "mine" if sort.startswith("-") else "internal"
                status = browsers["admin"].get(f"/{key}/{rows[whose].pk}/?list={way}").status_code
                assert status == (200 if field.sortable else 400), (key, sort)


@pytest.mark.parametrize("way", [
    "page=1000000", "page=0", "selected=all", "part=totals", "part=filter&field=x", "count=exact", "size=200",
    "list=list%3Dlist", "q=" + "a" * 200, "created_at.from=0001-01-01", "created_at.to=9999-12-31", "number.min=abc",
    "industry=" + "9" * 30, "&".join(["country=NO"] * 900), "a=1&" * 2000, "sort=name,name", "sort=-", "?", "//evil",
])  # fmt: skip
def test_a_way_back_is_a_list_or_refused(way: str, ground: Ground, browsers: Browsers) -> None:
    address = f"/customers/{ground.customers['mine'].pk}/"
    page = browsers["admin"].get(f"{address}?list={quote(way)}")
    assert page.status_code in {200, 400}
    assert 'href="//evil' not in page.content.decode()
    assert browsers["admin"].get(f"{address}edit/?list={quote(way)}").status_code in {200, 400}


BASES: list[Any] = [
    "", "null", "[]", "1", '"x"', "{", "NaN", "[" * 100_000, '{"a":' * 100_000, "9" * 5000, "1e999",
    json.dumps({"name": None}), json.dumps({"name": ["x"], "segments": {"a": 1}, "number": 1e300}),
    json.dumps({"name": "\ud800", "notes": "\x00"}), json.dumps({"__class__": 1, "pk": 1, "is_internal": True}),
    json.dumps({"name": "x" * 100_000}), json.dumps({f"k{n}": n for n in range(5000)}),
    '{"name": NaN, "number": Infinity}', "\x00", "\ufeff{}",
]  # fmt: skip


@pytest.mark.parametrize("base", BASES, ids=range(len(BASES)))
def test_whatever_a_page_claims_to_have_begun_with(base: str, ground: Ground, browsers: Browsers) -> None:
    mine = ground.customers["mine"]
    before = dict(Customer.objects.filter(pk=mine.pk).values().get())
    for whose, address in (("mine", f"/customers/{mine.pk}/edit/"), ("", f"/customers/{mine.pk}/edit/?field=name")):
        response = edited(browsers["account"], address, base=base, **({"notes": "new"} if whose else {}))
        assert response.status_code in {200, 302, 409, 422}
    after = dict(Customer.objects.filter(pk=mine.pk).values().get())
    assert {k for k in after if after[k] != before[k]} <= {"notes", "updated_at"}


@pytest.mark.parametrize("posted", [
    {"asked": ["name", "nonsense", "\x00", "is_internal"], "decide-name": "both", "decide-nonsense": "mine"},
    {"asked": ["name"] * 500, "decide-name": "mine"}, {"asked": "__all__", "decide-__all__": "theirs", "__all__": ""},
    {"asked": "segments", "decide-segments": "theirs"}, {"decide-name": "mine\x00"}, {"asked": "base"},
])  # fmt: skip
def test_answers_to_questions_nobody_asked(posted: dict[str, Any], ground: Ground, browsers: Browsers) -> None:
    mine = ground.customers["mine"]
    address = f"/customers/{mine.pk}/edit/"
    for name in ("Other AS", mine.name):
        for base in (json.dumps({"name": "Third AS"}), "{}"):
            response = edited(browsers["account"], address, name=name, base=base, **posted)
            assert response.status_code in {302, 409, 422}
    mine.refresh_from_db()
    assert not mine.is_internal


VALUES = [
    "\x00", "a" * 100_000, "9" * 5000, "-" + "9" * 30, "NaN", "Infinity", "1e400", "\u202e<b>", "0001-01-01T00:00",
    "9999-12-31T23:59", "10000-01-01", "{}", "None", "-1", "9223372036854775808", "\ud7ff\U0010ffff",
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_every_field_takes_or_refuses_any_value(value: str, ground: Ground, browsers: Browsers) -> None:
    admin, mine, contact = browsers["admin"], ground.customers["mine"].pk, ground.contacts["mine"].pk
    address, activity = ground.addresses["mine"].pk, ground.activities["mine"].pk
    forms = [f"/customers/{mine}/edit/", f"/contacts/{contact}/edit/", f"/customers/{mine}/addresses/{address}/",
             f"/activities/{activity}/edit/"]  # fmt: skip
    if value in VALUES[::4]:  # the same fields once more
        forms += ["/customers/new/", f"/contacts/new/?customer={mine}"]
    for path in forms:
        page = admin.get(path)
        sent = filled(page) | ({"name": "Ny AS"} if "new" in path and "contacts" not in path else {})
        names = list(page.context["form"].fields)
        at_once = admin.post(path, sent | dict.fromkeys(names, value))
        assert at_once.status_code in {302, 422}, path
        refused = set(at_once.context["form"].errors) if at_once.status_code == 422 else set()
        # a field that is refused among others is refused alone; the others are sent one by one
        for name in (each for each in names if each not in refused):
            assert admin.post(path, sent | {name: value}).status_code in {302, 422}, (path, name)
    for path in (f"/customers/{mine}/", f"/customers/{mine}/timeline/", f"/customers/{mine}/changes/", "/customers/",
                 f"/customers/{mine}/contacts/", f"/contacts/{contact}/", "/",
                 f"/activities/{activity}/edit/"):  # fmt: skip
        assert admin.get(path).status_code == 200, path


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "0001-01-02T00:00", "1000-01-01T00:00", "9999-12-31T23:59"])
def test_a_moment_no_database_gives_back_is_not_stored(moment: str, ground: Ground, browsers: Browsers) -> None:
    mine = f"/customers/{ground.customers['mine'].pk}/"
    posted = {"kind": "call", "subject": "Then", "happened_at": moment}
    assert browsers["account"].post(f"{mine}activities/new/", posted).status_code in {302, 422}
    for path in (mine, f"{mine}timeline/", "/customers/?sort=-last_activity", f"{mine}changes/"):
        assert browsers["account"].get(path).status_code == 200, path


@pytest.mark.parametrize("target", [
    "foo", "?x", "customers", "customers-card", "x:y", "//evil.example", "/\\evil.example", "https://evil.example/",
    "javascript:alert(1)", "\x00", "/" + "a" * 20_000, "/customers/\r\nX: y", "", "/ok/", ".", "http:evil", "#", "é",
])  # fmt: skip
def test_where_a_task_leads_back_to_is_within_and_never_a_fault(
    target: str, ground: Ground, browsers: Browsers
) -> None:
    activity = ground.activities["mine"].pk
    for action in ("done", "delete"):
        response = browsers["account"].post(f"/activities/{activity}/{action}/", {"next": target})
        assert response.status_code == 302
        assert response["Location"].startswith("/")
        assert "evil" not in response["Location"]


def test_an_address_too_long_to_lead_back_to_is_refused_before_anything_is_written(
    ground: Ground, browsers: Browsers
) -> None:
    address = f"/customers/{ground.customers['mine'].pk}/edit/?field=notes&list={'q' * 20_000}"
    sent = {"notes": "changed"}
    before = dict(Customer.objects.filter(pk=ground.customers["mine"].pk).values().get())
    assert browsers["account"].post(address, sent).status_code == 400
    assert dict(Customer.objects.filter(pk=ground.customers["mine"].pk).values().get()) == before


def test_a_post_without_its_token_is_refused_everywhere(ground: Ground) -> None:
    mine, contact = ground.customers["mine"].pk, ground.contacts["mine"].pk
    client = ground.client("admin", enforce_csrf_checks=True)
    with nothing_is_written():
        for path in ("customers/new/", f"contacts/new/?customer={mine}", f"customers/{mine}/edit/",
                     f"customers/{mine}/active/", f"customers/{mine}/delete/", f"contacts/{contact}/delete/",
                     f"customers/{mine}/undo/00000000-0000-4000-8000-000000000000/",
                     f"customers/{mine}/addresses/new/", f"customers/{mine}/addresses/{ground.addresses['mine'].pk}/",
                     f"customers/{mine}/addresses/{ground.addresses['mine'].pk}/delete/",
                     f"customers/{mine}/activities/new/", f"activities/{ground.activities['mine'].pk}/edit/",
                     f"activities/{ground.activities['mine'].pk}/done/",
                     f"activities/{ground.activities['mine'].pk}/delete/"):  # fmt: skip
            assert client.post(f"/{path}", {"name": "x", "active": "no", "subject": "x"}).status_code == 403, path


@pytest.mark.parametrize("typed", [
    {"name": "%" * 254}, {"name": "\\" * 254}, {"name": "___"}, {"name": "A" * 254}, {"email": "@."},
    {"email": "a@" + "%" * 200 + ".x"}, {"business_id": "9" * 254, "country": "NO"}, {"country": "\u0130", "name": "Å"},
    {"business_id": "\ud7ff", "country": "FI"}, {"name": "\u202e\u0000x".replace("\u0000", "")}, {"name": "ß" * 254},
    {"name": "' OR 1=1 --", "email": "x@y.z'"}, {"business_id": "x", "country": "NO" * 100},
])  # fmt: skip
def test_duplicates_of_anything_typed_are_looked_for(typed: dict[str, str], browsers: Browsers) -> None:
    assert browsers["account"].get("/customers/duplicates/", typed).status_code == 200
