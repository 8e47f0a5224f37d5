# SPDX-License-Identifier: AGPL-3.0-or-later
"""Books and names that nobody wrote or bore, made of syllables from a seed: equal wishes give equal files."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROLL_TITLE = "Invented names"
_FIRST = "b br d dr f g gl h k kl l m n p pl r s st t tr v w z".split()  # noqa: SIM905
_VOWELS = "a e i o u ai ea oo".split()  # noqa: SIM905
_LAST = ["", "", "", "n", "r", "s", "t", "l", "m", "nd", "st"]
_WORDS_OF_A_PAGE = 172  # A5, 10 on 13.5 points, with notes, headings and what chapters leave empty
_PAGES_OF_A_CHAPTER = 20
_PARAGRAPHS_OF_A_SECTION = 8
_LONGEST_NAME = 20  # letters: the first and the last name of a page stand in one running head


class Block(NamedTuple):
    """A heading or a paragraph: its words, then what may hang on them.

    `term` is a word for the index that a sentence is about, `note` the text of a note, `see` the number of a chapter.
    """

    heading: bool
    text: str
    term: str = ""
    note: str = ""
    see: int = 0


class Chapter(NamedTuple):
    """A chapter of about twenty pages."""

    number: int
    title: str
    blocks: tuple[Block, ...]


def invented_words(count: int, seed: int = 3) -> list[str]:
    """Return different words of one to four syllables."""
    chance = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = chance.choices((1, 2, 3, 4), (3, 4, 2, 1))[0]
        word = "".join(chance.choice(_FIRST) + chance.choice(_VOWELS) for _ in range(syllables)) + chance.choice(_LAST)
        found[word] = None
    return list(found)


def invented_names(count: int, seed: int = 5) -> Iterator[dict[str, str]]:
    """Yield the rows of a roll, each name once: a family's and one's own, both of syllables, years, and a place."""
    chance = random.Random(seed)
    words = [word.capitalize() for word in invented_words(2400, seed) if len(word) > 3]
    families, own, places = words[:1400], words[1400:1900], words[1900:1960]
    seen: set[str] = set()
    while len(seen) < count:
        name = f"{chance.choice(families)}{chance.choice(_LAST)} {chance.choice(own)}"
        if name in seen or len(name) > _LONGEST_NAME:
            continue
        seen.add(name)
        born = chance.randint(1801, 1890)
        place = chance.choice(places)
        yield {"name": name, "born": str(born), "died": str(born + chance.randint(1, 85)), "place": place}


def write_names(path: Path, count: int) -> None:
    """Write a roll of so many names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("name", "born", "died", "place"))
        writer.writeheader()
        writer.writerows(invented_names(count))


def write_book(folder: Path, pages: int, names: int = 0, *, index: bool = True) -> None:
    """Write a publication of about so many pages of prose, and a roll of so many names."""
    text = folder / "text"
    text.mkdir(parents=True, exist_ok=True)
    parts = ["{page: title, opens: recto}", "{page: contents, opens: recto}"]
    for chapter in invented_chapters(pages):
        (text / _file(chapter.number)).write_text(_markdown(chapter, index=index), "utf-8")
        parts.append(f"{{text: {_file(chapter.number)}, opens: recto, numbered: true}}")
    if names:
        write_names(folder / "names" / "all.csv", names)
        look = "data: all, columns: 2, group: letter"
        parts.append(f"{{page: names, {look}, title: {ROLL_TITLE}, matter: back, opens: recto}}")
    if pages and index:
        parts.append("{page: index, matter: back, opens: recto}")
    listed = "".join(f"  - {part}\n" for part in parts)
    head = "title: Syllables\nlanguage: en\neditions: [en]\nissued: 2026-03-04\noutputs: [screen, press]\n"
    (folder / "publication.yaml").write_text(f"{head}parts:\n{listed}", "utf-8")


def invented_chapters(pages: int) -> Iterator[Chapter]:
    """Yield chapters of about so many pages in all, with headings, notes, words for the index, and references.

    The chance of each chapter is its own, so that a longer book begins as a shorter one does.
    """
    words = invented_words(3000)
    terms = words[-300:]
    count = max(1, round(pages / _PAGES_OF_A_CHAPTER)) if pages else 0
    for number in range(1, count + 1):
        chance = random.Random(1000 + number)
        blocks: list[Block] = []
        written = 0
        while written < _WORDS_OF_A_PAGE * pages / count:
            if len(blocks) % (_PARAGRAPHS_OF_A_SECTION + 1) == _PARAGRAPHS_OF_A_SECTION:
                blocks.append(Block(True, _sentence(chance, words, 3).rstrip(".")))
                continue
            sentences = [_sentence(chance, words, chance.randint(6, 22)) for _ in range(chance.randint(3, 8))]
            term = chance.choice(terms) if chance.random() < 0.5 else ""
            note = _sentence(chance, words, chance.randint(5, 30)) if chance.random() < 0.4 else ""
            see = chance.randint(1, count) if chance.random() < 0.3 else 0
            blocks.append(Block(False, " ".join(sentences), term, note, see))
            written += sum(len(each.split()) for each in sentences)
        yield Chapter(number, _sentence(random.Random(number), words, 2).rstrip("."), tuple(blocks))


def _sentence(chance: random.Random, words: list[str], count: int) -> str:
    return " ".join(chance.choices(words, k=count)).capitalize() + "."


def _markdown(chapter: Chapter, *, index: bool) -> str:
    lines = [f"# {chapter.title} {{#chapter-{chapter.number}}}"]
    for place, block in enumerate(chapter.blocks):
        if block.heading:
            lines.append(f"## {block.text}")
            continue
        term = f" [{block.term}]{{.index}}." if index else f" {block.term}."
        see = f" See [chapter {block.see}]({_file(block.see)}#chapter-{block.see})." if block.see else ""
        note = f"[^n{place}]" if block.note else ""
        lines.append(f"{block.text}{note}{term if block.term else ''}{see}")
        if block.note:
            lines.append(f"[^n{place}]: {block.note}")
    return "\n\n".join(lines) + "\n"


def _file(number: int) -> str:
    return f"{number:03}-chapter-{number}.md"
