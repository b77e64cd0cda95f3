"""Names are matched and sorted the same in SQL, in Python and in the words of the two alphabets."""

import unicodedata
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from accounts import alphabet
from accounts.alphabet import use_alphabet
from catalogue.field import Viewer
from catalogue.querysets import Sort, ordered
from customers.catalogue import customer as customers
from customers.models import Contact, Customer
from tests import factories
from tests.oracle import letters

pytestmark = pytest.mark.django_db
many = settings(
    max_examples=150,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)
# letters of the languages our customers write, marks that combine, signs, and what has no case at all
RANGES = [
    (0x20, 0x7E),
    (0xA0, 0x24F),
    (0x300, 0x36F),
    (0x386, 0x3CE),
    (0x400, 0x45F),
    (0x1E00, 0x1EF9),
    (0x4E00, 0x4E20),
]
letter = st.one_of(st.sampled_from("åäöæøüéßıİłşğþđÅÄÖÆØÜ"), st.sampled_from("😀\u200d\u212b\t\n\u2013\u2019"),
                   *(st.characters(min_codepoint=a, max_codepoint=b) for a, b in RANGES))  # fmt: skip
text = st.text(letter, max_size=12)
any_form = st.builds(unicodedata.normalize, st.sampled_from(["NFC", "NFD"]), text) | text


def in_sql(function: str, *texts: str) -> list[str]:
    """What a function of the database makes of each text."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {function}(t) FROM unnest(%s::text[]) WITH ORDINALITY AS u (t, n) ORDER BY n", [list(texts)]
        )
        return [row[0] for row in cursor.fetchall()]


@many
@given(any_form)
@example("")
@example("\u0301")
@example("e\u0301\u0302")
@example("é\u0301")
@example("İstanbul ISPARTA ılık")
@example("Świętosława Żółć ŁÓDŹ")
@example("STRASSE Straße")
def test_the_database_folds_as_python_does(typed: str) -> None:
    assert in_sql("havn_fold", typed)[0].strip(" ") == alphabet.fold(typed).strip(" ")


@many
@given(any_form)
def test_folding_is_what_the_letter_table_says(typed: str) -> None:
    assert alphabet.fold(typed) == letters.fold(typed)


@pytest.mark.parametrize("chosen", ["nb", "sv"])
def test_the_database_makes_sort_keys_as_python_does(chosen: str) -> None:
    use_alphabet(chosen)

    @many
    @given(st.lists(any_form, min_size=1, max_size=4))
    def holds(typed: list[str]) -> None:
        assert in_sql("havn_sort_key", *typed) == [alphabet.sort_key(each, chosen) for each in typed]

    holds()


@pytest.mark.parametrize("chosen", ["nb", "sv"])
def test_sort_keys_compare_as_the_alphabet_orders_its_letters(chosen: str) -> None:
    use_alphabet(chosen)

    @many
    @given(any_form, any_form)
    @example("Ærø", "Åre")
    @example("Öst", "Øst")
    @example("Übung", "Vik")
    @example("a~", "å")
    def holds(one: str, other: str) -> None:
        keys = in_sql("havn_sort_key", one, other)
        wanted = [letters.sort_key(each, chosen) for each in (one, other)]
        assert (keys[0] < keys[1], keys[0] == keys[1]) == (wanted[0] < wanted[1], wanted[0] == wanted[1])

    holds()


@pytest.mark.parametrize(
    ("chosen", "wanted"),
    [("nb", ["Zoo", "Ærlig", "Ørsted", "Åre"]), ("sv", ["Zoo", "Åre", "Ærlig", "Ørsted"])],
)
def test_names_stand_in_the_order_of_the_alphabet_after_it_was_chosen(chosen: str, wanted: list[str]) -> None:
    for name in ("Åre", "Ørsted", "Zoo", "Ærlig"):
        factories.contact(factories.customer(name), name, first_name="Bo")
        factories.user(first_name="Bo", last_name=name)
    factories.unit("Åre")
    check_now()
    use_alphabet(chosen)
    assert list(Customer.objects.order_by("sort_name").values_list("name", flat=True)) == wanted
    assert list(Contact.objects.order_by("sort_name").values_list("last_name", flat=True)) == wanted


def test_choosing_an_alphabet_leaves_names_and_history_alone() -> None:
    customer = factories.customer("Åse")
    check_now()
    history = customer.events.count()  # type: ignore[attr-defined]
    use_alphabet("sv")
    customer.refresh_from_db()
    assert customer.name == "Åse"
    assert customer.events.count() == history  # type: ignore[attr-defined]


def test_an_index_on_cities_follows_the_alphabet_too() -> None:
    """Rows whose name keeps its key are not written anew, yet their city's key has changed."""
    factories.organisation()
    user = factories.user(factories.profile())
    cities = ["Ås", "Ærø", "Ørsta", "Zürich", "Årdal", "Älmhult", "Örebro"]
    for city in cities:
        factories.customer("Plain", city=city)
    check_now()
    use_alphabet("sv")
    viewer = Viewer(user, None)  # type: ignore[arg-type]  # no field here looks at the day
    rows: Any = ordered(customers.rows(viewer), customers, [Sort(customers.field_for(viewer, "city"))], viewer)
    by_index = Customer.objects.alias(key=alphabet.SortKey("city")).order_by("key", "pk")
    with connection.cursor() as cursor:
        for method in ("seqscan", "sort", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{method} = off")
    assert "customer_by_city" in by_index.explain()
    wanted = sorted(cities, key=lambda city: letters.sort_key(city, "sv"))
    assert list(by_index.values_list("city", flat=True)) == wanted
    assert list(rows.values_list("city", flat=True)) == wanted


def check_now() -> None:
    """Lets the database check its references, so that tables may be altered within a test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
