"""Which figures somebody sees: their own choice, else that of their access profile, and only what is theirs to see."""

from __future__ import annotations

from html import unescape
from re import DOTALL, findall

import pytest
from django.test import Client

from accounts.models import AccessProfile
from customers.models import Customer
from kpis.kpi import KPIS
from kpis.models import ProfileFigures
from kpis.places import PLACES, SHOWN
from tests.matrix.ground import Ground
from workbench.models import RegisterPreference

pytestmark = pytest.mark.django_db


def shown(client: Client, path: str = "/customers/figures/") -> list[str]:
    page = client.get(path, headers={"HX-Request": "true"}).content.decode()
    return [unescape(label.split("<")[0].strip()) for label in findall(r'class="kpi">\s*<h2>(.*?)</h2>', page, DOTALL)]


def labels(*keys: str) -> list[str]:
    return [str(KPIS[key].label) for key in keys]


def test_at_first_a_place_shows_what_havn_has_for_it(ground: Ground) -> None:
    client = ground.client("admin")
    for place in ("customers", "sales", "projects", "invoices", "start"):
        assert shown(client, f"/{place}/figures/") == labels(*SHOWN[place]), place


def test_somebody_chooses_and_orders_their_own(ground: Ground) -> None:
    client = ground.client("admin")
    answer = client.post("/customers/figures/choose/", {"figures": ["overdue", "active_customers", "days_to_pay"]})
    assert answer["Location"] == "/customers/"
    assert shown(client) == labels("overdue", "active_customers", "days_to_pay")
    assert shown(client, "/sales/figures/") == labels(*SHOWN["sales"])  # each place has its own
    assert shown(ground.client("manager")) == labels(*SHOWN["customers"])
    client.post("/customers/figures/choose/", {"standard": "1"})
    assert shown(client) == labels(*SHOWN["customers"])


def test_the_gallery_has_at_least_fourteen_with_the_chosen_ones_first(ground: Ground) -> None:
    client = ground.client("admin")
    client.post("/customers/figures/choose/", {"figures": ["overdue", "prospects"]})
    page = client.get("/customers/figures/choose/").content.decode()
    keys = findall(r'name="figures" value="(\w+)"', page)
    assert len(keys) >= 14
    assert keys[:2] == ["overdue", "prospects"]
    assert findall(r'value="(\w+)"[^>]* checked', page) == ["overdue", "prospects"]


@pytest.mark.parametrize(("keys", "problem"), [([], "Tick at least one."), (list(KPIS)[:9], "Tick at most 8.")])
def test_none_and_too_many_are_refused_and_what_was_ticked_is_kept(
    ground: Ground, keys: list[str], problem: str
) -> None:
    client = ground.client("admin")
    answer = client.post("/customers/figures/choose/", {"figures": keys})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert problem in page
    assert findall(r'value="(\w+)"[^>]* checked', page) == keys
    assert not RegisterPreference.objects.exists()


@pytest.mark.parametrize("keys", [["margin_this_year"], ["overdue"], ["unheard_of"], ["prospects", "prospects"]])
def test_what_is_not_for_somebody_is_no_more_chosen_than_what_does_not_exist(ground: Ground, keys: list[str]) -> None:
    client = ground.client("reader")  # sees no money
    assert client.post("/customers/figures/choose/", {"figures": keys}).status_code == 400
    assert not RegisterPreference.objects.exists()
    page = client.get("/customers/figures/choose/").content.decode()
    assert "Margin this year" not in page
    assert "Active customers" in page


def test_a_right_that_goes_takes_its_figure_along(ground: Ground) -> None:
    client = ground.client("controller")
    client.post("/customers/figures/choose/", {"figures": ["margin_this_year", "prospects"]})
    AccessProfile.objects.filter(users=ground.people["controller"]).update(costs_view="none", costs_edit="none")
    assert shown(client) == labels("prospects")


def test_an_administrator_says_what_a_profile_sees_at_first(ground: Ground) -> None:
    admin, reader = ground.client("admin"), ground.client("reader")
    profile = ground.people["reader"].profile_id
    path = f"/settings/key-figures/{profile}/customers/"
    assert admin.post(path, {"figures": ["new_customers", "active_customers"]}).status_code == 302
    assert shown(reader) == labels("new_customers", "active_customers")
    assert shown(admin) == labels(*SHOWN["customers"])
    assert "New customers this quarter, Active customers" in admin.get("/settings/key-figures/").content.decode()
    reader.post("/customers/figures/choose/", {"figures": ["prospects"]})
    assert shown(reader) == labels("prospects")  # their own choice goes before
    reader.post("/customers/figures/choose/", {"standard": "1"})
    assert shown(reader) == labels("new_customers", "active_customers")
    admin.post(path, {"standard": "1"})
    assert not ProfileFigures.objects.exists()


def test_a_profile_is_offered_what_is_for_it_alone(ground: Ground) -> None:
    admin, reader = ground.client("admin"), ground.client("reader")
    profile = ground.people["reader"].profile_id
    path = f"/settings/key-figures/{profile}/customers/"
    assert "Margin this year" not in admin.get(path).content.decode()  # costs are not for readers
    assert admin.post(path, {"figures": ["margin_this_year"]}).status_code == 404
    # a right may also be taken after the choice
    kept, keys = ground.people["reader"].profile, ["margin_this_year", "new_customers"]
    assert kept
    ProfileFigures.objects.create(profile=kept, place="customers", keys=keys)
    assert shown(reader) == labels("new_customers")


def test_a_crafted_move_of_a_profiles_figures_is_refused(ground: Ground) -> None:
    admin, profile = ground.client("admin"), ground.people["reader"].profile_id
    path = f"/settings/key-figures/{profile}/customers/"
    order = findall(r'name="order" value="([^"]*)"', admin.get(path).content.decode())
    assert admin.post(path, {"order": order, "move": f"down-{order[0]}"}).status_code == 200
    for sent in ({"move": "up-x"}, {"order": order, "move": "aside-prospects"}, {"figures": ["x"], "move": "up-x"}):
        assert admin.post(path, sent).status_code == 404, sent
    assert not ProfileFigures.objects.exists()


def test_a_card_is_offered_what_is_counted_of_its_record(ground: Ground) -> None:
    admin, profile = ground.client("admin"), ground.people["admin"].profile_id
    customer = Customer.objects.filter(is_internal=False).first()
    assert customer
    for path in (f"/customers/{customer.pk}/key-figures/choose/", f"/settings/key-figures/{profile}/customer/"):
        page = admin.get(path).content.decode()
        assert "Billing in 12 months" in page, path
        assert "Active customers" not in page, path
        assert "Margin this year" in page, path
    answer = admin.post(f"/customers/{customer.pk}/key-figures/choose/", {"figures": ["active_customers"]})
    assert answer.status_code in {400, 404}


def test_settings_refuse_what_there_is_not(ground: Ground) -> None:
    admin, profile = ground.client("admin"), ground.people["reader"].profile_id
    assert admin.get(f"/settings/key-figures/{profile}/nowhere/").status_code == 404
    assert admin.post(f"/settings/key-figures/{profile}/customers/", {"figures": ["x"]}).status_code == 404
    assert admin.post(f"/settings/key-figures/{profile}/customers/", {}).status_code == 422
    assert not ProfileFigures.objects.exists()


def test_every_place_has_a_name_and_at_least_four_figures() -> None:
    assert PLACES.keys() == SHOWN.keys()
    assert all(len(keys) >= 4 and set(keys) <= KPIS.keys() for keys in SHOWN.values())
