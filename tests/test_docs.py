# SPDX-License-Identifier: AGPL-3.0-or-later
"""The documentation is true and whole: printed pages are current, links lead somewhere, commands are right."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from markdown_it import MarkdownIt
from print_reference import FOLDER, reference
from reference_keys import FILES

from octavo.cli.help import every_command
from octavo.cli.main import octavo
from octavo.diagnostics.catalogue import CATALOGUE
from octavo.load.roll_rows import COLUMNS
from octavo.markup.directives import DIRECTIVES
from octavo.pipeline.tools import schemas
from tests.cli.commands import parse

ROOT = Path(__file__).parents[1]
AGAIN = "print it again: python scripts/print_reference.py"
REFERENCE = reference()
EVERY = dict(every_command("octavo", octavo))

# Texts of publications are written in a dialect of their own and judged by the build.
TEXTS = re.compile(r"^content/[^/]+/text/|^tests/")
OUTSIDE = re.compile(r"^(?:[a-z]+:|//)")


@cache
def tracked() -> tuple[str, ...]:
    """Return the files of the repository, those too that are not committed yet."""
    if shutil.which("git") and (ROOT / ".git").exists():
        words = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(words, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
        return tuple(sorted(name for name in listed if name and (ROOT / name).is_file()))
    skipped = {".venv", ".judges", "output", "node_modules", "__pycache__"}
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return tuple(sorted(path.as_posix() for path in found if not skipped & set(path.parts)))


PAGES = [name for name in tracked() if name.endswith(".md") and not TEXTS.match(name)]
FOR_PEOPLE = [name for name in PAGES if name == "README.md" or name.startswith(("docs/guide/", "docs/install/"))]


@pytest.mark.parametrize("name", REFERENCE)
def test_a_printed_page_is_current(name: str) -> None:
    kept = FOLDER / f"{name}.md"
    assert kept.is_file(), AGAIN
    assert kept.read_text("utf-8") == REFERENCE[name], AGAIN


def test_no_printed_page_is_left_of_what_is_gone() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(REFERENCE), AGAIN


@pytest.mark.parametrize("kind", schemas())
def test_a_schema_is_current(kind: str) -> None:
    kept = (ROOT / "docs" / "schema" / f"{kind}.json").read_text("utf-8")
    assert kept == schemas()[kind], "print it again: octavo schema --to docs/schema"


def test_every_kind_of_content_file_has_a_page_and_a_guide() -> None:
    assert set(FILES) == set(schemas())
    for name, guide in FILES.values():
        assert name in REFERENCE
        assert (ROOT / "docs" / "guide" / f"{guide}.md").is_file()


@pytest.mark.parametrize("name", [page for page, _ in FILES.values()])
def test_every_key_says_what_it_is(name: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) ?\|$", REFERENCE[name], re.MULTILINE)
    assert rows
    assert [key for key, kind, _, told in rows if len(told) < 5 or not kind] == []


@pytest.mark.parametrize("called", EVERY)
def test_every_command_is_documented(called: str) -> None:
    page = REFERENCE["commands"].partition(f"\n## {called}\n")[2].partition("\n## ")[0]
    assert f"\n`{called} " in page
    for parameter in EVERY[called].params:
        if isinstance(parameter, click.Option):
            assert re.search(rf"^\| `[^`]*{max(parameter.opts, key=len)}\b[^`]*` \| \S", page, re.MULTILINE)


def test_every_directive_is_documented() -> None:
    guide = (ROOT / "docs" / "guide" / "markdown.md").read_text("utf-8")
    assert [name for name in DIRECTIVES if f"\n| `{name}` | " not in guide] == []


def test_every_page_type_is_documented() -> None:
    templates = [path for folder in ("front", "body", "back") for path in (ROOT / "templates" / folder).glob("*.html")]
    assert len(templates) > 10
    assert [path.stem for path in templates if f"`{path.stem}`" not in REFERENCE["pages"]] == []


def test_every_column_of_a_roll_is_documented() -> None:
    guide = (ROOT / "docs" / "guide" / "authors.md").read_text("utf-8")
    assert ",".join(COLUMNS) in guide


def test_a_code_that_is_named_exists() -> None:
    code = re.compile(r"(?<![\w+-])[MTDFLHRPES]\d{3}(?!\w)")
    named = [(name, each) for name in PAGES for each in code.findall((ROOT / name).read_text("utf-8"))]
    assert len(named) > 100
    assert [(name, each) for name, each in named if each not in CATALOGUE] == []


def addresses(name: str) -> Iterator[str]:
    """Yield where the links and pictures of a page lead."""
    for token in MarkdownIt("commonmark").enable("table").parse((ROOT / name).read_text("utf-8")):
        for inner in token.children or ():
            address = inner.attrGet("href") or inner.attrGet("src")
            if address:
                yield str(address)


@cache
def anchors(page: Path) -> set[str]:
    """Return the places on a page that links can lead to, named as forges name them after headings."""
    headings = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#{1,6} (.+)$", headings, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_links_between_pages_lead_somewhere() -> None:
    inside = [(name, each) for name in PAGES for each in addresses(name) if not OUTSIDE.match(each)]
    broken = []
    for name, address in inside:
        file, _, place = address.partition("#")
        target = (ROOT / name).parent / file if file else ROOT / name
        if not target.exists() or (place and place not in anchors(target)):
            broken.append((name, address))
    assert len(inside) > 50
    assert broken == []


def called_in(name: str) -> Iterator[str]:
    """Yield the command lines in the code of a page, as calls of `octavo`, without the words that explain them."""
    text = (ROOT / name).read_text("utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    for line in [*(line for block in blocks for line in block.splitlines()), *inline]:
        words = re.split(r"\s{2,}|\s#", line.strip())[0]
        words = re.sub(r"^(?:python3?|py) build\.py\b", "octavo", words)
        if re.match(r"octavo [\w-]", words) and not words.startswith(
            ("octavo test", "octavo --no-system", "octavo COMMAND")
        ):
            yield words


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_commands_on_a_page_are_right(name: str) -> None:
    for line in called_in(name):
        if re.search(r"[\[…·|]|[A-Z]{3}", line):
            assert_known(line)
        else:
            parse(line)


def assert_known(line: str) -> None:
    """Check the commands and options of a line that shows a form, such as `octavo doctor · explain CODE`."""
    for form in line.removeprefix("octavo ").split(" · "):
        first, *rest = form.split()
        command = EVERY[f"octavo {first}"]
        if isinstance(command, click.Group):
            for second in rest[0].split("|"):
                assert f"octavo {second}" in EVERY or f"octavo {first} {second}" in EVERY, line
        else:
            known = {option for each in command.params for option in each.opts} | {"-h", "--help"}
            assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", " ".join(rest))) <= known, line


def test_the_readme_names_every_command() -> None:
    named = " ".join(called_in("README.md"))
    assert [each for each in octavo.list_commands(click.Context(octavo)) if not re.search(rf"\b{each}\b", named)] == []


# In pieces, so that this file does not hold what it looks for. “somebody” is nobody's home.
FOLDERS = ("wo" + "rk/", "tm" + "p/", "ro" + "ot/", "ho" + "me/(?!somebody)", "Use" + "rs/", "var/fol" + "ders/")
NAMES = ("py" + "pi", "pythonhos" + "ted", "npm" + "js", "mirr" + "or", "regis" + "try", "artifac" + "tory")
MACHINES = re.compile(rf"(?<![\w.<~/-])/(?:{'|'.join(FOLDERS)})")
HOSTS = re.compile(rf"https?://[^\s/]*(?:{'|'.join(NAMES)}|:\d{{2,5}}\b)|(?<!no-emit)-index" + "-url|_auth" + "Token")


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for name in tracked():
        try:
            text = (ROOT / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for pattern in (MACHINES, HOSTS):
            found += [f"{name}: {match[0]}" for match in pattern.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "bad"),
    [
        ("see /" + "tmp/x.txt", True),
        ("'/" + "root/.cache'", True),
        ("/ho" + "me/ann/book", True),
        ("/home/somebody/a.png", False),
        ("content/wo" + "rk/tmp/x", False),
        ("https://py" + "pi.org/simple", True),
        ("http://localhost:" + "8080/", True),
        ("uv --no-emit-index" + "-url", False),
        ("pip --index" + "-url x", True),
        ("https://example.org/registry", False),
    ],
)
def test_the_search_for_machines_and_registries_finds_them(text: str, bad: bool) -> None:
    assert bool(MACHINES.search(text) or HOSTS.search(text)) == bad


def test_no_file_holds_two_versions_of_a_line() -> None:
    """What git leaves of a conflict, in whatever file."""
    marks = tuple(f"{sign * 7} ".encode() for sign in "<>")
    found = [
        name for name in tracked() if any(line.startswith(marks) for line in (ROOT / name).read_bytes().split(b"\n"))
    ]
    assert found == []


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
