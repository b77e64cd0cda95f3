"""Every filter and every sort of both registers against plain Python, field by field and together.

Fields, operators and choices are taken from the catalogue when the tests are collected: a new field is covered
without a line here; a new type or operator fails until the oracle knows it.
"""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.querysets import ordered, search
from customers.models import Customer, Industry
from tests.oracle.operators import OPERATORS, Asker
from tests.oracle.order import KEYS, in_order, plain
from tests.oracle.search import finds
from tests.properties.drawing import days, typed_values, write_values
from tests.properties.pages import Page
from tests.properties.reading import searched_texts, sort_values_of, sorted_name, values_of
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
from tests.properties.texts import names, texts
from workbench.bulk.filter import KEY as BULK_UPDATE
from workbench.register import REGISTERS

pytestmark = pytest.mark.django_db

few = examples(6)
some = examples(10)

LISTS = ["customers", "contacts"]  # the others share their types: tests/properties/test_work_registers.py
FILTERS = [
    pytest.param(register.key, field.key, operator.key, id=f"{register.key}-{field.key}-{operator.key or 'plain'}")
    for register in (REGISTERS[key] for key in LISTS)
    for field in register.entity.fields
    if field.filterable and field.key != BULK_UPDATE  # what history holds: tests/bulk/test_filter.py
    for operator in field.type.operators
]
SORTS = [
    pytest.param(register.key, field.key, alphabet, id=f"{register.key}-{field.key}-{alphabet}")
    for register in (REGISTERS[key] for key in LISTS)
    for field in register.entity.fields
    if field.sortable
    for alphabet in ("nb", "sv")
    if alphabet == "nb" or KEYS.get(type(field.type).__name__) is not plain  # numbers know no alphabet
]


def expected(stage: Stage, asked: list[tuple[Any, Any, Any]], today: date) -> set[int]:
    """The ids the oracle finds for these (field, operator, typed)."""
    asker, rows = Asker(stage.user.pk, today, OSLO), stage.rows()
    found = {row.pk for row in rows}
    for field, operator, typed in asked:
        holds = OPERATORS[type_of(field), operator.key]
        values = values_of(stage, field, rows, today)
        found &= {row.pk for row, value in zip(rows, values, strict=True) if holds(value, typed, asker)}
    return found


@pytest.mark.parametrize(("register", "field_key", "operator_key"), FILTERS)
def test_a_filter_finds_what_python_finds(register: str, field_key: str, operator_key: str) -> None:
    stage = set_stage(register)
    field = stage.fields()[field_key]
    operator = field.type.operator(operator_key)
    assert operator
    assert (type_of(field), operator.key) in OPERATORS, "tests/oracle/operators.py does not know this operator"

    @few
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            today = data.draw(days, "today")
            write_values(data.draw, stage, field, today)
            held = values_of(stage, field, stage.rows(), today)
            typed = data.draw(typed_values(stage, field, operator, held, today), "typed")
            found = list(stage.matching(stage.state(today, **{address(field, operator): typed})).values_list("pk"))
            assert sorted(found) == [(pk,) for pk in sorted(expected(stage, [(field, operator, typed)], today))]

    holds()


def as_rows(stage: Stage, fields: list[Any], today: date) -> list[dict[str, Any]]:
    """The rows with the values they are sorted by."""
    rows = stage.rows()
    made = [{"pk": row.pk, "name": sorted_name(row)} for row in rows]
    for field in fields:
        for row, value in zip(made, sort_values_of(stage, field, rows, today), strict=True):
            row[field.key] = value
    return made


@pytest.mark.parametrize(("register", "field_key", "alphabet"), SORTS)
def test_a_sort_is_the_order_python_makes(register: str, field_key: str, alphabet: str) -> None:
    stage = set_stage(register, alphabet)
    field = stage.fields()[field_key]
    assert type_of(field) in KEYS, "tests/oracle/order.py does not know this type"

    @few
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            today = data.draw(days, "today")
            write_values(data.draw, stage, field, today)
            rows = as_rows(stage, [field], today)
            for descending in (False, True):
                state = stage.state(today, sort=f"-{field.key}" if descending else field.key)
                wanted = in_order(rows, [(field.key, type_of(field), descending)], alphabet)
                assert pages(stage, state, 3) == wanted
                assert pages(stage, state, 3, dense=True) == wanted
                whole = ordered(stage.matching(state), stage.register.entity, state.sorts, state.viewer)
                assert list(whole.values_list("pk", flat=True)) == wanted

    holds()


@pytest.mark.parametrize("alphabet", ["nb", "sv"])
@pytest.mark.parametrize("register", LISTS)
def test_without_a_sort_rows_stand_by_name_and_then_by_id(register: str, alphabet: str) -> None:
    stage = set_stage(register, alphabet)
    naming = stage.register.entity.naming

    @some
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            today = date(2026, 1, 1)
            write_values(data.draw, stage, naming, today)
            assert pages(stage, stage.state(today), 3) == in_order(as_rows(stage, [], today), [], alphabet)

    holds()


