"""Texts that would run in a careless page, and how a careful one is told from it."""

import re

MARK = "xq7vk2w9"  # long enough to be in no token by chance
PAYLOADS = [
    f"<img src=x onerror=alert({MARK})>", f"\"'><svg/onload=alert({MARK})>", f"</title><script>{MARK}</script>",
    f"{{{{ 7*7 }}}}{{% csrf_token %}}{MARK}", f"' autofocus onfocus={MARK} x='", f"`${{{MARK}}}`",
    f"\u202e{MARK}<u>", f"javascript:alert('{MARK}')", f"<!--{MARK}--><p hx-get=/x>", f"</script><i>{MARK}",
]  # fmt: skip
TAG = re.compile(rf"<(?:img src=x|svg/|script>{MARK}|/title><script|u>|i>{MARK}|!--{MARK}|p hx-get=/x)")
ATTRIBUTE = re.compile(rf"""\s(?:onerror|onload|onfocus|autofocus onfocus)\s*=\s*["']?(?:alert\()?{MARK}""")


def check(html: str, where: str) -> None:
    """Neither a tag nor an attribute of theirs; nothing of theirs within a script."""
    assert not TAG.search(html), f"{where}: {TAG.search(html)}"
    for tag in re.findall(r"<[a-zA-Z][^<>]*>", html):
        # within a tag of ours every text stands in double quotes, and holds none itself
        assert not ATTRIBUTE.search(re.sub(r'"[^"]*"', '""', tag)), f"{where}: {tag}"
        assert not re.search(r'(?:href|src|action|formaction)="\s*(?:javascript|data|vbscript):', tag, re.I), (
            f"{where}: {tag}"
        )
    assert not re.search(rf"<script[^>]*>[^<]*{MARK}", html), where
