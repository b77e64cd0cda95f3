"""Company names per country, mostly distinct for a million customers.

A pattern names the lists its words come from. Its combinations are walked with
a step that has no factor in common with their number, so none comes twice until
all have come; then the next richer pattern takes over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import gcd, prod
from random import Random

from crm.demo.industries import INDUSTRIES, trades
from crm.demo.people import FIRST_NAMES, LAST_NAMES, words
from crm.demo.places import COUNTRIES

BRANDS: dict[str, tuple[str, ...]] = {
    "NO": words(
        "Nordlys Fjell Fjord Havblikk Ørn Kystvind Bølgen Morild Tind Skarven Vardø Gnist Jotun Rimfrost "
        "Ravn Vidde Fossekall Sølvpil Isbre Lynghei Storm Solgry Granit Bjørk Ulvøya Havørn Kvitebjørn "
        "Hardang Åsgard Midnattsol Skjærgård Trollheim Polarlys Blåfjell Sørvest Tjeld Snøhvit Linerle "
        "Kompass Fyrtårn Sigdal Viking Bautaen Næring Vekst Østavind Grønnsund Hvitveis Multe Tyri Vårsol "
        "Kjerne Anker Bro Pluss"
    ),
    "FI": words(
        "Revontuli Kaarna Karhu Pohjola Kajo Tuisku Saimaa Kuura Aalto Halla Hehku Louhi Sampo Tapio Ilves "
        "Otava Kaiku Virta Honka Järvi Meri Lumo Ruska Sisu Vellamo Joutsen Kalevala Kivi Teräs Säde Talvi "
        "Käpy Utu Routa Pyry Taival Hirvi Majakka Aamu Kipinä Näre Suvanto Koski Harmaja Ankkuri Silta "
        "Kompassi Lähde Hopea Kulta Vaahtera Metsola Tähti Purje Peura"
    ),
    "SE": words(
        "Norrsken Björken Fjällräven Granit Havsörn Lyktan Älven Stjärnan Kompassen Tallen Vinden Lodjuret "
        "Kärnan Sälen Midsommar Polstjärnan Vättern Skärgård Röde Gnistan Linné Ankaret Bron Fyren Solros "
        "Ängen Öresund Åskan Snöflingan Järnet Silver Klippan Strömmen Valvet Vargen Örnen Ekoxen Mälaren "
        "Hjorten Kullen Udden Svea Dalahästen Blåklint Kastanjen Nordan Forsen Åkern Lärkan Kvarnen "
        "Bergtagen Tuvan Vågen Spiran"
    ),
    "DK": words(
        "Nordlyset Havørn Klinten Storebælt Fyrtårnet Bøgen Solsikken Vikingen Sundet Svanen Havnen Kompas "
        "Møllen Ravnen Vestenvind Lyngen Kattegat Broen Ankeret Stjernen Egen Gnisten Kilden Kronen Bølgen "
        "Marken Skoven Mågen Ærø Øresund Dannebrog Hyben Lærken Tårnet Fjorden Klitten Grenen Søhesten Åen "
        "Rav Perlen Granen Vadehav Limfjord Porten Kernen Hjorten Kastanien Vibe Sejl Skum Nordstjernen "
        "Mosen Engen Vindrosen"
    ),
}

# Pattern, share in a thousand, legal form where the pattern decides it.
# {l} {m} last names, {f} first name, {t} trade, {b} brand, {p} {q} {r} towns, {g} legal form.
PATTERNS: dict[str, tuple[tuple[str, int, str], ...]] = {
    "NO": (
        ("{p} kommune", 4, "KF"),
        ('Kafé "{b}" {p} {g}', 4, ""),
        ("Stiftelsen {b} {p}", 5, "STI"),
        ("{b} {t} {g}", 130, ""),
        ("{p} {t} {g}", 80, ""),
        ("{l} {t} {g}", 200, ""),
        ("{l} & Sønner {t} {g}", 40, ""),
        ("{t} {f} {l}", 50, "ENK"),
        (
            "Interkommunalt selskap for {t} og næringsutvikling i {p}, {q} og {r} med omliggende kommuner, "
            "avdeling {b} {g}",
            4,
            "",
        ),
        ("{b} {t} {p} {g}", 153, ""),
        ("{l} {t} {p} {g}", 130, ""),
        ("{l} & {m} {t} {g}", 200, ""),
    ),
    "FI": (
        ('Kahvila "{b}" {g}', 4, ""),
        ("{b} {p} ry", 6, "ry"),
        ("{b} {t} {g}", 140, ""),
        ("{t} {l} {g}", 210, ""),
        ("{p} {t} {g}", 60, ""),
        ("{t}veljekset {l} {g}", 40, ""),
        ("Tmi {f} {l}", 60, "Tmi"),
        (
            "Kuntayhtymä {t} ja alueellinen elinkeinopalvelu {p}, {q}, {r} ja lähiseudun kunnat, toimipiste {b} {g}",
            4,
            "",
        ),
        ("{b} {t} {p} {g}", 136, ""),
        ("{t} {l} {p} {g}", 140, ""),
        ("{t} {l} & {m} {g}", 200, ""),
    ),
    "SE": (
        ('Café "{b}" i {p} {g}', 4, ""),
        ("Föreningen {b} i {p}", 6, "Ideell förening"),
        ("{b} {t} {g}", 140, ""),
        ("{l}s {t} {g}", 200, ""),
        ("{t} i {p} {g}", 70, ""),
        ("{l} & Söner {t} {g}", 40, ""),
        ("{f} {l} {t} {g}", 60, ""),
        (
            "Samordningsförbundet för {t} och näringslivsutveckling i {p}, {q} och {r} med kringliggande kommuner, "
            "avdelning {b} {g}",
            4,
            "",
        ),
        ("{b} {t} i {p} {g}", 136, ""),
        ("{l} {t} i {p} {g}", 140, ""),
        ("{l} & {m} {t} {g}", 200, ""),
    ),
    "DK": (
        ("{p} Kommune", 4, "Kommune"),
        ('Café "{b}" {p} {g}', 4, ""),
        ("Foreningen {b} {p}", 6, "F.M.B.A."),
        ("{b} {t} {g}", 140, ""),
        ("{l} {t} {g}", 196, ""),
        ("{p} {t} {g}", 70, ""),
        ("{l} & Søn {t} {g}", 40, ""),
        ("{t} v/{f} {l}", 60, "Enkeltmandsvirksomhed"),
        (
            "Det tværkommunale selskab for {t} og erhvervsudvikling i {p}, {q} og {r} med de omkringliggende "
            "kommuner, afdeling {b} {g}",
            4,
            "",
        ),
        ("{b} {t} {p} {g}", 136, ""),
        ("{l} {t} {p} {g}", 140, ""),
        ("{l} & {m} {t} {g}", 200, ""),
    ),
}

LEGAL_FORMS: dict[str, tuple[tuple[str, int], ...]] = {
    "NO": (("AS", 88), ("ASA", 3), ("ANS", 6), ("DA", 3)),
    "FI": (("Oy", 86), ("Oyj", 4), ("Ky", 10)),
    "SE": (("AB", 86), ("HB", 9), ("KB", 5)),
    "DK": (("ApS", 60), ("A/S", 34), ("I/S", 6)),
}

# What a pattern without a trade stands for.
INDUSTRY_OF_WORD = {
    "kommune": "public",
    "Kommune": "public",
    "Kafé": "restaurants",
    "Café": "restaurants",
    "Kahvila": "restaurants",
    "Stiftelsen": "associations",
    "Föreningen": "associations",
    "Foreningen": "associations",
    "ry": "associations",
    "Tmi": "management",
}
PLACE_OF_KEY = {line.key: place for place, line in enumerate(INDUSTRIES)}


@dataclass(frozen=True, slots=True)
class Company:
    """``industry`` is a place in INDUSTRIES; ``place`` is the town in the name, if it has one."""

    name: str
    legal_form: str
    industry: int
    place: str


class _Pattern:
    """One pattern of a country and how far its combinations have been walked."""

    def __init__(self, country: str, text: str, legal_form: str, seed: int) -> None:
        self.legal_form = legal_form
        self.trades = trades(country)
        lists = _lists(country)
        self.slots = [letter for letter in "bflmpqrt" if f"{{{letter}}}" in text]
        self.lists = [self.trades if letter == "t" else lists[letter] for letter in self.slots]
        self.total = prod(len(words) for words in self.lists)
        self.step = self._coprime(int(self.total * 0.618) + seed % 97)
        self.place = seed * 7919 % self.total
        self.left = self.total
        self.render = _renderer(text)
        self.industry = next((PLACE_OF_KEY[key] for word, key in INDUSTRY_OF_WORD.items() if word in text.split()), -1)

    def _coprime(self, step: int) -> int:
        step = max(step, 1)
        while gcd(step, self.total) != 1:
            step += 1
        return step

    def next(self, legal_form: str) -> Company:
        self.left -= 1
        self.place = rest = (self.place + self.step) % self.total
        words: dict[str, str] = {"g": self.legal_form or legal_form}
        industry = self.industry
        for letter, choices in zip(self.slots, self.lists, strict=True):
            rest, pick = divmod(rest, len(choices))
            if letter == "t":
                words["t"], industry = self.trades[pick]
            else:
                words[letter] = choices[pick]  # type: ignore[assignment]
        return Company(self.render(words), words["g"], industry, words.get("p", ""))


def _renderer(text: str) -> Callable[[dict[str, str]], str]:
    return text.format_map


def _lists(country: str) -> dict[str, tuple[str, ...]]:
    places = tuple(dict.fromkeys(town.place for town in COUNTRIES[country].towns))
    third = len(places) // 3
    return {
        "b": BRANDS[country],
        "f": FIRST_NAMES[country],
        "l": LAST_NAMES[country],
        "m": LAST_NAMES[country][::-1],
        "p": places,
        "q": places[third:] + places[:third],
        "r": places[2 * third :] + places[: 2 * third],
    }


class CompanyNames:
    """Yields companies of one country."""

    def __init__(self, country: str, seed: int) -> None:
        self.patterns = [_Pattern(country, text, form, seed) for text, _, form in PATTERNS[country]]
        self.shares = self._cumulated([share for _, share, _ in PATTERNS[country]])
        forms = LEGAL_FORMS[country]
        self.forms = [form for form, share in forms for _ in range(share)]

    @staticmethod
    def _cumulated(shares: list[int]) -> list[int]:
        return [place for place, share in enumerate(shares) for _ in range(share)]

    def next(self, random: Random) -> Company:
        place = self.shares[int(random.random() * len(self.shares))]
        form = self.forms[int(random.random() * len(self.forms))]
        while not self.patterns[place].left and place < len(self.patterns) - 1:
            place += 1
        return self.patterns[place].next(form)
