"""What docs/ quotes from the code is what the code says."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def text(path: str) -> str:
    return (ROOT / path).read_text()


def test_the_register_shown_is_the_real_one() -> None:
    shown = re.findall(r"```python\n(contacts = register\(.*?)```", text("docs/registers.md"), re.S)
    assert len(shown) == 1
    assert shown[0] in text("customers/register.py")


def test_every_package_and_its_version_are_explained() -> None:
    wanted = re.findall(r"^([A-Za-z][\w-]*)", text("requirements.in"), re.M)
    pinned = dict(re.findall(r"^([a-z][\w-]*)==(\d+(?:\.\d+)?)", text("requirements.txt"), re.M))
    rows = re.findall(r"^\| ([\w-]+)[^|]*\| (\d+(?:\.\d+)?)", text("docs/dependencies.md"), re.M)
    explained = {name.lower(): version for name, version in rows}
    for name in wanted:
        assert pinned[name.lower()].startswith(explained[name.lower()]), name
