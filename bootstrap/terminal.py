# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the bootstrap talks: progress and questions on stderr, so that stdout stays the command's own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

OUR_FAULT = 3  # the exit code of everything that is neither the content's fault nor wrong usage


def say(sentence: str) -> None:
    """Print one sentence for the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)


def give_up(sentence: str) -> NoReturn:
    """End the run with a sentence that says what to do."""
    say(f"octavo: {sentence}")
    sys.exit(OUR_FAULT)


def agreed(question: str) -> bool:
    """Return whether the person says yes; where nobody sits at a terminal, nobody is asked and the answer is yes."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    print(f"{question} [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().lower() in ("\n", "y\n", "yes\n")  # the end of input is no answer


def run(command: Sequence[str], folder: Path | None = None, environment: dict[str, str] | None = None) -> bool:
    """Run a program and return whether it succeeded; what it printed is shown, on stderr, only if it did not."""
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
    except OSError as error:
        say(f"octavo: {command[0]} could not be started: {error.strerror}")
        return False
    if done.returncode:
        say(done.stdout.decode(errors="replace").rstrip())
    return done.returncode == 0
