"""What docs/ quotes from the code is what the code says."""

import re
from importlib import import_module
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


def test_what_a_field_takes_is_shown_as_the_code_has_it() -> None:
    (diff,) = re.findall(r"```diff\n(.*?)```", text("docs/registers.md"), re.S)
    path, lines = "", 0
    for line in diff.splitlines():
        if line.startswith("--- a/"):
            path = line.removeprefix("--- a/")
        elif line.startswith(("-", " ")):  # what is there before
            assert line[1:] in text(path), line
            lines += 1
    assert lines == 2


def test_every_file_that_is_named_exists() -> None:
    """Where a name has no folder of its own, a file of that name is somewhere."""
    ours = [each for each in ROOT.iterdir() if each.name != "var" and not each.name.startswith(".")]
    paths = [path for each in ours for path in ([each] if each.is_file() else each.rglob("*.*"))]
    files = [path.relative_to(ROOT).as_posix() for path in paths]
    for page in ["README.md", *(name for name in files if name.startswith("docs/") and name.endswith(".md"))]:
        for named in re.findall(r"`((?:[\w-]+/)*[\w.-]+\.(?:py|js|html|css|toml|txt))`", text(page)):
            assert any(f"/{name}".endswith(f"/{named}") for name in files), f"{page}: {named}"


def test_the_context_a_template_names_is_there() -> None:
    heads = [(path, path.read_text()[:600]) for path in (ROOT / "templates").rglob("*.html")]
    named = [(path, dotted) for path, head in heads for dotted in re.findall(r"Context: ([a-z_]+(?:\.\w+)+)", head)]
    assert named
    for path, dotted in named:
        module, _dot, name = dotted.rpartition(".")
        assert hasattr(import_module(module), name), path
