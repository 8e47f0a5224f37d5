# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions to the judges that are written in Java; one process answers all of them (see jvm_service.py)."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.judges.verdicts import Failure, JudgeMissingError, Message

SERVICE = Path(__file__).with_name("jvm_service.py")
PATIENCE = 300  # seconds for one file; the whole sample book takes two


@dataclass(frozen=True, slots=True)
class JavaJudges:
    """A running Java machine, to be asked one question at a time."""

    process: subprocess.Popen[str]

    def verapdf(self, data: bytes, flavour: str) -> list[Failure]:
        """Return the rules of `ua1`, `2a` or `2b` that a PDF breaks, by veraPDF's engine."""
        found = self.ask("verapdf", data, "file.pdf", flavour=flavour)
        return sorted(Failure(**row) for row in found)

    def epubcheck(self, data: bytes) -> list[Message]:
        """Return all that EPUBCheck says about a book, usage messages too."""
        return sorted(Message(**row) for row in self.ask("epubcheck", data, "book.epub"))

    def ask(self, judge: str, data: bytes, name: str, **details: str) -> list[dict[str, Any]]:
        """Return a judge's findings as plain rows."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_bytes(data)
            question = json.dumps({"judge": judge, "path": str(path), **details})
            answer = self.exchange(question)
        if "fault" in answer:
            raise RuntimeError(f"{judge} could not judge: {answer['fault']}")
        found: list[dict[str, Any]] = answer["found"]
        return found

    def exchange(self, question: str) -> dict[str, Any]:
        """Send a line and return the answer; a machine that never answers is ended, so that the test fails."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # answer() finds the machine dead, and says with which code it ended
            self.process.stdin.write(question + "\n")
            self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """Return the next line of the machine."""
        assert self.process.stdout is not None
        watch = threading.Timer(PATIENCE, self.process.kill)
        watch.start()
        try:
            line = self.process.stdout.readline()
        finally:
            watch.cancel()
        if not line:
            raise RuntimeError(f"the Java machine ended with code {self.process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer


@contextmanager
def java_judges() -> Iterator[JavaJudges]:
    """Start the Java machine and end it; raises JudgeMissingError where there is no Java or a jar is not installed."""
    command = [sys.executable, "-P", str(SERVICE)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        judges = JavaJudges(process)
        try:
            if missing := judges.answer().get("missing"):
                raise JudgeMissingError(f"EPUBCheck and veraPDF: {missing}")
            yield judges
        finally:
            process.kill()
            assert process.stdin is not None
            with suppress(BrokenPipeError):  # a question that the machine did not live to read
                process.stdin.close()
