# SPDX-License-Identifier: AGPL-3.0-or-later
"""The invented book as users of other tools would write it: HTML with paged CSS, Typst, Markdown for pandoc.

Paper, margins, fonts, sizes, lines and columns are those of Octavo's house look, so that the pages are as many.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from invented import Chapter, invented_chapters, invented_names

FONTS = Path(__file__).parents[1] / "fonts"
LINE = 13.5  # points from line to line
LINES = 34  # of a page
OPENING = 20  # lines that the opening of a chapter takes, and two more below it

CSS = f"""
@font-face {{ font-family: "Octavo Serif"; src: url("octavo-serif/OctavoSerif-Regular.ttf"); }}
@font-face {{ font-family: "Octavo Serif"; font-weight: 600; src: url("octavo-serif/OctavoSerif-SemiBold.ttf"); }}
@font-face {{ font-family: "Octavo Serif Caption"; src: url("octavo-serif-caption/OctavoSerifCaption-Regular.ttf"); }}
@page {{ size: 148mm 210mm; margin: 20mm 30mm 28mm 20mm; @bottom-right {{ content: counter(page); }} }}
@page :left {{ margin-left: 30mm; margin-right: 20mm; }}
html {{ font: 10pt/{LINE}pt "Octavo Serif"; font-variant-numeric: oldstyle-nums proportional-nums;
  text-align: justify; hyphens: auto; widows: 2; orphans: 2; }}
body {{ margin: 0; }}
p {{ margin: 0; }}
p + p {{ text-indent: {LINE}pt; }}
h1 {{ break-before: right; font-weight: normal; font-size: 17.8pt; line-height: {1.6 * LINE}pt; text-align: left;
  margin: 0 0 {2 * LINE}pt; padding-top: {(OPENING - 1.6) * LINE}pt; }}
h2 {{ font-size: 10pt; font-weight: 600; margin: {2 * LINE}pt 0 {LINE}pt; text-align: left; break-after: avoid; }}
.title {{ break-before: auto; padding-top: 0; }}
#TOC {{ break-before: right; text-align: left; }}
.footnote {{ float: footnote; font: 7.75pt/{0.75 * LINE}pt "Octavo Serif Caption"; text-align: left; text-indent: 0; }}
.contents {{ break-before: right; text-align: left; }}
.roll {{ columns: 2; column-gap: {LINE}pt; font-size: 9pt; text-align: left; hyphens: manual; }}
.roll ul {{ list-style: none; margin: 0 0 {LINE}pt; padding: 0; }}
.roll li {{ padding-left: {LINE}pt; text-indent: -{LINE}pt; break-inside: avoid; }}
h3 {{ font-size: 10pt; line-height: {LINE}pt; font-weight: 400; margin: 0; break-after: avoid; }}
"""

TYPST = f"""
#set document(title: "Syllables")
#set page(width: 148mm, height: 210mm, margin: (inside: 20mm, outside: 30mm, top: 20mm, bottom: 28mm), numbering: "1")
#set text(font: "Octavo Serif", size: 10pt, lang: "en", hyphenate: true, top-edge: 0.75em, bottom-edge: -0.25em)
#set text(number-type: "old-style", number-width: "proportional")
#set par(justify: true, leading: {LINE - 10}pt, spacing: {LINE - 10}pt, first-line-indent: {LINE}pt)
#show heading.where(level: 1): it => {{ pagebreak(to: "odd", weak: true); block(height: {OPENING * LINE}pt,
  below: {2 * LINE}pt, align(bottom, text(size: 17.8pt, weight: "regular", it.body))) }}
