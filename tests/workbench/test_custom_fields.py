"""Fields an organisation adds itself: made in Settings, then fields like any other."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from catalogue.custom_fields import plain_key
from catalogue.models import CustomField
from customers.models import Customer
from tests import factories
from tests.attacks.forms import edited, last_context
from tests.matrix.ground import Ground

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
NEW = "/settings/custom-fields/new/?entity=customer"


def add(client: Client, label: str, kind: str, *labels: str, **more: Any) -> CustomField:
    """Adds a field through Settings."""
    posted = {"label": label, "type": kind, "choice_key": [""] * len(labels), "choice_label": list(labels), **more}
    response = client.post(NEW, posted)
    assert response.status_code == 302, response.content.decode()
    return CustomField.objects.get(entity="customer", label=label)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_new_field_is_in_the_form_the_card_the_list_its_filters_and_files(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    field = add(admin, "Årsavtale signert", "choice", "Ja, begge", "Bare vi")
    assert field.key == "arsavtale_signert"
    assert [choice["key"] for choice in field.choices] == ["ja_begge", "bare_vi"]
    edited(admin, f"/customers/{mine.pk}/edit/", custom_arsavtale_signert="bare_vi")
    mine.refresh_from_db()
    assert mine.custom == {"arsavtale_signert": "bare_vi"}
    assert "Bare vi" in page(admin, f"/customers/{mine.pk}/")
    listed = page(admin, "/customers/?custom_arsavtale_signert=bare_vi&columns=name,custom_arsavtale_signert")
    assert mine.name in listed
    assert ground.customers["unit"].name not in listed
    file = admin.post("/customers/?columns=name,custom_arsavtale_signert", {"export": "csv"})
    content = b"".join(file.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert "Årsavtale signert" in content
    assert "Bare vi" in content
    changes = page(admin, f"/customers/{mine.pk}/changes/")
    assert "Årsavtale signert" in changes
    assert "<ins>Bare vi</ins>" in changes


def test_every_process_sees_a_new_field_at_once(ground: Ground, browsers: Browsers) -> None:
    """What was read before is not used after a change, whoever made it and by whatever way."""
    admin = browsers["admin"]
    assert "custom_later" not in page(admin, "/customers/?part=filter")
    CustomField.objects.create(entity="customer", key="later", label="Later", type="text")
    assert "custom_later" in page(admin, "/customers/?part=filter")
    CustomField.objects.filter(key="later").update(is_active=False)
    assert "custom_later" not in page(admin, "/customers/?part=filter")


@pytest.mark.parametrize(
    ("kind", "typed", "problem"),
    [
        ("number", "twelve", "Enter a number."),
        ("money", "1.234567", "2 decimal places"),
        ("date", "soon", "valid date"),
        ("choice", "other", "not one of the available choices"),
        ("text", "x" * 501, "at most 500"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_kept_as_typed(
    kind: str, typed: str, problem: str, ground: Ground, browsers: Browsers
) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    field = add(admin, "Extra", kind, "One")
    response = edited(admin, f"/customers/{mine.pk}/edit/", custom_extra=typed)
    assert response.status_code == 422
    assert problem in response.content.decode()
    if kind != "choice":
        assert typed in response.content.decode()
    mine.refresh_from_db()
    assert field.key not in mine.custom


def test_a_field_that_must_be_filled_in_holds_back_new_records_but_not_old_ones(
    ground: Ground, browsers: Browsers
) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    add(admin, "Tier code", "text", is_required="on")
    refused = edited(admin, "/customers/new/", name="Fersk AS")
    assert refused.status_code == 422
    assert not Customer.objects.filter(name="Fersk AS").exists()
    assert edited(admin, "/customers/new/", name="Fersk AS", custom_tier_code="A1").status_code == 302
    assert Customer.objects.get(name="Fersk AS").custom == {"tier_code": "A1"}
    assert edited(admin, f"/customers/{mine.pk}/edit/", phone="+47 22 00 00 00").status_code == 302


def test_a_field_in_use_is_retired_not_deleted(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    field = add(admin, "Portal", "text")
    edited(admin, f"/customers/{mine.pk}/edit/", custom_portal="Hilma")
    address = f"/settings/custom-fields/{field.pk}"
    assert "is in use" in admin.post(f"{address}/delete/").content.decode()
    assert CustomField.objects.filter(pk=field.pk).exists()
    admin.post(f"{address}/active/", {"active": "no"})
    assert "Hilma" not in page(admin, f"/customers/{mine.pk}/")
    assert admin.get("/customers/?custom_portal=hilma").status_code == 400
    assert "<ins>Hilma</ins>" in page(admin, f"/customers/{mine.pk}/changes/")
    edited(admin, f"/customers/{mine.pk}/edit/", phone="+47 22 00 00 00")
    mine.refresh_from_db()
    assert mine.custom == {"portal": "Hilma"}
    admin.post(f"{address}/active/", {"active": "yes"})
    assert "Hilma" in page(admin, f"/customers/{mine.pk}/")


def test_a_field_nobody_used_is_deleted_and_its_key_never_given_again(ground: Ground, browsers: Browsers) -> None:
    """Old values may come back from history: they must not turn up under a field of another type."""
    admin = browsers["admin"]
    field = add(admin, "Portal", "text")
    assert admin.post(f"/settings/custom-fields/{field.pk}/delete/").status_code == 302
    assert not CustomField.objects.filter(pk=field.pk).exists()
    assert add(admin, "Portal", "number").key == "portal_2"


def test_a_retired_choice_stays_where_it_was_chosen_and_is_offered_nowhere_else(
    ground: Ground, browsers: Browsers
) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    field = add(admin, "Size", "choices", "Small", "Large", "Huge")
    edited(admin, f"/customers/{mine.pk}/edit/", custom_size=["small", "huge"])
    rows = {"choice_key": ["huge", "small", "large"], "choice_label": ["Giant", "Small", "Large"]}
    saved = admin.post(f"/settings/custom-fields/{field.pk}/", {"label": "Size", **rows, "choice_active": ["1", "2"]})
    assert saved.status_code == 302
    assert "Giant, Small" in page(admin, f"/customers/{mine.pk}/")
    assert 'value="huge"' in page(admin, f"/customers/{mine.pk}/edit/")
    assert 'value="huge"' not in page(admin, f"/customers/{ground.customers['unit'].pk}/edit/")
    assert edited(admin, f"/customers/{mine.pk}/edit/", phone="+47 1").status_code == 302
    mine.refresh_from_db()
    assert mine.custom == {"size": ["huge", "small"]}


def test_a_choice_left_out_of_what_is_sent_is_retired_not_lost(ground: Ground, browsers: Browsers) -> None:
    admin = browsers["admin"]
    field = add(admin, "Size", "choice", "Small", "Large")
    admin.post(f"/settings/custom-fields/{field.pk}/", {"label": "Size", "choice_key": ["large"],
                                                        "choice_label": ["Large"], "choice_active": ["0"]})  # fmt: skip
    field.refresh_from_db()
    assert [(choice["key"], choice["active"]) for choice in field.choices] == [("large", True), ("small", False)]


@pytest.mark.parametrize(
    ("labels", "problem"),
    [
        ([], "Give at least one choice."),
        (["Same", " same "], "This choice stands here twice."),
        (["–"], "Type at least one letter or digit."),
        (["x" * 81], "At most 80 characters."),
        ([f"Choice {number}" for number in range(201)], "At most 200 choices."),
    ],
)
def test_a_list_to_choose_from_that_makes_no_sense_is_refused(
    labels: list[str], problem: str, ground: Ground, browsers: Browsers
) -> None:
    posted = {"label": "Size", "type": "choice", "choice_key": [""] * len(labels), "choice_label": labels}
    response = browsers["admin"].post(NEW, posted)
    assert response.status_code == 422
    assert problem in response.content.decode()
    assert not CustomField.objects.filter(label="Size").exists()


def test_moving_choices_saves_nothing_and_keeps_what_was_typed(ground: Ground, browsers: Browsers) -> None:
    posted = {"label": "Size", "type": "choice", "choice_key": ["", ""], "choice_label": ["Small", "Large"]}
    shown = browsers["admin"].post(NEW, {**posted, "row": "up-1"}).content.decode()
    assert shown.index('value="Large"') < shown.index('value="Small"')
    assert 'value="Size"' in shown
    assert '<option value="choice" selected>' in shown
    assert not CustomField.objects.filter(label="Size").exists()


def test_fields_move_up_and_down(ground: Ground, browsers: Browsers) -> None:
    admin = browsers["admin"]
    for label in ("A", "B", "C"):
        add(admin, label, "text")
    last = CustomField.objects.get(label="C")
    admin.post(f"/settings/custom-fields/{last.pk}/move/", {"to": "up"})
    order = [field.label for field in CustomField.objects.filter(entity="customer")]
    assert order == ["Customer tier", "A", "C", "B"]


def test_a_name_is_given_once(ground: Ground, browsers: Browsers) -> None:
    response = browsers["admin"].post(NEW, {"label": "customer TIER", "type": "text"})
    assert response.status_code == 422
    assert "of this name already" in response.content.decode()


def test_undoing_one_value_leaves_the_others_alone(ground: Ground, browsers: Browsers) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    add(admin, "Portal", "text")
    edited(admin, f"/customers/{mine.pk}/edit/", custom_portal="Hilma", custom_tier="A")
    context = last_context(Customer)
    edited(admin, f"/customers/{mine.pk}/edit/", custom_tier="B")
    admin.post(f"/customers/{mine.pk}/undo/{context}/", {"field": "custom_portal"})
    mine.refresh_from_db()
    assert mine.custom == {"tier": "B"}


def test_an_edit_is_undone_whole_although_one_of_its_fields_was_retired_since(
    ground: Ground, browsers: Browsers
) -> None:
    admin, mine = browsers["admin"], ground.customers["mine"]
    field = add(admin, "Portal", "text")
    edited(admin, f"/customers/{mine.pk}/edit/", custom_portal="Hilma", phone="+47 1")
    context = last_context(Customer)
    admin.post(f"/settings/custom-fields/{field.pk}/active/", {"active": "no"})
    assert admin.post(f"/customers/{mine.pk}/undo/{context}/").status_code == 302
    mine.refresh_from_db()
    assert (mine.phone, mine.custom) == ("", {})


def test_a_merge_takes_over_the_values_that_were_chosen(ground: Ground, browsers: Browsers) -> None:
    stays, goes = factories.customer("A", custom={"tier": "A", "other": "x"}), factories.customer("B")
    Customer.objects.filter(pk=goes.pk).update(custom={"tier": "B"})
    admin = browsers["admin"]
    add(admin, "Other", "text")
    posted = {"pk": goes.pk, "customer": goes.name}
    asked = admin.post(f"/customers/{stays.pk}/merge/", posted).content.decode()
    assert "Customer tier" in asked
    admin.post(f"/customers/{stays.pk}/merge/", {**posted, "merge": "yes", "custom_tier": "goes"})
    stays.refresh_from_db()
    assert stays.custom == {"tier": "B", "other": "x"}


@pytest.mark.parametrize(
    ("label", "key"), [("Størrelse", "storrelse"), ("2. navn", "field_2_navn"), ("…", "field"), ("a", "a_2")]
)
def test_keys_are_plain_letters_and_new(label: str, key: str) -> None:
    assert plain_key(label, {"a"}) == key


def test_a_choice_moves_past_empty_lines_and_its_button_keeps_the_keyboard(browsers: Browsers) -> None:
    typed = {"label": "Size", "type": "choice", "choice_key": [""] * 4, "choice_label": ["Small", "", "", "Large"]}
    page = browsers["admin"].post(NEW, {**typed, "row": "up-3"}).content.decode()
    assert re.findall(r'name="choice_label" value="([^"]+)"', page) == ["Large", "Small"]
    # it stands first now, so that it can only go down
    assert re.findall(r'value="([a-z]+-[0-9])"[^>]*autofocus', page) == ["down-0"]


def test_a_long_label_of_which_there_was_another_before_is_no_fault(ground: Ground, browsers: Browsers) -> None:
    label, keys = "2026 budgeted consulting revenue in region", list[str]()
    for place in ("north", "south", "east"):
        posted = {"label": f"{label} {place}", "type": "number"}
        assert browsers["admin"].post("/settings/custom-fields/new/?entity=customer", posted).status_code == 302
        keys.append(CustomField.objects.latest("pk").key)
    assert len(set(keys)) == 3
    assert max(map(len, keys)) <= 40


def test_a_list_of_choices_ends_without_a_comma_when_its_last_one_is_retired() -> None:
    field = factories.custom_field("Grade", "choice", "A", "B", "C")
    field.choices[-1]["active"] = False
    assert field.offered == ["A", "B"]
