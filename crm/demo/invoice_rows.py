"""Invoices, credit notes, their rows and payments, as rows for COPY; every sum agrees to the cent."""

from dataclasses import dataclass
from random import Random

from crm.demo.load import NULL
from crm.demo.money import REDUCED_VAT, half_up, in_base, row_net, standard_vat
from crm.demo.organisation import Setting
from crm.demo.plans import CustomerPlan, InvoiceNumbers, InvoicePlan, Stage
from crm.demo.project_rows import Rates
from crm.demo.tables import Tables
from crm.demo.texts import TEXTS, Texts
from crm.demo.timeline import Timeline

STATUS_OF_STAGE = {
    Stage.DRAFT: "Draft",
    Stage.APPROVED: "Approved",
    Stage.SENT: "Sent",
    Stage.REMINDED: "Reminded",
    Stage.PAID: "Paid",
    Stage.CREDITED: "Credited",
    Stage.OLD_SENT: "Sent by fax",
}
HOURLY_PRICES = (98_000, 115_000, 125_000, 135_000, 145_000, 165_000)
PART_PAID = 0.04
TWO_PAYMENTS = 0.05


@dataclass(slots=True)
class Row:
    """Quantity in hundredths, price and net in cents, discount in %, VAT rate in thousandths."""

    description: str
    quantity: int
    unit: str
    price: int
    discount: int
    vat_rate: int
    net: int


@dataclass(slots=True)
class Sums:
    net: int
    vat: int
    gross: int


def sums(rows: list[Row]) -> Sums:
    """Add up rows; VAT is rounded once for each VAT rate."""
    by_rate: dict[int, int] = {}
    for row in rows:
        by_rate[row.vat_rate] = by_rate.get(row.vat_rate, 0) + row.net
    net = sum(by_rate.values())
    vat = sum(half_up(amount * rate, 1000) for rate, amount in by_rate.items())
    return Sums(net, vat, net + vat)


def priced(description: str, quantity: int, unit: str, price: int, discount: int, vat_rate: int) -> Row:
    return Row(description, quantity, unit, price, discount, vat_rate, row_net(quantity, price, discount))


def reversed_row(row: Row, quantity: int) -> Row:
    """Return the row of a credit note that takes back a quantity of a row."""
    net = -row_net(quantity, row.price, row.discount)
    return Row(row.description, -quantity, row.unit, row.price, row.discount, row.vat_rate, net)


@dataclass(slots=True)
class Bill:
    """What an invoice and its credit note have in common."""

    customer: int
    project: int | str
    unit: int
    company: int
    plan: CustomerPlan
    currency: str
    rate: int
    reverse_charge: bool


