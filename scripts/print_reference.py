# SPDX-License-Identifier: AGPL-3.0-or-later
"""Print docs/reference/: what commands, problems, content files, pages and outputs there are, as the code has them.

    python scripts/print_reference.py

tests/test_docs.py compares the pages with the code; whoever changes one runs this again.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from inspect import cleandoc
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # called as a script, Python looks beside the script only

from reference_keys import FILES, content_file, page, table  # noqa: E402

from octavo.cli.explain import STAGES  # noqa: E402
from octavo.cli.help import SETTINGS, every_command  # noqa: E402
from octavo.cli.main import octavo  # noqa: E402
from octavo.compose.sections import PAGES  # noqa: E402
from octavo.diagnostics.catalogue import CATALOGUE  # noqa: E402
from octavo.diagnostics.code import Code  # noqa: E402
from octavo.diagnostics.printing import NAMES, open_form  # noqa: E402
from octavo.localize.parts import MATTER  # noqa: E402
from octavo.model.profile import PAPERS, PROFILES  # noqa: E402

FOLDER = ROOT / "docs" / "reference"

# Page type → what it shows; a page type without a line here stops the printing.
SHOWN = {
    "halftitle": "the title alone, on the first leaf",
    "title": "the title page: title, subtitle, people, publisher, year",
    "imprint": "publisher, licence, identifiers, who took part, how far the facts are verified, where corrections go",
    "contents": "the table of contents with page numbers; in e-book and web page, links",
    "blank": "a page left empty on purpose; nothing in e-book and web page",
    "timeline": "the rows of a table by date",
    "table": "a table with its columns as they are in `data/`",
    "places": "the names of places in the languages they have",
    "documents": "the rows of a table one after another, each with its date and sources",
    "glossary": "the rows of a table as terms and what they mean",
    "names": "a roll of names, in the order of the edition's alphabet",
    "names-index": "the places of a roll, or its names, with the pages where they stand",
    "sources": "the list of sources, under the headings of `facts/sources.yaml`",
    "corrections": "what earlier copies have wrong, by `corrections.yaml`; without one, that no mistake is known",
    "index": "the words that texts mark for it, places, and sources, with the pages where they are met",
    "colophon": "fonts, sizes, and how the book was made",
}

STREAMS = """## Streams, exit codes, environment

Results go to stdout, progress and problems to stderr; `--json` prints one JSON document to stdout.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | problems in the content; what was good before stays |
| 2 | wrong usage |
| 3 | a fault of Octavo itself |
| 130 | stopped with Ctrl-C; the last good files are untouched |

| variable | effect |
|---|---|
| `NO_COLOR` | no colour |
| `CI` | no colour, no bar, no tables: lines for a log |
| `OCTAVO_TRACEBACK` | a fault of Octavo shows where it happened |

With `--progress json` each line on stderr that begins with `{` is one event. All have `version`, which counts up where
a key goes or gets another meaning (1 now; keys may be added), and `event`:

- `plan`: how many `steps` there are, how many `jobs` run at once, and `left`; it comes again when more is known.
- `step`: its `state` (`started`, `ran`, or `kept`: found in the store), its name as `step`, its `stage` (1 load,
  2 localize, 3 compose, 4 render, 6 distribute), `publication`, `edition` (empty for what editions share), `why`
  it ran, the `seconds` it took, how many are `done` of `total`, and `left`.
- `end`: how many `ran` and were `kept` of `total`, and the `seconds` of all.

`left` are the seconds that are left, at most: some steps may yet be found in the store. They are reckoned from what the
steps took last time, and null where that is not known. In the view on a terminal each row is an edition and each cell a
step.

