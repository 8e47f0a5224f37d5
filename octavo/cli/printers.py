# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo printers: what each printer takes, and where every number of it was read."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from octavo.cli.check_print import complete_printer
from octavo.cli.help import examples, nearest
from octavo.cli.places import complete, publications
from octavo.cli.talk import print_json, show_problems

if TYPE_CHECKING:
    from octavo.model.printer import Printer, Sourced, Stock

WIDEST = 100
_UNITS = {"bleed": "mm", "safety": "mm", "ink": "%", "ppi": "ppi", "line": "pt", "type": "pt", "size": "MB"}
_UNITS |= {"spine_text": "pages", "spine": "mm", "page": "pages", "pages": "pages", "cover": "mm"}
_UNITS |= {"gripper": "mm", "milling": "mm"}
_HEAD = ("printer", "file", "bleed", "ink", "pages", "binding", "who or what")


@click.command(
    "printers",
    short_help="List printers, or explain what one takes and where that was read.",
    epilog=examples(
        {
            "octavo printers": "those of the house",
            "octavo printers offset-coated": "each number with its source and the day it was read",
            "octavo printers -p my-book": "those too that the publication describes in its folder printers/",
        }
    ),
)
@click.argument("name", required=False, shell_complete=complete_printer)
@click.option(
    "-p",
    "--publication",
    metavar="PUBLICATION",
    shell_complete=complete,
    help="Take in the printers of a publication's own, by its name or folder.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(name: str | None, publication: str | None, as_json: bool) -> None:
    """List the printers, or explain one: every number in words, with where and when it was read.

    A publication names them under `printers:`; docs/guide/printers.md shows how to describe one of your own.
    """
    from octavo.pipeline.printers import known_printers

    folder = publications([publication])[0] if publication else None
    outcome = known_printers(folder)
    rows = outcome.value or {}
    show_problems(outcome.problems)
    if name is not None and name not in rows:
        raise click.UsageError(f"there is no printer “{name}”; {nearest(name, rows)}")
    chosen = [rows[name]] if name else list(rows.values())
    if as_json:
        print_json({"printers": [row.model_dump(mode="json") for row in chosen]})
    elif name:
        click.echo("\n".join(explained(chosen[0])))
    else:
        click.echo("\n".join(listed(rows)))
    if outcome.failed:
        sys.exit(1)


def listed(rows: Mapping[str, Printer]) -> Iterator[str]:
    """Yield the lines of a table of printers."""
    lines = [_HEAD, *(_row(name, row) for name, row in rows.items())]
    widths = [max(len(line[at]) for line in lines) for at in range(len(_HEAD))]
    for line in lines:
        yield "  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)).rstrip()


def _row(name: str, row: Printer) -> tuple[str, ...]:
    ink = _amount(row.ink_limit, "%") if row.ink_limit else ""
    pages = "–".join(f"{each.value:f}" if each else "" for each in (row.pages_least, row.pages_most))
    file = row.standard if row.standard != "PDF" else f"PDF, {row.colour.upper()}"
    return (name, file, _amount(row.bleed, "mm"), ink, pages if pages != "–" else "", row.binding, row.title)


def explained(row: Printer) -> Iterator[str]:
    """Yield the lines that say all of a printer in words."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    yield f"{row.name}: {row.title}"
    yield from (("", *textwrap.wrap(row.note, width)) if row.note else ())
    yield ""
    yield from _columns(_words(row), width)
    yield from ("", "Numbers")
    yield from _columns(_numbers(row), width)
    yield from ("", "Papers")
    yield from _columns(map(_paper, row.stocks), width)
    yield from ("", "Sources")
    for key, source in row.sources.items():
        yield from textwrap.wrap(
            f"{key}: {source.title}; read {source.read}", width, initial_indent="  ", subsequent_indent="    "
        )
        yield from ([f"    {source.url}"] if source.url else ())


def _words(row: Printer) -> Iterator[tuple[str, str]]:
    inks = "CMYK" if row.colour == "cmyk" else "RGB: the printer converts by itself"
    condition = row.condition or "that of its profile"
    yield "file", f"{row.standard}, {inks}" + (f", condition {condition}" if row.colour == "cmyk" else "")
    yield "pages", ("with" if row.marks else "without") + " marks, " + _spine_edge(row)
    yield "black text", "prints over what is beneath it" if row.overprint_black else "knocks out what is beneath it"
    yield "sheets", f"{row.sheet}, folded: {row.fold}, bound: {row.binding}{_unsaid(row)}"
    cover = row.cover_paper or "the printer's own, which its formula for the spine holds"
    yield "paper", f"{row.paper} inside; cover: {cover}"
    if row.ink_limit:
        mean = "as the mean of any square of 15 mm" if row.ink_measure == "mean-15mm" else "at every point"
        yield "ink", f"is measured {mean}"


def _spine_edge(row: Printer) -> str:
    return "bleed on all sides" if row.bleed_at_spine else "bleed on three sides, none at the spine"


def _unsaid(row: Printer) -> str:
    """Return what Octavo takes for numbers of the press and the binder that the printer doesn't give."""
    from octavo.model.printer import gripper_mm, milling_mm

    taken = [f"a gripper of {gripper_mm(row):f} mm"] if row.gripper is None else []
    if row.milling is None and milling_mm(row):
        taken.append(f"{milling_mm(row):f} mm milled off folds")
    return f"; {' and '.join(taken)} by Octavo's own default" if taken else ""


def _numbers(row: Printer) -> Iterator[tuple[str, str, str, str]]:
    """Yield each number as its name, value, source and meaning."""
    for key, field in type(row).model_fields.items():
        value = getattr(row, key)
        for each in value if isinstance(value, tuple) else (value,):
            if not hasattr(each, "value"):
                continue
            told = (field.description or "").partition(", in ")[0]
            from_pages = f"from {each.pages} pages" if hasattr(each, "pages") else told
            yield _name(key), _amount(each, _unit(key)), each.source, from_pages


def _name(key: str) -> str:
    return key.removesuffix("_from").replace("_", " ")


def _unit(key: str) -> str:
    return next(unit for start, unit in _UNITS.items() if key.startswith(start))


def _amount(number: Sourced, unit: str) -> str:
    return f"{number.value.normalize():f} {unit}"


def _paper(stock: Stock) -> tuple[str, ...]:
    from octavo.model.printer import thickness

    leaf = f"{round(thickness(stock), 4).normalize():f} mm a leaf"
    surface = "coated" if stock.coated else "uncoated"
    return stock.name, f"{stock.grammage.normalize():f} g/m²", leaf, surface, stock.source, stock.title


def _columns(rows: Iterable[tuple[str, ...]], width: int) -> Iterator[str]:
    """Yield rows with all columns but the last aligned; what is too long goes on in the next line."""
    lines = [tuple(row) for row in rows]
    if not lines:
        return
    widths = [max(len(line[at]) for line in lines) for at in range(len(lines[0]) - 1)]
    indent = " " * (2 + sum(each + 2 for each in widths))
    for line in lines:
        cells = [f"{cell:{size}}" for cell, size in zip(line, widths, strict=False)]
        yield from textwrap.wrap("  " + "  ".join([*cells, line[-1]]), width, subsequent_indent=indent)