class InvoiceRows:
    def __init__(
        self, timeline: Timeline, setting: Setting, tables: Tables, rates: Rates, numbers: InvoiceNumbers
    ) -> None:
        self.timeline = timeline
        self.setting = setting
        self.tables = tables
        self.rates = rates
        self.numbers = numbers

    def write(self, bill: Bill, invoice: InvoicePlan, target: int, random: Random) -> int:
        """Write an invoice of about ``target`` cents with all that belongs to it; return its first row's key."""
        vat = 0 if bill.reverse_charge else standard_vat(bill.plan.country, self.timeline.iso[invoice.day])
        rows = self._rows(TEXTS[bill.plan.country], bill, invoice.day, target, vat, random)
        total = sums(rows)
        key = self.tables.invoices.new_id()
        number = self._number(bill, invoice.day) if invoice.stage >= Stage.APPROVED else NULL
        status = STATUS_OF_STAGE[invoice.stage]
        due = invoice.day + bill.plan.terms
        self._invoice(key, "invoice", bill, status, number, invoice.day, due, total, NULL)
        first_row = self._write_rows(key, rows)
        credited = self._credit(key, bill, invoice, rows, random) if invoice.credit else 0
        self._pay(key, invoice, total.gross + credited, random)
        return first_row

    def _number(self, bill: Bill, day: int) -> int:
        return self.numbers.take(bill.plan.company, day)

    def _rows(self, texts: Texts, bill: Bill, day: int, target: int, vat: int, random: Random) -> list[Row]:
        month = self.timeline.iso[day][:7]
        hourly = HOURLY_PRICES[int(random.random() * len(HOURLY_PRICES))]
        price = max(half_up(hourly * 10_000, bill.rate * 500) * 500, 500)
        discount = (5, 10, 15)[int(random.random() * 3)] if random.random() < 0.06 else 0
        roll = random.random()
        if roll < 0.28:
            fixed = max(target // 10_000, 1) * 10_000
            rows = [priced(texts.row_fixed, 100, texts.piece_unit, fixed, discount, vat)]
        else:
            quarters = max(target * 4 // price, 1)
            rows = [priced(f"{texts.row_hours} {month}", quarters * 25, texts.hour_unit, price, discount, vat)]
        if random.random() < 0.36:
            rate = REDUCED_VAT[bill.plan.country] if vat and random.random() < 0.2 else vat
            expenses = max(int(target * 0.12 * random.random()), 1_500)
            rows.append(priced(texts.row_travel, 100, texts.piece_unit, expenses, 0, rate))
        if random.random() < 0.14:
            rows.append(priced(texts.row_fixed, 100, texts.piece_unit, max(target // 30_000, 1) * 10_000, 0, vat))
        return rows

    def _invoice(
        self,
        key: int,
        kind: str,
        bill: Bill,
        status: str,
        number: int | str,
        day: int,
        due: int,
        total: Sums,
        credits: int | str,
    ) -> None:
        iso = self.timeline.iso
        created = self.timeline.stamp(day, key % 480)
        company = bill.company if number != NULL else NULL
        self.tables.invoices.lines.append(
            f"{key}\t{kind}\t{bill.customer}\t{bill.project}\t{bill.unit}\t{company}\t"
            f"{self.setting.invoice_statuses[status]}\t{number}\t{iso[day]}\t{iso[due]}\t{bill.currency}\t"
            f"{bill.rate}e-4\t{total.net}e-2\t{total.vat}e-2\t{total.gross}e-2\t"
            f"{in_base(total.net, bill.rate)}e-2\t{credits}\t{created}\t{created}"
        )

    def _write_rows(self, invoice: int, rows: list[Row]) -> int:
        table = self.tables.rows
        first = 0
        for position, row in enumerate(rows, 1):
            key = table.new_id()
            first = first or key
            table.lines.append(
                f"{key}\t{invoice}\t{position}\t{row.description}\t{row.quantity}e-2\t{row.unit}\t{row.price}e-2\t"
                f"{row.discount}\t{row.vat_rate}e-1\t{row.net}e-2"
            )
        return first

    def _credit(self, invoice: int, bill: Bill, plan: InvoicePlan, rows: list[Row], random: Random) -> int:
        """Write the credit note of an invoice, at the rate of the invoice; return its gross amount."""
        credit = plan.credit
        assert credit is not None
        if credit.in_full:
            taken_back = [reversed_row(row, row.quantity) for row in rows]
        else:
            share = 0.1 + random.random() * 0.5
            taken_back = [reversed_row(rows[0], max(int(rows[0].quantity * share / 25), 1) * 25)]
        total = sums(taken_back)
        key = self.tables.invoices.new_id()
        number = self._number(bill, credit.day) if credit.is_numbered else NULL
        status = "Credited" if credit.is_numbered else "Credit note draft"
        self._invoice(key, "credit_note", bill, status, number, credit.day, credit.day, total, invoice)
        self._write_rows(key, taken_back)
        return total.gross if credit.is_numbered else 0

    def _pay(self, invoice: int, plan: InvoicePlan, open_amount: int, random: Random) -> None:
        if plan.stage == Stage.PAID:
            if random.random() < TWO_PAYMENTS and plan.paid > plan.day + 8:
                first = open_amount // 2
                self._payment(invoice, plan.paid - 7, first)
                self._payment(invoice, plan.paid, open_amount - first)
            else:
                self._payment(invoice, plan.paid, open_amount)
        elif plan.stage == Stage.REMINDED and random.random() < PART_PAID:
            self._payment(invoice, min(plan.day + 20, self.timeline.today), open_amount // 3)

    def _payment(self, invoice: int, day: int, amount: int) -> None:
        if amount > 0:
            table = self.tables.payments
            table.lines.append(f"{table.new_id()}\t{invoice}\t{self.timeline.iso[day]}\t{amount}e-2")
