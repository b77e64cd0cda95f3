"""What YTJ says about a company, and what it becomes; the shapes are those of the recorded samples."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from registries.company import Company, IndustryCode, Situation
from registries.errors import BadAnswer, NotFound
from registries.finland import HELSINKI
from registries.http import Answer
from tests.registries.asking import sample
from tests.registries.finnish import NUMBER, answer_of, company, get, named, row

LATER = (datetime.now(HELSINKI) + timedelta(days=30)).date().isoformat()
TODAY = datetime.now(HELSINKI).date().isoformat()
LANGUAGES = ["fi", "sv", "en", "nb", "da"]


def sampled(name: str, number: str, language: str = "en") -> Company:
    return get(Answer(200, sample(f"ytj/{name}")), number, language)


# --- the recorded companies


def test_a_company_is_read() -> None:
    before = timezone.now()
    found = sampled("company", NUMBER)
    assert (found.register, found.country, found.number) == ("ytj", "FI", NUMBER)
    assert found.name == found.registered_name == "Saimaan Konepaja Oy"
    assert found.former_names == ("Lappeen Sorvaamo Oy",)
    assert found.trade_names == ("Saima Verkstad Ab", "Saiman Sorvi")
    assert (found.legal_form, found.legal_form_text) == ("Oy", "Limited company")
    assert str(found.visiting) == "Satamatie 12 B 4, 53900 Lappeenranta"
    assert not found.postal
    assert found.industry == IndustryCode("28490", "Manufacture of other machine tools", "TOL2008")
    assert (found.vat_registered, found.vat_number) == (True, "FI27481932")
    assert found.website == "https://www.saimaankonepaja.example"
    assert (found.founded, found.situation, found.has_trouble) == (date(2012, 5, 10), Situation.ACTIVE, False)
    assert (found.employees, found.email, found.phone, found.parent, found.is_branch) == (None, "", "", "", False)
    assert (found.source, found.licence) == ("YTJ, PRH", "CC BY 4.0")
    assert before <= found.fetched_at <= timezone.now()


def test_nokia_is_read() -> None:
    found = sampled("nokia", "0112038-9")
    assert (found.name, found.legal_form) == ("Nokia Oyj", "Oyj")
    assert found.former_names == ("Oy Nokia Ab",)
    names = ("Nokia Networks", "Nokia Mobile Phones", "Vertu", "Nokia Abp", "Nokia Corporation")
    assert found.trade_names == names
    assert found.industry == IndustryCode("70100", "Activities of head offices", "TOL2025")
    assert str(found.visiting) == "Karakaari 7, 02610 Espoo"
    assert str(found.postal) == "PL 226, 00045 Nokia Group"
    assert found.founded == date(1896, 12, 19)
    assert (found.website, found.vat_number) == ("https://www.nokia.com", "FI01120389")


def test_a_ceased_company_keeps_its_last_name() -> None:
    found = sampled("company-ceased", "2210547-9")
    assert found.name == "Turun Telakkapalvelu Oy"
    assert (found.situation, found.situation_since) == (Situation.DELETED, date(2005, 12, 19))
    assert (found.vat_registered, found.vat_number) == (False, "")
    assert found.former_names == ()
    assert found.industry is None
    assert not found.visiting


# --- finding one


@pytest.mark.parametrize(("asked", "found"), [("company", NUMBER), ("nokia", "0112038-9")])
def test_the_number_is_asked_for_as_a_filter(asked: str, found: str) -> None:
    client = answer_of(Answer(200, sample(f"ytj/{asked}")))
    assert get(client, found).number == found
    assert client.asked == [("/companies", {"businessId": found})]


def test_an_empty_list_is_an_unknown_number() -> None:
    with pytest.raises(NotFound):
        get(Answer(200, sample("ytj/search-empty")))


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, None),
        Answer(200, []),
        Answer(200, {}),
        Answer(200, {"totalResults": 1}),
        Answer(200, {"companies": [], "totalResults": 1}),
        Answer(200, {"companies": {}, "totalResults": 1}),
        Answer(200, {"companies": [None, "x"], "totalResults": 1}),
        Answer(200, {"companies": [], "totalResults": "0"}),
        Answer(200, {"companies": [], "totalResults": None}),
        Answer(200, sample("ytj/nokia")),
        Answer(400, {"message": "bad parameter"}),
        Answer(404, None),
        Answer(410, None),
    ],
)
def test_an_answer_about_something_else_is_refused(answer: Answer) -> None:
    with pytest.raises(BadAnswer):
        get(answer)


@pytest.mark.parametrize("number", [{"value": None}, {"value": ""}, {}, None, {"value": 27481932}, {"value": "1"}])
def test_a_company_without_a_right_number_is_refused(number: Any) -> None:
    with pytest.raises(BadAnswer):
        company(businessId=number)


@pytest.mark.parametrize("spelled", ["27481932", "FI27481932", " 2748193–2 "])
def test_the_number_is_kept_in_its_stored_spelling(spelled: str) -> None:
    assert company(businessId={"value": spelled}).number == NUMBER


# --- names


def test_the_order_of_names_does_not_matter() -> None:
    names = sample("ytj/company")["companies"][0]["names"]
    found = company(names=names[::-1])
    assert (found.name, found.former_names) == ("Saimaan Konepaja Oy", ("Lappeen Sorvaamo Oy",))
    assert found.trade_names == ("Saiman Sorvi", "Saima Verkstad Ab")


@pytest.mark.parametrize("kind", ["1", 1])
def test_a_kind_may_be_a_number_or_a_text(kind: str | int) -> None:
    found = company(names=[{"name": "Toinen Oy", "type": kind}, {"name": "Second Ltd", "type": int(kind) + 1}])
    assert (found.name, found.trade_names) == ("Toinen Oy", ("Second Ltd",))


@pytest.mark.parametrize("end", [None, "", "soon", LATER])
def test_a_name_that_has_not_ended_is_the_current_one(end: str | None) -> None:
    assert company(names=[named("Old Oy", "2020-01-01", TODAY), named("New Oy", "2001-01-01", end)]).name == "New Oy"


def test_names_that_have_all_ended_show_the_latest() -> None:
    found = company(names=[
        named("First Oy", "1990-01-01", "1999-12-31"),
        named("Last Oy", "2010-01-01", "2020-12-31"),
        named("Second Oy", "2000-01-01", "2009-12-31"),
        named("First Oy", "1980-01-01", "1985-12-31"),
    ])  # fmt: skip
    assert (found.name, found.former_names) == ("Last Oy", ("Second Oy", "First Oy"))


def test_an_ended_trade_name_is_not_shown() -> None:
    names = [named("Oma Oy", "2001-01-01"), {**named("Gone", "2001-01-01", "2020-01-01"), "type": "3"},
             {**named("Going", "2001-01-01", LATER), "type": "3"}]  # fmt: skip
    assert company(names=names).trade_names == ("Going",)


@pytest.mark.parametrize("names", [None, [], [{}], ["x"], [named("", "2001-01-01")], [{"name": "X", "type": "3"}]])
def test_a_company_without_its_own_name_is_refused(names: Any) -> None:
    with pytest.raises(BadAnswer):
        company(names=names)


def test_names_in_capitals_are_made_readable() -> None:
    names = [named("SAIMAAN KONEPAJA OYJ", "2016-01-01"), named("OY LAPPEEN SORVI AB", "2001-01-01", "2015-01-01"),
             {**named("SAIMAA MARINE", "2016-01-01"), "type": "3"}]  # fmt: skip
    found = company(names=names)
    assert (found.name, found.registered_name) == ("Saimaan Konepaja Oyj", "SAIMAAN KONEPAJA OYJ")
    assert (found.former_names, found.trade_names) == (("Oy Lappeen Sorvi AB",), ("Saimaa Marine",))


# --- how it stands with a company

TROUBLES = [
    ("KONK", Situation.BANKRUPT),
    ("SELTILA", Situation.LIQUIDATION),
    ("SANE", Situation.REORGANISATION),
]


def state(kind: str, end: str | None = None) -> dict[str, Any]:
    return {"type": kind, "registrationDate": "2026-03-01", "endDate": end, "source": "1"}


@pytest.mark.parametrize(("kind", "situation"), TROUBLES)
@pytest.mark.parametrize("end", [None, "", LATER])
def test_a_situation_without_a_past_end_holds(kind: str, situation: Situation, end: str | None) -> None:
    found = company(companySituations=[state(kind, end)])
    assert (found.situation, found.situation_since, found.has_trouble) == (situation, date(2026, 3, 1), True)


@pytest.mark.parametrize(("kind", "_"), TROUBLES)
@pytest.mark.parametrize("end", ["2026-05-01", TODAY])
def test_a_situation_that_has_ended_is_over(kind: str, _: Situation, end: str) -> None:
    end = min(end, TODAY)
    assert company(companySituations=[state(kind, end)]).situation == Situation.ACTIVE


def test_a_situation_without_date_holds_as_well() -> None:
    found = company(companySituations=[{"type": "KONK"}])
    assert (found.situation, found.situation_since) == (Situation.BANKRUPT, None)


def test_the_worst_of_several_situations_is_told() -> None:
    assert company(companySituations=[state("SANE"), state("KONK"), state("SELTILA")]).situation == Situation.BANKRUPT


def test_an_unknown_situation_is_not_taken_for_none() -> None:
    assert company(companySituations=[state("XYZ")]).situation == Situation.UNKNOWN


@pytest.mark.parametrize("missing", ["companySituations", "status"])
def test_what_is_not_said_is_unknown_and_never_ended(missing: str) -> None:
    nothing: dict[str, Any] = {missing: None}
    assert company(missing).situation == Situation.UNKNOWN
    assert company(**nothing).situation == Situation.UNKNOWN


def test_a_company_that_says_nothing_is_unknown_throughout() -> None:
    found = company(*(key for key in row() if key not in {"businessId", "names"}))
    assert (found.situation, found.situation_since, found.has_trouble) == (Situation.UNKNOWN, None, False)
    assert (found.industry, found.founded, found.vat_registered, found.vat_number) == (None, None, None, "")
    assert {found.legal_form, found.legal_form_text, found.website, found.city} == {""}
    assert not found.visiting
    assert not found.postal


@pytest.mark.parametrize(("end", "situation"), [("2026-01-31", Situation.DELETED), (LATER, Situation.ACTIVE),
                                                ("", Situation.ACTIVE), (None, Situation.ACTIVE)])  # fmt: skip
def test_a_company_has_ceased_from_its_end_on(end: str | None, situation: Situation) -> None:
    end = min(end, TODAY) if end and end != LATER else end
    assert company(endDate=end).situation == situation


def test_one_that_has_left_the_trade_register_is_not_called_active() -> None:
    assert company(tradeRegisterStatus="4").situation == Situation.UNKNOWN
    assert company(tradeRegisterStatus="0").situation == Situation.ACTIVE  # a sole trader


# --- VAT


def vat(kind: str | int = "80", end: str | None = None, register: str = "6") -> dict[str, Any]:
    return {"type": kind, "register": register, "registrationDate": "2012-06-01", "endDate": end, "authority": "1"}


@pytest.mark.parametrize(
    ("entries", "wanted"),
    [
        ([vat()], True),
        ([vat(80)], True),
        ([vat("82")], True),  # letting
        ([vat("83")], True),  # farming
        ([vat(end=LATER)], True),
        ([vat(end="2020-01-01")], False),
        ([vat(end="2020-01-01"), vat()], True),
        ([vat(register="7")], False),
        ([vat("0")], False),
        ([vat("4")], False),
        ([], None),
        (None, None),
    ],
)
def test_vat_is_registered_while_an_entry_holds(entries: Any, wanted: bool | None) -> None:
    found = company(registeredEntries=entries)
    assert (found.vat_registered, found.vat_number) == (wanted, "FI27481932" if wanted else "")


# --- legal form, industry, website, dates


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("fi", "Osakeyhtiö"), ("sv", "Aktiebolag"), ("en", "Limited company"), ("nb", "Limited company"),
     ("da", "Limited company"), ("de", "Limited company")],
)  # fmt: skip
def test_descriptions_come_in_the_users_language(language: str, wanted: str) -> None:
    found = sampled("company", NUMBER, language)
    assert (found.legal_form, found.legal_form_text) == ("Oy", wanted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_in_another_language_is_better_than_none(language: str) -> None:
    line = {"type": "28490", "typeCodeSet": "TOIMI3", "descriptions": [
        {"languageCode": "2", "description": "Tillverkning"}, {"languageCode": "3", "description": ""}]}  # fmt: skip
    assert company(language=language, mainBusinessLine=line).industry == IndustryCode(
        "28490", "Tillverkning", "TOL2008"
    )


def test_the_form_now_is_told_not_an_earlier_one() -> None:
    forms = [
        {"type": "16", "registrationDate": "2001-01-01", "endDate": "2015-12-31"},
        {"type": 17, "registrationDate": "2016-01-01"},
        {"type": "5", "registrationDate": "1990-01-01", "endDate": "2000-12-31"},
    ]
    assert company(companyForms=forms).legal_form == "Oyj"
    assert company(companyForms=forms[::2]).legal_form == "Oy"  # all have ended: the latest


def test_a_form_without_a_short_one_is_told_in_words() -> None:
    words = [{"languageCode": "1", "description": "Osuuspankki"}]
    found = company(companyForms=[{"type": "15", "descriptions": words}])
    assert found.legal_form == found.legal_form_text == "Osuuspankki"
    assert found.legal_form_names == ("Osuuspankki",)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "short", "words"),
    [
        ("2", "As Oy", ("Asunto-osakeyhtiö", "Bostadsaktiebolag", "Housing company")),
        ("5", "Ay", ("Avoin yhtiö", "Öppet bolag", "General partnership")),
        ("6", "ry", ("Aatteellinen yhdistys", "Ideell förening", "Association")),
        ("13", "Ky", ("Kommandiittiyhtiö", "Kommanditbolag", "Limited partnership")),
        ("14", "Osk", ("Osuuskunta", "Andelslag", "Cooperative")),
        ("18", "sr", ("Säätiö", "Stiftelse", "Foundation")),
        ("26", "Tmi", ("Yksityinen elinkeinonharjoittaja", "Enskild näringsidkare", "Sole trader")),
    ],
)
def test_a_form_is_short_and_the_same_in_every_language(
    language: str, code: str, short: str, words: tuple[str, ...]
) -> None:
    told = [{"languageCode": number, "description": text} for number, text in zip("123", words, strict=True)]
    found = company(language=language, companyForms=[{"type": code, "descriptions": told[::-1]}])
    assert found.legal_form == short
    assert found.legal_form_text in words
    assert set(found.legal_form_names) >= {short, *words}


@pytest.mark.parametrize(("told", "wanted"), [("TOIMI2", "TOL2002"), ("TOIMI3", "TOL2008"), ("TOIMI4", "TOL2025"),
                                              ("TOIMI5", "TOIMI5"), (None, "")])  # fmt: skip
def test_the_code_list_is_named(told: str | None, wanted: str) -> None:
    found = company(mainBusinessLine={"type": 70100, "typeCodeSet": told, "descriptions": None})
    assert found.industry == IndustryCode("70100", "", wanted)


@pytest.mark.parametrize(("url", "wanted"), [("www.saimaa.example", "https://www.saimaa.example"), (None, ""),
                                             ("", ""), ("http://x.example", "http://x.example")])  # fmt: skip
def test_a_website_may_have_no_scheme_or_be_missing(url: str | None, wanted: str) -> None:
    assert company(website={"url": url}).website == wanted
    assert company(website=None).website == ""


@pytest.mark.parametrize("told", ["2012-05-10", "2012-05-10T10:04:06", "2012-05-10 10:04:06"])
def test_a_date_may_have_a_time(told: str) -> None:
    assert company(registrationDate=told).founded == date(2012, 5, 10)


@pytest.mark.parametrize("told", [None, "", "10.5.2012", "2012-02-30", 20120510])
def test_a_missing_or_wrong_date_is_unknown(told: Any) -> None:
    assert company(registrationDate=told).founded is None
