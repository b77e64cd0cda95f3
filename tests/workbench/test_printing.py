"""Texts as pages print them."""

import pytest

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
