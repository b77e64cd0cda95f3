"""Class 23: what anybody wrote is text, wherever it is shown. (CVE-2023-5351, CVE-2023-6126)"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest

from tests import factories
from tests.attacks.markup import MARK, PAYLOADS, check
from tests.matrix.answers import shown_names
from tests.matrix.ground import Ground, browser, kept_for_a_while, lay_ground
from tests.shell.policy import STRICT, policy

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def marked(django_db_setup: None, django_db_blocker: Any) -> Iterator[Ground]:
    """An organisation in which every text is hostile."""
    with kept_for_a_while(django_db_blocker):
        ground = lay_ground()
        factories.organisation(name=PAYLOADS[0])
        _people_and_lists(ground)
        for number, payload in enumerate(PAYLOADS, start=6000):
            _customer(ground, payload, number)
        yield ground


def _people_and_lists(ground: Ground) -> None:
    names = dict(zip(ground.people, PAYLOADS, strict=False))
    for key, payload in names.items():
        person = ground.people[key]
        person.first_name, person.last_name, person.initials = payload, payload, payload[:4]
        person.save()
        if person.profile and not person.profile.name.startswith(PAYLOADS[1]):
            person.profile.name = f"{PAYLOADS[1]}{person.profile.pk}"
            person.profile.save()
    for place, unit in enumerate(ground.units.values()):
        unit.name = PAYLOADS[place]
        unit.save()
    for place, industry in enumerate(ground.industries.values()):
        industry.name = PAYLOADS[place]
        industry.save()
    for segment in ground.segments.values():
        segment.name = f"{PAYLOADS[1]}{segment.pk}"
        segment.save()


def _customer(ground: Ground, payload: str, number: int) -> None:
    customer = factories.customer(
        payload, number=number, notes=payload, legal_form=payload[:60], phone=payload[:40], website=payload,
        email=payload, business_id=payload[:20], vat_number=payload[:20], country=payload[:2],
        currency=payload[:3], language=payload[:2], account_owner=ground.people["account"],
        business_unit=ground.units["oslo"], industry=next(iter(ground.industries.values())),
    )  # fmt: skip
    customer.segments.set(ground.segments.values())
    factories.address(customer, payload[:80], is_headquarters=True)
    contact = factories.contact(
        customer, payload[:80], first_name=payload[:80], title=payload[:80], email=payload, phone=payload[:40],
        mobile=payload[:40],
    )  # fmt: skip
    contact.roles.add(factories.role(f"{payload}{number}"))


def addresses(ground: Ground) -> Iterator[str]:
    industry, unit = next(iter(ground.industries.values())), ground.units["oslo"]
    owner = ground.people["account"]
    everything = "name,email,notes,website,phone,city,legal_form,vat_number,business_id,industry,segments,account_owner"
    yield f"/customers/?columns={everything},business_unit,contact_names,contact_emails,country,currency,language"
    yield "/contacts/?columns=name,title,customer,roles,email,phone,mobile,account_owner,customer_city"
    yield f"/customers/?industry={industry.pk}&account_owner={owner.pk}&business_unit={unit.pk}"
    yield f"/customers/?industry={industry.pk}&part=filter&field=industry"
    for field in ("industry", "account_owner", "business_unit", "segments"):
        yield f"/customers/options/{field}/"
        yield f"/customers/options/{field}/?q={MARK}"
        yield f"/customers/?part=filter&field={field}"
    yield f"/contacts/options/customer/?q={MARK}"
    yield "/contacts/options/roles/"
    yield f"/search/?q={MARK}"
    yield "/there-is-no-such-page/"
    for payload in PAYLOADS:
        for name in ("q", "name", "city.is", "created_at.from", "number.min", "country", "industry", "sort"):
            yield f"/customers/?{name}={quote(payload)}"


def test_no_page_holds_what_people_wrote_as_markup(marked: Ground) -> None:
    visitor = marked.client("admin")
    hit = 0
    for address in addresses(marked):
        response = visitor.get(address)
        assert response.status_code in {200, 400, 404}, address
        html = response.content.decode()
        check(html, address)
        hit += MARK in html
        assert policy(response) == STRICT, address
    assert hit > 20


def test_no_card_holds_what_people_wrote_as_markup(marked: Ground) -> None:
    visitor = marked.client("admin")
    for address in ("/customers/?number.min=6000", "/contacts/"):
        page = visitor.get(address).content.decode()
        cards = set(re.findall(r'href="(/(?:customers|contacts)/\d+/)[?"]', page))
        assert len(cards) >= len(PAYLOADS)
        for card in cards:
            html = visitor.get(card).content.decode()
            assert MARK in html
            check(html, card)


def test_names_are_shown_as_they_were_written(marked: Ground) -> None:
    page = marked.client("admin").get("/customers/?number.min=6000&sort=number")
    assert shown_names(page) == PAYLOADS


def test_the_title_of_a_card_is_text(marked: Ground) -> None:
    visitor = marked.client("admin")
    page = visitor.get("/customers/?number.is=6002").content.decode()
    card = visitor.get(re.findall(r'href="(/customers/\d+/)[?"]', page)[0]).content.decode()
    assert f"<title>&lt;/title&gt;&lt;script&gt;{MARK}&lt;/script&gt;" in card


def test_the_name_of_a_file_is_ours_alone(marked: Ground) -> None:
    for file_format in ("csv", "xlsx"):
        response = marked.client("admin").post(f"/customers/?q={quote(PAYLOADS[1])}", {"export": file_format})
        wanted = rf'attachment; filename="customers-\d{{4}}-\d\d-\d\d\.{file_format}"'
        assert re.fullmatch(wanted, response.headers["Content-Disposition"])
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_login_shows_what_was_typed_as_text(marked: Ground, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for payload in PAYLOADS:
        page = browser().post("/login/", {"username": payload, "password": payload, "next": payload})
        check(page.content.decode(), "login")