#show heading.where(level: 2): set text(size: 10pt, weight: 600)
#show heading.where(level: 2): set block(above: {2 * LINE + 3.5}pt, below: {LINE + 3.5}pt)
#show footnote.entry: set text(font: "Octavo Serif Caption", size: 7.75pt)
#show footnote.entry: set par(leading: {0.75 * LINE - 7.75}pt)
#text(size: 20pt)[Syllables]
#pagebreak(to: "odd")
#outline(depth: 1)
"""

TYPST_ROLL = f"""
= Invented names
#set par(justify: false, first-line-indent: 0pt, hanging-indent: {LINE}pt)
#set text(hyphenate: false)
#set text(size: 9pt, top-edge: 9pt, bottom-edge: 0pt)
#set par(leading: {LINE - 9}pt, spacing: {LINE - 9}pt)
#show heading.where(level: 3): set text(size: 10pt, weight: "regular")
#show heading.where(level: 3): set block(above: {2 * LINE - 9}pt, below: {LINE - 9}pt)
#columns(2, gutter: {LINE}pt)[
#let before = ""
#for row in csv("names.csv", row-type: dictionary) {{
  if row.name.first() != before {{ heading(level: 3, row.name.first()); before = row.name.first() }}
  par[#row.name, #box[#row.born–#row.died]]
}}]
"""


def write_matter(folder: Path, pages: int, names: int) -> None:
    """Write the book for all other tools into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for family in ("octavo-serif", "octavo-serif-caption"):
        (folder / family).symlink_to(FONTS / family)
    rows = sorted(invented_names(names), key=lambda row: row["name"])
    with (folder / "names.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("name", "born", "died", "place"))
        writer.writeheader()
        writer.writerows(rows)
    chapters = list(invented_chapters(pages))
    (folder / "peer.css").write_text(CSS, "utf-8")
    for name, notes in (("notes.html", True), ("plain.html", False)):
        text = "\n".join(_html(chapters, rows, notes=notes))
        (folder / name).write_text(text, "utf-8")
    (folder / "book.typ").write_text(TYPST + "\n".join(_typst(chapters)) + (TYPST_ROLL if rows else ""), "utf-8")
    (folder / "book.md").write_text("\n\n".join(_markdown(chapters, rows)), "utf-8")


def _html(chapters: list[Chapter], rows: list[dict[str, str]], *, notes: bool) -> Iterator[str]:
    """Yield the lines of a document; without `notes`, for engines that know no footnotes, they stand in the text."""
    yield '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Syllables</title>'
    yield '<link rel="stylesheet" href="peer.css"></head><body>'
    yield '<h1 class="title">Syllables</h1><div class="contents"><h2>Contents</h2>'
    yield from (f'<p><a href="#chapter-{each.number}">{each.title}</a></p>' for each in chapters)
    yield "</div>"
    for chapter in chapters:
        yield f'<h1 id="chapter-{chapter.number}">{chapter.title}</h1>'
        for block in chapter.blocks:
            if block.heading:
                yield f"<h2>{block.text}</h2>"
                continue
            mark = f'<span class="footnote">{block.note}</span>' if notes else f" ({block.note})"
            see = f' See <a href="#chapter-{block.see}">chapter {block.see}</a>.' if block.see else ""
            term = f" {block.term}." if block.term else ""
            yield f"<p>{block.text}{mark if block.note else ''}{term}{see}</p>"
    if rows:
        yield '<h1>Invented names</h1><div class="roll">'
        for letter, group in groupby(rows, key=lambda row: row["name"][0]):
            yield f"<h3>{letter}</h3><ul>"
            yield from (f"<li>{_entry(row)}</li>" for row in group)
            yield "</ul>"
        yield "</div>"
    yield "</body></html>"


def _typst(chapters: list[Chapter]) -> Iterator[str]:
    for chapter in chapters:
        yield f"= {chapter.title} <chapter-{chapter.number}>\n"
        for block in chapter.blocks:
            if block.heading:
                yield f"== {block.text}\n"
                continue
            note = f"#footnote[{block.note}]" if block.note else ""
            see = f" See #link(<chapter-{block.see}>)[chapter {block.see}]." if block.see else ""
            yield f"{block.text}{note}{f' {block.term}.' if block.term else ''}{see}\n"


def _markdown(chapters: list[Chapter], rows: list[dict[str, str]]) -> Iterator[str]:
    yield "---\ntitle: Syllables\nlang: en\n---"
    for chapter in chapters:
        yield f"# {chapter.title} {{#chapter-{chapter.number}}}"
        for block in chapter.blocks:
            if block.heading:
                yield f"## {block.text}"
                continue
            note = f"[{block.note}]{{.footnote}}" if block.note else ""
            see = f" See [chapter {block.see}](#chapter-{block.see})." if block.see else ""
            yield f"{block.text}{note}{f' {block.term}.' if block.term else ''}{see}"
    if rows:
        yield "# Invented names"
        yield "::: roll"
        for letter, group in groupby(rows, key=lambda row: row["name"][0]):
            yield f"### {letter}"
            yield "\n".join(f"- {_entry(row)}" for row in group)
        yield ":::"


def _entry(row: dict[str, str]) -> str:
    years = f"{row['born']}\N{WORD JOINER}–\N{WORD JOINER}{row['died']}"
    return f"{row['name']}, {years}"
