# SPDX-License-Identifier: AGPL-3.0-or-later
"""octavo check FILE --as press: any PDF judged as a printer would, and which judges were asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click
from click.shell_completion import CompletionItem

from octavo.cli.help import nearest
from octavo.model.gate import PrintKind

if TYPE_CHECKING:
    from octavo.model.gate import PageFacts, Verdict
    from octavo.model.printer import Printer

KINDS: tuple[str, ...] = get_args(PrintKind)


def complete_printer(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the names of printers that begin as what was typed."""
    from octavo.pipeline.printers import known_printers

    return [CompletionItem(name) for name in known_printers().unwrap() if name.startswith(incomplete)]


def judge(files: Sequence[str], kind: PrintKind, name: str | None) -> dict[str, Verdict]:
    """Return what the gate and the judges of this machine say of each file, by the rules of a printer."""
    from octavo.pipeline.tools import judge_print

    printer = _printer(name)
    found = {}
    for file in files:
        try:
            found[file] = judge_print(Path(file), kind, printer)
        except OSError as reason:
            raise click.UsageError(f"{file} can't be read: {reason.strerror}") from None
    return found


def _printer(name: str | None) -> Printer:
    from octavo.model.printer import DEFAULT
    from octavo.pipeline.printers import known_printers

    known = known_printers().unwrap()
    if name is not None and name not in known:
        raise click.UsageError(f"there is no printer “{name}”; {nearest(name, known)}")
    return known[name or DEFAULT]


def told(file: str, verdict: Verdict) -> Iterator[str]:
    """Yield the lines that say what a file prints, and which checks were run."""
    pages = verdict.pages
    coloured = sum(page.coloured for page in pages)
    yield f"{file}: {len(pages)} pages, {coloured} with colour{_most_ink(pages)}"
    yield f"  run: {', '.join(each.name for each in verdict.judged if each.run)}"
    yield from (f"  not run: {each.name}, for {each.reason}" for each in verdict.judged if not each.run)


def _most_ink(pages: Sequence[PageFacts]) -> str:
    mean = max((page.ink_mean for page in pages if page.ink_mean is not None), default=None)
    peak = max((page.ink_peak for page in pages if page.ink_peak is not None), default=None)
    if mean is None or peak is None:
        return ""
    return f"; ink up to {mean:.0f} % as the mean of 15 mm, {peak:.0f} % at a point"


def as_data(verdicts: dict[str, Verdict]) -> list[dict[str, Any]]:
    """Return the verdicts as plain data, without the problems, which have a list of their own."""
    from dataclasses import asdict

    return [
        {
            "file": file,
            "judged": [asdict(each) for each in verdict.judged],
            "pages": [asdict(each) | {"coloured": each.coloured} for each in verdict.pages],
        }
        for file, verdict in verdicts.items()
    ]