Shells complete commands, publications and codes after `eval "$(_OCTAVO_COMPLETE=bash_source octavo)"` (or `zsh_source`,
`fish_source`).
"""


def commands() -> str:
    """Return the page on the command line."""
    parts = [
        "In a checkout, `python3 build.py` stands for `octavo`; without a command it is `octavo build`.",
        STREAMS,
    ]
    for called, command in every_command("octavo", octavo):
        ctx = click.Context(command, info_name=called, **SETTINGS)  # click keeps the help option it first makes
        usage = " ".join([called, *command.collect_usage_pieces(ctx)])
        parts += [f"## {called}", f"`{usage}`", _paragraphs(command.help or "")]
        options = [record for each in command.params if (record := each.get_help_record(ctx)) and record[1]]
        rows = ((f"`{names}`", " ".join(told.split())) for names, told in options)
        parts.append(table(("option", "what it does"), rows) if options else "")
        if isinstance(command, click.Group):
            listed = ((name, command.get_command(ctx, name)) for name in command.list_commands(ctx))
            parts.append(
                table(("command", "what it does"), ((f"`{n}`", c.get_short_help_str(99)) for n, c in listed if c))
            )
        parts.append(_fenced((command.epilog or "").partition("Examples:\n")[2].partition("\n\n")[0]))
    return page("The command line", *parts)


def _paragraphs(text: str) -> str:
    """Return a help text as Markdown: paragraphs that click keeps as they are become code."""
    parts = cleandoc(text).split("\n\n")
    return "\n\n".join(_said(part) if part.startswith("\b") else part for part in parts)


def _said(part: str) -> str:
    head, *lines = part.splitlines()[1:]
    return f"{head}\n\n" + _fenced("\n".join(lines))


def _fenced(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.startswith("  ")]
    return "\n".join(["```", *lines, "```"])


def problems() -> str:
    """Return the page on all problem codes."""
    parts = [
        "A problem has a code, a place, a sentence and a way out. An **error** stops the edition, a **warning** is "
        "reported, a **note** only tells. “…” stands for what the message names. `octavo explain CODE` says as much.",
    ]
    for letter, stage in STAGES.items():
        parts.append(f"## {letter}: {stage}")
        parts += [_problem(row) for row in CATALOGUE.values() if row.code[0] == letter]
    return page("Problems", *parts)


def _problem(row: Code) -> str:
    told = [f"### {row.code}", f"**{NAMES[row.severity]}**: {_plain(open_form(row.title))}", _plain(row.about)]
    return "\n\n".join([*told, *([f"*What to do:* {_plain(open_form(row.hint))}."] if row.hint else [])])


def _plain(text: str) -> str:
    """Return the text with the signs that Markdown would read, but for code between backticks."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(piece if piece[:1] == "`" else re.sub(r"([\\*_<\[\]])", r"\\\1", piece) for piece in pieces)


def pages() -> str:
    """Return the page on page types."""
    if missing := sorted(PAGES.keys() - SHOWN.keys()):
        raise ValueError(f"say in SHOWN, in {Path(__file__).name}, what these pages show: {missing}")
    rows = (
        (
            f"`{name}`",
            MATTER.get(name, "as before it" if name == "blank" else "body"),
            f"“{kind.heading}”" if kind.heading else "",
            _data(kind.table),
            SHOWN[name],
        )
        for name, kind in PAGES.items()
    )
    return page(
        "Page types",
        "A part of a publication is a text or a page of one of these types: `- {page: timeline, data: events}` under "
        "[parts](manifest.md#part) in `publication.yaml`. A theme may add its own: a template "
        "`theme/templates/body/<name>.html` makes the page type `<name>`.",
        table(("page", "matter", "heading", "data", "what it shows"), rows),
        "The heading is translated with the house's words, and `title` replaces it. A text is a part of the type "
        "`chapter`, which no manifest names.",
    )


def _data(name: str) -> str:
    if name in ("names", "names-index"):
        return "`names/<data>.csv`"
    return f"`data/{name}.yaml`, or another" if name else ""


def _names(files: Iterable[str]) -> str:
    return ", ".join(f"`{file.format(stem='…', printer='')}`" for file in files)


def outputs() -> str:
    """Return the page on outputs and papers."""
    made = (
        (f"`{p.name}`", _names(p.files.values()), p.media_type, ", ".join(p.conforms_to)) for p in PROFILES.values()
    )
    sizes = ((f"`{each.name}`", f"{each.width} × {each.height} mm") for each in PAPERS.values())
    return page(
        "Outputs and papers",
        "What `outputs` in `publication.yaml` and `octavo build -o` may name. Files are in "
        "`output/<publication>/<edition>/`; “…” stands for `<publication>-<edition>`.",
        table(("output", "file", "media type", "follows the machine-checkable rules of"), made),
        "What `paper` may name, beside any size such as `170x240mm` or `5.5x8.5in` with sides from 50 to 1000 mm:",
        table(("paper", "size"), sizes),
    )


def reference() -> dict[str, str]:
    """Return the text of every page by its name."""
    printed = {"commands": commands(), "problems": problems(), "pages": pages(), "outputs": outputs()}
    printed |= {name: content_file(kind) for kind, (name, _) in FILES.items()}
    titles = {name: text.partition("\n")[0].removeprefix("# ") for name, text in printed.items()}
    listed = "\n".join(f"* [{title}]({name}.md)" for name, title in titles.items())
    also = "Texts and their directives: [Writing texts](../guide/markdown.md)."
    return {"README": page("Reference", listed, also), **printed}


def main() -> None:
    """Write the pages, and take away those that are no longer printed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    printed = reference()
    for path in FOLDER.glob("*.md"):
        if path.stem not in printed:
            path.unlink()
    for name, text in printed.items():
        (FOLDER / f"{name}.md").write_text(text, encoding="utf-8")
    print(f"{FOLDER.relative_to(ROOT)}: {len(printed)} pages")


if __name__ == "__main__":
    main()
