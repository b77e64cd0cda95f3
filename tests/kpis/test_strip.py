"""What a strip prints: directions, where each figure leads, what it follows, in every language."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from html import unescape
from re import DOTALL, findall

import pytest
from django.conf import settings
from django.test import Client

from accounts.organisation import in_organisation, today
from catalogue.field import Viewer
from customers.models import Customer
from invoices.models import Invoice, InvoiceStatus
from kpis.engine import Figure
from kpis.kpi import KPIS
from kpis.question import Question
from kpis.strip import delta, drawn
from projects.models import Project, SalesStatus
from tests import factories
from tests.matrix.ground import Ground
from workbench.models import RegisterPreference

pytestmark = pytest.mark.django_db


def page(client: Client, path: str, **query: str) -> str:
    return client.get(path, query, headers={"HX-Request": "true"}).content.decode()


def foot(client: Client, url: str) -> str:
    html = client.get(unescape(url)).content.decode()
    return html[html.index("<tfoot") : html.index("</tfoot>")]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_dot_of_a_sparkline_stands_at_its_end_in_every_language(language: str, ground: Ground) -> None:
    ground.people["admin"].language = language
    ground.people["admin"].save()
    dots = findall(r'<circle cx="([^"]*)" cy="([^"]*)" r="1.9"', page(ground.client("admin"), "/customers/figures/"))
    assert dots
    assert [dot for dot in dots if not (float(dot[0]) == 81.5 and 0 <= float(dot[1]) <= 28)] == []


@pytest.mark.parametrize(("now", "before", "text"), [
    ("724490", "0", "▲ 724 490 NOK"), ("-395014", "0", "▼ 395 014 NOK"), ("14305657.62", "14310299.15", "▼ 4 642 NOK"),
    ("110", "100", "▲ 10.0 %"), ("5", "5", None),
])  # fmt: skip
def test_a_direction_is_told_also_where_no_percentage_is(now: str, before: str, text: str, ground: Ground) -> None:
    with in_organisation():
        told = delta(KPIS["billing_this_month"], Decimal(now), Decimal(before))
    assert (told.text.replace("\u00a0", " ") if told else None) == text


def test_every_figure_that_is_of_now_is_compared_with_something() -> None:
    assert [kpi.key for kpi in KPIS.values() if not kpi.comparisons] == []


def test_every_figure_says_what_it_leaves_out_or_counts_all_there_is() -> None:
    assert {kpi.key for kpi in KPIS.values() if not kpi.left_out} == {"new_customers"}


def test_the_rows_a_figure_leads_to_foot_what_it_sums_up(ground: Ground) -> None:
    client, user = ground.client("admin"), ground.people["admin"]
    customer = Customer.objects.filter(is_internal=False).first()
    assert customer
    won = factories.sales_status("won", name="Won here")
    factories.project(customer, 12_345, name="Big", sales_status=won, owner=user)
    for own_columns in ([], ["name", "customer"]):
        RegisterPreference.objects.update_or_create(user=user, register="invoices", defaults={"columns": own_columns})
        RegisterPreference.objects.update_or_create(user=user, register="projects", defaults={"columns": own_columns})
        with in_organisation():
            question = Question(Viewer(user, today()))
            for key in ("order_book", "billing_this_year", "margin_this_year"):
                for part in (each for each in Figure(KPIS[key], question).parts if each.amount):
                    whole = f"{int((part.amount or Decimal(0)).to_integral_value()):,}".replace(",", "\u00a0")
                    assert whole in foot(client, part.url), (key, part.url)


def test_a_figure_of_several_lists_leads_to_all_of_them(ground: Ground) -> None:
    client = ground.client("admin")
    strip = page(client, "/customers/figures/")
    values = [unescape(url) for url in findall(r'class="value" href="([^"]*)"', strip)]
    assert values[0] == "/customers/figures/?kpi=margin_this_year"
    assert values[1].startswith("/invoices/?")
    told = client.get(values[0]).content.decode()
    assert "/invoices/?" in told
    assert "/costs/?" in told


def test_a_figure_is_explained_to_the_cent_however_large(ground: Ground) -> None:
    customer, sent = Customer.objects.filter(is_internal=False).first(), InvoiceStatus.objects.get(name="Sent")
    company = factories.unit("Company", is_company=True)
    assert customer
    with in_organisation():
        day = today()
    factories.invoice(customer, sent, Decimal("14305657.62"), number=9001, company_unit=company, invoice_date=day)
    shown = page(ground.client("admin"), "/customers/figures/", kpi="billing_this_month").replace("\u00a0", " ")
    assert "14 378 657.62 NOK" in shown


def test_figures_that_cannot_follow_a_filter_say_so(ground: Ground) -> None:
    client, user = ground.client("admin"), ground.people["admin"]
    RegisterPreference.objects.update_or_create(user=user, register="customers", defaults={"figures_follow": True})
    register = client.get("/customers/", {"number.min": "abc"}).content.decode()
    [url] = findall(r'class="strip-place" hx-get="([^"]*)"', register)
    assert "they cannot follow this filter" in page(client, unescape(url))
    [url] = findall(r'class="strip-place" hx-get="([^"]*)"', client.get("/customers/").content.decode())
    assert "they cannot follow this filter" not in page(client, unescape(url))
    for query in ({"unfollowed": "no"}, {"unfollowed": "yes", "of": "customers?country=NO"}):
        assert client.get("/customers/figures/", query).status_code == 400, query


def test_an_earlier_month_says_in_the_strip_what_each_figure_rests_on(ground: Ground) -> None:
    with in_organisation():
        last = today().replace(day=1) - timedelta(days=1)
    strip = page(ground.client("admin"), "/customers/figures/", as_of=f"{last:%Y-%m}")
    words = [" ".join(each.split()) for each in findall(r'class="badge plain">(.*?)</span>', strip, DOTALL)]
    assert set(words) == {"exact", "since history began"}
    assert "since history began" not in page(ground.client("admin"), "/customers/figures/")


def test_a_comparison_stands_before_what_is_printed_beside(ground: Ground) -> None:
    with in_organisation():
        figure = Figure(KPIS["prospects"], Question(Viewer(ground.people["admin"], today())))
        notes = drawn(figure, "").notes
    assert "weighted value" in notes[-1]
    assert len(notes) == 2


def test_each_condition_of_an_invoice_is_told_alone_and_leads_to_its_status(ground: Ground) -> None:
    client = ground.client("admin")
    invoice = Invoice.objects.exclude(number=None).filter(status__is_sent=True).first()
    assert invoice
    told = client.get(f"/invoices/{invoice.pk}/figures/").content.decode()
    assert f'href="/settings/invoice-statuses/#row-{invoice.status_id}">Its invoice status is sent' in told
    assert "It has a number" in told
    assert "Counts as billed" not in told
    # who may not see Settings is not sent there
    assert "/settings/" not in ground.client("account").get(f"/invoices/{invoice.pk}/figures/").content.decode()


def test_the_switch_of_a_register_is_a_condition_that_can_be_changed(ground: Ground) -> None:
    customer = factories.customer("Gone", is_active=False)
    told = ground.client("admin").get(f"/customers/{customer.pk}/figures/").content.decode()
    assert f'href="/customers/{customer.pk}/edit/?field=is_active">Status: Active' in told


def test_the_conditions_of_a_sales_project_follow_a_flag_of_its_status(ground: Ground) -> None:
    status = SalesStatus.objects.filter(category="in_progress").first() or factories.sales_status()
    project = factories.project(factories.customer("Buyer"), 100, sales_status=status)
    path = f"/sales/{project.pk}/figures/"
    assert "Its sales status is in progress" in ground.client("admin").get(path).content.decode()
    SalesStatus.objects.filter(pk=status.pk).update(category="won")
    assert Project.objects.filter(pk=project.pk, sales_status__category="won").exists()
    told = ground.client("admin").get(f"/projects/{project.pk}/figures/").content.decode()
    assert "It stands among: Projects" in told


def test_figures_are_ordered_without_script(ground: Ground) -> None:
    client = ground.client("admin")
    form = client.get("/customers/figures/choose/").content.decode()
    order = findall(r'name="order" value="([^"]*)"', form)
    ticked = ["margin_this_year", "prospects"]
    moved = client.post("/customers/figures/choose/", {"figures": ticked, "order": order, "move": f"down-{order[0]}"})
    assert findall(r'name="order" value="([^"]*)"', moved.content.decode()) == [order[1], order[0], *order[2:]]
    assert set(findall(r'value="([a-z_]*)"[^>]* checked', moved.content.decode())) == set(ticked)
    assert not RegisterPreference.objects.filter(register="customers").exists()
    for order_sent, move in ((order[1:], f"up-{order[1]}"), (order, "up-x"), (order, "aside-prospects")):
        refused = client.post("/customers/figures/choose/", {"figures": [], "order": order_sent, "move": move})
        assert refused.status_code == 400, move
