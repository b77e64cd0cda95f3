"""The five digits the registers give each industry of INDUSTRIES, with their texts.

SN2025 in Norway and TOL 2025 in Finland follow NACE Rev. 2.1. One line is `key|digits|nb|fi|sv|en`.
"""

from dataclasses import dataclass

LINES = """
farming|01110|Dyrking av korn, belgvekster og oljeholdige vekster|Viljakasvien viljely|Odling av spannmål|Growing of cereals
forestry|02100|Skogskjøtsel|Metsän kasvatus|Skogsskötsel|Silviculture
fishing|03110|Hav- og kystfiske|Merikalastus|Havsfiske|Marine fishing
aquaculture|03210|Hav- og kystbasert akvakultur|Kalanviljely meressä|Vattenbruk i hav|Marine aquaculture
quarrying|08120|Utvinning fra grus- og sandtak|Soran ja hiekan otto|Utvinning av grus och sand|Operation of gravel and sand pits
food|10710|Produksjon av brød og ferske konditorvarer|Leivän ja tuoreiden leipomotuotteiden valmistus|Tillverkning av mjukt matbröd och färska bakverk|Manufacture of bread and fresh pastry goods
brewing|11050|Produksjon av øl|Oluen valmistus|Framställning av öl|Manufacture of beer
textiles|13920|Produksjon av tekstilvarer til husholdning|Kodintekstiilien valmistus|Tillverkning av hemtextilier|Manufacture of household textiles
sawmilling|16110|Saging og høvling av tre|Puun sahaus ja höyläys|Sågning och hyvling av trä|Sawmilling and planing of wood
printing|18120|Annen trykking|Muu painaminen|Annan tryckning|Other printing
chemicals|20590|Produksjon av andre kjemiske produkter|Muu kemiallisten tuotteiden valmistus|Tillverkning av övriga kemiska produkter|Manufacture of other chemical products
medicines|21200|Produksjon av farmasøytiske preparater|Lääkkeiden valmistus|Tillverkning av läkemedel|Manufacture of pharmaceutical preparations
plastics|22260|Produksjon av andre plastprodukter|Muiden muovituotteiden valmistus|Tillverkning av andra plastvaror|Manufacture of other plastic products
concrete|23610|Produksjon av betongprodukter til bygge- og anleggsvirksomhet|Betonituotteiden valmistus rakennustarkoituksiin|Tillverkning av betongvaror för byggändamål|Manufacture of concrete products for construction purposes
metalwork|25110|Produksjon av metallkonstruksjoner|Metallirakenteiden valmistus|Tillverkning av metallstommar|Manufacture of metal structures
electronics|26110|Produksjon av elektroniske komponenter|Elektronisten komponenttien valmistus|Tillverkning av elektroniska komponenter|Manufacture of electronic components
machinery|28220|Produksjon av løfte- og håndteringsutstyr|Nosto- ja siirtolaitteiden valmistus|Tillverkning av lyft- och godshanteringsanordningar|Manufacture of lifting and handling equipment
vehicles|29200|Produksjon av karosserier og tilhengere|Moottoriajoneuvojen korien valmistus|Tillverkning av karosserier för motorfordon|Manufacture of bodies for motor vehicles
shipyards|30110|Bygging av sivile skip|Siviilialusten rakentaminen|Byggande av civila fartyg|Building of civilian ships
furniture|31000|Produksjon av møbler|Huonekalujen valmistus|Tillverkning av möbler|Manufacture of furniture
repairs|33120|Reparasjon og vedlikehold av maskiner|Teollisuuden koneiden korjaus ja huolto|Reparation och underhåll av maskiner|Repair and maintenance of machinery
energy|35120|Produksjon av elektrisitet fra fornybare kilder|Sähkön tuotanto uusiutuvista lähteistä|Elproduktion från förnybara källor|Production of electricity from renewable sources
heating|35300|Damp- og varmtvannsforsyning|Lämmön ja kylmän erillistuotanto|Försörjning av värme och kyla|Steam and air conditioning supply
water|36000|Uttak fra kilde, rensing og distribusjon av vann|Veden otto, puhdistus ja jakelu|Vattenförsörjning|Water collection, treatment and supply
waste|38110|Innsamling av ikke-farlig avfall|Tavanomaisen jätteen keruu|Insamling av icke-farligt avfall|Collection of non-hazardous waste
building|41000|Oppføring av bygninger|Rakennusten rakentaminen|Byggande av hus|Construction of buildings
roads|42110|Bygging av veier og motorveier|Teiden ja moottoriteiden rakentaminen|Anläggning av vägar och motorvägar|Construction of roads and motorways
electrical|43210|Elektrisk installasjonsarbeid|Sähköasennus|Elinstallationer|Electrical installation
plumbing|43220|VVS-arbeid|LVI-asennus|VVS-arbeten|Plumbing, heat and air-conditioning installation
painting|43340|Maler- og glassarbeid|Maalaus ja lasitus|Måleri- och glasarbeten|Painting and glazing
wholesale|46900|Engroshandel med bredt vareutvalg|Yleistukkukauppa|Ospecialiserad partihandel|Non-specialised wholesale trade
retail|47110|Butikkhandel med bredt vareutvalg|Elintarvikepainotteinen vähittäiskauppa|Detaljhandel med brett sortiment|Non-specialised retail sale
cars|47810|Detaljhandel med motorvogner|Moottoriajoneuvojen vähittäiskauppa|Detaljhandel med motorfordon|Retail sale of motor vehicles
haulage|49410|Godstransport på vei|Tieliikenteen tavarankuljetus|Vägtransport av gods|Freight transport by road
shipping|50200|Sjøfart og kysttrafikk med gods|Meriliikenteen tavarankuljetus|Sjötransport av gods|Sea and coastal freight water transport
logistics|52100|Lagring|Varastointi|Magasinering och varulagring|Warehousing and storage
couriers|53200|Annen post- og budtjeneste|Muu posti- ja kuriiritoiminta|Annan post- och kurirverksamhet|Other postal and courier activities
hotels|55100|Drift av hoteller|Hotellit|Hotellverksamhet|Hotels and similar accommodation
restaurants|56110|Drift av restauranter|Ravintolat|Restauranger|Restaurant activities
publishing|58110|Utgivelse av bøker|Kirjojen kustantaminen|Utgivning av böcker|Publishing of books
film|59110|Produksjon av film, video og fjernsynsprogrammer|Elokuvien ja ohjelmien tuotanto|Produktion av film och program|Motion picture, video and television programme production
telecom|61100|Kablet, trådløs og satellittbasert telekommunikasjon|Televiestintä|Telekommunikation|Wired, wireless and satellite telecommunication
software|62100|Programmeringstjenester|Ohjelmistojen suunnittelu ja valmistus|Dataprogrammering|Computer programming
itconsulting|62200|IT-konsulenttjenester og drift av IT-anlegg|Tietotekniikan konsultointi|Datakonsultverksamhet|Computer consultancy
hosting|63100|Databehandling, datalagring og tilknyttede tjenester|Tietojenkäsittely ja palvelintilan vuokraus|Databehandling och hosting|Data processing and hosting
banking|64190|Bankvirksomhet ellers|Muu pankkitoiminta|Annan bankverksamhet|Other monetary intermediation
insurance|65120|Skadeforsikring|Vahinkovakuutus|Skadeförsäkring|Non-life insurance
property|68200|Utleie og drift av egen eller leid fast eiendom|Omien tai leasattujen kiinteistöjen vuokraus|Uthyrning av egna eller leasade fastigheter|Rental and operating of own or leased real estate
law|69100|Juridisk tjenesteyting|Lakiasiaintoiminta|Juridisk verksamhet|Legal activities
accounting|69200|Regnskap, revisjon og skatterådgivning|Laskentatoimi, kirjanpito ja tilintarkastus|Redovisning och revision|Accounting, bookkeeping and auditing
management|70200|Bedriftsrådgivning|Liikkeenjohdon konsultointi|Konsultverksamhet för företagsledning|Business and other management consultancy
architecture|71110|Arkitekttjenester|Arkkitehtipalvelut|Arkitektverksamhet|Architectural activities
engineering|71120|Teknisk rådgivning|Insinööripalvelut ja tekninen konsultointi|Ingenjörsverksamhet|Engineering activities and technical consultancy
research|72100|Forskning innen naturvitenskap og teknikk|Luonnontieteen ja tekniikan tutkimus|Naturvetenskaplig och teknisk forskning|Research on natural sciences and engineering
marketing|73110|Reklamebyråer|Mainostoimistot|Reklambyråverksamhet|Advertising agencies
design|74120|Grafisk design og visuell kommunikasjon|Graafinen suunnittelu|Grafisk formgivning|Graphic design and visual communication
veterinary|75000|Veterinærtjenester|Eläinlääkintäpalvelut|Veterinärverksamhet|Veterinary activities
staffing|78200|Utleie av arbeidskraft|Työvoiman vuokraus|Personaluthyrning|Temporary employment agencies
travel|79110|Reisebyråvirksomhet|Matkatoimistojen toiminta|Resebyråverksamhet|Travel agency activities
security|80010|Private vakttjenester og etterforskning|Yksityiset turvallisuuspalvelut|Säkerhetsverksamhet|Private security activities
cleaning|81210|Generell rengjøring av bygninger|Rakennusten yleinen siivous|Allmän städning av byggnader|General cleaning of buildings
gardening|81300|Beplantning og stell av grøntområder|Maisemanhoitopalvelut|Skötsel av grönytor|Landscape service activities
public|84110|Generell offentlig administrasjon|Julkinen yleishallinto|Allmän offentlig förvaltning|General public administration
education|85590|Annen undervisning|Muu koulutus|Annan utbildning|Other education
health|86210|Allmennlegetjenester|Yleislääkäripalvelut|Allmänläkarmottagningar|General medical practice
culture|90200|Utøvende kunstnerisk virksomhet|Esittävät taiteet|Utövande konst|Performing arts
fitness|93130|Treningssentre|Kuntokeskukset|Gymanläggningar|Fitness centres
associations|94990|Aktiviteter i andre interesseorganisasjoner|Muut järjestöt|Andra intresseorganisationer|Activities of other membership organisations
"""  # noqa: E501


@dataclass(frozen=True, slots=True)
class BusinessLine:
    """A code without its dot, and its texts by language."""

    digits: str
    texts: dict[str, str]


def _parse(line: str) -> tuple[str, BusinessLine]:
    key, digits, *texts = line.split("|")
    return key, BusinessLine(digits, dict(zip(("nb", "fi", "sv", "en"), texts, strict=True)))


BUSINESS_LINES: dict[str, BusinessLine] = dict(_parse(line) for line in LINES.split("\n") if line)
