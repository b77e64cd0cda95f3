"""The way back to the list a card was opened from stays on the links within its sections."""

import re

import pytest
from django.test import Client

from tests import factories
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("section", "leads"), [("timeline", "kind="), ("contacts", "page=2")])
def test_within_a_section_the_list_is_kept(
    section: str, leads: str, ground: Ground, browsers: dict[str, Client]
) -> None:
    mine = ground.customers["mine"]
    for _n in range(60):
        factories.contact(mine)
    page = browsers["admin"].get(f"/customers/{mine.pk}/{section}/", {"list": "country=NO"}).content.decode()
    links = [link for link in re.findall(r'href="(\?[^"]*)"', page) if leads in link]
    assert links
    assert all("list=country%3DNO" in link for link in links)
