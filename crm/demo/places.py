"""Towns with their postcodes, and how streets are called, per country.

Each town line is `name|postcode|postcode …`; the first towns of a country are
its largest and get more customers.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    postcodes: tuple[str, ...]

    @property
    def place(self) -> str:
        """The town without the district letter that only the post uses (København K)."""
        head, _, tail = self.name.rpartition(" ")
        return head if len(tail) == 1 else self.name


@dataclass(frozen=True, slots=True)
class Country:
    """What demo data needs to know of a country."""

    code: str
    language: str
    currency: str
    phone_prefix: str
    domain: str
    towns: tuple[Town, ...]
    streets: tuple[str, ...]
    box: str

    def town(self, place: str, share: float) -> Town:
        """Return the town of a name, else one at ``share`` (0 to 1) of the list, large ones more often."""
        named = [town for town in self.towns if town.place == place] if place else []
        return named[0] if named else self.towns[int(share**2.2 * len(self.towns))]


NO_TOWNS = """
Oslo|0150|0151|0250|0349|0484|0581|0667
Bergen|5003|5014|5055|5147|5232
Trondheim|7010|7030|7044|7089
Stavanger|4006|4010|4021
Drammen|3015|3044
Kristiansand|4611|4630
Fredrikstad|1606|1630
Tromsø|9008|9020
Sandnes|4306|4319
Sarpsborg|1706|1721
Skien|3724|3737
Ålesund|6002|6010
Sandefjord|3210|3219
Haugesund|5525|5532
Tønsberg|3110|3126
Moss|1530|1532
Porsgrunn|3915|3921
Bodø|8006|8010
Arendal|4836|4848
Hamar|2317|2321
Larvik|3256|3262
Halden|1767|1783
Lillehammer|2609|2615
Molde|6413|6421
Harstad|9405|9406
Kongsberg|3611|3616
Horten|3187|3191
Gjøvik|2815|2819
Mo i Rana|8622|8624
Kristiansund N|6509|6516
Hønefoss|3510|3515
Narvik|8514|8516
Alta|9510|9513
Elverum|2406|2409
Lillestrøm|2000|2004
Asker|1383|1386
Sandvika|1337|1338
Steinkjer|7713|7715
Grimstad|4876|4879
Førde|6800|6812
Kirkenes|9900
Voss|5700
"""

FI_TOWNS = """
Helsinki|00100|00180|00500|00580|00810
Espoo|02100|02150|02600
Tampere|33100|33200|33720
Vantaa|01300|01510|01600
Oulu|90100|90570
Turku|20100|20520
Jyväskylä|40100|40520
Kuopio|70100|70210
Lahti|15110|15520
Pori|28100|28130
Kouvola|45100|45200
Joensuu|80100|80110
Lappeenranta|53100|53850
Vaasa|65100|65380
Hämeenlinna|13100|13200
Seinäjoki|60100|60320
Rovaniemi|96100|96300
Mikkeli|50100|50130
Kotka|48100|48600
Salo|24100|24130
Porvoo|06100|06150
Kokkola|67100|67200
Hyvinkää|05800|05830
Järvenpää|04400|04410
Rauma|26100|26510
Kajaani|87100|87200
Kerava|04200|04250
Savonlinna|57100|57200
Nokia|37100|37120
Kangasala|36200|36220
Riihimäki|11100|11130
Raasepori|10600|10650
Imatra|55100|55120
Raahe|92100|92120
Tornio|95400|95420
Iisalmi|74100|74120
Kemi|94100|94700
Varkaus|78200|78250
Valkeakoski|37600|37630
Pietarsaari|68600|68620
Maarianhamina|22100
Kuusamo|93600
"""

SE_TOWNS = """
Stockholm|111 20|112 46|113 30|116 45|118 26
Göteborg|411 03|412 51|416 64|418 70
Malmö|211 18|212 14|214 32
Uppsala|753 10|754 50
Västerås|721 30|722 12
Örebro|702 10|703 61
Linköping|582 22|583 30
Helsingborg|252 20|254 67
Jönköping|553 16|554 54
Norrköping|602 22|603 61
Lund|222 21|223 70
Umeå|903 25|907 36
Gävle|802 51|806 45
Borås|503 30|506 30
Södertälje|151 71|152 42
Eskilstuna|632 20|633 46
Halmstad|302 43|302 62
Växjö|352 30|352 46
Karlstad|652 24|653 40
Sundsvall|852 30|856 33
Östersund|831 30|831 52
Trollhättan|461 30|461 58
Luleå|972 32|973 34
Kalmar|392 31|392 47
Falun|791 30|791 71
Kristianstad|291 31|291 54
Skövde|541 30|541 46
Karlskrona|371 33|371 42
Uddevalla|451 40|451 55
Skellefteå|931 31|931 62
Varberg|432 41|432 44
Borlänge|781 30|784 40
Nyköping|611 32|611 35
Landskrona|261 31|261 39
Visby|621 41|621 57
Motala|591 30|591 46
Ängelholm|262 32|262 65
Piteå|941 31|941 63
Katrineholm|641 30|641 45
Mora|792 30|792 32
Kiruna|981 31
Ystad|271 31
"""

DK_TOWNS = """
København K|1050|1123|1256|1300|1413
Aarhus C|8000
Odense C|5000
Aalborg|9000|9220
København Ø|2100
København V|1550|1620|1799
Frederiksberg|1850|2000
Esbjerg|6700|6710
Randers|8900|8920
Kolding|6000
Horsens|8700
Vejle|7100|7120
Roskilde|4000
Herning|7400
Silkeborg|8600
Hørsholm|2970
Helsingør|3000
Næstved|4700
Viborg|8800
Fredericia|7000
Køge|4600
Holstebro|7500
Taastrup|2630
Slagelse|4200
Hillerød|3400
Sønderborg|6400
Svendborg|5700
Holbæk|4300
Hjørring|9800
Frederikshavn|9900
Nørresundby|9400
Ringsted|4100
Haderslev|6100
Skive|7800
Birkerød|3460
Aabenraa|6200
Farum|3520
Nykøbing F|4800
Middelfart|5500
Kalundborg|4400
Nyborg|5800
Rønne|3700
Lyngby|2800
"""

NO_STREETS = (
    "Storgata|Kirkegata|Strandgata|Havnegata|Skolegata|Torggata|Jernbanegata|Fjordveien|"
    "Industriveien|Bjørkeveien|Kongens gate|Dronningens gate|Tollbugata|Elvegata|Verftsgata|"
    "Brattørkaia|Møllergata|Solbergveien|Åsveien|Øvre Torggate|Sjøgata|Lars Hilles gate|"
    "Granveien|Kvernhusveien|Lysaker brygge|Nedre Slottsgate|Rådhusgata|Fabrikkveien"
)
FI_STREETS = (
    "Kauppakatu|Asemakatu|Kirkkokatu|Rantatie|Teollisuustie|Koulukatu|Satamakatu|Puistokatu|"
    "Keskuskatu|Hämeentie|Mannerheimintie|Yrittäjäntie|Tehtaankatu|Koivukuja|Mäntytie|"
    "Linnankatu|Torikatu|Myllykatu|Valtakatu|Hallituskatu|Pajatie|Varastokatu|Järvikatu|"
    "Niittykatu|Sahantie|Ruukinkatu|Lönnrotinkatu|Itäinen Rantakatu"
)
SE_STREETS = (
    "Storgatan|Drottninggatan|Kungsgatan|Kyrkogatan|Järnvägsgatan|Hamngatan|Skolgatan|"
    "Industrigatan|Västra Esplanaden|Östra Ågatan|Norra Strandgatan|Södra vägen|Björkvägen|"
    "Verkstadsgatan|Fabriksgatan|Slottsgatan|Torggatan|Ängsvägen|Trädgårdsgatan|Bangårdsgatan|"
    "Nygatan|Kanalgatan|Sjövägen|Hantverkaregatan|Varvsgatan|Köpmangatan|Linnégatan|Åkerivägen"
)
DK_STREETS = (
    "Nørregade|Vestergade|Østergade|Søndergade|Havnegade|Jernbanegade|Strandvejen|Skolegade|"
    "Algade|Kirkegade|Industrivej|Fabriksvej|Håndværkervej|Amager Landevej|Åboulevarden|"
    "Møllevej|Bredgade|Torvegade|Rådhuspladsen|Ringvejen|Birkevej|Smedegade|Kongensgade|"
    "Nygade|Ved Åen|Søtorvet|Værftsvej|Gammel Kongevej"
)


def _towns(text: str) -> tuple[Town, ...]:
    lines = (line.split("|") for line in text.split("\n") if line)
    return tuple(Town(name, tuple(codes)) for name, *codes in lines)


def _country(code: str, language: str, currency: str, prefix: str, towns: str, streets: str, box: str) -> Country:
    return Country(
        code=code,
        language=language,
        currency=currency,
        phone_prefix=prefix,
        domain=code.lower(),
        towns=_towns(towns),
        streets=tuple(streets.split("|")),
        box=box,
    )


COUNTRIES: dict[str, Country] = {
    "NO": _country("NO", "nb", "NOK", "+47", NO_TOWNS, NO_STREETS, "Postboks"),
    "FI": _country("FI", "fi", "EUR", "+358", FI_TOWNS, FI_STREETS, "PL"),
    "SE": _country("SE", "sv", "SEK", "+46", SE_TOWNS, SE_STREETS, "Box"),
    "DK": _country("DK", "da", "DKK", "+45", DK_TOWNS, DK_STREETS, "Postboks"),
}
