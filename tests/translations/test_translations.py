"""Every text of the product has its words in every language, and the same words everywhere."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from crm import translations
from crm.translations import LANGUAGES, collect, is_translated, messages_in, python_of_template, read, texts

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}")
# one word per concept: Swedish, Norwegian, Finnish, Danish
GLOSSARY = {
    "customer": ("kund", "kunde", "asiakas", "kunde"),
    "customers": ("kunder", "kunder", "asiakkaat", "kunder"),
    "customer card": ("kundkort", "kundekort", "asiakaskortti", "kundekort"),
    "contact person": ("kontaktperson", "kontaktperson", "yhteyshenkilö", "kontaktperson"),
    "contact persons": ("kontaktpersoner", "kontaktpersoner", "yhteyshenkilöt", "kontaktpersoner"),
    "contacts": ("kontaktpersoner", "kontaktpersoner", "yhteyshenkilöt", "kontaktpersoner"),
    "account owner": ("kundansvarig", "kundeansvarlig", "asiakasvastaava", "kundeansvarlig"),
    "industry": ("bransch", "bransje", "toimiala", "branche"),
    "market segment": ("kundgruppering", "kundegruppe", "asiakasryhmä", "kundegruppe"),
    "market segments": ("kundgrupperingar", "kundegrupper", "asiakasryhmät", "kundegrupper"),
    "sales project": ("försäljningsprojekt", "salgsprosjekt", "myyntiprojekti", "salgsprojekt"),
    "sales projects": ("försäljningsprojekt", "salgsprosjekter", "myyntiprojektit", "salgsprojekter"),
    "project": ("projekt", "prosjekt", "projekti", "projekt"),
    "projects": ("projekt", "prosjekter", "projektit", "projekter"),
    "internal project": ("internt projekt", "internt prosjekt", "sisäinen projekti", "internt projekt"),
    "sales status": ("försäljningsstatus", "salgsstatus", "myynnin tila", "salgsstatus"),
    "won": ("vunnet", "vunnet", "voitettu", "vundet"),
    "lost": ("förlorat", "tapt", "hävitty", "tabt"),
    "in progress": ("pågående", "pågår", "käynnissä", "i gang"),
    "probability": ("sannolikhet", "sannsynlighet", "todennäköisyys", "sandsynlighed"),
    "expected order date": (
        "förväntat orderdatum",
        "forventet bestillingsdato",
        "arvioitu tilauspäivä",
        "forventet ordredato",
    ),
    "invoice": ("faktura", "faktura", "lasku", "faktura"),
    "invoices": ("fakturor", "fakturaer", "laskut", "fakturaer"),
    "billing": ("fakturering", "fakturering", "laskutus", "fakturering"),
    "invoice status": ("fakturastatus", "fakturastatus", "laskun tila", "fakturastatus"),
    "sent": ("skickad", "sendt", "lähetetty", "sendt"),
    "credit note": ("kreditfaktura", "kreditnota", "hyvityslasku", "kreditnota"),
    "credit": ("kreditera", "kreditere", "hyvitä", "kreditere"),
    "margin this year": ("marginal i år", "margin i år", "kate tänä vuonna", "dækningsbidrag i år"),
    "billing this month": (
        "fakturering denna månad",
        "fakturering denne måneden",
        "laskutus tässä kuussa",
        "fakturering denne måned",
    ),
    "active customers": ("aktiva kunder", "aktive kunder", "aktiiviset asiakkaat", "aktive kunder"),
    "prospects in pipeline": (
        "prospekt på gång",
        "prospekter i pipeline",
        "prospektit putkessa",
        "emner i pipeline",
    ),
    "bulk update": ("massuppdatering", "masseoppdatering", "massamuutos", "masseopdatering"),
    "action menu": ("åtgärdsmeny", "handlingsmeny", "toimintovalikko", "handlingsmenu"),
    "report generator": ("rapportgenerator", "rapportgenerator", "raporttigeneraattori", "rapportgenerator"),
    "report gallery": ("rapportgalleri", "rapportgalleri", "raporttigalleria", "rapportgalleri"),
    "business unit": ("affärsenhet", "avdeling", "yksikkö", "afdeling"),
    "access profile": ("behörighetsprofil", "tilgangsprofil", "käyttöoikeusprofiili", "rettighedsprofil"),
    "vat number": ("momsnummer", "mva-nummer", "alv-numero", "momsnummer"),
    "business id": ("organisationsnummer", "organisasjonsnummer", "y-tunnus", "cvr-nummer"),
    "public register": (
        "offentligt register",
        "offentlig register",
        "julkinen rekisteri",
        "offentligt register",
    ),
    "change log": ("ändringshistorik", "endringshistorikk", "muutoshistoria", "ændringshistorik"),
    "active": ("aktiv", "aktiv", "aktiivinen", "aktiv"),
    "inactive": ("inaktiv", "inaktiv", "ei käytössä", "inaktiv"),
}
# inside longer texts: the part of the word that its forms share
STEMS = {
    "customer": ("kund", "kunde", "asiak", "kunde"),
    "contact": ("kontaktperson", "kontaktperson", "yhteyshenkilö", "kontaktperson"),
    "account owner": ("kundansvarig", "kundeansvarlig", "asiakasvastaava", "kundeansvarlig"),
    "industry": ("bransch", "bransje", "toimiala", "branche"),
    "market segment": ("kundgruppering", "kundegruppe", "asiakasryhm", "kundegruppe"),
    "sales project": ("försäljningsprojekt", "salgsprosjekt", "myyntiprojekt", "salgsprojekt"),
    "invoice": ("faktura|fakturor", "faktura", "lasku", "faktura"),
    "credit note": ("kreditfaktur", "kreditnota", "hyvityslasku", "kreditnota"),
    "access profile": ("behörighetsprofil", "tilgangsprofil", "käyttöoikeusprofii", "rettighedsprofil"),
    "business id": ("organisationsnummer", "organisasjonsnummer", "y-tunnu", "cvr-nummer"),
    "vat number": ("momsnummer", "mva-nummer", "alv-numero", "momsnummer"),
    "bulk update": ("massuppdatering", "masseoppdatering", "massamuuto", "masseopdatering"),
}
SYMBOLS = {"VAT"}  # capital letters of their own in one language or another
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def collected() -> Catalog:
    return collect()


def said(message: Message) -> list[tuple[str, str]]:
    """Each form of a message beside its translation."""
    if isinstance(message.id, str):
        assert isinstance(message.string, str)
        return [(message.id, message.string)]
    assert isinstance(message.string, tuple | list)
    return list(zip(message.id, message.string, strict=True))


@EVERY_LANGUAGE
def test_every_text_is_translated(language: str, collected: Catalog) -> None:
    """When this fails: ``manage.py translations extract``, then fill in what is empty."""
    catalogue = read(language)
    missing = []
    for message in texts(collected):
        known = catalogue.get(message.id, message.context)
        if known is None or known.id != message.id or not is_translated(known) or known.fuzzy:
            missing.append(message.id)
    assert missing == []


@EVERY_LANGUAGE
def test_no_translation_is_left_over(language: str, collected: Catalog) -> None:
    catalogue = read(language)
    unused = [m.id for m in texts(catalogue) if collected.get(m.id, m.context) is None]
    assert unused == []
    assert not catalogue.obsolete
    assert [m.id for m in catalogue if m.id and m.fuzzy] == []


@EVERY_LANGUAGE
def test_placeholders_are_kept(language: str) -> None:
    for message in texts(read(language)):
        for english, translated in said(message):
            assert Counter(PLACEHOLDER.findall(english)) == Counter(PLACEHOLDER.findall(translated)), english
            if "python-format" in message.flags:
                names = re.findall(r"%\((\w+)\)", english)
                assert translated % dict.fromkeys(names, "x"), english


@EVERY_LANGUAGE
def test_the_words_of_the_glossary_are_used(language: str) -> None:
    place = list(LANGUAGES).index(language)
    checked = 0
    for message in texts(read(language)):
        for english, translated in said(message):
            # the switch over a list says it of many rows: the plural of the same word
            if english.casefold() in GLOSSARY and message.context != "rows":
                assert translated.casefold() == GLOSSARY[english.casefold()][place]
                checked += 1
            for concept, stems in STEMS.items():
                if re.search(rf"\b{concept}", english.casefold()):
                    assert re.search(stems[place], translated.casefold()), english
    assert checked >= 20


@EVERY_LANGUAGE
def test_a_translation_is_written_as_the_english_is(language: str) -> None:
    """The same first letter's case, the same end, no shouting: the texts stand in the same places."""
    for message in texts(read(language)):
        for english, translated in said(message):
            if english[0].islower() and translated.casefold() not in {
                "y-tunnus",
                "cvr-nummer",
                "alv",
                "alv-numero",
            }:
                assert not translated[0].isupper(), english
            elif english[0].isupper():
                assert not translated[0].islower() or english in SYMBOLS, english
            assert english.endswith(".") == translated.endswith(".") or english in SYMBOLS, english
            assert "!" not in translated


