# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a preview shows: the pages of the PDF, every message with its place, and after a change the same at once."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from octavo.pipeline.preview import Wish, glance, languages_of, look, wish_for
from octavo.pipeline.preview_page import export_preview
from octavo.pipeline.preview_pictures import draw_pages
from octavo.render.parts import parts_of
from tests.conftest import ROOT, Bench

SMALLEST = ROOT / "tests" / "publications" / "smallest"
CONTENTS = 2  # the page of the contents: their numbers follow with the whole book
SENTENCE = "The {number} lamp of the {chapter} pier was lit by hand, and nobody wrote down who had filled it. "


def chapter(name: str, paragraphs: int) -> str:
    """Return the text of an invented chapter."""
    numbers = range(4, 4 + paragraphs)
    texts = (SENTENCE.format(number=f"{number}th", chapter=name) * (2 + number % 4) for number in numbers)
    return "\n\n".join([f"# The {name} pier", *map(str.strip, texts)]) + "\n"


@pytest.fixture
def book(bench: Bench) -> Path:
    """Return the smallest book with chapters of some pages; the last runs on after the one before it."""
    folder = bench.take(SMALLEST)
    for number, name in ((2, "northern"), (3, "eastern"), (4, "western")):
        (folder / "text" / f"0{number}-{name}.md").write_text(chapter(name, 9), "utf-8")
    (folder / "text" / "05-last.md").write_text(chapter("last", 3), "utf-8")
    return folder


def wish(folder: Path, edition: str, bench: Bench) -> Wish:
    return wish_for(folder, edition, bench.root / "output", f"content/{folder.name}")


def pictures(seen: dict[str, Any]) -> list[str]:
    return [page["picture"] for page in seen["pages"]]


def named(seen: dict[str, Any], beginning: str) -> str:
    messages: dict[str, Any] = seen["messages"]
    return next(name for name, message in messages.items() if message["source"][0].startswith(beginning))


@pytest.mark.slow
def test_the_pages_are_those_of_the_pdf(book: Path, bench: Bench, tmp_path: Path) -> None:
    seen = look(wish(book, "en", bench))
    built = bench.build("smallest", editions=("en",), outputs=("screen",), draft=True)
    assert not built.failed
    screen = bench.file("smallest/en/smallest-en-screen.pdf")
    assert pictures(seen) == draw_pages(screen, tmp_path / "drawn")
    assert len(seen["pages"]) > 7
    sides = [page["side"] for page in seen["pages"]]
    assert sides == ["recto" if at % 2 == 0 else "verso" for at in range(len(sides))]


@pytest.mark.slow
def test_a_change_shows_at_once_as_the_whole_book_will(book: Path, bench: Bench) -> None:
    asked = wish(book, "en", bench)
    before = look(asked)
    changes = {
        "04-western.md": (SENTENCE.format(number="7th", chapter="western"), ""),
        "05-last.md": ("# The last pier", "# The last pier of all, and the longest of the four by far"),
    }
    for file, (old, new) in changes.items():
        path = book / "text" / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        near, whole = glance(asked, before["made"]), look(asked)
        assert near is not None
        shown = {number: page["picture"] for number, page in near["pages"].items()}
        both = zip(pictures(before), pictures(whole), strict=False)
        other = [
            number for number, (old_one, new_one) in enumerate(both, 1) if old_one != new_one and number > CONTENTS
        ]
        assert other[0] in shown
        assert len(shown) < len(whole["pages"]) / 2
        body = [number for number in shown if number > CONTENTS]
        assert {number: shown[number] for number in body} == {n: whole["pages"][n - 1]["picture"] for n in body}
        assert all(near["pages"][n]["regions"] == whole["pages"][n - 1]["regions"] for n in body)
        assert near["messages"].keys() == whole["messages"].keys()
        before = whole


def test_nothing_is_laid_out_anew_where_nothing_changed_on_the_pages(book: Path, bench: Bench) -> None:
    asked = wish(book, "en", bench)
    before = look(asked)
    (book / "text" / "01-page.md").write_text((book / "text" / "01-page.md").read_text("utf-8") + "\n\n", "utf-8")
    near = glance(asked, before["made"])
    assert near is not None
    assert near["pages"] == {}
    manifest = book / "publication.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("smallest book", "least book"), "utf-8")
    assert glance(asked, before["made"]) is None  # its title stands on every page
    bench.change("smallest/text/01-page.md", "This book", "This {nobody.knows} book")
    broken = glance(asked, before["made"])
    assert broken is not None
    assert (broken["pages"], [each["severity"] for each in broken["problems"]]) == (None, ["error"])


