"""Customers with their addresses, contact persons and consents, as rows for COPY."""

import re
from random import Random

from crm.demo.companies import Company, CompanyNames
from crm.demo.custom_values import of_contact, of_customer
from crm.demo.load import NULL
from crm.demo.numbers import business_ids, gln, vat_number
from crm.demo.organisation import Setting
from crm.demo.people import EMAIL_LETTERS, FIRST_NAMES, LAST_NAMES, email_name
from crm.demo.places import COUNTRIES, Country, Town
from crm.demo.plans import CustomerPlan, Kind
from crm.demo.staff import SIGN_INS
from crm.demo.tables import Tables
from crm.demo.texts import TEXTS
from crm.demo.timeline import Timeline

FIRST_NUMBER = 1000

NOT_IN_A_DOMAIN = re.compile(r"[^a-z0-9]+")
DUPLICATES = 0.012
AND_IN = {"NO": " og ", "FI": " ja ", "SE": " och ", "DK": " og "}
PLAIN_LETTERS = str.maketrans("øæåäöØÆÅÄÖ", "oaaaoOAAAO")
EINVOICE_SCHEME = {"NO": "0192", "FI": "0216", "SE": "0007", "DK": "0184"}
OPERATORS = ("", "", "Nordbud", "Kontorveien", "Fakturaverket")
REGISTERS = {"NO": "brreg", "FI": "ytj"}
PURPOSES = ("Newsletter", "Event invitations", "Customer survey", "Project contact")
CONSENT_SOURCES = ("Web form", "Trade fair", "Phone call", "Agreement", "")
BASES = ("consent", "consent", "consent", "contract", "interest")


def another_spelling(name: str, legal_form: str, country: str, variant: int) -> str:
    """Return a name as somebody else would have typed it; variant 0 leaves it alone."""
    if variant == 1:
        return name.upper()
    if variant == 2 and legal_form and name.endswith(f" {legal_form}"):
        return name.removesuffix(f" {legal_form}")
    if variant == 3:
        return name.translate(PLAIN_LETTERS)
    if variant == 4 and " & " in name:
        return name.replace(" & ", AND_IN[country])
    if variant == 5:
        return name.replace("nn", "n").replace("ll", "l").replace("gg", "g")
    return name


def domain_of(company: Company, country: Country) -> str:
    """Return a domain nobody owns, like the company's name."""
    name = company.name.removesuffix(company.legal_form)
    words = NOT_IN_A_DOMAIN.sub("-", name.lower().translate(EMAIL_LETTERS)).strip("-")
    return f"{words[:40].strip('-')}.{country.domain}.example"


def phone(country: Country, random: Random) -> str:
    digits = f"{int(random.random() * 8_000_000) + 1_000_000}"
    first = "23567"[int(random.random() * 5)]
    return f"{country.phone_prefix} {first}{digits[0]} {digits[1:3]} {digits[3:5]} {digits[5:]}"


