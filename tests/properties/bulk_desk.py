"""A small organisation at its customers, in the database and in the oracle at once: edits, bulk updates, undos."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.http import QueryDict
from hypothesis import strategies as st

from accounts.access import Area, Scope
from accounts.models import BusinessUnit, User
from accounts.organisation import today
from catalogue.field import Viewer
from customers.models import Customer, CustomerSegment, Industry, MarketSegment
from customers.register import customers
from history.changes import changes_in
from tests import factories
from tests.bulk.acting import Shown, apply, undo
from tests.oracle.access import Person, Profile, Unit, World
from tests.oracle.bulk import Changes, Did, Office, Row, Seen
from workbench.bulk.form import read_changes
from workbench.bulk.kinds import Problem
from workbench.bulk.plan import Setting
from workbench.bulk.preview import Preview, preview
from workbench.bulk.work import selected
from workbench.listing import find
from workbench.models import BulkUpdate
from workbench.selection import fingerprint
from workbench.state import read_state

UNITS, PEOPLE, INDUSTRIES, SEGMENTS = (1, 2, 3), (1, 2, 3), (1, 2, 3), (1, 2, 3)
TAGS = ("blue", "green", "red")
MADE_UP = (999_999_998, 999_999_999)
OPTIONS: dict[str, tuple[Any, ...]] = {
    "industry": (None, *INDUSTRIES),
    "account_owner": (None, *PEOPLE),
    "business_unit": (None, *UNITS),
    "language": (None, "nb", "fi"),
    "country": (None, "NO", "SE"),
    "payment_terms": (None, 0, 30),
    "is_active": (True, False),
    "reverse_charge": (True, False),
    "tier": (None, "gold", "silver"),
    "vip": (None, True, False),
}
PARTS: dict[str, tuple[Any, ...]] = {"segments": SEGMENTS, "tags": TAGS}
NEVER_EMPTY = {"is_active", "reverse_charge"}
OWN = {"tier", "vip", "tags"}
REFERENCES = {"industry", "account_owner", "business_unit"}
TEXTS = {"language", "country"}

scopes = st.sampled_from([Scope.OWN, Scope.UNIT, Scope.UNIT, Scope.ALL, Scope.ALL]).map(str)
some_of = {name: st.sets(st.sampled_from(parts)).map(frozenset) for name, parts in PARTS.items()}
one_of = {name: st.sampled_from(options) for name, options in OPTIONS.items()}
VALUES: dict[str, st.SearchStrategy[Any]] = {**one_of, **some_of, "phone": st.sampled_from(["", "1", "2"])}


def key_of(name: str) -> str:
    return f"custom_{name}" if name in OWN else name


def column_of(name: str) -> str:
    """The column history tells of."""
    return f"custom.{name}" if name in OWN else f"{name}_id" if name in REFERENCES else name


def kept(name: str, value: Any) -> Any:
    """A value as its column holds it."""
    if name == "tags":
        return sorted(value) or None
    return "" if name in TEXTS and value is None else value


@st.composite
def offices(draw: Any) -> Office:
    """Units in a tree, people with scopes of every kind, customers of theirs and of others."""
    world = World([Unit(1, None), Unit(2, draw(st.sampled_from([None, 1]))), Unit(3, draw(st.sampled_from([1, 2])))])
    for pk in PEOPLE:
        scope = {"view": draw(scopes), "edit": draw(scopes)} if pk > 1 else {"view": "all", "edit": draw(scopes)}
        profile = Profile(pk, **{way: dict.fromkeys(Area.values, each) for way, each in scope.items()}, may_export=True)
        world.people.append(Person(pk, True, profile, draw(one_of["business_unit"])))
    rows = {pk: Row(pk, draw(st.fixed_dictionaries(VALUES))) for pk in range(701, 702 + draw(st.sampled_from([2, 5])))}
    for row in rows.values():
        row.is_numbered = draw(st.integers(0, 3)) == 0
        row.links = dict.fromkeys(row.values["segments"], 0)
    first = rows[701]
    first.is_internal = draw(st.booleans())
    first.values["is_active"] |= first.is_internal
    return Office(world, rows)


@st.composite
def changes(draw: Any) -> Changes:
    """One to three fields and what is to become of them, in the order of the form."""
    names = draw(st.sets(st.sampled_from([*OPTIONS, *PARTS]), min_size=1, max_size=3))
    found: Changes = {}
    for name in sorted(names):
        if name in PARTS:
            acts = st.sampled_from(["add", "add", "remove", "replace", "clear"])
            value = draw(some_of[name].filter(bool))
            act = draw(acts)
        else:
            value = draw(one_of[name])
            act = "clear" if value is None else "set"
        found[name] = (act, None if act == "clear" else value)
    return found


def sent(wanted: Changes) -> dict[str, list[str]]:
    """Changes as the form sends them."""
    found: dict[str, list[str]] = {}
    for name, (act, value) in wanted.items():
        if act == "clear":
            found.setdefault("clear", []).append(key_of(name))
            continue
        found[key_of(name)] = [str(each) for each in sorted(value)] if name in PARTS else [str(value)]
        if name in PARTS:
            found[f"act-{key_of(name)}"] = [act]
    return found


def write(office: Office) -> None:
    """Makes this organisation the only one in the database."""
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)
    factories.organisation()
    units = office.world.units
    BusinessUnit.objects.bulk_create(BusinessUnit(pk=u.pk, name=f"U{u.pk}", parent_id=u.parent) for u in units)
    for p in office.world.people:
        assert p.profile
        profile = factories.profile(p.profile.view, p.profile.edit, pk=p.pk)
        factories.user(profile, pk=p.pk, unit_id=p.unit, email=f"p{p.pk}@havn.example")
    Industry.objects.bulk_create(Industry(pk=pk, name=f"I{pk}") for pk in INDUSTRIES)
    MarketSegment.objects.bulk_create(MarketSegment(pk=pk, name=f"S{pk}") for pk in SEGMENTS)
    factories.custom_field("Tier", "choice", "Gold", "Silver")
    factories.custom_field("Vip", "boolean")
    factories.custom_field("Tags", "choices", *(tag.title() for tag in TAGS))
    Customer.objects.bulk_create(_customer(row) for row in office.rows.values())
    CustomerSegment.objects.bulk_create(
        CustomerSegment(customer_id=row.pk, marketsegment_id=segment)
        for row in office.rows.values()
        for segment in sorted(row.values["segments"])
    )


def _customer(row: Row) -> Customer:
    columns = {column_of(name): kept(name, value) for name, value in row.values.items() if name != "segments"}
    own = {name.partition(".")[2]: value for name, value in columns.items() if "." in name and value is not None}
    plain = {name: value for name, value in columns.items() if "." not in name}
    number = str(row.pk) if row.is_numbered else ""
    return Customer(pk=row.pk, number=row.pk, name=f"C{row.pk}", custom=own, vat_number=number,
                    is_internal=row.is_internal, **plain)  # fmt: skip


def read() -> dict[int, dict[str, Any]]:
    """What the customers hold, as the oracle says it."""
    held = {}
    for row in Customer.objects.all():
        plain = {name: getattr(row, column_of(name)) for name in VALUES if name not in OWN and name != "segments"}
        plain |= {name: plain[name] or None for name in TEXTS}
        own = {name: row.custom.get(name) for name in OWN}
        assert set(row.custom) <= OWN
        assert None not in row.custom.values()
        assert own["tags"] is None or own["tags"] == sorted(set(own["tags"])) != []
        held[row.pk] = plain | own | {"tags": frozenset(own["tags"] or ()), "segments": frozenset()}
    for customer, segment in CustomerSegment.objects.values_list("customer_id", "marketsegment_id"):
        held[customer]["segments"] |= {segment}
    return held


@dataclass
class Previewed:
    """A preview somebody has before them, as the product counted it and as the oracle judges."""

    person: Person
    wanted: Changes
    ticked: list[int]
    matching: dict[str, Any] | None  # what "all that match" must hold; None where rows were ticked
    seen: Seen
    shown: Shown
    is_quiet: bool  # whether nobody else was at work in the whole server, which makes rows look newer than they are
    selected: set[int] = field(default_factory=set)


@dataclass
class Desk:
    """The office and the bulk updates that were made there, each with what the oracle knows it did."""

    office: Office
    done: dict[int, tuple[BulkUpdate, Did]] = field(default_factory=dict)

    # --- by hand

    def edit(self, pk: int, name: str, value: Any) -> None:
        """One field of a row becomes another, past all forms; of segments just what differs is written."""
        before = self.office.rows[pk].values[name]
        self.office.edit(pk, **{name: value})
        if name == "segments":
            links = CustomerSegment.objects.filter(customer=pk)
            links.exclude(marketsegment__in=value).delete()
            CustomerSegment.objects.bulk_create(
                CustomerSegment(customer_id=pk, marketsegment_id=each) for each in sorted(value - before)
            )
        elif name in OWN:
            custom = Customer.objects.get(pk=pk).custom
            custom.pop(name, None)
            plain = kept(name, value)
            Customer.objects.filter(pk=pk).update(custom=custom | ({} if plain is None else {name: plain}))
        else:
            Customer.objects.filter(pk=pk).update(**{column_of(name): kept(name, value)})

    def number(self, pk: int, *, is_numbered: bool) -> None:
        """A customer gets a VAT number, or loses it."""
        self.office.edit(pk)
        self.office.rows[pk].is_numbered = is_numbered
        Customer.objects.filter(pk=pk).update(vat_number=str(pk) if is_numbered else "")

    def delete(self, pk: int) -> None:
        self.office.rows[pk].is_gone = True
        Customer.objects.filter(pk=pk).delete()

    def delete_unused(self, name: str, pk: int) -> bool:
        """An industry or a segment goes that no customer has now."""
        held = [row.values[name] for row in self.office.rows.values() if not row.is_gone]
        if any(pk == value or (name == "segments" and pk in value) for value in held):
            return False
        self.office.gone.add((name, pk))
        (Industry if name == "industry" else MarketSegment).objects.filter(pk=pk).delete()
        return True

    # --- bulk updates

    def preview(
        self, person: Person, ticked: list[int], matching: dict[str, Any] | None, wanted: Changes
    ) -> Previewed | None:
        """None where the form or the list cannot be sent, since what is chosen is no more."""
        viewer = Viewer(_user(person), today())
        query = "&".join(f"{name}={value}" for name, value in ({"state": "all"} | (matching or {})).items())
        posted: dict[str, Any] = {"ids": [str(pk) for pk in ticked]}
        if matching is not None:
            found = find(read_state(customers, viewer, QueryDict(query)))
            if not found.form.is_valid():
                return None
            now = fingerprint(customers.selectable(found.matching))
            posted = {"selected": ["all"], "count": [str(now.count)], "fingerprint": [now.value]}
        chosen = read_changes(customers.entity, viewer, sent(wanted))
        if chosen is None:
            assert self._is_lost(wanted.items())
            return None
        selection = {"query": query, "posted": posted}
        is_quiet, rows = nobody_else_at_work(), selected(customers, viewer, selection)
        counted = preview(customers, viewer, rows, Setting(customers.entity, chosen))
        shown = Shown(viewer.user, customers, selection, sent(wanted), counted)
        made = Previewed(person, wanted, ticked, matching, self.office.look(), shown, is_quiet)
        made.selected = self._selected(made)
        promised = self.office.judged(person, made.selected, wanted)
        assert counted.selected.count == len(made.selected)
        assert dict(counted.counts) == _counted(promised)
        assert counted.promised.count == len(promised.rows)
        self._check_former(counted, promised)
        return made

    def _selected(self, made: Previewed) -> set[int]:
        """The rows somebody chose, as far as they may: looked up anew in every step."""
        seen = self.office.seen(made.person, made.ticked if made.matching is None else self.office.rows)
        wanted = made.matching or {}
        return {pk for pk in seen if all(_matches(self.office.rows[pk], *each) for each in wanted.items())}

    def _check_former(self, counted: Preview, promised: Did) -> None:
        """From which values rows would change; of types with too many values, whether from one."""
        for name in (each for each in promised.changes if each != "segments" and promised.rows):
            held = [self.office.rows[pk].values[name] for pk in promised.rows]
            if name in {"payment_terms", "tags"}:
                held = [value not in (None, frozenset()) for value in held]
            told = [kept(name, value) if name in TEXTS else value for value in held]
            assert counted.former[key_of(name)] == {each: told.count(each) for each in told}

    def apply(self, made: Previewed) -> BulkUpdate | None:
        """Applies what was shown; None where that is not possible any more, and then nothing was changed."""
        now_selected = self._selected(made)
        did = self.office.judged(made.person, made.selected, made.wanted, made.seen)
        made.shown.user = _user(made.person)
        try:
            bulk = apply(made.shown)
        except Problem as problem:
            is_lost = self._is_lost(made.wanted.items()) or self._is_lost((made.matching or {}).items())
            assert is_lost or (problem.key == "moved" and now_selected != made.selected), problem.key
            self.check()
            return None
        assert now_selected == made.selected
        # a row that was touched may be told as such although it would not be written either way
        others = set() if made.is_quiet else set(did.outcomes) - set(did.rows)
        return self._took_place(bulk, did, did.touched | others)

    def _is_lost(self, chosen: Iterable[tuple[str, Any]]) -> bool:
        """Whether something that was chosen is no more."""
        plain = ((name, value[1] if isinstance(value, tuple) else value) for name, value in chosen)
        return any((n, each) in self.office.gone for n, v in plain for each in (v if n in PARTS and v else [v]))

    def undo(self, person: Person, pk: int, ids: list[int] | None = None) -> BulkUpdate:
        bulk, done = self.done[pk]
        did = self.office.taken_back(person, done, ids)
        return self._took_place(undo(_user(person), BulkUpdate.objects.get(pk=bulk.pk), ids), did)

    def _took_place(self, bulk: BulkUpdate, did: Did, unsure: Collection[int] = ()) -> BulkUpdate:
        """What was told is what was done, and what the oracle says."""
        left, wanted = dict(bulk.left.values_list("record", "outcome")), did.left()
        told = {pk: outcome for pk, outcome in left.items() if not (pk in unsure and outcome == "meanwhile")}
        assert told == {pk: outcome for pk, outcome in wanted.items() if not (pk in unsure and left[pk] == "meanwhile")}
        self.office.do(did)
        assert bulk.row_count == bulk.counts.get("change", 0) == len(did.rows)
        assert sum(bulk.counts.values()) == len(did.outcomes)
        self.done[bulk.pk] = bulk, did
        self.check()
        self.check_history(bulk, did)
        return bulk

    def check(self) -> None:
        """The database holds what the oracle does."""
        assert read() == {pk: row.values for pk, row in self.office.rows.items() if not row.is_gone}

    def check_history(self, bulk: BulkUpdate, did: Did) -> None:
        """The log tells every value that changed, and nothing else."""
        assert bulk.context
        told: dict[int, dict[str, tuple[Any, Any]]] = {pk: {} for pk in did.rows}
        for change in changes_in(Customer, [bulk.context]):
            assert (change.user, change.source) == (bulk.user_id, "undo" if bulk.undoes_id else "bulk")
            for name in VALUES:
                if column_of(name) in change.columns:
                    column = column_of(name).partition(".")[2] or column_of(name)
                    before, after = (
                        (each["custom"] if name in OWN else each).get(column) for each in (change.before, change.after)
                    )
                    told[change.pk][name] = before, after
        wanted = {
            pk: {name: (kept(name, before), kept(name, after)) for name, (before, after) in fields.items()
                 if name != "segments"}
            for pk, fields in did.rows.items()
        }  # fmt: skip
        assert told == wanted
        rows = [(each.kind, each.before or each.after) for each in changes_in(CustomerSegment, [bulk.context])]
        links = {(kind, row["customer_id"], row["marketsegment_id"]) for kind, row in rows}
        both = {pk: fields["segments"] for pk, fields in did.rows.items() if "segments" in fields}
        made = {("insert", pk, each) for pk, (before, after) in both.items() for each in after - before}
        assert links == made | {("delete", pk, each) for pk, (before, after) in both.items() for each in before - after}


def nobody_else_at_work() -> bool:
    """Whether no transaction goes on in the whole server that could make rows look newer than they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(s) = pg_snapshot_xmax(s) FROM pg_current_snapshot() AS s")
        return bool(cursor.fetchone()[0])


def _counted(did: Did) -> dict[str, int]:
    outcomes = list(did.outcomes.values())
    return {each: outcomes.count(each) for each in outcomes}


def _matches(row: Row, name: str, value: Any) -> bool:
    if name == "state":
        return value == "all" or row.values["is_active"] == (value == "active")
    return bool(row.values[name] == value)


def _user(person: Person) -> User:
    """Read anew: a user remembers the units below theirs."""
    return User.objects.select_related("profile", "unit").get(pk=person.pk)
