"""Texts as pages print them."""

import pytest

from workbench.printing import short_name
from workbench.templatetags.printing import breakable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("kari.nordmann@fjord-line.no", "kari.<wbr>nordmann@<wbr>fjord-<wbr>line.<wbr>no"),
        ("https://havn.example/a?b=<c>", "https://<wbr>havn.<wbr>example/<wbr>a?b=&lt;c&gt;"),
        ("<b>@example.com", "&lt;b&gt;@<wbr>example.<wbr>com"),
        ("2026-11-27", "2026-11-27"),
        ("Write to a@b.no. Or call.", "Write to a@b.no. Or call."),
    ],
)
def test_addresses_break_after_their_signs_and_other_texts_stay(text: str, shown: str) -> None:
    assert breakable(text) == shown


@pytest.mark.parametrize(("name", "short"), [
    ("Ingrid Solheim", "Ingrid S."), ("Anne Marie von der Lippe", "Anne L."), ("Åse ÅBERG", "Åse Å."),
    ("boss@havn.example", "boss@havn.example"), ("Ingrid ", "Ingrid "), ("", ""), ("Ö é", "Ö É."),
])  # fmt: skip
def test_people_in_lists_have_a_short_last_name(name: str, short: str) -> None:
    assert short_name(name) == short
