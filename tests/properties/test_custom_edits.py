"""People at the custom fields of one customer: what each of them changes there is kept, told and taken back alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import CustomField
from customers.models import Customer
from tests.oracle.edits import Record
from tests.properties.drawing import amounts, days
from tests.properties.office import Office, base_in, drawn, edit_together, kept_text, save, take_everything_back
from tests.properties.own_fields import CHOICES, TYPES, key_of, numbers, own_fields
from tests.properties.stage import examples, rolled_back

pytestmark = pytest.mark.django_db

OFFERED = [each["key"] for each in CHOICES if each["active"]]


def spelled(number: Decimal) -> str:
    """A number as it is kept: without noughts at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class OwnFieldsOffice(Office):
    """The same people over a custom field of each type, and one field beside them.

    Values are as the ``custom`` column holds them, "yes" and "no" apart; an empty text or list where it has no key.
    """

    fields: ClassVar[dict[str, st.SearchStrategy[Any]]] = {
        key_of("text"): kept_text,
        key_of("number"): st.just("") | numbers.map(spelled),
        key_of("money"): st.just("") | amounts.map(spelled),
        key_of("date"): st.just("") | days.map(str),
        key_of("boolean"): st.sampled_from(["", "yes", "no"]),
        key_of("choice"): st.sampled_from(["", *OFFERED]),
        key_of("choices"): st.sets(st.sampled_from(OFFERED)).map(sorted),
        "phone": kept_text,
    }

    begins: ClassVar[dict[str, Any]] = {}  # the ``custom`` column before anybody edits

    def __init__(self, people: int) -> None:
        super().__init__(people)
        own_fields("customer")
        Customer.objects.filter(pk=self.customer.pk).update(custom=self.begins)

    def sent(self, name: str, value: Any) -> Any:
        if name == key_of("boolean"):
            return {"yes": "True", "no": "False"}.get(value, "")
        if name == key_of("money") and value:
            return f"{Decimal(value):,.2f}"  # as somebody types it
        return value[::-1] if name == key_of("choices") else value

    def held(self) -> dict[str, Any]:
        row = Customer.objects.get(pk=self.customer.pk)
        assert not [key for key, value in row.custom.items() if value in (None, "", [])]
        return self.kept({"phone": row.phone, "custom": row.custom})

    def kept(self, values: Mapping[str, Any]) -> dict[str, Any]:
        custom = values["custom"]
        assert set(custom) <= set(TYPES)
        told = {key_of(kind): custom.get(kind, [] if kind == "choices" else "") for kind in TYPES}
        told[key_of("boolean")] = {"": "", True: "yes", False: "no"}[custom.get("boolean", "")]
        return {"phone": values["phone"], **told}


@examples(6)
@given(st.data())
def test_whoever_changes_a_field_otherwise_than_somebody_else_is_asked(data: st.DataObject) -> None:
    """Both set every field, from forms opened before either of them saved."""
    with rolled_back():
        office = OwnFieldsOffice(2)
        record = Record(office.held())
        began = dict(record.values)
        bases = [base_in(office.page(person)) for person in range(2)]
        for person, base in enumerate(bases):
            typed = data.draw(st.fixed_dictionaries(office.fields), "types")
            answers = save(office, record, data, person, typed, began, base)
            record.save(began, typed, answers)
            assert office.held() == record.values


@examples(5)
@given(st.fixed_dictionaries(OwnFieldsOffice.fields))
def test_a_form_begins_with_what_was_saved(typed: dict[str, Any]) -> None:
    with rolled_back():
        office = OwnFieldsOffice(1)
        assert office.post(0, typed, base_in(office.page(0)), {}).status_code == 302
        assert office.held() == typed
        answers = {"yes": True, "no": False}
        began = json.loads(base_in(office.page(0)))
        assert {name: began[name] for name in typed} == typed | {
            key_of("boolean"): answers.get(typed[key_of("boolean")], "")
        }


class LongUsedOffice(OwnFieldsOffice):
    """The customer holds choices that have been retired since."""

    begins: ClassVar = {
        "text": "Å", "number": "0", "money": "1000", "date": "2024-02-29", "boolean": False, "choice": "alpha",
        "choices": ["alpha", "bravo", "mike"],
    }  # fmt: skip


@examples(6)
@given(st.data())
def test_nothing_is_lost_and_nothing_invented(data: st.DataObject) -> None:
    edit_together(OwnFieldsOffice, data)


@examples(5)
@given(st.data())
def test_taking_everything_back_leads_to_the_beginning(data: st.DataObject) -> None:
    take_everything_back(LongUsedOffice, data)


Save = tuple[str, dict[str, Any], dict[str, Any]]  # where to take it back, what was held before and after


def saved_in_turns(office: Office, data: st.DataObject) -> list[Save]:
    """Two people save one after the other, each on a form opened anew; what they did, oldest first."""
    saves = []
    for _turn in range(data.draw(st.integers(1, 4), "saves")):
        person, before = data.draw(st.integers(0, 1), "who"), office.held()
        typed = drawn(office, data, before, 1)
        if typed != before:
            assert office.post(person, typed, base_in(office.page(person)), {}).status_code == 302
            assert office.held() == typed
            saves.append((office.offered(person), before, typed))
    return saves


