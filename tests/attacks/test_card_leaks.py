"""Cards, timelines, changes, neighbours and duplicates show nothing of what their viewer may not see."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from customers.models import Customer
from projects.models import SalesCategory, StatusChange
from tests import factories
from tests.attacks.forms import edited, last_context, set_field
from tests.attacks.markup import MARK, PAYLOADS, check
from tests.matrix.answers import seen
from tests.matrix.ground import PROFILES, SEES, Ground, browser, person
from tests.matrix.unchanged import nothing_is_written

pytestmark = pytest.mark.django_db
Browsers = dict[str, Client]
SECTIONS = ("", "contacts/", "sales/", "invoices/", "timeline/", "changes/", "settings/", "files/")


def somebody(ground: Ground, view: Any, edit: Any = "none") -> tuple[User, Client]:
    """A person of Oslo with a made-up profile, and their browser."""
    user = person(f"made-up-{User.objects.count()}", profile=factories.profile(view, edit), unit=ground.units["oslo"])
    visitor = browser()
    visitor.force_login(user)
    return user, visitor


def whole_card(client: Client, customer: Customer) -> str:
    pages = [client.get(f"/customers/{customer.pk}/{section}") for section in SECTIONS]
    assert {page.status_code for page in pages} <= {200, 404}
    text = "".join(
        page.content.decode().partition("<main")[2].partition("</main")[0] for page in pages if page.status_code == 200
    )
    return re.sub(r"<svg.*?</svg>", "", text, flags=re.S)


def sale(ground: Ground, name: str, owner: str) -> Any:
    """An open sale of 987,654 at ``mine``, with a step in its timeline."""
    admin, status = ground.people["admin"], factories.sales_status(SalesCategory.IN_PROGRESS)
    project = factories.project(ground.customers["mine"], 987_654, name=name, owner=ground.people[owner],
                                business_unit=ground.people[owner].unit, sales_status=status)  # fmt: skip
    StatusChange.objects.create(project=project, new_status=status, changed_by=admin, changed_at=timezone.now())
    factories.cost(project, 4321)
    return project


def test_projects_of_others_are_on_no_part_of_a_card(ground: Ground, browsers: Browsers) -> None:
    sale(ground, "Secretsale", "finn")
    mine = ground.customers["mine"]
    assert "Secretsale" in whole_card(browsers["admin"], mine)
    for who in ("manager", "account"):
        page = whole_card(browsers[who], mine)
        assert "Secretsale" not in page
        assert "987\u00a0654" not in page


@pytest.mark.parametrize(("view", "words"), [
    ({"customers": "all"}, ("Secretsale", "987\u00a0654", "nvoices", "70\u00a0000", "ales and projects")),
    ({"customers": "all", "sales": "all"}, ("nvoices", "70\u00a0000", "4\u00a0321")),
    ({"customers": "all", "invoices": "all"}, ("987\u00a0654", "ales and projects", "Secretsale")),
    ({"customers": "all", "sales": "own", "invoices": "own"}, ("Secretsale", "987\u00a0654", "70\u00a0000")),
])  # fmt: skip
def test_areas_one_may_not_see_are_on_no_part_of_a_card(
    view: dict[str, str], words: tuple[str, ...], ground: Ground
) -> None:
    sale(ground, "Secretsale", "finn")
    _user, visitor = somebody(ground, view, {"customers": "all"})
    page = whole_card(visitor, ground.customers["mine"])
    assert not [(word, page[page.index(word) - 80 : page.index(word) + 30]) for word in words if word in page]


@pytest.mark.parametrize("section", ["sales", "invoices", "nonsense", "overview"])
def test_a_section_of_a_hidden_area_is_like_one_that_does_not_exist(section: str, ground: Ground) -> None:
    _user, visitor = somebody(ground, {"customers": "all"})
    mine = ground.customers["mine"].pk
    answer = visitor.get(f"/customers/{mine}/{section}/")
    never = visitor.get(f"/customers/{mine}/never-there/")
    assert (answer.status_code, seen(answer)) == (404, seen(never))


@pytest.mark.parametrize("kind", ["status", "invoice"])
def test_a_kind_of_a_hidden_area_is_refused_like_none(kind: str, ground: Ground) -> None:
    _user, visitor = somebody(ground, {"customers": "all"})
    timeline = f"/customers/{ground.customers['mine'].pk}/timeline/"
    answer, never = visitor.get(f"{timeline}?kind={kind}"), visitor.get(f"{timeline}?kind=nonsense")
    assert (answer.status_code, seen(answer)) == (400, seen(never))


@pytest.mark.parametrize("way", [
    "sort=billed_this_year", "billed_this_year.min=1", "columns=billed_this_year", "last_invoice.empty=no",
    "sort=-open_sales", "open_sales.min=1", "account_owner__password=x", "custom=1",
])  # fmt: skip
def test_the_way_through_a_list_knows_no_hidden_field(way: str, ground: Ground) -> None:
    _user, visitor = somebody(ground, {"customers": "all"}, {"customers": "all"})
    card = f"/customers/{ground.customers['mine'].pk}/"
    answer = visitor.get(f"{card}?list={quote(way)}")
    never = visitor.get(f"{card}?list={quote('sort=nonsense')}")
    assert (answer.status_code, seen(answer)) == (400, seen(never))


@pytest.mark.parametrize("field", ["billed_this_year", "open_sales", "is_internal", "created_at", "custom", "name\x00"])
def test_a_form_of_a_hidden_field_is_refused_like_none(field: str, ground: Ground) -> None:
    _user, visitor = somebody(ground, {"customers": "all"}, {"customers": "all"})
    edit = f"/customers/{ground.customers['mine'].pk}/edit/"
    for method in (visitor.get, visitor.post):
        answer, never = method(f"{edit}?field={field}"), method(f"{edit}?field=nonsense")
        assert answer.status_code == never.status_code == 400


@pytest.mark.parametrize("who", PROFILES)
def test_neighbours_are_among_the_rows_one_may_see(who: str, ground: Ground, browsers: Browsers) -> None:
    for whose in SEES[who]:
        address = f"/customers/{ground.customers[whose].pk}/?list=state%3Dall"
        way = browsers[who].get(address).context["way"]
        found = {url.split("/")[2] for url in (way.previous_url, way.next_url) if url}
        assert found <= {str(ground.customers[each].pk) for each in SEES[who]}


def test_rows_of_others_answer_like_rows_that_are_not_there(ground: Ground, browsers: Browsers) -> None:
    """The card, its forms, its parts: another's id, another's part below mine, my part below another's."""
    ids = {key: row.pk for key, row in ground.customers.items()}
    theirs, own = ground.addresses["foreign"].pk, ground.addresses["mine"].pk
    account = browsers["account"]
    with nothing_is_written():
        for path in (f"customers/{ids['mine']}/addresses/{theirs}/", f"customers/{ids['mine']}/addresses/{2**63}/",
                     f"customers/{ids['foreign']}/addresses/{own}/", f"customers/{2**63}/edit/",
                     f"activities/{ground.activities['foreign'].pk}/edit/", f"activities/{2**63}/edit/"):  # fmt: skip
            for method in (account.get, account.post):
                assert method(f"/{path}").status_code == 404, path
        for path in (f"customers/{ids['mine']}/addresses/{theirs}/delete/", f"customers/{ids['foreign']}/active/",
                     f"customers/{ids['foreign']}/addresses/{own}/delete/",
                     f"activities/{ground.activities['unit'].pk}/done/"):  # fmt: skip
            assert account.post(f"/{path}", {"active": "no"}).status_code == 404, path


