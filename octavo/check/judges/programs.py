# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs that look at a PDF: qpdf, and the renderers of Poppler and MuPDF, whose stderr must be empty."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 600  # seconds for one file
_MOST_LINES, _LONGEST = 3, 300
# MuPDF as Debian builds it says this of every file.
_NOTICES = ("warning: ICC support is not available",)
_PREFIX = re.compile(r"^(?:Syntax (?:Error|Warning)(?: \(\d+\))?|warning|error|WARNING|ERROR): *")


@dataclass(frozen=True, slots=True)
class Said:
    """What a program said of a file: its lines, without the name of the file and without notices of its own."""

    code: int
    lines: tuple[str, ...]

    @property
    def complaint(self) -> str:
        """Return its complaint in one line, or nothing."""
        kept = list(dict.fromkeys(self.lines))
        more = f" … and {len(kept) - _MOST_LINES} more" if len(kept) > _MOST_LINES else ""
        told = "; ".join(each[:_LONGEST] for each in kept[:_MOST_LINES]) + more
        return told or (f"it ended with code {self.code}" if self.code else "")


def find(program: str) -> str:
    """Return where a program is on this machine, or nothing."""
    return shutil.which(program) or ""


@contextmanager
def on_disk(data: bytes) -> Iterator[Path]:
    """Give a file with these bytes in a folder of its own, and take both away."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(data)
        yield path


def ask(arguments: Sequence[str], path: Path) -> Said:
    """Return what a program says of a file on stderr; one that never ends is stopped, and says so."""
    try:
        done = subprocess.run(
            arguments, cwd=path.parent, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return Said(1, (f"it did not end within {PATIENCE} seconds",))
    lines = (line.strip().replace(f"{path}: ", "") for line in done.stderr.decode("utf-8", "replace").splitlines())
    return Said(done.returncode, tuple(_PREFIX.sub("", line) for line in lines if line and line not in _NOTICES))


def check_with_qpdf(path: Path) -> Said:
    """Return what qpdf says of the file's syntax; 0 is good, 3 are warnings."""
    return ask([find("qpdf"), "--check", "--no-warn", path.name], path)


def draw_with_poppler(path: Path) -> Said:
    """Return what Poppler complains of while it draws all pages, coarsely."""
    return ask([find("pdftoppm"), "-r", "36", path.name, "page"], path)


def draw_with_mupdf(path: Path) -> Said:
    """Return what MuPDF complains of while it draws all pages, coarsely."""
    return ask([find("mutool"), "draw", "-q", "-r", "36", "-F", "pam", "-o", "/dev/null", path.name], path)
