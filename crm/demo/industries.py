"""The organisation's list of industries with NACE Rev. 2.1 codes, and what their firms are called.

A trade is the word a company of that industry carries in its name, in the
language of its country; one line is `key|NACE|name|nb|fi|sv|da`, and an empty
trade means that demo companies of that country do not use it.
"""

from dataclasses import dataclass

LINES = """
farming|01|Agriculture|Gård|Maatila|Lantbruk|Landbrug
forestry|02|Forestry|Skog|Metsäpalvelu|Skog|Skovservice
fishing|03.1|Fishing|Fiskeri|Kala|Fiske|Fiskeri
aquaculture|03.2|Aquaculture|Havbruk|Kalanviljely||Havbrug
quarrying|08|Quarrying|Pukkverk|Kiviaines|Bergtäkt|Grusgrav
food|10|Food production|Matproduksjon|Elintarvike|Livsmedel|Fødevarer
brewing|11.05|Breweries|Bryggeri|Panimo|Bryggeri|Bryghus
textiles|13|Textiles|Tekstil|Tekstiili|Textil|Tekstil
sawmilling|16|Wood products|Trelast|Saha|Trävaror|Trælast
printing|18|Printing|Trykkeri|Paino|Tryckeri|Trykkeri
chemicals|20|Chemicals|Kjemi|Kemia|Kemi|Kemi
medicines|21|Pharmaceuticals|Farma|Lääke|Läkemedel|Farma
plastics|22|Rubber and plastics|Plast|Muovi|Plast|Plast
concrete|23.6|Concrete products|Betong|Betoni|Betong|Beton
metalwork|25|Metal products|Mekaniske|Metalli|Mekaniska|Smedie
electronics|26|Electronics|Elektronikk|Elektroniikka|Elektronik|Elektronik
machinery|28|Machinery|Maskin|Konepaja|Maskin|Maskinfabrik
vehicles|29|Vehicle manufacturing||Ajoneuvo|Fordon|Karrosseri
shipyards|30.1|Shipbuilding|Verft|Telakka|Varv|Værft
furniture|31|Furniture|Møbel|Kaluste|Möbler|Møbler
repairs|33|Repair of machinery|Verksted|Konehuolto|Verkstad|Maskinservice
energy|35.1|Electricity|Kraft|Energia|Energi|Energi
heating|35.3|District heating|Fjernvarme|Lämpö|Fjärrvärme|Fjernvarme
water|36|Water supply|Vannverk|Vesihuolto|Vatten|Vandværk
waste|38|Waste and recycling|Gjenvinning|Kierrätys|Återvinning|Genbrug
building|41|Building construction|Bygg|Rakennus|Bygg|Byg
roads|42|Civil engineering|Anlegg|Maanrakennus|Anläggning|Anlæg
electrical|43.21|Electrical installation|Elektro|Sähkö|El|El
plumbing|43.22|Plumbing and heating|Rør|Putki|Rör|VVS
painting|43.34|Painting and glazing|Malerservice|Maalaus|Måleri|Malerfirma
wholesale|46|Wholesale|Engros|Tukku|Partihandel|Engros
retail|47|Retail|Handel|Kauppa|Handel|Butik
cars|47.81|Car sales|Bil|Auto|Bil|Biler
haulage|49.4|Road freight|Transport|Kuljetus|Åkeri|Transport
shipping|50|Water transport|Rederi|Varustamo|Rederi|Rederi
logistics|52|Warehousing and logistics|Logistikk|Logistiikka|Logistik|Logistik
couriers|53|Postal and courier services|Bud|Lähetti|Bud|Bud
hotels|55|Accommodation|Hotell|Hotelli|Hotell|Hotel
restaurants|56|Restaurants|Mat og Servering|Ravintola|Restaurang|Restauration
publishing|58|Publishing|Forlag|Kustannus|Förlag|Forlag
film|59|Film and television|Film|Filmi|Film|Film
telecom|61|Telecommunications|Telekom|Tele|Telekom|Tele
software|62.1|Software development|Programvare|Ohjelmistot|Programvara|Software
itconsulting|62.2|IT consulting|IT-konsult|Tietotekniikka|IT-konsult|IT-rådgivning
hosting|63.1|Hosting and data|Data|Data|Data|Data
banking|64|Banking and finance|Finans|Rahoitus|Finans|Finans
insurance|65|Insurance|Forsikring|Vakuutus|Försäkring|Forsikring
property|68|Real estate|Eiendom|Kiinteistöt|Fastigheter|Ejendomme
law|69.1|Legal services|Advokatfirma|Lakipalvelu|Advokatbyrå|Advokater
accounting|69.2|Accounting|Regnskap|Tilipalvelu|Redovisning|Revision
management|70.2|Management consulting|Rådgivning|Konsultointi|Konsult|Rådgivning
architecture|71.11|Architecture|Arkitekter|Arkkitehdit|Arkitekter|Arkitekter
engineering|71.12|Engineering|Ingeniør|Insinööritoimisto|Ingenjörsbyrå|Ingeniører
research|72|Research and development|Forskning|Tutkimus|Forskning|Forskning
marketing|73.1|Advertising|Reklame|Mainos|Reklam|Reklame
design|74.1|Design|Design|Muotoilu|Design|Design
veterinary|75|Veterinary services|Dyreklinikk|Eläinklinikka|Djurklinik|Dyreklinik
staffing|78|Staffing|Bemanning|Henkilöstö|Bemanning|Vikar
travel|79|Travel agencies|Reiser|Matkat|Resor|Rejser
security|80|Security services|Vakt|Vartiointi|Bevakning|Vagt
cleaning|81.2|Cleaning|Renhold|Siivous|Städ|Rengøring
gardening|81.3|Landscaping|Hage|Viherpalvelu|Trädgård|Have
public|84|Public administration||||
education|85|Education|Kompetanse|Koulutus|Utbildning|Kurser
health|86|Health care|Helse|Terveys|Hälsa|Sundhed
culture|90|Arts and culture|Kultur|Kulttuuri|Kultur|Kultur
fitness|93.1|Sports and fitness|Trening|Liikunta|Träning|Fitness
associations|94|Associations||||
"""


@dataclass(frozen=True, slots=True)
class IndustryLine:
    key: str
    nace: str
    name: str
    trades: dict[str, str]


def _parse(line: str) -> IndustryLine:
    key, nace, name, *trades = line.split("|")
    per_country = zip(("NO", "FI", "SE", "DK"), trades, strict=True)
    return IndustryLine(key, nace, name, {country: word for country, word in per_country if word})


INDUSTRIES: tuple[IndustryLine, ...] = tuple(_parse(line) for line in LINES.split("\n") if line)


def trades(country: str) -> tuple[tuple[str, int], ...]:
    """Return (word in a company name, place of its industry in INDUSTRIES) for a country."""
    return tuple((line.trades[country], place) for place, line in enumerate(INDUSTRIES) if country in line.trades)
