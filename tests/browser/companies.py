"""Companies of the registers' stand-in, and the parts of a new customer's form that look them up."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from registries.standin import Standin
from tests.browser.hands import Hand, Keys
from tests.registries.asking import sample
from tests.registries.finnish import named, row
from tests.registries.made_numbers import eleven
from tests.registries.norwegian import unit

NEW = "/customers/new/"
SOLVIK, FISK, KRAFT, CEASED = "931204777", "923609016", "982463718", "912334503"
KONEPAJA, TERAS = "2748193-2", "0112038-9"
MANY = 60  # companies called Havbris, on pages of 25
WRONG = "931204778"  # a digit off
PERSONAL = "15108695088"  # made up, with the check digits of a real one


def _place(street: str, postcode: str, city: str) -> dict[str, Any]:
    return {"landkode": "NO", "postnummer": postcode, "poststed": city, "adresse": [street]}


def _norwegian() -> list[dict[str, Any]]:
    fisk = unit(
        "hjemmeside", "telefon", "postadresse", organisasjonsnummer=FISK, navn="SOLVIK FISK AS",
        stiftelsesdato="2015-06-01", forretningsadresse=_place("Havnegata 2", "9008", "TROMSØ"),
        epostadresse="post@solvik-fisk.example",
    )  # fmt: skip
    bankrupt = unit(
        organisasjonsnummer=KRAFT, navn="SOLVIK KRAFT AS", konkurs=True, konkursdato="2026-03-02",
        epostadresse="post@solvik-kraft.example",
    )  # fmt: skip
    numbers = [number for each in range(70) if (number := eleven(f"9110{each:04}", (3, 2, 7, 6, 5, 4, 3, 2)))]
    many = [unit(organisasjonsnummer=each, navn=f"HAVBRIS {place} AS") for place, each in enumerate(numbers[:MANY], 1)]
    return [unit(), fisk, bankrupt, sample("brreg/unit-deleted-200"), *many]


def _branch() -> dict[str, Any]:
    return {
        "organisasjonsnummer": "973861778",
        "navn": "SOLVIK ENERGI AVD BODØ",
        "organisasjonsform": {"kode": "BEDR", "beskrivelse": "Underenhet til næringsdrivende"},
        "overordnetEnhet": SOLVIK,
        "beliggenhetsadresse": _place("Sjøgata 3", "8006", "BODØ"),
    }


def _finnish() -> list[dict[str, Any]]:
    konepaja = row(names=[named("Vuoksen Konepaja Oy", "2016-01-04")])
    return [konepaja, row(names=[named("Vuoksen Teräs Oy", "2019-02-03")], businessId={"value": TERAS})]


def stand_in() -> Standin:
    return Standin(_norwegian(), _finnish(), branches=[_branch()], removed=[sample("brreg/unit-removed-410")])


def name_box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Name", exact=True)


def number_box(page: Page) -> Locator:
    return page.locator("[name=business_id]")  # called otherwise in each country


def box(page: Page, name: str) -> Locator:
    """The control people see for a field of the form: its own, or the combobox in its place."""
    return page.locator(f"#id_{name}")


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Public register")


def hits(page: Page) -> Locator:
    return panel(page).get_by_role("listitem").filter(has=page.get_by_role("heading"))


def hit(page: Page, name: str) -> Locator:
    return hits(page).filter(has=page.get_by_role("heading", name=name, exact=True))


def use(page: Page, name: str) -> Locator:
    return panel(page).get_by_role("button", name=f"Use {name}, ")


def used(page: Page) -> Locator:
    return panel(page).get_by_role("region", name="Company used")


def magnifier(page: Page, name: str) -> Locator:
    return page.locator(f".f-{name}").get_by_role("button", name="Look up in the public register")


def mark(page: Page, name: str, text: str = "From register") -> Locator:
    """What is said beside a field of where its value comes from."""
    return page.locator(f".f-{name}").get_by_text(text, exact=True)


def take(page: Page, name: str) -> Locator:
    return page.locator(f".f-{name}").get_by_role("button", name="Use it")


def choose_register(hand: Hand, country: str) -> None:
    registers = hand.page.get_by_role("group", name="Country of the register")
    radio = registers.get_by_role("radio", name=country)
    if isinstance(hand, Keys):
        hand.go_to(registers.get_by_role("radio", checked=True))
        for _radio in range(registers.get_by_role("radio").count()):
            if not radio.is_checked():
                hand.page.keyboard.press("ArrowRight")
    elif not radio.is_checked():
        hand.press(registers.get_by_text(country, exact=True))
    expect(radio).to_be_checked()


def look_up(page: Page, typed: str) -> None:
    """Types a name and asks."""
    name_box(page).fill(typed)
    name_box(page).press("Enter")


def pick(page: Page, name: str) -> None:
    """Takes a company of the hits, and waits until the form has it."""
    use(page, name).click()
    expect(used(page)).to_contain_text(name)
    expect(use(page, name)).not_to_have_attribute("aria-busy", "true")


def asked(standin: Standin) -> list[str]:
    """The paths asked for, with their queries."""
    return [each.path for each in standin.asked]