def test_a_contact_person_of_another_customer_is_no_choice_of_an_activity(ground: Ground, browsers: Browsers) -> None:
    mine = ground.customers["mine"].pk
    posted = {"kind": "call", "subject": "S", "contact": ground.contacts["foreign"].pk}
    with nothing_is_written():
        answer = browsers["account"].post(f"/customers/{mine}/activities/new/", posted)
        never = browsers["account"].post(f"/customers/{mine}/activities/new/", posted | {"contact": 987654})
    assert (answer.status_code, "Contact-foreign" in answer.content.decode()) == (422, False)
    assert never.status_code == 422


def test_a_task_at_a_customer_out_of_sight_is_on_no_page_of_whom_it_is_for(ground: Ground, browsers: Browsers) -> None:
    factories.activity(ground.customers["foreign"], ground.people["admin"], kind="task", subject="Secrettask",
                       assignee=ground.people["account"])  # fmt: skip
    page = browsers["account"].get("/").content.decode()
    assert "Secrettask" not in page
    assert "Saimaa" not in page


def test_a_likely_duplicate_out_of_sight_is_told_only_by_whom_to_ask(ground: Ground, browsers: Browsers) -> None:
    typed = {"name": "Saimaa Konepaja", "country": "FI", "email": "x@customer.example"}
    page = browsers["account"].get("/customers/duplicates/", typed).content.decode()
    foreign = ground.customers["foreign"]
    for word in (foreign.name, f"/customers/{foreign.pk}/", str(foreign.number), foreign.email, "Lappeenranta"):
        assert word not in page
    assert str(ground.people["finn"]) in page


