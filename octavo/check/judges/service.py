# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that judges many files: a line of JSON with a question in, a line of JSON with the answer out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from octavo.check.judges.engine import Rows, start_verapdf, verapdf

PATIENCE = 300  # seconds for one file; a whole book takes two
_ROOT = Path(__file__).parents[3]
# -P keeps the folder it is called in out of the modules' path, so the program's own has to be named.
_START = "import sys; sys.path.insert(0, sys.argv[1]); from octavo.check.judges.service import main; main()"


@dataclass(frozen=True, slots=True)
class Service:
    """A running process, to be asked one question at a time."""

    process: subprocess.Popen[str]

    def ask(self, judge: str, **question: str) -> Rows:
        """Return a judge's findings as plain rows; raise RuntimeError if it could not judge or is no more."""
        answer = self._exchange(json.dumps({"judge": judge, **question}))
        if "fault" in answer:
            raise RuntimeError(f"{judge} could not judge: {answer['fault']}")
        found: Rows = answer["found"]
        return found

    def _exchange(self, question: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # answer() finds the process dead, and says with which code it ended
            self.process.stdin.write(question + "\n")
            self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        """Return the next line of the process; one that never answers is ended."""
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

    def end(self) -> None:
        """End the process."""
        self.process.kill()
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # a question that the machine did not live to read
            self.process.stdin.close()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def begin(command: list[str]) -> tuple[Service | None, str]:
    """Start a service, and return it, or what it lacks."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, encoding="utf-8")
    service = Service(process)
    try:
        missing = service.answer().get("missing")
    except RuntimeError as fault:
        missing = str(fault)
    if missing:
        service.end()
        return None, missing
    return service, ""


def begin_vera() -> tuple[Service | None, str]:
    """Start a Java machine with veraPDF's engine, and return it, or what is missing for it."""
    return begin([sys.executable, "-P", "-c", _START, str(_ROOT)])


def serve(start: Callable[[], str | None], judges: Mapping[str, Callable[..., Rows]]) -> None:
    """Answer questions until standard input ends; first of all, say what is missing."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # judges may print to standard output, where our answers go

    def say(answer: dict[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    say({"missing": start()})
    for line in sys.stdin:
        question = json.loads(line)
        try:
            say({"found": judges[question.pop("judge")](**question)})
        except Exception as error:  # who asks has to hear this sentence, not a closed pipe
            say({"fault": f"{type(error).__name__}: {error}"})


def main() -> None:
    """Serve veraPDF's engine."""
    serve(start_verapdf, {"verapdf": verapdf})
