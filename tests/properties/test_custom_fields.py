"""Custom fields against plain Python: every type with each of its filters, sorts, totals and files.

A new type of custom field fails here until the oracle knows it, and so does a new operator.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from catalogue.models import CustomField, CustomFieldType
from catalogue.querysets import ordered, totals
from customers.models import Customer
from tests.oracle.operators import OPERATORS, Asker, is_blank
from tests.oracle.order import KEYS, in_order, plain
from tests.properties.drawing import days, typed_values
from tests.properties.own_fields import TYPES, Held, key_of, own_fields, shown, sorted_by, with_list_drawn, write_own
from tests.properties.pages import csv_file, xlsx_file
from tests.properties.reading import sorted_name
from tests.properties.stage import (
    DAY,
    OSLO,
    Stage,
    address,
    examples,
    local,
    pages,
    rolled_back,
    set_stage,
    type_of,
)

pytestmark = pytest.mark.django_db

few = examples(8)
some = examples(10)

FIRST_OF_SHEETS = date(1900, 1, 1)
LISTS = ["customers", "contacts"]
FILTERS = [
    pytest.param(register, kind, operator, id=f"{register}-{kind}-{operator or 'plain'}")
    for register in LISTS
    for kind, name in TYPES.items()
    for known, operator in OPERATORS
    if known == name
]
SORTS = [
    pytest.param(register, kind, alphabet, id=f"{register}-{kind}-{alphabet}")
    for register in LISTS
    for kind, name in TYPES.items()
    for alphabet in ("nb", "sv")
    if alphabet == "nb" or KEYS[name] is not plain  # numbers know no alphabet
]
Asked = tuple[Any, Any, Any, list[Any]]  # a field, an operator, what was typed, the values of the rows


def set_own_stage(register: str, alphabet: str = "nb") -> tuple[Stage, dict[str, CustomField]]:
    stage = set_stage(register, alphabet)
    return stage, own_fields(stage.register.entity.key)


def expected(stage: Stage, asked: list[Asked], today: date) -> list[int]:
    """The ids the oracle finds."""
    asker, places = Asker(stage.user.pk, today, OSLO), list(range(len(stage.rows())))
    for field, operator, typed, values in asked:
        holds = OPERATORS[type_of(field), operator.key]
        places = [place for place in places if holds(values[place], typed, asker)]
    return [stage.rows()[place].pk for place in places]


def as_rows(stage: Stage, held: Held, defined: dict[str, CustomField]) -> list[dict[str, Any]]:
    """The rows with the values they are sorted by."""
    made = [{"pk": row.pk, "name": sorted_name(row)} for row in stage.rows()]
    for kind, values in held.items():
        for row, value in zip(made, values, strict=True):
            row[key_of(kind)] = sorted_by(defined[kind], value)
    return made


def check_order(stage: Stage, state: Any, wanted: list[int]) -> None:
    assert pages(stage, state, 3) == wanted
    assert pages(stage, state, 3, dense=True) == wanted
    whole = ordered(stage.matching(state), stage.register.entity, state.sorts, state.viewer)
    assert list(whole.values_list("pk", flat=True)) == wanted


@pytest.mark.parametrize("register", LISTS)
def test_the_oracle_knows_every_type_of_custom_field_with_its_filters(register: str) -> None:
    stage, _defined = set_own_stage(register)
    fields = stage.fields()
    assert list(TYPES) == CustomFieldType.values
    for kind, name in TYPES.items():
        field = fields[key_of(kind)]
        assert type_of(field) == name
        assert {each.key for each in field.type.operators} == {key for known, key in OPERATORS if known == name}
        assert field.filterable
        assert field.sortable


@pytest.mark.parametrize(("register", "kind", "operator_key"), FILTERS)
def test_a_filter_finds_what_python_finds(register: str, kind: str, operator_key: str) -> None:
    stage, _defined = set_own_stage(register)
    field = stage.fields()[key_of(kind)]
    operator = field.type.operator(operator_key)
    assert operator

    @few
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            today = data.draw(days, "today")
            held = write_own(data.draw, stage, [kind], today)[kind]
            typed = data.draw(typed_values(stage, field, operator, held, today), "typed")
            found = stage.matching(stage.state(today, **{address(field, operator): typed}))
            assert sorted(found.values_list("pk", flat=True)) == expected(
                stage, [(field, operator, typed, held)], today
            )

    holds()


@pytest.mark.parametrize(("register", "kind", "alphabet"), SORTS)
def test_a_sort_is_the_order_python_makes(register: str, kind: str, alphabet: str) -> None:
    stage, defined = set_own_stage(register, alphabet)

    @few
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            listed = {kind: with_list_drawn(data.draw, defined[kind])}
            rows = as_rows(stage, write_own(data.draw, stage, [kind], DAY), listed)
            for descending in (False, True):
                state = stage.state(DAY, sort=f"-{key_of(kind)}" if descending else key_of(kind))
                check_order(stage, state, in_order(rows, [(key_of(kind), TYPES[kind], descending)], alphabet))

    holds()


@pytest.mark.parametrize("register", LISTS)
def test_several_filters_and_sorts_together_are_what_python_makes(register: str) -> None:
    stage, defined = set_own_stage(register)
    fields = stage.fields()

    @examples(15)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            today = data.draw(days, "today")
            held = write_own(data.draw, stage, list(TYPES), today)
            chosen = st.lists(st.sampled_from(list(TYPES)), max_size=3, unique=True)
            asked = []
            for field, values in [(fields[key_of(kind)], held[kind]) for kind in data.draw(chosen, "filters")]:
                operator = data.draw(st.sampled_from(field.type.operators))
                asked.append((field, operator, data.draw(typed_values(stage, field, operator, values, today)), values))
            sorts = [(key_of(kind), TYPES[kind], data.draw(st.booleans())) for kind in data.draw(chosen, "sorts")]
            state = stage.state(
                today,
                sort=",".join(f"-{key}" if down else key for key, _name, down in sorts),
                **{address(field, operator): typed for field, operator, typed, _values in asked},
            )
            ids = expected(stage, asked, today)
            rows = [row for row in as_rows(stage, held, defined) if row["pk"] in ids]
            check_order(stage, state, in_order(rows, sorts, "nb"))

    holds()


@pytest.mark.parametrize("register", LISTS)
def test_the_total_of_an_amount_is_the_sum_python_makes(register: str) -> None:
    stage, _defined = set_own_stage(register)
    fields = [each for each in stage.fields().values() if each.custom]

    @some
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            held = write_own(data.draw, stage, ["money", "number", "boolean"], DAY)
            answer = data.draw(st.sampled_from(["yes", "no", None]), "only those who said")
            asked = {key_of("boolean"): answer} if answer else {}
            found = stage.matching(stage.state(DAY, **asked))
            summed = [
                amount or 0
                for amount, said in zip(held["money"], held["boolean"], strict=True)
                if answer is None or said == (answer == "yes")
            ]
            assert totals(found, fields, stage.viewer(DAY)) == {key_of("money"): sum(summed)}

    holds()


@pytest.mark.parametrize("register", LISTS)
def test_files_hold_what_python_says(register: str) -> None:
    stage, defined = set_own_stage(register)
    columns = ",".join(map(key_of, TYPES))
    client = Client()
    client.force_login(stage.user)

    @examples(12)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            listed = {kind: with_list_drawn(data.draw, each) for kind, each in defined.items()}
            held = write_own(data.draw, stage, list(TYPES), DAY)
            ids = [row.pk for row in stage.rows()]
            places = [ids.index(pk) for pk in in_order(as_rows(stage, {}, {}), [], "nb")]
            wanted = [[shown(listed[kind], held[kind][place]) for kind in TYPES] for place in places]
            for form, read, is_same in (("csv", csv_file, is_in_csv), ("xlsx", xlsx_file, is_in_sheet)):
                answer: Any = client.post(f"/{register}/?state=all&columns={columns}", {"export": form, "facts": "on"})
                facts, head, rows = read(b"".join(answer.streaming_content))
                assert head[1:] == [each.label for each in defined.values()]
                assert Decimal(facts["Total Own money"]) == sum(amount or 0 for amount in held["money"])
                for row, values in zip(rows, wanted, strict=True):
                    cells = list(zip(row[1:], values, strict=True))
                    assert [(cell, value) for cell, value in cells if not is_same(cell, value)] == []

    holds()


def is_in_csv(cell: str, value: Any) -> bool:
    """Apostrophes keep a text from being a formula; tests/attacks shows that they stand where they must."""
    if is_blank(value):
        return cell == ""
    if isinstance(value, Decimal):
        return Decimal(cell) == value
    return cell.replace("'", "") == str(value).replace("'", "")


def is_in_sheet(cell: Any, value: Any) -> bool:
    if is_blank(value):
        return cell is None
    if isinstance(value, Decimal):
        return bool(cell == pytest.approx(float(value), rel=1e-14, abs=0))
    if isinstance(value, date):
        return bool(cell == datetime.combine(value, time())) or value < FIRST_OF_SHEETS
    return bool(cell == value)


def test_a_day_that_spreadsheets_do_not_know_is_a_text_in_a_sheet(client: Client) -> None:
    stage, _defined = set_own_stage("customers")
    Customer.objects.filter(name="Zeta").update(custom={"date": "1876-05-01"})
    client.force_login(stage.user)
    answer: Any = client.post(f"/customers/?q=zeta&columns={key_of('date')}", {"export": "xlsx"})
    _facts, _head, rows = xlsx_file(b"".join(answer.streaming_content))
    assert rows == [["Zeta", "1876-05-01"]]