@pytest.mark.parametrize("register", LISTS)
def test_several_filters_and_sorts_together_are_what_python_makes(register: str) -> None:
    stage = set_stage(register)
    # one field per place a value comes from: writing a second one would undo the first
    # and a first name alone, since nobody may be without both
    fields = [f for f in stage.fields().values() if f.path and not f.links and f.key != "first_name"]

    @examples(18)
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            today = data.draw(days, "today")
            chosen = data.draw(st.lists(st.sampled_from(fields), min_size=2, max_size=4, unique_by=lambda f: f.key))
            asked = []
            for field in chosen:
                write_values(data.draw, stage, field, today)
            for field in [f for f in chosen if f.filterable][: data.draw(st.integers(0, 3))]:
                operator = data.draw(st.sampled_from(field.type.operators))
                held = values_of(stage, field, stage.rows(), today)
                asked.append((field, operator, data.draw(typed_values(stage, field, operator, held, today))))
            sorts = [(f, data.draw(st.booleans())) for f in chosen if f.sortable][:3]
            state = stage.state(
                today,
                sort=",".join(f"-{f.key}" if down else f.key for f, down in sorts),
                **{address(field, operator): typed for field, operator, typed in asked},
            )
            ids = expected(stage, asked, today)
            rows = [row for row in as_rows(stage, [f for f, _down in sorts], today) if row["pk"] in ids]
            wanted = in_order(rows, [(f.key, type_of(f), down) for f, down in sorts], "nb")
            assert pages(stage, state, 3) == wanted
            assert pages(stage, state, 3, dense=True) == wanted
            whole = ordered(stage.matching(state), stage.register.entity, state.sorts, state.viewer)
            assert list(whole.values_list("pk", flat=True)) == wanted

    holds()


@pytest.mark.parametrize("sort", ["", "city", "-city", "industry,-city", "-country,city,-payment_terms"])
def test_pages_of_25_neither_repeat_nor_skip_a_row(sort: str, client: Any) -> None:
    """Most rows are alike, so that only ties keep them apart."""
    stage = set_stage("customers")
    industries = [None, *stage.lists[Industry]]
    Customer.objects.bulk_create(
        Customer(number=5000 + place, name="Å" if place % 2 else "Ä", city=["", "Ås", "Ærø"][place % 3],
                 industry=industries[place % 4], country=["", "NO"][place % 2])
        for place in range(60)
    )  # fmt: skip
    client.force_login(stage.user)
    query = {"size": "25", **({"sort": sort} if sort else {})}
    shown = [Page(client.get("/customers/", {**query, "page": str(page)}).content.decode()).ids for page in (1, 2, 3)]
    assert [len(ids) for ids in shown] == [25, 25, 17]
    fields = stage.fields()
    sorts = [(key.lstrip("-"), type_of(fields[key.lstrip("-")]), key[0] == "-") for key in sort.split(",") if key]
    rows = as_rows(stage, [fields[key] for key, _type, _down in sorts], DAY)
    assert [pk for ids in shown for pk in ids] == in_order(rows, sorts, "nb")


SEARCHED = {
    "customers": ["number", "name", "business_id", "vat_number", "email", "city"],
    "contacts": ["name", "email", "phone", "mobile"],
}


@pytest.mark.parametrize("register", LISTS)
def test_quick_search_finds_what_python_finds(register: str) -> None:
    stage = set_stage(register)

    @some
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        with rolled_back(), local():
            today = date(2026, 1, 1)
            for key in data.draw(st.sets(st.sampled_from(SEARCHED[register]), min_size=1, max_size=3)):
                write_values(data.draw, stage, stage.fields()[key], today)
            held = {row.pk: searched_texts(row) for row in stage.rows()}
            for typed in data.draw(st.lists(words_like(held), min_size=1, max_size=5)):
                found = set(stage.matching(stage.state(today, q=typed)).values_list("pk", flat=True))
                assert found == {pk for pk, of_row in held.items() if finds(typed, of_row)}

    holds()


def words_like(held: dict[int, list[str]]) -> st.SearchStrategy[str]:
    """Parts of what is there, whole words, and words of any kind; one to three of them."""
    there = sorted({text for of_row in held.values() for text in of_row if text.strip()})
    part = st.builds(lambda text, start, size: text[start : start + size], st.sampled_from(there),
                     st.integers(0, 3), st.integers(1, 5))  # fmt: skip
    return st.lists(part | names | texts, min_size=1, max_size=3).map(" ".join)


@pytest.mark.parametrize("register", LISTS)
def test_every_part_of_three_letters_of_a_searched_word_finds_its_row(register: str) -> None:
    stage = set_stage(register)
    today = date(2026, 1, 1)
    model, row = stage.register.entity.model, stage.rows()[2]
    given_texts = {
        "name": "Ærøskøbing Smørrebrød", "business_id": "1234567-8", "vat_number": "NO918273640MVA",
        "email": "post@ærlig.example", "city": "Jyväskylä", "first_name": "Åse-Marie", "last_name": "Łukasz",
        "phone": "+47 22 33 44 55", "mobile": "+358 40 1234567",
    }  # fmt: skip
    columns = {column.name for column in model._meta.concrete_fields}
    model._default_manager.filter(pk=row.pk).update(**{k: v for k, v in given_texts.items() if k in columns})
    row.refresh_from_db()
    parts = {
        word[start : start + size]
        for text in searched_texts(row)
        for word in text.replace("-", " ").replace("@", " ").replace(".", " ").split()
        for size in range(3, len(word) + 1)
        for start in range(len(word) - size + 1)
    }
    assert len(parts) > 50
    visible = stage.register.rows(stage.viewer(today))
    lost = {p for p in parts if row.pk not in search(visible, stage.register.entity, p).values_list("pk", flat=True)}
    assert lost == set()
