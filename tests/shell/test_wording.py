"""Labels inside a sentence."""

import pytest

from crm.templatetags.wording import mid_sentence


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Country", "country"),
        ("Åpent salg", "åpent salg"),
        ("VAT number", "VAT number"),
        ("Y-tunnus", "Y-tunnus"),
        ("E-mail", "E-mail"),
        ("", ""),
        ("X", "X"),
    ],
)
def test_only_plain_words_lose_their_capital(label: str, inside: str) -> None:
    assert mid_sentence(label) == inside
