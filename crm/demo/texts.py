"""What people write on projects, costs, invoices and activities, in their own language."""

from dataclasses import dataclass


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|"))


@dataclass(frozen=True, slots=True)
class Texts:
    projects: tuple[str, ...]
    parts: tuple[str, ...]
    hours: tuple[str, ...]
    travel: tuple[str, ...]
    expense: tuple[str, ...]
    subcontracting: tuple[str, ...]
    row_hours: str
    row_fixed: str
    row_travel: str
    hour_unit: str
    piece_unit: str
    lost: tuple[str, ...]
    titles: tuple[str, ...]
    note: tuple[str, ...]
    call: tuple[str, ...]
    meeting: tuple[str, ...]
    task: tuple[str, ...]


TEXTS: dict[str, Texts] = {
    "NO": Texts(
        projects=_split(
            "Ny nettside|Regnskapssystem, innføring|Energikartlegging|Skybasert drift|Strategiprosess|"
            "Lønn og personal, årsavtale|Bærekraftsrapport|Kundeundersøkelse|Datavarehus|"
            "Prosjektledelse nybygg|Tilstandsvurdering|Sikkerhetsgjennomgang|Opplæringsprogram|"
            "Logistikkanalyse|Merkevareplattform|Mobilapp for feltarbeid|Årsoppgjør|Markedsplan|"
            "Prosessforbedring|Støtteavtale|Nettbutikk|Arkivløsning|Forprosjekt havn|"
            "Omstilling og lederstøtte"
        ),
        parts=_split("fase 1|fase 2|forprosjekt|videreføring|rammeavtale|tillegg|opsjon 1|pilot"),
        hours=_split("Rådgivning|Utvikling|Møte med kunden|Analyse|Prosjektledelse|Testing|Dokumentasjon|Opplæring"),
        travel=_split("Reise til kunden|Tog tur-retur|Kjøregodtgjørelse|Fly og flytog"),
        expense=_split("Hotell|Programvarelisens|Møterom og lunsj|Trykksaker"),
        subcontracting=_split("Underleverandør, design|Underleverandør, måling|Innleid spesialist"),
        row_hours="Konsulenttimer",
        row_fixed="Delleveranse etter avtale",
        row_travel="Reise og utlegg",
        hour_unit="t",
        piece_unit="stk",
        lost=_split("Pris|Valgte konkurrent|Prosjektet utsatt|Ingen beslutning|Manglende kapasitet|Løses internt"),
        titles=_split(
            "Daglig leder|Økonomisjef|Innkjøper|Prosjektleder|IT-sjef|Markedssjef|Regnskapsfører|"
            "Driftsleder|HR-ansvarlig|Styreleder"
        ),
        note=_split(
            "Ønsker tilbud før sommeren|Ny kontaktperson på økonomi|Fornøyd med siste leveranse|"
            "Budsjettet vedtas i november"
        ),
        call=_split("Ringte om status|Oppfølging av tilbud|Spørsmål om faktura|Avtalte nytt møte"),
        meeting=_split("Statusmøte|Oppstartsmøte|Gjennomgang av tilbud|Evalueringsmøte"),
        task=_split("Sende tilbud|Ringe tilbake|Forberede avtale|Oppdatere kontaktliste|Følge opp betaling"),
    ),
    "FI": Texts(
        projects=_split(
            "Verkkosivujen uudistus|Taloushallinnon järjestelmä|Energiakatselmus|Pilvipalvelujen ylläpito|"
            "Strategiatyö|Palkanlaskenta, vuosisopimus|Vastuullisuusraportti|Asiakastutkimus|Tietovarasto|"
            "Rakennuttamisen johto|Kuntoarvio|Tietoturva-arvio|Koulutusohjelma|Logistiikkaselvitys|"
            "Brändityö|Kenttätyön mobiilisovellus|Tilinpäätös|Markkinointisuunnitelma|"
            "Prosessien kehittäminen|Tukisopimus|Verkkokauppa|Arkistoratkaisu|Sataman esiselvitys|"
            "Muutosjohtamisen tuki"
        ),
        parts=_split("vaihe 1|vaihe 2|esiselvitys|jatko|puitesopimus|lisätyö|optio 1|pilotti"),
        hours=_split(
            "Asiantuntijatyö|Kehitystyö|Asiakaspalaveri|Analyysi|Projektinhallinta|Testaus|Dokumentointi|Koulutus"
        ),
        travel=_split("Matka asiakkaalle|Junaliput|Kilometrikorvaus|Lennot"),
        expense=_split("Hotelli|Ohjelmistolisenssi|Kokoustila ja lounas|Painotuotteet"),
        subcontracting=_split("Alihankinta, suunnittelu|Alihankinta, mittaukset|Vuokra-asiantuntija"),
        row_hours="Asiantuntijatyö",
        row_fixed="Osatoimitus sopimuksen mukaan",
        row_travel="Matkat ja kulut",
        hour_unit="h",
        piece_unit="kpl",
        lost=_split("Hinta|Valitsi kilpailijan|Hanke lykkääntyi|Ei päätöstä|Ei vapaita tekijöitä|Tekevät itse"),
        titles=_split(
            "Toimitusjohtaja|Talousjohtaja|Ostaja|Projektipäällikkö|Tietohallintojohtaja|"
            "Markkinointipäällikkö|Kirjanpitäjä|Tuotantopäällikkö|Henkilöstöpäällikkö|"
            "Hallituksen puheenjohtaja"
        ),
        note=_split(
            "Haluavat tarjouksen ennen kesää|Uusi yhteyshenkilö taloudessa|Tyytyväisiä toimitukseen|"
            "Budjetti päätetään marraskuussa"
        ),
        call=_split("Soitto tilanteesta|Tarjouksen seuranta|Kysymys laskusta|Sovittiin uusi palaveri"),
        meeting=_split("Tilannepalaveri|Aloituspalaveri|Tarjouksen läpikäynti|Loppupalaveri"),
        task=_split("Lähetä tarjous|Soita takaisin|Valmistele sopimus|Päivitä yhteyshenkilöt|Seuraa maksua"),
    ),
    "SE": Texts(
        projects=_split(
            "Ny webbplats|Införande av ekonomisystem|Energikartläggning|Molndrift|Strategiarbete|"
            "Lönehantering, årsavtal|Hållbarhetsrapport|Kundundersökning|Datalager|Projektledning nybygge|"
            "Statusbesiktning|Säkerhetsgranskning|Utbildningsprogram|Logistikanalys|Varumärkesplattform|"
            "Mobilapp för fältarbete|Bokslut|Marknadsplan|Processutveckling|Supportavtal|E-handel|"
            "Arkivlösning|Förstudie hamn|Förändringsledning"
        ),
        parts=_split("etapp 1|etapp 2|förstudie|fortsättning|ramavtal|tilläggsarbete|option 1|pilot"),
        hours=_split("Rådgivning|Utveckling|Kundmöte|Analys|Projektledning|Testning|Dokumentation|Utbildning"),
        travel=_split("Resa till kund|Tågbiljetter|Milersättning|Flygresa"),
        expense=_split("Hotell|Programvarulicens|Möteslokal och lunch|Trycksaker"),
        subcontracting=_split("Underkonsult, formgivning|Underkonsult, mätning|Inhyrd specialist"),
        row_hours="Konsulttimmar",
        row_fixed="Delleverans enligt avtal",
        row_travel="Resor och utlägg",
        hour_unit="tim",
        piece_unit="st",
        lost=_split("Pris|Valde konkurrent|Projektet sköts upp|Inget beslut|Brist på kapacitet|Gör det själva"),
        titles=_split(
            "Verkställande direktör|Ekonomichef|Inköpare|Projektledare|IT-chef|Marknadschef|"
            "Redovisningsansvarig|Driftchef|Personalchef|Styrelseordförande"
        ),
        note=_split(
            "Vill ha offert före sommaren|Ny kontaktperson på ekonomi|Nöjda med senaste leveransen|"
            "Budgeten beslutas i november"
        ),
        call=_split("Ringde om läget|Uppföljning av offert|Fråga om faktura|Bokade nytt möte"),
        meeting=_split("Avstämning|Uppstartsmöte|Genomgång av offert|Utvärdering"),
        task=_split("Skicka offert|Ring tillbaka|Förbereda avtal|Uppdatera kontaktlistan|Följa upp betalning"),
    ),
    "DK": Texts(
        projects=_split(
            "Ny hjemmeside|Indføring af økonomisystem|Energigennemgang|Drift i skyen|Strategiforløb|"
            "Løn og personale, årsaftale|Bæredygtighedsrapport|Kundeundersøgelse|Datavarehus|"
            "Bygherrerådgivning|Tilstandsvurdering|Sikkerhedsgennemgang|Kursusforløb|Logistikanalyse|"
            "Brandplatform|Mobilapp til feltarbejde|Årsregnskab|Marketingplan|Procesforbedring|Supportaftale|"
            "Webshop|Arkivløsning|Forundersøgelse havn|Forandringsledelse"
        ),
        parts=_split("fase 1|fase 2|forprojekt|fortsættelse|rammeaftale|ekstraarbejde|option 1|pilot"),
        hours=_split("Rådgivning|Udvikling|Kundemøde|Analyse|Projektledelse|Test|Dokumentation|Undervisning"),
        travel=_split("Rejse til kunden|Togbilletter|Kørselsgodtgørelse|Flyrejse"),
        expense=_split("Hotel|Softwarelicens|Mødelokale og frokost|Tryksager"),
        subcontracting=_split("Underleverandør, design|Underleverandør, måling|Indlejet specialist"),
        row_hours="Konsulenttimer",
        row_fixed="Delleverance efter aftale",
        row_travel="Rejser og udlæg",
        hour_unit="t",
        piece_unit="stk",
        lost=_split("Pris|Valgte konkurrent|Projektet udskudt|Ingen beslutning|Manglende kapacitet|Løser det selv"),
        titles=_split(
            "Direktør|Økonomichef|Indkøber|Projektleder|IT-chef|Marketingchef|Bogholder|Driftsleder|"
            "HR-ansvarlig|Bestyrelsesformand"
        ),
        note=_split(
            "Vil have tilbud før sommer|Ny kontaktperson i økonomi|Tilfreds med seneste levering|"
            "Budgettet vedtages i november"
        ),
        call=_split("Ringede om status|Opfølgning på tilbud|Spørgsmål om faktura|Aftalte nyt møde"),
        meeting=_split("Statusmøde|Opstartsmøde|Gennemgang af tilbud|Evaluering"),
        task=_split("Sende tilbud|Ringe tilbage|Forberede aftale|Opdatere kontaktliste|Følge op på betaling"),
    ),
}

INTERNAL_PROJECTS = _split(
    "Ferie og helligdager|Sykefravær|Kurs og sertifisering|Salgsarbeid|Administrasjon|Interne møter|"
    "Rekruttering|Egen nettside|Intern IT|Kvalitet og metode|Sosialt|Foreldrepermisjon"
)