@EVERY_LANGUAGE
def test_plural_forms_are_declared(language: str) -> None:
    header = translations.po_path(language).read_text(encoding="utf-8").split("\n\n")[0]
    assert r'"Plural-Forms: nplurals=2; plural=(n != 1);\n"' in header
    assert rf'"Language: {language}\n"' in header


def test_extracting_again_changes_nothing(tmp_path: Path, settings: object, collected: Catalog) -> None:
    before = {language: translations.po_path(language).read_bytes() for language in LANGUAGES}
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    for language in LANGUAGES:
        path = translations.po_path(language)
        path.parent.mkdir(parents=True)
        path.write_bytes(before[language])
        translations.update(language, collected)
        assert path.read_bytes() == before[language]


def test_a_catalogue_is_compiled_when_it_changed(tmp_path: Path, settings: object, collected: Catalog) -> None:
    settings.LOCALE_PATHS = [tmp_path]  # type: ignore[attr-defined]
    translations.update("fi", collected)
    assert translations.compile_all() == ["fi"]
    assert translations.compile_all() == []
    assert [path.name for path in sorted(tmp_path.rglob("*.*"))] == ["django.mo", "django.po"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("A")', ("A", None)),
        ('pgettext_lazy("here", "A")', ("A", "here")),
        ('ngettext("%(n)s row", "%(n)s rows", n)', (("%(n)s row", "%(n)s rows"), None)),
        ('gettext("A "\n"b")', ("A b", None)),
        ('{% translate "A" context "here" %}', ("A", "here")),
        ("{% blocktranslate with n=x.y %}{{ n }} of 5 %{% endblocktranslate %}", ("%(n)s of 5 %%", None)),
        (
            "{% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}",
            (("%(n)s row", "%(n)s rows"), None),
        ),
        ('<b>\n    {% if x %}\n  {{ _("A")|lower }}\n{% endif %}', ("A", None)),
    ],
)
def test_texts_are_found(source: str, found: tuple[object, object]) -> None:
    python = python_of_template(source) if "{%" in source else source
    assert [(message.id, message.context) for message in messages_in(python)] == [found]
