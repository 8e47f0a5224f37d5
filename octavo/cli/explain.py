# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo explain: what a problem code means."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from difflib import get_close_matches

import click
from click.shell_completion import CompletionItem

from octavo.cli.help import examples
from octavo.cli.talk import COLOURS, is_colourful, print_json
from octavo.diagnostics.catalogue import CATALOGUE
from octavo.diagnostics.code import Code
from octavo.diagnostics.printing import NAMES, open_form

# The letters of the codes, in the order of the way through.
STAGES = {
    "M": "manifest and files",
    "T": "texts",
    "D": "data, ledger, pictures and names",
    "F": "fonts",
    "L": "languages and translations",
    "H": "pages and templates",
    "R": "layout",
    "P": "finished PDF files",
    "E": "e-book and web page",
    "C": "catalogues and what was published",
    "S": "the build itself",
}
WIDEST = 88


def _complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(code) for code in CATALOGUE if code.startswith(incomplete.upper())]


@click.command(
    "explain",
    short_help="Explain a problem code, or list all of them.",
    epilog=examples(
        {
            "octavo explain T210": "what the rule is, why it exists, what to do",
            "octavo explain T": "the problems of texts",
            "octavo explain": "all of them",
        }
    ),
)
@click.argument("codes", metavar="[CODE]...", nargs=-1, shell_complete=_complete)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
def command(codes: Sequence[str], as_json: bool) -> None:
    """Explain problem codes; a letter alone lists the codes of that stage, and nothing lists all."""
    rows = [row for code in codes for row in _rows(code)] or list(CATALOGUE.values())
    if as_json:
        print_json({"codes": [_as_data(row) for row in rows]})
    elif codes and all(code.upper() in CATALOGUE for code in codes):
        click.echo("\n\n".join(map(_explained, rows)))
    else:
        _list(rows)


def _rows(code: str) -> list[Code]:
    wanted = code.upper()
    if wanted in CATALOGUE:
        return [CATALOGUE[wanted]]
    if wanted in STAGES:
        return [row for row in CATALOGUE.values() if row.code[0] == wanted]
    near = [known for known in CATALOGUE if known.startswith(wanted)] or get_close_matches(wanted, CATALOGUE)
    hint = f"did you mean {' or '.join(near[:3])}?" if near else "`octavo explain` lists all"
    raise click.UsageError(f"there is no problem code “{code}”; {hint}")


def _as_data(row: Code) -> dict[str, str]:
    severity = NAMES[row.severity]
    return {"code": row.code, "severity": severity, "title": row.title, "hint": row.hint, "about": row.about}


def _list(rows: Sequence[Code]) -> None:
    for letter, stage in STAGES.items():
        mine = [row for row in rows if row.code[0] == letter]
        if mine:
            click.echo(f"{letter}… {stage}")
        for row in mine:
            click.echo(f"  {row.code}  {NAMES[row.severity]:7}  {open_form(row.title)}")


def _explained(row: Code) -> str:
    """Return all that is known of a code, wrapped for this terminal."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    head = f"{row.code} ({NAMES[row.severity]})"
    colourful = is_colourful(sys.stdout)
    named = click.style(head, fg=COLOURS[row.severity], bold=True) if colourful else head
    title = textwrap.fill(f"{head}: {open_form(row.title)}", width).replace(head, named, 1)
    told = [row.about, f"What to do: {open_form(row.hint)}." if row.hint else ""]
    return "\n\n".join([title, *(textwrap.fill(text, width) for text in told if text)])
