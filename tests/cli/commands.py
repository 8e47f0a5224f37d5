# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line called in this process, as a person's shell would call it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from octavo.cli.main import main, octavo
from tests.conftest import ROOT, Bench

SMALLEST = ROOT / "tests" / "publications" / "smallest"


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


def run(line: str) -> Said:
    """Run `octavo LINE` with streams that are no terminal."""
    with CliRunner().isolation() as (out, err, _):
        code = 0
        try:
            main(shlex.split(line))
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
        return Said(code, out.getvalue().decode(), err.getvalue().decode())


def parse(line: str) -> click.Context:
    """Let click read a command line as it stands, without doing what it says; raise click.UsageError if it is wrong."""
    words = shlex.split(line)
    ctx = octavo.make_context(words[0], words[1:])
    while isinstance(ctx.command, click.Group) and (rest := [*getattr(ctx, "_protected_args", []), *ctx.args]):
        name, command, rest = ctx.command.resolve_command(ctx, rest)
        assert command is not None
        ctx = command.make_context(name, rest, parent=ctx)
    return ctx


def one_book(bench: Bench, monkeypatch: pytest.MonkeyPatch, editions: str = "en") -> Path:
    """Put the smallest publication on the bench in these editions, go there, and return its folder.

    It is built as on a machine of one core, for another process costs more than the book.
    """
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    folder = bench.take(SMALLEST)
    bench.change("smallest/publication.yaml", "editions: [en, de, tr]", f"editions: [{editions}]")
    monkeypatch.chdir(bench.root)
    for name in ("CI", "NO_COLOR", "OCTAVO_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return folder
