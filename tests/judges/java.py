# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to the judges that are written in Java; one process answers all of them (see jvm_service.py)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.check.judges.service import Service, begin
from tests.judges.verdicts import Failure, JudgeMissingError, Message

SERVICE = Path(__file__).with_name("jvm_service.py")


@dataclass(frozen=True, slots=True)
class JavaJudges:
    """A running Java machine, to be asked one question at a time."""

    service: Service

    @property
    def process(self) -> subprocess.Popen[str]:
        """Return the process that the machine runs in."""
        return self.service.process

    def verapdf(self, data: bytes, flavour: str) -> list[Failure]:
        """Return the rules that a PDF breaks, by veraPDF's engine: of `ua1`, `2a`, `2b`, or the derived `x4`, `x1a`."""
        return sorted(Failure(**row) for row in self.ask("verapdf", data, "file.pdf", flavour=flavour))

    def epubcheck(self, data: bytes) -> list[Message]:
        """Return all that EPUBCheck says about a book, usage messages too."""
        return sorted(Message(**row) for row in self.ask("epubcheck", data, "book.epub"))

    def ask(self, judge: str, data: bytes, name: str, **details: str) -> list[dict[str, Any]]:
        """Return a judge's findings as plain rows."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            return self.service.ask(judge, path=str(path), **details)


@contextmanager
def java_judges() -> Iterator[JavaJudges]:
    """Start the Java machine and end it; raises JudgeMissingError where there is no Java or a jar is not installed."""
    service, missing = begin([sys.executable, "-P", str(SERVICE)])
    if service is None:
        raise JudgeMissingError(f"EPUBCheck and veraPDF: {missing}")
    try:
        yield JavaJudges(service)
    finally:
        service.end()
