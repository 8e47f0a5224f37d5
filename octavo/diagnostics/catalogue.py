# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one catalogue of problem codes, joined from the tables of the stages."""

from __future__ import annotations

from importlib import import_module

from octavo.diagnostics.code import Code

# Letters: M manifest, T text, D data, F fonts, L localize, H compose, R render, P PDF, E EPUB, C distribute,
# S pipeline and command line.
TABLES = (
    "manifest",
    "printers",
    "text",
    "markup",
    "data",
    "corrections",
    "fonts",
    "localize",
    "lint",
    "compose",
    "render",
    "fit",
    "pdf",
    "press",
    "epub",
    "system",
    "sheets",
    "gate",
    "cover",
    "distribute",
    "diff",
    "site",
    "bilingual",
    "series",
)


def _joined() -> dict[str, Code]:
    rows: dict[str, Code] = {}
    for name in TABLES:
        found: dict[str, Code] = import_module(f"octavo.diagnostics.codes_{name}").CODES
        if twice := rows.keys() & found.keys():
            raise ValueError(f"problem codes defined twice: {sorted(twice)}")
        rows |= found
    return dict(sorted(rows.items()))


CATALOGUE = _joined()