def test_every_message_has_its_text_state_and_places(bench: Bench) -> None:
    folder = bench.take(SMALLEST)
    po = folder / "locale" / "de" / "text.po"
    text = po.read_text("utf-8")
    first = 'msgid "This book has'
    noted = '# Der Satz eröffnet das Buch.\n#| msgid "This book has a page."\n#, fuzzy\n'
    gone = '\n#~ msgid "Gone."\n#~ msgstr "Weg."\n'
    text = text.replace(first, noted + first).replace('"Der zweite Absatz', '"') + gone
    po.write_text(re.sub(r'("Its second.*")\nmsgstr .*', r'\1\nmsgstr ""', text), "utf-8")

    seen = look(wish(folder, "de", bench))
    lines = po.read_text("utf-8").splitlines()
    stale, missing = (seen["messages"][named(seen, each)] for each in ("This book has", "Its second"))
    assert (stale["state"], missing["state"]) == ("stale", "untranslated")
    assert stale["translation"] == ["Dieses Buch hat eine Seite, und dies ist sein erster Satz."]
    assert (stale["notes"], stale["before"]) == ("Der Satz eröffnet das Buch.", "This book has a page.")
    assert stale["at"] == [{"file": "content/smallest/text/01-page.md", "line": 3}]
    assert stale["po"]["file"] == "content/smallest/locale/de/text.po"
    assert lines[stale["po"]["line"] - 1].startswith((first, "#"))
    (page,) = [page for page in seen["pages"] if any(each["key"] == stale["key"] for each in page["regions"])]
    assert stale["room"]["page"] == page["number"]
    assert stale["room"]["characters"] > 0
    assert seen["gone"][0]["source"] == ["Gone."]
    (page,) = [
        page for page in seen["pages"] if any(named(seen, "Its") in each["messages"] for each in page["regions"])
    ]
    (region,) = [each for each in page["regions"] if named(seen, "Its") in each["messages"]]
    ((left, top, width, height),) = region["boxes"]
    assert 0 < left < left + width < 100
    assert 0 < top < top + height < 100


def test_a_problem_stands_with_its_page_and_message(bench: Bench) -> None:
    folder = bench.take(SMALLEST)
    bench.change("smallest/locale/de/text.po", "Dieses Buch hat eine", "Dieses Buch hat {keine")
    seen = look(wish(folder, "de", bench))
    found = [each for each in seen["problems"] if each["file"].endswith("text.po")]
    assert found
    assert found[0]["messages"] == [named(seen, "This book has")]
    assert found[0]["pages"]
    assert found[0]["line"]


def test_without_pages_there_is_what_stands_in_their_way(bench: Bench) -> None:
    folder = bench.take(SMALLEST)
    bench.change("smallest/text/01-page.md", "This book", "This {nobody.knows} book")
    asked = wish(folder, "en", bench)
    seen = look(asked)
    assert seen["pages"] is None
    assert [each["severity"] for each in seen["problems"]] == ["error"]
    assert (seen["problems"][0]["file"], seen["problems"][0]["line"]) == ("content/smallest/text/01-page.md", 3)
    assert export_preview(asked, bench.root / "out")["pages"] is None
    assert not (bench.root / "out").exists()
    bench.change("smallest/publication.yaml", "title: The smallest book", "titel: The smallest book")
    assert look(asked)["pages"] is None
    assert languages_of(folder) == ("en", ())


def test_an_exported_preview_is_whole(bench: Bench) -> None:
    folder, out = bench.take(SMALLEST), bench.root / "out"
    (out / "pages").mkdir(parents=True)
    (out / "pages" / "old.png").write_bytes(b"of an earlier export")
    export_preview(wish(folder, "de", bench), out)
    script = (out / "book.js").read_text("utf-8")
    told = json.loads(script.removeprefix("globalThis.octavoBook = ").rstrip().removesuffix(";"))
    wanted = {page["picture"] for page in (*told["pages"], *told["beside"])}
    assert {path.name for path in (out / "pages").iterdir()} == wanted
    assert (told["edition"], told["source"], told["live"], len(told["beside"])) == (
        "de",
        "en",
        False,
        len(told["pages"]),
    )
    assert "made" not in told
    page = (out / "index.html").read_text("utf-8")
    named_there = re.findall(r'(?:src|href)="([^"]+)"', page) + re.findall(
        r'url\("([^"]+)"\)', (out / "preview.css").read_text()
    )
    assert {"preview.css", "preview.js", "book.js"} <= set(named_there)
    assert all((out / name).is_file() for name in named_there)
    assert not re.search(r"<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", page)


def test_the_parts_of_a_page_are_its_outermost_sections() -> None:
    html = '<body class="x">\n<section id="a"><section>1</section></section>\n<section id="b">2</section>\n</body>'
    parts = parts_of(html)
    assert parts is not None
    assert [text[:15] for text in parts.sections] == ['<section id="a"', '<section id="b"']
    assert (
        parts.only(frozenset({1})) == '<body class="x">\n<section id="a"></section><section id="b">2</section>\n</body>'
    )
    assert parts_of(html.replace('\n<section id="b"', 'words <section id="b"')) is None
    assert parts_of("<body><p>no section</p></body>") is None


@pytest.mark.slow
def test_an_edition_in_two_languages_shows_both(bench: Bench) -> None:
    folder = bench.take(SMALLEST)
    bench.change("smallest/publication.yaml", "editions: [en, de, tr]", "editions: [en, de, de+en]")
    asked = wish(folder, "de+en", bench)
    seen = look(asked)
    assert seen["pages"] is not None, seen["problems"]
    name = named(seen, "This book has")
    assert seen["messages"][name]["translation"][0].startswith("Dieses Buch")
    touched = [each["key"] for page in seen["pages"] for each in page["regions"] if name in each["messages"]]
    assert sorted(touched) == ["text/01-page.md#2", "text/01-page.md#2@en"]
    bench.change("smallest/locale/de/text.po", "Dieses Buch hat", "Dieses Buch hat nur")
    near, whole = glance(asked, seen["made"]), look(asked)
    assert near is not None
    assert near["pages"]
    assert all(page["picture"] == whole["pages"][number - 1]["picture"] for number, page in near["pages"].items())
