"""Filling a new customer from a register, in whatever order people type, pick, clear and edit: against plain Python.

The oracle remembers of each field who wrote it last, people or the register; the product sees only the values, what
the form began with and what the last pick said.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from customers.lookup import Marks, cleared, filled, sources
from tests.properties.stage import examples

FIELDS = ("name", "country", "phone", "email", "industry", "postal_city")
DEFAULTS = {"name": "", "country": "NO", "phone": "", "email": "", "industry": "7", "postal_city": ""}
# what people type is never what a register says: from the values alone nobody could tell who wrote it
TYPED = ("", "typed", "other")
# each knows something else; no value is what the form begins with, but for one country
COMPANIES = {
    "A": {"name": "A AS", "country": "NO", "phone": "1", "email": "", "industry": "", "postal_city": "Bergen"},
    "B": {"name": "B Oy", "country": "FI", "phone": "", "email": "b@b.example", "industry": "8", "postal_city": ""},
    "C": {"name": "C AS", "country": "NO", "phone": "1", "email": "c@c.example", "industry": "8"},
}
PEOPLE, REGISTER, NOBODY = "people", "register", "nobody"

steps = st.one_of(
    st.tuples(st.just("type"), st.sampled_from(FIELDS), st.sampled_from(TYPED)),
    st.tuples(st.just("reset"), st.sampled_from(FIELDS)),
    st.tuples(st.just("look up"), st.sampled_from(["name", "phone"])),
    st.tuples(st.just("pick"), st.sampled_from(sorted(COMPANIES))),
    st.tuples(st.just("clear")),
)


@dataclass
class Form:
    """The product: values, the marks the page carries, and what was looked up."""

    values: dict[str, str] = field(default_factory=lambda: dict(DEFAULTS))
    marks: Marks = field(default_factory=Marks)
    searched: dict[str, str] = field(default_factory=dict)

    def pick(self, company: str) -> dict[str, str]:
        marks = Marks.read(Marks(register="x", number=company, values=COMPANIES[company]).token)
        changed = filled(self.values, DEFAULTS, self.marks, marks, self.searched)
        self.values |= changed
        self.marks = marks
        return changed

    def clear(self) -> dict[str, str]:
        changed = cleared(self.values, DEFAULTS, self.marks)
        self.values |= changed
        self.marks = Marks()
        return changed


@dataclass
class Oracle:
    """Each field's value and who wrote it."""

    values: dict[str, str] = field(default_factory=lambda: dict(DEFAULTS))
    by: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, NOBODY))
    searched: dict[str, str] = field(default_factory=dict)

    def type(self, name: str, value: str) -> None:
        self.values[name] = value
        self.by[name] = PEOPLE if value not in ("", DEFAULTS[name]) else NOBODY

    def pick(self, company: str) -> None:
        for name in FIELDS:
            said = COMPANIES[company].get(name, "")
            is_searched = name in self.searched and self.searched[name] == self.values[name]
            if self.by[name] == PEOPLE and not is_searched:
                continue
            if said:
                self.values[name], self.by[name] = said, REGISTER
            elif self.by[name] == REGISTER:
                self.values[name], self.by[name] = DEFAULTS[name], NOBODY

    def clear(self) -> None:
        for name in FIELDS:
            if self.by[name] == REGISTER:
                self.values[name], self.by[name] = DEFAULTS[name], NOBODY


def play(form: Form, oracle: Oracle, step: tuple[str, ...]) -> None:
    match step:
        case ("type", name, value):
            form.values[name] = value
            oracle.type(name, value)
        case ("reset", name):
            form.values[name] = DEFAULTS[name]
            oracle.type(name, DEFAULTS[name])
        case ("look up", name):
            form.searched = {name: form.values[name]}
            oracle.searched = {name: oracle.values[name]}
        case ("pick", company):
            form.pick(company)
            oracle.pick(company)
        case _:
            form.clear()
            oracle.clear()


@examples(1_000)
@given(st.lists(steps, max_size=12))
def test_a_form_holds_what_people_typed_and_else_what_the_last_pick_said(taken: list[tuple[str, ...]]) -> None:
    form, oracle = Form(), Oracle()
    for step in taken:
        play(form, oracle, step)
        assert form.values == oracle.values, step
        told = sources(form.values, form.marks)
        assert {name for name in FIELDS if oracle.by[name] == REGISTER} <= set(told), step
        assert not [name for name in told if oracle.by[name] == PEOPLE], step


@examples(500)
@given(st.lists(steps, max_size=8), st.sampled_from(sorted(COMPANIES)))
def test_only_what_changes_is_told_and_picking_twice_is_picking_once(taken: list[tuple[str, ...]], last: str) -> None:
    form, oracle = Form(), Oracle()
    for step in taken:
        play(form, oracle, step)
    before = dict(form.values)
    changed = form.pick(last)
    assert all(before[name] != value for name, value in changed.items())
    form.searched = {}
    assert form.pick(last) == {}


@examples(500)
@given(
    st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(TYPED), max_size=4),
    st.lists(st.sampled_from(sorted(COMPANIES)), min_size=1, max_size=4),
)
def test_picking_any_companies_and_clearing_leaves_the_form_as_it_was_typed(
    typed: dict[str, str], picked: list[str]
) -> None:
    form = Form()
    form.values |= typed
    before = dict(form.values)
    for company in picked:
        form.pick(company)
        for name, value in typed.items():
            if value:
                assert form.values[name] == value
    form.clear()
    # a field that was emptied goes back to how the form began: it was given to the register to fill
    wanted = {n: before[n] or (DEFAULTS[n] if any(COMPANIES[c].get(n) for c in picked) else "") for n in FIELDS}
    assert form.values == wanted


texts = st.text(alphabet=st.sampled_from("aå: \"'{}\\%\n"), max_size=6)


@given(st.dictionaries(texts, texts, max_size=4), texts)
@examples(300)
def test_marks_come_back_as_they_went_and_nothing_else_does(values: dict[str, str], changed: str) -> None:
    marks = Marks(register="r", country="NO", number="1", at="2026-01-01T00:00:00+00:00", values=values)
    token = marks.token
    assert Marks.read(token).values == values
    assert Marks.read(token).register == "r"
    for bad in (token + changed, changed + token, token.replace("2026", "2027"), changed):
        assert bad == token or Marks.read(bad) == Marks()
