"""What a country's register must be able to do; a module for each country implements it. See docs/registries.md."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from registries.business_ids import example_for, label_for, normal_business_id
from registries.company import Company, Hits
from registries.http import Client

PAGE = 25  # companies on a page of hits


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

    @property
    def number_label(self) -> Any:
        return label_for(self.country)

    @property
    def number_example(self) -> str:
        return example_for(self.country)

    @abstractmethod
    def search(self, client: Client, words: str, page: int, language: str) -> Hits:
        """The companies with these words in their name, by pages from 0; raises RegistryError."""

    @abstractmethod
    def get(self, client: Client, number: str, language: str) -> Company:
        """The company with this number, given in its stored spelling; raises RegistryError."""

    def branches(self, client: Client, number: str, page: int, language: str) -> Hits:
        """The branches of a company, where the register has them."""
        return Hits((), 0, page, False)