class CustomerRows:
    """Writes one customer after the other; keeps what the next ones are duplicates of."""

    def __init__(self, seed: int, timeline: Timeline, setting: Setting, tables: Tables) -> None:
        self.timeline = timeline
        self.setting = setting
        self.tables = tables
        self.names = {code: CompanyNames(code, seed) for code in COUNTRIES}
        self.numbers = {code: business_ids(code, seed) for code in COUNTRIES}
        self.seen: dict[str, Company] = {}

    def write_internal(self, name: str) -> int:
        """Write our own company; return its key."""
        key = self.tables.customers.new_id()
        number, created = next(self.numbers["NO"]), self.timeline.stamp(0)
        town = COUNTRIES["NO"].towns[0]
        self.tables.customers.lines.append(
            f"{key}\t{FIRST_NUMBER}\t{name}\t{number}\t{vat_number('NO', number)}\tAS\tNO\tnb\tNOK\t{NULL}\t"
            f"{self.setting.users[0]}\t{self.setting.units[0]}\thttps://www.havn.example/\tpost@havn.example\t"
            f"+47 22 10 20 30\t{town.name}\t\tt\tt\tbrreg\t{created}\t14\t{NULL}\t{NULL}\tf\tnb\t{{}}\t"
            f"{created}\t{created}"
        )
        self._address(key, "NO", "Brattørkaia 1", town, "t\tt\tt\tt")
        return key

    def write(self, plan: CustomerPlan, random: Random) -> tuple[int, list[int]]:
        """Write a customer; return its key and those of its contact persons."""
        key = self.tables.customers.new_id()
        company = self.names[plan.country].next(random)
        if plan.kind == Kind.BARE:
            self._bare(key, company.name, plan)
            return key, []
        duplicate = plan.country in self.seen and random.random() < DUPLICATES
        if duplicate:
            company = self.seen[plan.country]
        elif random.random() < 0.2:
            self.seen[plan.country] = company
        country = COUNTRIES[plan.country]
        domain = domain_of(company, country)
        town = country.town(company.place, random.random())
        name = company.name
        if duplicate:
            name = another_spelling(name, company.legal_form, plan.country, int(random.random() * 6))
        business_id = "" if duplicate or random.random() < 0.05 else next(self.numbers[plan.country])
        self._customer(key, name, company, plan, business_id, domain, town.name, random)
        self._addresses(key, plan.country, town, random)
        self._segments(key, random)
        if business_id and random.random() < 0.55:
            self._einvoice(key, plan.country, business_id, random)
        return key, self._contacts(key, plan, domain, random)

    def _bare(self, key: int, name: str, plan: CustomerPlan) -> None:
        stamp = self.timeline.stamp(plan.since)
        self.tables.customers.lines.append(
            f"{key}\t{FIRST_NUMBER + key - 1}\t{name}\t\t\t\t\t\t\t{NULL}\t{NULL}\t{NULL}\t\t\t\t\t\tf\tt\t\t{NULL}\t"
            f"{NULL}\t{NULL}\t{NULL}\tf\t\t{{}}\t{stamp}\t{stamp}"
        )

    def _customer(
        self,
        key: int,
        name: str,
        company: Company,
        plan: CustomerPlan,
        business_id: str,
        domain: str,
        city: str,
        random: Random,
    ) -> None:
        roll = random.random
        country = COUNTRIES[plan.country]
        vat = vat_number(plan.country, business_id) if business_id and roll() < 0.93 else ""
        industry = self.setting.industries[company.industry] if roll() < 0.93 else NULL
        owner = self.setting.users[plan.owner.place] if roll() < 0.98 or plan.owner.place < len(SIGN_INS) else NULL
        language = country.language if roll() < 0.88 else ("en" if roll() < 0.7 else "")
        website = f"https://www.{domain}/" if roll() < 0.7 else ""
        email = f"{'post' if roll() < 0.6 else 'info'}@{domain}" if roll() < 0.9 else ""
        telephone = phone(country, random) if roll() < 0.85 else ""
        notes = self._pick(TEXTS[plan.country].note, random) if roll() < 0.08 else ""
        checked = business_id and plan.country in REGISTERS and roll() < 0.45
        register = REGISTERS[plan.country] if checked else ""
        today = self.timeline.today
        checked_at = self.timeline.stamp(max(plan.since, today - int(roll() * 300)), 60) if checked else NULL
        terms = plan.terms if roll() < 0.6 else NULL
        interest = ("8.00", "9.50", "12.00", "12.50")[int(roll() * 4)] if roll() < 0.2 else NULL
        reverse = "t" if roll() < 0.03 else "f"
        rate = "0" if reverse == "t" else NULL
        created = self.timeline.stamp(plan.since, int(roll() * 500))
        changed = self.timeline.stamp(plan.since + int((today - plan.since) * roll()), 530)
        self.tables.customers.lines.append(
            f"{key}\t{FIRST_NUMBER + key - 1}\t{name}\t{business_id}\t{vat}\t{company.legal_form}\t{plan.country}\t"
            f"{language}\t{plan.currency}\t{industry}\t{owner}\t{self.setting.units[plan.unit]}\t{website}\t{email}\t"
            f"{telephone}\t{city}\t{notes}\tf\t{'f' if plan.kind == Kind.INACTIVE else 't'}\t{register}\t{checked_at}\t"
            f"{terms}\t{interest}\t{rate}\t{reverse}\t{language if roll() < 0.3 else ''}\t"
            f"{of_customer(key, self.timeline)}\t{created}\t{changed}"
        )

    @staticmethod
    def _pick(choices: tuple[str, ...], random: Random) -> str:
        return choices[int(random.random() * len(choices))]

    def _address(self, key: int, country: str, street: str, town: Town, flags: str) -> None:
        table = self.tables.addresses
        postcode = town.postcodes[key % len(town.postcodes)]
        table.lines.append(f"{table.new_id()}\t{key}\t{street}\t{postcode}\t{town.name}\t{country}\t{flags}")

    def _street(self, country: Country, random: Random) -> str:
        letter = "ABC"[int(random.random() * 3)] if random.random() < 0.15 else ""
        return f"{self._pick(country.streets, random)} {1 + int(random.random() ** 2 * 120)}{letter}"

    def _addresses(self, key: int, code: str, town: Town, random: Random) -> None:
        """Visiting always; postal and invoicing the same one or one of their own."""
        country = COUNTRIES[code]
        box, invoicing = random.random() < 0.22, random.random() < 0.1
        flags = f"t\t{'f' if box else 't'}\t{'f' if invoicing else 't'}\tt"
        self._address(key, code, self._street(country, random), town, flags)
        if box:
            self._address(key, code, f"{country.box} {100 + int(random.random() * 1900)}", town, "f\tt\tf\tf")
        if invoicing:
            self._address(key, code, self._street(country, random), town, "f\tf\tt\tf")
        if random.random() < 0.08:
            other = country.towns[int(random.random() * len(country.towns))]
            self._address(key, code, self._street(country, random), other, "t\tf\tf\tf")

    def _segments(self, key: int, random: Random) -> None:
        table = self.tables.segments
        for group in self.setting.segments:
            if random.random() < 0.33:
                segment = group[int(random.random() ** 1.5 * len(group))]
                table.lines.append(f"{table.new_id()}\t{key}\t{segment}")

    def _einvoice(self, key: int, country: str, business_id: str, random: Random) -> None:
        table = self.tables.einvoices
        digits = business_id.replace("-", "")
        address = f"{EINVOICE_SCHEME[country]}:{'0037' if country == 'FI' else ''}{digits}"
        operator = OPERATORS[int(random.random() * len(OPERATORS))]
        table.lines.append(f"{table.new_id()}\t{key}\t{address}\t{operator}")
        if random.random() < 0.06:
            table.lines.append(f"{table.new_id()}\t{key}\t0088:{gln(digits)}\t{operator}")

    def _contacts(self, key: int, plan: CustomerPlan, domain: str, random: Random) -> list[int]:
        count = (1, 1, 1, 1, 1, 2, 2, 2, 3, 4)[int(random.random() * 10)]
        return [self._contact(key, plan, domain, random) for _ in range(count)]

    def _contact(self, key: int, plan: CustomerPlan, domain: str, random: Random) -> int:
        roll = random.random
        country = COUNTRIES[plan.country]
        first = self._pick(FIRST_NAMES[plan.country], random)
        last = self._pick(LAST_NAMES[plan.country], random)
        title = self._pick(TEXTS[plan.country].titles, random) if roll() < 0.8 else ""
        email = f"{email_name(first, last)}@{domain}" if roll() < 0.88 else ""
        desk = phone(country, random) if roll() < 0.35 else ""
        mobile = phone(country, random) if roll() < 0.75 else ""
        language = country.language if roll() < 0.6 else ""
        barred = "\t".join("t" if roll() < share else "f" for share in (0.06, 0.04, 0.03))
        created = self.timeline.stamp(plan.since + int((self.timeline.today - plan.since) * roll() ** 3), 90)
        table = self.tables.contacts
        contact = table.new_id()
        table.lines.append(
            f"{contact}\t{key}\t{first}\t{last}\t{title}\t{email}\t{desk}\t{mobile}\t{language}\t"
            f"{'t' if roll() < 0.93 else 'f'}\t{barred}\t{of_contact(contact)}\t{created}\t{created}"
        )
        self._roles(contact, random)
        if roll() < 0.25:
            self._consent(contact, plan, random)
        return contact

    def _roles(self, contact: int, random: Random) -> None:
        table, roles = self.tables.roles, self.setting.roles
        place = int(random.random() * len(roles) * 1.3)
        if place < len(roles):
            table.lines.append(f"{table.new_id()}\t{contact}\t{roles[place]}")
            if random.random() < 0.25:
                table.lines.append(f"{table.new_id()}\t{contact}\t{roles[(place + 1) % len(roles)]}")

    def _consent(self, contact: int, plan: CustomerPlan, random: Random) -> None:
        table, days = self.tables.consents, self.timeline
        given = plan.since + int((days.today - plan.since) * random.random())
        withdrawn = days.iso[given + int((days.today - given) * random.random())] if random.random() < 0.1 else NULL
        table.lines.append(
            f"{table.new_id()}\t{contact}\t{self._pick(PURPOSES, random)}\t{self._pick(BASES, random)}\t"
            f"{days.iso[given]}\t{self._pick(CONSENT_SOURCES, random)}\t{withdrawn}"
        )
