# SPDX-License-Identifier: AGPL-3.0-or-later
"""WeasyPrint imported, without a compiler asked for every name that its libraries have on other systems."""

from __future__ import annotations

import ctypes.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# On Linux a library is asked for as `pango-1.0`: these are its names on Windows and macOS, or those of files.
_ELSEWHERE = re.compile(r"lib.*|.*-\d+|.*\.(dylib|dll)")


def import_engine() -> None:
    """Import WeasyPrint if nothing has done so yet.

    It tries all names of a library in turn (70.0, text/ffi.py), and for each that is not there ctypes starts gcc and
    ld: on Linux half the time of the import.
    """
    if "weasyprint" not in sys.modules:
        with _names_of_here():
            import weasyprint  # noqa: F401  (it is imported again where it is used)


@contextmanager
def _names_of_here() -> Iterator[None]:
    """Let no library be looked for by a name that none has on this system."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None if _ELSEWHERE.fullmatch(name) else search(name)
    try:
        yield
    finally:
        ctypes.util.find_library = search
