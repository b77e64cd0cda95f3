"""Our industry is proposed from a register's code: fixed, learnt, or by NACE."""

from __future__ import annotations

import pytest
from django.test import Client

from customers.models import Customer, Industry, IndustryOfCode
from registries import reading
from tests import factories
from tests.customers.companies import (
    SOLVIK,
    begun,
    pick,
)
from tests.customers.filling import saved
from tests.matrix.ground import Ground

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standin")]


def industry_after(admin: Client) -> str:
    return str(pick(admin, begun(admin), SOLVIK)["industry"])


def test_an_industry_is_proposed_by_the_closest_nace_code(admin: Client) -> None:
    assert pick(admin, begun(admin), SOLVIK).get("industry", "") == ""
    wide, close = factories.industry("Energy", nace_code="35"), factories.industry("Power", nace_code="35.1")
    factories.industry("Gas", nace_code="35.2")
    factories.industry("Three", nace_code="3")
    assert industry_after(admin) == str(close.pk)
    Industry.objects.filter(pk=close.pk).update(is_active=False)
    assert industry_after(admin) == str(wide.pk)


def test_what_people_chose_before_is_proposed_and_most_often_wins(admin: Client) -> None:
    factories.industry("Energy", nace_code="35.1")
    chosen, rare = factories.industry("Utilities"), factories.industry("Rare")
    for industry, phone in ((rare, "1"), (chosen, "2"), (chosen, "3")):
        form = pick(admin, begun(admin), SOLVIK) | {"industry": str(industry.pk), "phone": phone}
        saved(admin, form)
        Customer.objects.filter(business_id=SOLVIK).update(business_id="")
    assert industry_after(admin) == str(chosen.pk)
    learnt = IndustryOfCode.objects.get(code_list="SN", code="35.110", industry=chosen)
    assert (learnt.times, learnt.is_fixed, learnt.text) == (2, False, "Produksjon av elektrisitet")


def test_a_fixed_choice_comes_before_all_others(admin: Client) -> None:
    often, fixed = factories.industry("Often"), factories.industry("Fixed")
    factories.industry("Energy", nace_code="35.11")
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=often, times=50)
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=fixed, is_fixed=True)
    assert industry_after(admin) == str(fixed.pk)


def test_a_retired_industry_is_never_proposed(admin: Client) -> None:
    retired = factories.industry("Retired", nace_code="35.110", is_active=False)
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=retired, is_fixed=True, times=9)
    assert pick(admin, begun(admin), SOLVIK).get("industry", "") == ""
    used = factories.industry("Used")
    IndustryOfCode.objects.create(code_list="SN", code="35.110", industry=used, times=1)
    assert industry_after(admin) == str(used.pk)


def test_a_choice_for_the_same_code_of_another_list_is_none_for_this(admin: Client) -> None:
    other = factories.industry("Other")
    IndustryOfCode.objects.create(code_list="TOL2008", code="35.110", industry=other, is_fixed=True)
    assert pick(admin, begun(admin), SOLVIK).get("industry", "") == ""


def sent(row: IndustryOfCode, **changed: object) -> dict[str, object]:
    form = {"code_list": row.code_list, "code": row.code, "text": row.text, "industry": row.industry_id}
    return form | changed


def rows() -> list[tuple[object, ...]]:
    columns = ("pk", "code_list", "code", "text", "industry__name", "is_fixed", "times")
    return list(IndustryOfCode.objects.order_by("pk").values_list(*columns))


def test_editing_a_choice_changes_that_one(admin: Client, ground: Ground) -> None:
    row, fishery = ground.industry_codes["there"], ground.industries["Fishery"]
    IndustryOfCode.objects.filter(pk=row.pk).update(times=4)
    url = f"/settings/industry-codes/{row.pk}/"
    changes: list[tuple[dict[str, object], tuple[object, ...]]] = [
        ({"text": "Programming"}, ("SN", "62.100", "Programming", "Software", True, 4)),
        ({"code": "62.200"}, ("SN", "62.200", "", "Software", True, 0)),
        ({"code": "62.200", "code_list": "TOL2025"}, ("TOL2025", "62.200", "", "Software", True, 0)),
        ({"code": "62.200", "industry": fishery.pk}, ("SN", "62.200", "", "Fishery", True, 0)),
    ]
    for changed, wanted in changes:
        assert admin.post(url, sent(row, **changed)).status_code == 302
        assert rows() == [(row.pk, *wanted)]


def test_a_choice_changed_into_another_one_becomes_that(admin: Client, ground: Ground) -> None:
    row, software, fishery = ground.industry_codes["there"], ground.industries["Software"], ground.industries["Fishery"]
    other = IndustryOfCode.objects.create(code_list="SN", code="62.200", industry=software, times=3)
    before = IndustryOfCode.objects.create(code_list="SN", code="62.200", industry=fishery, is_fixed=True, times=1)
    assert admin.post(f"/settings/industry-codes/{row.pk}/", sent(row, code="62.200")).status_code == 302
    assert rows() == [
        (other.pk, "SN", "62.200", "", "Software", True, 3),
        (before.pk, "SN", "62.200", "", "Fishery", False, 1),
    ]


def test_a_code_list_no_register_has_any_more_can_be_kept(admin: Client, ground: Ground) -> None:
    row = ground.industry_codes["there"]
    IndustryOfCode.objects.filter(pk=row.pk).update(code_list="OLD")
    row.refresh_from_db()
    assert admin.post(f"/settings/industry-codes/{row.pk}/", sent(row, text="Old")).status_code == 302
    assert rows() == [(row.pk, "OLD", "62.100", "Old", "Software", True, 0)]


def test_nothing_is_learnt_without_a_pick_or_without_an_industry(admin: Client, ground: Ground) -> None:
    before = set(IndustryOfCode.objects.values_list("pk", "times"))
    saved(admin, begun(admin) | {"name": "By hand", "industry": str(ground.industries["Software"].pk)})
    saved(admin, pick(admin, begun(admin), SOLVIK) | {"industry": ""})
    assert set(IndustryOfCode.objects.values_list("pk", "times")) == before


def test_a_code_too_long_to_be_one_is_not_learnt(admin: Client) -> None:
    assert reading.code("6" * 20) == "6" * 20
    assert reading.code("6" * 21) == ""
