"""Two and more people at one customer: nothing is lost and nothing invented, and history tells the same story."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.models import Customer
from history.changes import changes
from tests import factories
from tests.oracle.edits import Record
from tests.properties.stage import property_of, rolled_back
from tests.properties.texts import texts

pytestmark = pytest.mark.django_db

kept_text = texts.map(lambda text: " ".join(text.replace("\x00", "").split()))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": kept_text.filter(bool),
    "phone": kept_text,
    "legal_form": kept_text,
    "payment_terms": st.sampled_from(["", "0", "14", "30"]),
    "language": st.sampled_from(["", "nb", "fi"]),
    "industry": st.integers(0, 2),  # none, the first, the second
    "segments": st.sets(st.integers(0, 2)).map(sorted),
}


class Office:
    """A customer, two industries, three segments, and people who may all edit it."""

    def __init__(self, people: int) -> None:
        factories.organisation()
        profile = factories.profile()
        self.people = [factories.user(profile, language="en") for _ in range(people)]
        self.industries = [None, factories.industry(), factories.industry()]
        self.segments = [factories.segment() for _ in range(3)]
        self.customer = factories.customer("Begin AS")
        self.url = f"/customers/{self.customer.pk}/edit/"
        self.clients = [Client() for _ in self.people]
        for client, person in zip(self.clients, self.people, strict=True):
            client.force_login(person)

    def sent(self, name: str, value: Any) -> Any:
        """A value as the form sends it."""
        if name == "industry":
            chosen = self.industries[value]
            return str(chosen.pk) if chosen else ""
        return [str(self.segments[place].pk) for place in value] if name == "segments" else value

    def held(self) -> dict[str, Any]:
        row = Customer.objects.get(pk=self.customer.pk)
        segments = set(row.segments.values_list("pk", flat=True))
        return {
            "name": row.name,
            "phone": row.phone,
            "legal_form": row.legal_form,
            "payment_terms": "" if row.payment_terms is None else str(row.payment_terms),
            "language": row.language,
            "industry": [None, *(each.pk for each in self.industries[1:] if each)].index(row.industry_id),
            "segments": [place for place, each in enumerate(self.segments) if each.pk in segments],
        }

    def page(self, person: int) -> str:
        return self.clients[person].get(self.url).content.decode()

    def post(self, person: int, typed: dict[str, Any], base: str, answers: dict[str, str]) -> Any:
        sent = {name: self.sent(name, value) for name, value in typed.items()}
        row = Customer.objects.get(pk=self.customer.pk)
        untouched = {"number": row.number, "country": "", "is_active": "True", "base": base}
        asked = {"asked": list(answers), **{f"decide-{name}": side for name, side in answers.items()}}
        return self.clients[person].post(self.url, {**untouched, **sent, **asked})


def base_in(page: str) -> str:
    found = re.search(r'name="base" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def asked_in(page: str) -> set[str]:
    return set(re.findall(r'name="asked" value="([^"]*)"', page))


@settings(property_of, max_examples=16)
@given(st.data())
def test_nothing_is_lost_and_nothing_invented(data: st.DataObject) -> None:
    with rolled_back():
        people = data.draw(st.integers(2, 3), "people")
        office = Office(people)
        record = Record(office.held())
        began = [dict(record.values) for _ in range(people)]
        bases = [base_in(office.page(person)) for person in range(people)]
        for _turn in range(data.draw(st.integers(2, 5), "turns")):
            person = data.draw(st.integers(0, people - 1), "who")
            if data.draw(st.booleans(), "opens the form anew"):
                began[person], bases[person] = dict(record.values), base_in(office.page(person))
            touched = data.draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=3), "touches")
            typed = began[person] | {name: data.draw(FIELDS[name], name) for name in sorted(touched)}
            answers = _save(office, record, data, person, typed, began[person], bases[person])
            record.save(began[person], typed, answers)
            assert office.held() == record.values
            began[person], bases[person] = dict(record.values), base_in(office.page(person))
        assert _told(office) == _columns(record)


def _save(
    office: Office, record: Record, data: st.DataObject, person: int, typed: Any, began: Any, base: str
) -> dict[str, str]:
    """Sends the form; whoever is asked must be asked by the oracle too, and answers."""
    wanted = record.asked(began, typed)
    answer = office.post(person, typed, base, {})
    if not wanted:
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        return {}
    page = answer.content.decode()
    assert answer.status_code == 409
    assert office.held() == record.values  # nothing is written while somebody is asked
    assert asked_in(page) == wanted
    answers = {name: data.draw(st.sampled_from(["mine", "theirs"]), f"decides {name}") for name in sorted(wanted)}
    assert office.post(person, typed, base_in(page), answers).status_code == 302
    return answers


def _told(office: Office) -> list[tuple[str, Any, Any]]:
    """The change log of the plain columns, oldest first."""
    found = []
    for change in reversed(changes(Customer, 1000, pgh_obj_id=office.customer.pk)):
        if change.before:
            for name in ("name", "phone", "legal_form", "language"):
                if change.before[name] != change.after[name]:
                    found.append((name, change.before[name], change.after[name]))
    return sorted(found, key=lambda each: each[0])


def _columns(record: Record) -> list[tuple[str, Any, Any]]:
    kept = [each for each in record.story if each[0] in {"name", "phone", "legal_form", "language"}]
    return sorted(kept, key=lambda each: each[0])


@settings(property_of, max_examples=10)
@given(st.data())
def test_taking_everything_back_leads_to_the_beginning(data: st.DataObject) -> None:
    """Each save is undone, the newest first; in between, an undone save is undone again."""
    with rolled_back():
        office = Office(1)
        states = [office.held()]
        contexts: list[Any] = []
        for _turn in range(data.draw(st.integers(1, 4), "saves")):
            touched = data.draw(st.sets(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=3), "touches")
            typed = states[-1] | {name: data.draw(FIELDS[name], name) for name in sorted(touched)}
            if typed == states[-1]:
                continue
            assert office.post(0, typed, base_in(office.page(0)), {}).status_code == 302
            states.append(office.held())
            contexts.append(_offered(office))
        for context, before, after in zip(contexts[::-1], states[-2::-1], states[:0:-1], strict=True):
            again = _undo(office, context)
            assert office.held() == before
            if data.draw(st.booleans(), "and back again"):
                once_more = _undo(office, again)
                assert office.held() == after
                _undo(office, once_more)
                assert office.held() == before


def _offered(office: Office) -> str:
    """Where the toast of the next page takes back what was just done."""
    toasts = office.clients[0].get(f"/customers/{office.customer.pk}/").content.decode().partition('class="toasts"')[2]
    found = re.search(r'action="(/customers/[0-9]+/undo/[^"]+)"', toasts)
    assert found
    return found[1]


def _undo(office: Office, address: str) -> str:
    assert office.clients[0].post(address).status_code == 302
    return _offered(office)


def test_the_base_of_a_form_is_json_of_its_fields() -> None:
    with rolled_back():
        office = Office(1)
        assert set(FIELDS) <= set(json.loads(base_in(office.page(0))))
