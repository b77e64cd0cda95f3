"""Open tasks: all of them are counted and can be reached, however many they are."""

import pytest
from django.test import Client

from tests import factories
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["/", "/customers/{pk}/timeline/"])
def test_tasks_behind_the_fiftieth_are_folded_away_and_counted(
    place: str, ground: Ground, browsers: dict[str, Client]
) -> None:
    admin, mine = ground.people["admin"], factories.customer("Busy AS")
    made = {factories.activity(mine, admin, kind="task", assignee=admin).pk for _n in range(53)}
    page = browsers["admin"].get(place.format(pk=mine.pk)).content.decode()
    sight, _fold, rest = page.partition("<details>")
    folded = rest.partition("</details>")[0]
    assert "3 more tasks" in folded
    assert '<span class="count-pill">53</span>' in sight
    assert len([pk for pk in made if f'action="/activities/{pk}/done/"' in folded]) == 3
    assert all(f'action="/activities/{pk}/done/"' in sight + folded for pk in made)
