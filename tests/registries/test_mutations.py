"""Whatever a register answers gives a company that can be shown and stored, or an error of ours; never anything else.

Every recorded sample is damaged at some places: values missing, null, of another kind, very long, or unstorable.
"""

import copy
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.fi import ytunnus
from stdnum.no import orgnr

from registries.company import Company, Hits, IndustryCode, RegisteredAddress, Situation
from registries.errors import RegistryError
from registries.finland import Finland
from registries.http import Answer
from registries.norway import Norway
from tests.registries.asking import SAMPLES, Canned, sample

quick = settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
LONGEST = 1000  # of one text: 500 as registered, and some letters become two when they are made small
COUNTRIES = {"brreg": Norway(), "ytj": Finland()}
NUMBERS = {"brreg": orgnr, "ytj": ytunnus}
NAMES = sorted(f"{path.parent.name}/{path.stem}" for path in SAMPLES.glob("*/*.json"))
OTHER_NUMBERS = ["931204777", "923609016", "931204778", "2748193-2", "0112038-9", "2748193-3", "27481932", "000000000"]
ODD_TEXTS = [
    "", " ", "\x00", "A\x00B", "\ud800", "A\udfffB AS", "\ufeffSOLVIK", "\u202eSA", "\x1b[31m", "\r\n", "\x7f",
    "\u2028", "null", "İSTANBUL ŒUVRE ﬃ ŉ", "ß", "SOLVIK\nAS", "2026-02-30", "9999-12-31", "0001-01-01", "-1", "1e400",
    "A" * 10_000, "Å " * 10_000, "İ" * 3000, "ŉ" * 3000, "1" * 5000, "\x00" * 5000, "@" * 600, "http://" + "a." * 900,
    "http://[", "http://[::1", "https://\ud800", "//", "1 A" * 2000, "81-336 " * 400, "A1-" * 2000,
]  # fmt: skip
MANY_ROWS = [{"navn": f"A {each}", "name": f"A {each}", "tekst": "A", "type": "1"} for each in range(300)]
MANY_LINES = ["x" * 60] * 300
SINGLE: list[Any] = [
    None,
    True,
    0,
    -1.5,
    "923609016",
    "0112038-9",
    "",
    "\x00",
    "\ud800",
    "A" * 3000,
    [],
    {},
    MANY_LINES,
    MANY_ROWS,
]
texts = st.sampled_from([*ODD_TEXTS, *OTHER_NUMBERS]) | st.text(st.characters(), max_size=30)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
) | st.sampled_from([[], {}, [[]], [{}], [None] * 300, MANY_LINES, MANY_ROWS])
statuses = st.sampled_from([*[200] * 9, 400, 404, 410])
changes = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.booleans(), values), min_size=1, max_size=6)


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in a payload with each of its keys, at any depth but in links, which nobody reads."""
    pairs = list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ())
    for key, inner in pairs:
        if key != "_links":
            yield data, key
            yield from places(inner)


def damaged(data: Any, wanted: list[tuple[float, bool, Any]]) -> Any:
    found = copy.deepcopy(data)
    for where, is_dropped, value in wanted:
        all_places = list(places(found))
        if not all_places:
            break
        holder, key = all_places[int(where * len(all_places))]
        if is_dropped:
            del holder[key]
        else:
            holder[key] = copy.deepcopy(value)
    return found


def is_ended(payload: Any) -> bool:
    """Whether anything in a payload says that a company is over; more than our module looks at."""
    if isinstance(payload, dict):
        said = (payload.get(key) for key in ("slettedato", "nedleggelsesdato", "endDate"))
        kind = payload.get("respons_klasse")
        has_said = any(isinstance(each, str) and each.strip() for each in said)
        is_deleted = isinstance(kind, str) and "Slettet" in kind
        return has_said or is_deleted or any(map(is_ended, payload.values()))
    return isinstance(payload, list) and any(map(is_ended, payload))


def check_text(value: Any, longest: int = LONGEST) -> None:
    assert isinstance(value, str)
    value.encode()
    assert "\x00" not in value
    assert not any(letter in value for letter in "\r\n\t\x1b\x7f")
    assert value == value.strip()
    assert len(value) <= longest


def check_company(found: Any, register: str) -> None:
    assert isinstance(found, Company)
    assert (found.register, found.country) == (register, COUNTRIES[register].country)
    NUMBERS[register].validate(found.number)
    assert found.name
    assert found.registered_name
    for each in fields(Company):
        value = getattr(found, each.name)
        if each.type == "str":
            check_text(value)
        elif each.type == "tuple[str, ...]":
            assert isinstance(value, tuple)
            assert len(value) <= 100
            for text in value:
                check_text(text)
                assert text
    for place in (found.visiting, found.postal):
        assert isinstance(place, RegisteredAddress)
        for text in (place.street, place.postcode, place.city, place.country):
            check_text(text)
        assert place.country == "" or (len(place.country) == 2 and place.country.isascii() and place.country.isupper())
    if found.industry is not None:
        assert isinstance(found.industry, IndustryCode)
        for text in (found.industry.code, found.industry.text, found.industry.code_list):
            check_text(text)
    assert found.vat_registered is None or isinstance(found.vat_registered, bool)
    assert bool(found.vat_number) == bool(found.vat_registered)
    assert found.website == "" or found.website.lower().startswith(("http://", "https://"))
    assert len(found.website) <= 200
    if found.employees is not None:
        least, most = found.employees
        assert 0 <= least <= most < 10**9
        assert type(least) is type(most) is int
    for day in (found.founded, found.situation_since):
        assert day is None or type(day) is date
    assert isinstance(found.situation, Situation)
    assert isinstance(found.is_branch, bool)
    assert isinstance(found.fetched_at, datetime)
    assert found.fetched_at.utcoffset() == timedelta(0)
    assert found.language in {"", "nb"}


def numbers_in(register: str, data: Any) -> list[str]:
    """The numbers a sample is about, in their stored spelling; another where it names none."""
    if register == "ytj":
        found = [each["businessId"]["value"] for each in data["companies"]]
    else:
        found = [data["organisasjonsnummer"]] if "organisasjonsnummer" in data else []
    return found or [{"ytj": "2748193-2", "brreg": "931204777"}[register]]


@pytest.mark.parametrize("name", NAMES)
def test_one_company_from_a_damaged_answer_is_right_or_refused(name: str) -> None:
    register, original = name.split("/", maxsplit=1)[0], sample(name)

    @quick
    @given(changes, st.sampled_from(numbers_in(register, original)), statuses)
    def holds(wanted: list[tuple[float, bool, Any]], number: str, status: int) -> None:
        payload = damaged(original, wanted)
        answer = Answer(status, payload)
        client: Any = Canned({f"/enheter/{number}": answer, "/companies": answer})
        check_one(client, register, number, payload)

    holds()


@pytest.mark.parametrize("name", NAMES)
def test_hits_from_a_damaged_answer_are_right_or_refused(name: str) -> None:
    register, original = name.split("/", maxsplit=1)[0], sample(name)

    @quick
    @given(changes, st.sampled_from([0, 1, 3, 4, 399]), statuses)
    def holds(wanted: list[tuple[float, bool, Any]], page: int, status: int) -> None:
        payload = damaged(original, wanted)
        answer = Answer(status, payload)
        client: Any = Canned({"/enheter": answer, "/underenheter": answer, "/companies": answer})
        for ask in (COUNTRIES[register].search, COUNTRIES[register].branches):
            try:
                found = ask(client, "931204777", page, "fi")
            except RegistryError as error:
                assert str(error)
                continue
            check_hits(found, register, page)
            ended = [each for each in found.companies if each.situation == Situation.DELETED]
            assert not ended or is_ended(payload)

    holds()


@pytest.mark.parametrize("name", [name for name in NAMES if "search" not in name])
def test_one_wrong_value_anywhere_does_no_harm(name: str) -> None:
    register, original = name.partition("/")[0], sample(name)
    numbers = numbers_in(register, original)
    answer = Answer(200, original)
    client: Any = Canned({f"/enheter/{numbers[0]}": answer, "/companies": answer})
    for holder, key in list(places(original)):
        whole = holder[key]
        for value in SINGLE:
            holder[key] = value
            check_one(client, register, numbers[0], original)
        holder[key] = whole


def check_one(client: Any, register: str, number: str, payload: Any) -> None:
    """What comes for a number is that company, in order, or an error of ours that tells something."""
    try:
        found = COUNTRIES[register].get(client, number, "fi")
    except RegistryError as error:
        assert str(error)
        return
    check_company(found, register)
    assert found.number == number
    assert found.situation != Situation.DELETED or is_ended(payload)


def check_hits(found: Any, register: str, page: int) -> None:
    assert isinstance(found, Hits)
    assert isinstance(found.companies, tuple)
    assert type(found.total) is int
    assert len(found.companies) <= found.total or found.total == 0 == len(found.companies)
    assert found.page == page
    assert isinstance(found.has_more, bool)
    for each in found.companies:
        check_company(each, register)


@pytest.mark.parametrize("register", COUNTRIES)
def test_any_json_at_all_is_read_or_refused(register: str) -> None:
    @quick
    @given(values, statuses)
    def holds(payload: Any, status: int) -> None:
        answer = Answer(status, payload)
        number = numbers_in(register, {"companies": []})[0]
        client: Any = Canned({f"/enheter/{number}": answer, "/enheter": answer, "/companies": answer})
        for ask in (
            lambda: COUNTRIES[register].get(client, number, "fi"),
            lambda: COUNTRIES[register].search(client, "a b", 0, "fi"),
        ):
            try:
                found = ask()
            except RegistryError as error:
                assert str(error)
                continue
            if isinstance(found, Hits):
                check_hits(found, register, 0)
            else:
                check_company(found, register)

    holds()


@pytest.mark.parametrize("end", ["", "soon", None, 20200101, ["2020-01-01"], "2999-12-31"])
def test_an_end_that_is_not_one_ends_nothing(end: Any) -> None:
    row = {**sample("ytj/company")["companies"][0], "endDate": end}
    client: Any = Canned({"/companies": Answer(200, {"totalResults": 1, "companies": [row]})})
    found = Finland().get(client, "2748193-2", "fi")
    assert found.situation == Situation.ACTIVE
