"""People at one customer: its real edit form as each of them sees it, sends it and takes changes back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any, ClassVar

from django.test import Client
from hypothesis import strategies as st

from customers.models import Customer
from history.changes import changes
from tests import factories
from tests.oracle.edits import Record
from tests.properties.stage import rolled_back
from tests.properties.texts import texts

kept_text = texts.map(lambda text: " ".join(text.replace("\x00", "").split()))


class Office:
    """A customer, two industries, three segments, and people who may all edit it."""

    fields: ClassVar[dict[str, st.SearchStrategy[Any]]] = {
        "name": kept_text.filter(bool),
        "phone": kept_text,
        "legal_form": kept_text,
        "payment_terms": st.sampled_from(["", "0", "14", "30"]),
        "language": st.sampled_from(["", "nb", "fi"]),
        "industry": st.integers(0, 2),  # none, the first, the second
        "segments": st.sets(st.integers(0, 2)).map(sorted),
    }

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

    def kept(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a row that history keeps as they are typed."""
        return {name: values[name] for name in ("name", "phone", "legal_form", "language")}

    def page(self, person: int) -> str:
        return self.clients[person].get(self.url).content.decode()

    def post(self, person: int, typed: dict[str, Any], base: str, answers: dict[str, str]) -> Any:
        sent = {name: self.sent(name, value) for name, value in typed.items()}
        row = Customer.objects.get(pk=self.customer.pk)
        untouched = {"name": row.name, "number": row.number, "country": "", "is_active": "True", "base": base}
        asked = {"asked": list(answers), **{f"decide-{name}": side for name, side in answers.items()}}
        return self.clients[person].post(self.url, {**untouched, **sent, **asked})

    def offered(self, person: int = 0) -> str:
        """Where the toast of the next page takes back what was just done."""
        card = self.clients[person].get(f"/customers/{self.customer.pk}/").content.decode()
        found = re.search(r'action="(/customers/[0-9]+/undo/[^"]+)"', card.partition('class="toasts"')[2])
        assert found
        return found[1]

    def undo(self, address: str, person: int = 0, **posted: str) -> str:
        assert self.clients[person].post(address, posted).status_code == 302
        return self.offered(person)


def base_in(page: str) -> str:
    found = re.search(r'name="base" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def asked_in(page: str) -> set[str]:
    return set(re.findall(r'name="asked" value="([^"]*)"', page))


def drawn(
    office: Office, data: st.DataObject, held: dict[str, Any], least: int = 0, among: set[str] | None = None
) -> dict[str, Any]:
    """What somebody makes of the form's values, touching a few of them, or a few among those named."""
    known = st.sampled_from(sorted(among or office.fields))
    touched = data.draw(st.sets(known, min_size=least, max_size=3), "touches")
    return held | {name: data.draw(office.fields[name], name) for name in sorted(touched)}


def edit_together(office_of: type[Office], data: st.DataObject) -> None:
    """Two or three people save in turns; the record and its history are what the oracle says, whoever is asked."""
    with rolled_back():
        people = data.draw(st.integers(2, 3), "people")
        office = office_of(people)
        record = Record(office.held())
        began = [dict(record.values) for _ in range(people)]
        bases = [base_in(office.page(person)) for person in range(people)]
        # left alone, they would hardly ever meet at a field
        busy = data.draw(st.sets(st.sampled_from(sorted(office.fields)), min_size=1, max_size=2), "busy with")
        for _turn in range(data.draw(st.integers(3, 5), "turns")):
            person = data.draw(st.integers(0, people - 1), "who")
            if data.draw(st.sampled_from([False, False, True]), "opens the form anew"):
                began[person], bases[person] = dict(record.values), base_in(office.page(person))
            typed = drawn(office, data, began[person], 1, busy)
            answers = save(office, record, data, person, typed, began[person], bases[person])
            record.save(began[person], typed, answers)
            assert office.held() == record.values
            began[person], bases[person] = dict(record.values), base_in(office.page(person))
        assert _told(office) == _columns(office, record)


def save(
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
            before, after = office.kept(change.before), office.kept(change.after)
            found += [(name, before[name], after[name]) for name in before if before[name] != after[name]]
    return sorted(found, key=lambda each: each[0])


def _columns(office: Office, record: Record) -> list[tuple[str, Any, Any]]:
    told = office.kept(Customer.objects.values().get(pk=office.customer.pk))
    return sorted((each for each in record.story if each[0] in told), key=lambda each: each[0])


def take_everything_back(office_of: type[Office], data: st.DataObject) -> None:
    """Each save is undone, the newest first; in between, an undone save is undone again."""
    with rolled_back():
        office = office_of(1)
        states = [office.held()]
        contexts: list[Any] = []
        for _turn in range(data.draw(st.integers(1, 4), "saves")):
            typed = drawn(office, data, states[-1], 1)
            if typed == states[-1]:
                continue
            assert office.post(0, typed, base_in(office.page(0)), {}).status_code == 302
            states.append(office.held())
            contexts.append(office.offered())
        for context, before, after in zip(contexts[::-1], states[-2::-1], states[:0:-1], strict=True):
            again = office.undo(context)
            assert office.held() == before
            if data.draw(st.booleans(), "and back again"):
                once_more = office.undo(again)
                assert office.held() == after
                office.undo(once_more)
                assert office.held() == before