def changed_in(save: Save) -> list[str]:
    _address, before, after = save
    return [name for name in before if before[name] != after[name]]


def check_taken_back(data: st.DataObject, *, whole: bool) -> None:
    """Saves are taken back by anybody in any order: what was changed again since stays, and so does all the rest."""
    with rolled_back():
        office = LongUsedOffice(2)
        saves = saved_in_turns(office, data)
        record = Record(office.held())
        for save in data.draw(st.permutations(saves), "which first"):
            address, before, after = save
            names = changed_in(save) if whole else [data.draw(st.sampled_from(changed_in(save)), "which field")]
            client = office.clients[data.draw(st.integers(0, 1), "by whom")]
            assert client.post(address, {} if whole else {"field": names[0]}).status_code == 302
            for name in names:
                record.take_back(name, before[name], after[name])
            assert office.held() == record.values


@examples(6)
@given(st.data())
def test_one_field_taken_back_leaves_the_others_alone(data: st.DataObject) -> None:
    check_taken_back(data, whole=False)


@examples(6)
@given(st.data())
def test_a_save_taken_back_leaves_alone_what_was_changed_since(data: st.DataObject) -> None:
    check_taken_back(data, whole=True)


@examples(5)
@given(st.data())
def test_fields_taken_back_one_by_one_lead_to_the_beginning(data: st.DataObject) -> None:
    with rolled_back():
        office = LongUsedOffice(2)
        for save in reversed(saved_in_turns(office, data)):
            address, before, _after = save
            for name in data.draw(st.permutations(changed_in(save)), "in which order"):
                office.undo(address, data.draw(st.integers(0, 1), "by whom"), field=name)
            assert office.held() == before
        assert Customer.objects.get(pk=office.customer.pk).custom == office.begins


def test_a_field_retired_while_a_form_is_open_keeps_its_value() -> None:
    with rolled_back():
        office = LongUsedOffice(1)
        held, base = office.held(), base_in(office.page(0))
        CustomField.objects.filter(key="text").update(is_active=False)
        assert office.post(0, held | {key_of("text"): "lost", "phone": "1"}, base, {}).status_code == 302
        assert office.held() == held | {"phone": "1"}


@pytest.mark.parametrize("kind", TYPES)
def test_a_field_taken_into_use_again_while_a_form_is_open_keeps_its_value(kind: str) -> None:
    with rolled_back():
        office = LongUsedOffice(1)
        held = office.held()
        CustomField.objects.filter(key=kind).update(is_active=False)
        base = base_in(office.page(0))
        CustomField.objects.filter(key=kind).update(is_active=True)
        seen = {name: value for name, value in held.items() if name != key_of(kind)}
        office.post(0, seen | {"phone": "1"}, base, {})
        assert office.held() == held | {"phone": "1"}


@pytest.mark.parametrize(("kind", "chosen"), [("choice", "mike"), ("choices", ["mike"])])
def test_a_retired_choice_that_somebody_else_replaced_is_no_reason_to_refuse_an_edit(kind: str, chosen: Any) -> None:
    with rolled_back():
        office = LongUsedOffice(2)
        held, base = office.held(), base_in(office.page(0))
        replaced = held | {key_of(kind): chosen}
        assert office.post(1, replaced, base_in(office.page(1)), {}).status_code == 302
        office.post(0, held | {"phone": "1"}, base, {})
        assert office.held() == replaced | {"phone": "1"}


def test_a_save_can_be_taken_back_although_one_of_its_fields_was_retired_since() -> None:
    with rolled_back():
        office = LongUsedOffice(1)
        held = office.held()
        office.post(0, held | {key_of("number"): "3", "phone": "1"}, base_in(office.page(0)), {})
        address = office.offered()
        CustomField.objects.filter(key="number").update(is_active=False)
        assert office.clients[0].post(address).status_code == 302
        assert office.held() == held


@pytest.mark.parametrize(("kind", "chosen"), [("choice", "bravo"), ("choices", ["bravo", "mike"])])
def test_a_retired_choice_is_kept_but_not_chosen_anew(kind: str, chosen: Any) -> None:
    with rolled_back():
        office = OwnFieldsOffice(1)
        held = office.held()
        assert office.post(0, held | {key_of(kind): chosen}, base_in(office.page(0)), {}).status_code == 422
        assert office.held() == held
        Customer.objects.filter(pk=office.customer.pk).update(custom={kind: chosen})
        kept = held | {key_of(kind): chosen, "phone": "1"}
        assert office.post(0, kept, base_in(office.page(0)), {}).status_code == 302
        assert office.held() == kept


def test_minus_nought_is_nought() -> None:
    with rolled_back():
        office = OwnFieldsOffice(1)
        typed = office.held() | {key_of("number"): "-0", key_of("money"): "-0"}
        assert office.post(0, typed, base_in(office.page(0)), {}).status_code == 302
        assert Customer.objects.get(pk=office.customer.pk).custom == {"number": "0", "money": "0"}