def test_who_may_make_no_customer_is_told_of_no_duplicate(ground: Ground, browsers: Browsers) -> None:
    for who in ("reader", "profileless"):
        assert browsers[who].get("/customers/duplicates/?name=Saimaa").status_code == 404


def test_what_people_wrote_is_text_on_every_part_of_a_card(ground: Ground, browsers: Browsers) -> None:
    mine, admin = ground.customers["mine"], browsers["admin"]
    at = f"/customers/{mine.pk}/"
    for payload in PAYLOADS:
        assert MARK in payload
        assert edited(admin, f"{at}edit/", name=payload, notes=payload, legal_form=payload[:60]).status_code == 302
        pages = [admin.get(at)]  # with its toast
        posted = {"kind": "task", "subject": payload, "text": payload}
        assert admin.post(f"{at}activities/new/", posted).status_code == 302
        pages.append(admin.get(f"{at}timeline/"))
        posted = {"street": payload, "city": payload[:80], "is_visiting": "on"}
        assert admin.post(f"{at}addresses/new/", posted).status_code == 302
        contact = f"/contacts/new/?customer={mine.pk}"
        assert edited(admin, contact, first_name=payload, last_name=payload, title=payload).status_code == 302
        pages += [admin.get(f"{at}{section}") for section in SECTIONS]
        pages += [admin.get(path) for path in (
            f"{at}edit/", f"{at}delete/", "/", f"/contacts/{mine.contacts.latest('pk').pk}/",
            f"{at}addresses/{mine.addresses.latest('pk').pk}/", f"/activities/{mine.activities.latest('pk').pk}/edit/",
            f"/customers/new/?name={quote(payload)}", f"/customers/duplicates/?name={quote(payload)}&country=NO",
        )]  # fmt: skip
        pages.append(admin.post(f"{at}edit/", {"name": "", "notes": payload, "base": payload}))
        pages.append(edited(admin, f"{at}edit/", name="Y", base=f'{{"name": "{MARK}"}}'))  # asked about theirs
        for page in pages:
            assert page.status_code in {200, 409, 422}
            check(page.content.decode(), page.request["PATH_INFO"])


def test_another_ones_change_is_told_to_nobody_who_may_not_see_the_record(ground: Ground, browsers: Browsers) -> None:
    set_field(browsers["admin"], f"/customers/{ground.customers['foreign'].pk}/", "notes", "Secretnote")
    assert last_context(Customer)
    for who in ("manager", "account"):
        for whose in ("mine", "foreign"):
            page = browsers[who].get(f"/customers/{ground.customers[whose].pk}/changes/")
            assert "Secretnote" not in page.content.decode()
