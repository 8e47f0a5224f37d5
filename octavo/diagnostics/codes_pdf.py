# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problem codes of: pdf."""

from octavo.diagnostics.code import Code, Severity, table

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTE

CODES: dict[str, Code] = table()
