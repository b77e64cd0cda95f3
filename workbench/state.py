"""The state of a register page, read from its URL and written back into links.

Whatever is not understood is refused: an unknown parameter, column, sort or filter key never passes in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from django.http import QueryDict

from catalogue.field import Field, Viewer
from catalogue.operators import Operator
from catalogue.querysets import Sort
from workbench.models import RegisterPreference
from workbench.register import PAGE_SIZES, REGISTERS, RESERVED, ROWS, Register

STATES = ("active", "inactive", "all")
PARTS = ("", "totals", "count", "filter", "columns")
OF_A_FORM = {"field", "operator", "instead"}  # which filter a form adds or changes, and the one it replaces
MOST_FILTERS = 100
MOST_SORTS = 3
LONGEST = 200
FURTHEST_PAGE = 1_000_000
DEEPEST = 3  # lists of lists
LONGEST_LIST = 4_000  # letters of a list within an address


class NotUnderstood(Exception):
    """A parameter or key this page does not know, or not for this user: refused with the same words."""


@dataclass(frozen=True)
class FilterParameter:
    """One filter in the URL: ``city=oslo`` or ``created_at.from=2026-01-01``."""

    name: str
    field: Field
    operator: Operator
    values: list[str]


@dataclass
class State:
    register: Register
    viewer: Viewer
    query: QueryDict
    fields: dict[str, Field]
    typed: str = ""
    state: str = "active"
    page: int = 1
    size: int = 50
    part: str = ""
    exact_count: bool = False
    selected_all: bool = False
    sorts: list[Sort] = field(default_factory=list)
    columns: list[Field] = field(default_factory=list)
    filters: list[FilterParameter] = field(default_factory=list)
    of: State | None = None  # only rows that belong to those of another list
    figures_follow: bool = False  # whether the user wants key figures of just these rows

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    def url(self, **changes: Any) -> str:
        """This page's address with some parameters changed; ``None`` takes one away.

        Any change but of page or part leads to the first page.
        """
        gone = {"part", "selected", "count", *OF_A_FORM, *changes}
        if set(changes) - {"page", "part", "count", "selected", *OF_A_FORM}:
            gone.add("page")
        query = {name: values for name, values in self.query.lists() if name not in gone}
        for name, value in changes.items():
            if value is not None:
                query[name] = value if isinstance(value, list) else [value]
        # a page has dozens of such links, and copying a QueryDict copies every value deeply
        encoded = urlencode(query, doseq=True, safe=",", quote_via=quote)
        return f"{self.register.url}?{encoded}" if encoded else self.register.url

    @property
    def cleared_url(self) -> str:
        """The same columns and order without filters and search."""
        return self.url(q=None, state=None, of=None, **{each.name: None for each in self.filters})

    @property
    def shared_url(self) -> str:
        """An address that shows a colleague the same columns too, as far as their rights go."""
        return self.url(columns=",".join(column.key for column in self.columns), size=self.size)

    @property
    def way_back(self) -> str:
        """What a link to a card carries so that it knows its list; nothing for the plain list."""
        query = self.url(page=None).partition("?")[2]
        return f"?{urlencode({'list': query})}" if query else ""

    @property
    def filter_key(self) -> str:
        """What a selection hangs on: everything that decides which rows match, and nothing else.

        As ``of`` in the address of another register it limits that one to what belongs to these rows.
        """
        query = self.query.copy()
        for name in RESERVED - ROWS:
            query.pop(name, None)
        return f"{self.register.key}?{query.urlencode()}"

    def is_limited(self, fields: Iterable[Field] = ()) -> bool:
        """Whether rights limit its rows, those of the lists it is limited to, or what these fields sum up."""
        limited = self.register.is_limited_for(self.viewer.user, fields)
        return limited or bool(self.of and self.of.is_limited())

    @property
    def summary(self) -> list[Field]:
        """The second line of a row when it is narrow: the columns that were chosen, where they are not the usual."""
        register, usual = self.register, self.register.default_fields(self.fields)
        if self.columns != with_name_first(register, usual):
            return [field for field in self.columns[1:] if field.key not in (register.status, register.amount)]
        return [self.fields[key] for key in register.summary if key in self.fields]

    @property
    def depth(self) -> int:
        """How many lists stand within it."""
        return 1 + self.of.depth if self.of else 0

    @property
    def usual_state(self) -> str:
        """Which rows without a word about it: all where a filter asks of itself which are in use."""
        switch = self.register.switch
        asks = switch and any(each.field.path == switch.field for each in self.filters)
        return "all" if asks else self.register.usual_state

    @property
    def is_narrowed(self) -> bool:
        return bool(self.typed or self.filters or self.of or self.state != self.usual_state)


def read_state(register: Register, viewer: Viewer, query: QueryDict) -> State:
    """Reads the URL. Raises NotUnderstood for anything unknown."""
    state = read_rows(register, viewer, query)
    _columns_and_size(state, query)
    return state


def read_rows(register: Register, viewer: Viewer, query: QueryDict, depth: int = 0) -> State:
    """The same without the columns, which the user may have chosen: which rows and in which order."""
    fields = register.entity.fields_for(viewer)
    state = State(register, viewer, query, fields)
    if len(query) > MOST_FILTERS + len(RESERVED):
        raise NotUnderstood("too many")
    for name in query:
        if name not in RESERVED:
            state.filters.append(_filter(fields, name, query.getlist(name)))
        elif len(query.getlist(name)) > 1:
            raise NotUnderstood(name)
    state.typed = short_text(query.get("q", ""))
    state.state = _state(register, query.get("state", state.usual_state))
    if "of" in query:
        state.of = list_within(register, viewer, str(query["of"]), depth + 1)
    state.part = _one_of(query.get("part", ""), PARTS)
    if state.part != "filter" and OF_A_FORM & set(query):
        raise NotUnderstood("field")
    state.exact_count = _one_of(query.get("count", ""), ("", "exact")) == "exact"
    state.selected_all = _one_of(query.get("selected", ""), ("", "all")) == "all"
    state.page = whole(query.get("page", "1"), FURTHEST_PAGE)
    state.sorts = _sorts(fields, query.get("sort", "")) or register.default_sorts(fields)
    return state


def list_within(register: Register | None, viewer: Viewer, key: str, depth: int = 1) -> State:
    """Another list, by its filter key, that the rows of a register are limited to.

    Raises NotUnderstood for one whose rows have nothing to do with the register.
    """
    name, _mark, query = key.partition("?")
    other = REGISTERS.get(name)
    if other is None or not other.is_for(viewer.user) or depth > DEEPEST or len(key) > LONGEST_LIST:
        raise NotUnderstood("of")
    mine, theirs = (register or other).entity, other.entity
    if not (mine.path_to(theirs.model) or theirs.path_to(mine.model)):
        raise NotUnderstood("of")
    read = QueryDict(query)
    if set(read) & RESERVED - ROWS:
        raise NotUnderstood("of")
    return read_rows(other, viewer, read, depth)


def understood(register: Register, viewer: Viewer, query: QueryDict) -> str:
    """What remains of an address once everything not understood is taken out: offered, never done by itself."""
    fields = register.entity.fields_for(viewer)
    rest = QueryDict(mutable=True)
    columns = [key for key in dict.fromkeys(query.get("columns", "").split(",")) if key in fields]
    for name, keys in (("columns", columns), ("sort", _understood_sorts(fields, query.get("sort", "")))):
        if keys:
            rest[name] = ",".join(keys)
    for name in [name for name in query if name not in RESERVED][:MOST_FILTERS]:
        try:
            rest.setlist(name, _filter(fields, name, query.getlist(name)).values)
        except NotUnderstood:
            continue
    within = partial(list_within, register, viewer, depth=1)
    state = partial(_state, register)
    for name, read in (("q", short_text), ("state", state), ("size", _size), ("of", within)):
        try:
            if name in query and len(query.getlist(name)) == 1:
                read(query.get(name, ""))
                rest[name] = query.get(name, "")
        except NotUnderstood:
            continue
    return f"{register.url}?{rest.urlencode(safe=',')}" if rest else register.url


def _understood_sorts(fields: dict[str, Field], value: str) -> list[str]:
    kept: dict[str, str] = {}
    for key in value.split(","):
        found = fields.get(key.removeprefix("-"))
        if found and found.sortable:
            kept.setdefault(found.key, key)
    return list(kept.values())[:MOST_SORTS]


def short_text(value: str, most: int = LONGEST) -> str:
    """What somebody typed, without blanks around it. Raises NotUnderstood for what nobody types."""
    if len(value) > most or "\x00" in value:
        raise NotUnderstood("text")
    return value.strip()


def _one_of(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise NotUnderstood(value)
    return value


def _state(register: Register, value: str) -> str:
    return _one_of(value, STATES if register.switch else ("all",))


def _size(value: str) -> int:
    return int(_one_of(value, tuple(map(str, PAGE_SIZES))))


def whole(value: str, most: int = FURTHEST_PAGE) -> int:
    """A number from 1 on, such as of a page. Raises NotUnderstood."""
    if not (value.isascii() and value.isdigit() and len(value) <= 9 and 1 <= int(value) <= most):
        raise NotUnderstood(value)
    return int(value)


def _sorts(fields: dict[str, Field], value: str) -> list[Sort]:
    sorts: list[Sort] = []
    for key in value.split(",") if value else []:
        found = fields.get(key.removeprefix("-"))
        if found is None or not found.sortable or found in [sort.field for sort in sorts]:
            raise NotUnderstood(key)
        sorts.append(Sort(found, key.startswith("-")))
    if len(sorts) > MOST_SORTS:
        raise NotUnderstood(value)
    return sorts


def _filter(fields: dict[str, Field], name: str, values: list[str]) -> FilterParameter:
    key, _dot, operator_key = name.partition(".")
    found = fields.get(key)
    operator = found.type.operator(operator_key) if found and found.filterable else None
    if found is None or operator is None or (name.endswith(".") and not operator_key):
        raise NotUnderstood(name)
    several = operator.input in {"choices", "references"}
    if (len(values) > 1 and not several) or len(values) > 1000 or any("\x00" in value for value in values):
        raise NotUnderstood(name)
    return FilterParameter(name, found, operator, values)


def _columns_and_size(state: State, query: QueryDict) -> None:
    remembered = RegisterPreference.objects.filter(user=state.viewer.user.pk, register=state.register.key).first()
    if "columns" in query:
        keys = query.get("columns", "").split(",")
        if len(set(keys)) != len(keys) or any(key not in state.fields for key in keys):
            raise NotUnderstood("columns")
        state.columns = with_name_first(state.register, [state.fields[key] for key in keys])
    else:
        state.columns = own_columns(state, remembered)
    state.figures_follow = bool(remembered and remembered.figures_follow)
    if "size" in query:
        state.size = _size(query.get("size", ""))
    elif remembered and remembered.page_size in PAGE_SIZES:
        state.size = remembered.page_size


def own_columns(state: State, remembered: RegisterPreference | None) -> list[Field]:
    """The columns a user chose, else the standard ones. Some may have vanished since, with a right or a field."""
    chosen = [state.fields[key] for key in (remembered.columns if remembered else []) if key in state.fields]
    return with_name_first(state.register, chosen or state.register.default_fields(state.fields))


def with_name_first(register: Register, columns: list[Field]) -> list[Field]:
    """The naming column is pinned: it is always there and always the first."""
    naming = register.entity.naming
    return [naming, *(column for column in columns if column.key != naming.key)]
