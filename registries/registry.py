"""What a country's register must be able to do; a module for each country implements it. See docs/registries.md."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from django.utils import timezone

from registries.business_ids import WrongNumber, normal_business_id, vat_number_of
from registries.company import Company, Hits
from registries.errors import BadAnswer
from registries.http import Client
from registries.reading import readable_name

PAGE = 25  # companies on a page of hits
Row = Mapping[str, Any]


class Registry(ABC):
    """One public register. ``key`` names it in the database, ``country`` is the one whose numbers it knows.

    Its base address is ``api_url``, or what the setting named ``url_setting`` says.
    """

    key: ClassVar[str]
    country: ClassVar[str]
    country_name: ClassVar[Any]
    name: ClassVar[str]
    source: ClassVar[str]
    licence: ClassVar[str]
    api_url: ClassVar[str]
    url_setting: ClassVar[str]
    code_lists: ClassVar[tuple[str, ...]]  # of its industry codes, the one in use first
    has_branches: ClassVar[bool] = False

    def normal(self, typed: str) -> str:
        """The stored spelling of a number in any usual notation; raises WrongNumber."""
        return normal_business_id(self.country, typed)

    @abstractmethod
    def search(self, client: Client, words: str, page: int, language: str) -> Hits:
        """The companies with these words in their name, by pages from 0; raises RegistryError."""

    @abstractmethod
    def get(self, client: Client, number: str, language: str) -> Company:
        """The company with this number, given in its stored spelling; raises RegistryError."""

    def company(self, number: str, registered: str, has_vat: bool | None, **told: Any) -> Company:
        """A company of this register, with what it told besides; raises BadAnswer without a right number and a name."""
        try:
            stored = self.normal(number)
        except WrongNumber as error:
            raise BadAnswer(f"number: {error}") from error
        if not stored or not registered:
            raise BadAnswer("a company without number or name")
        return Company(
            register=self.key,
            country=self.country,
            number=stored,
            name=readable_name(registered),
            registered_name=registered,
            fetched_at=timezone.now(),
            source=self.source,
            licence=self.licence,
            vat_number=vat_number_of(self.country, stored) if has_vat else "",
            vat_registered=has_vat,
            **told,
        )

    @staticmethod
    def readable(rows: Iterable[Row], read: Callable[[Row], Company]) -> tuple[Company, ...]:
        """The companies of a page of hits; one that cannot be read is no reason to hide the others."""
        found = []
        for row in rows:
            with suppress(BadAnswer):
                found.append(read(row))
        return tuple(found)

    @staticmethod
    def hits(found: tuple[Company, ...], total: int, page: int, has_more: bool) -> Hits:
        """A page of hits; raises BadAnswer where some belong on it and not one can be read."""
        expected = max(0, min(PAGE, total - PAGE * page))  # past the end there are none
        if expected and not found:
            raise BadAnswer(f"page {page} of {total} hits without one that can be read")
        return Hits(found, max(total, len(found)), page, has_more, max(0, expected - len(found)))

    def branches(self, client: Client, number: str, page: int, language: str) -> Hits:
        """The branches of a company, where the register has them."""
        return Hits((), 0, page, False)
