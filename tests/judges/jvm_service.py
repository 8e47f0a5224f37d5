# SPDX-License-Identifier: AGPL-3.0-or-later
"""One Java machine that judges many files: veraPDF's engine as Octavo runs it, and EPUBCheck beside it.

EPUBCheck and veraPDF's engine each bring a Saxon of their own, of different versions, so the second has a class loader
that does not see the first.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # it is called with -P

from octavo.check.judges.engine import start_java, verapdf
from octavo.check.judges.epubcheck import epubcheck, epubcheck_jars
from octavo.check.judges.service import serve


def start() -> str | None:
    """Start the Java machine and return None, or what is missing for it."""
    return start_java(epubcheck_jars)


if __name__ == "__main__":
    serve(start, {"epubcheck": epubcheck, "verapdf": verapdf})
