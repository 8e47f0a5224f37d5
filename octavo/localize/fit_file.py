# SPDX-License-Identifier: AGPL-3.0-or-later
"""locale/<tag>/fit.yaml: how an edition was fitted, read and written; equal values give equal bytes."""

from __future__ import annotations

from pydantic import ValidationError

from octavo.diagnostics.problem import Outcome, Problem, problem
from octavo.localize.locale_file import read_locale_file
from octavo.model.fit import FILE, Fit, PartFit

HEAD = """\
# How this edition is set so that it has the pages of all others: `octavo fit` wrote it, builds read it.
# Means and their bounds: docs/guide/printers.md. Without the file the edition runs as its text does.
"""


def read_fit(tag: str, data: bytes | None) -> Outcome[Fit]:
    """Return what the file says, the fit of an edition that was never fitted if there is none, or what is wrong."""
    if data is None:
        return Outcome(Fit())
    name = f"locale/{tag}/{FILE}"
    read = read_locale_file(data, name)
    if isinstance(read, Problem):
        return Outcome(None, (read,))
    try:
        return Outcome(Fit(**read.values))
    except ValidationError as error:
        keys = [(".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()]
        found = (problem("R304", read.place(key), key=key, fault=f"{said[:1].lower()}{said[1:]}") for key, said in keys)
        return Outcome(None, tuple(found))


def write_fit(fit: Fit) -> bytes:
    """Return the file; means that are not used are left out."""
    lines = [HEAD.rstrip("\n"), f"pages: {fit.pages}", f'digest: "{fit.digest}"']
    lines += [f"lines: {fit.lines}"] if fit.lines else []
    lines += ["parts:", *(f"  {name}: {_flow(part)}" for name, part in fit.parts.items())]
    return ("\n".join(lines) + "\n").encode()


def _flow(part: PartFit) -> str:
    said = [f"page: {part.page}"]
    said += [f"tracking: {part.tracking:g}"] if part.tracking else []
    said += ["hyphens: true"] if part.hyphens else []
    said += [f"air: {part.air}"] if part.air else []
    return f"{{{', '.join(said)}}}"
