#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Octavo from a bare checkout: make .venv at first use, then run the command line or the tests in it.

python3 build.py                          build every publication in content/
python3 build.py COMMAND …                the same as `octavo COMMAND …`
python3 build.py test [PYTEST OPTIONS]    run the tests, with everything they need installed first

With --no-system nothing is installed outside the checkout.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets this far, so it must be able to read this file
    print(
        f"octavo: Python 3.11 or newer is needed, and this is Python {sys.version_info[0]}.{sys.version_info[1]};",
        "docs/install/ says how to get one; then type its name, for example: python3.12 build.py",
        file=sys.stderr,
    )
    sys.exit(3)

from bootstrap.environment import RUN, TEST, clean, ensure_environment, guard_of, python_of
from bootstrap.judges import ensure_judges
from bootstrap.system import ensure_pango, find_chromium, has_java, library_path
from bootstrap.terminal import give_up, say

ROOT = Path(__file__).resolve().parent
SWITCH = "--no-system"
# Every test, the slow ones too, on two cores; what a person adds comes later on the line and so wins.
PYTEST = ["-m", "pytest", "-m", "", "-n", "2", "--dist", "loadgroup"]
# What sets no pages works without the libraries that set them.
WITHOUT_PAGES = {"doctor", "explain", "fonts", "names", "new", "printers", "schema", "translate", "--help", "--version"}


def main(arguments: list[str]) -> NoReturn:
    """Prepare what is missing, then become the command or the tests; ends with their exit code."""
    testing, allowed, rest = split_arguments(arguments)
    trouble = ensure_pango(allowed)
    if trouble and (testing or rest[0] not in WITHOUT_PAGES):
        give_up(trouble)
    made = ensure_environment(ROOT, TEST if testing else RUN, guard_of(ROOT), allowed)
    if testing:
        ensure_judges(ROOT, allowed)
        os.chdir(ROOT)
        become([*PYTEST, *rest])
    if made:
        say_what_is_left_out()
    become(["-m", "octavo", *rest])


def split_arguments(arguments: list[str]) -> tuple[bool, bool, list[str]]:
    """Return whether the tests are wanted, whether the system may be changed, and what is passed on."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [word for word in arguments[:end] if word != SWITCH] + arguments[end:]
    allowed = SWITCH not in arguments[:end]
    if rest[:1] == ["test"]:
        return True, allowed, rest[1:]
    return False, allowed, rest or ["build"]


def say_what_is_left_out() -> None:
    """Name the judges that are not on this machine: once, when .venv is made, for a build needs none of them."""
    if not has_java():
        say("octavo: there is no Java here; EPUBCheck and veraPDF need it to give a second opinion, a build does not")
    if find_chromium() is None:
        say("octavo: there is no Chromium here; Ace and axe need it to give a second opinion, a build does not")


def become(words: list[str]) -> NoReturn:
    """Go on as the interpreter in .venv, which finds Octavo in this checkout and ignores the folder it runs in."""
    environment = {**clean(), "PYTHONPATH": str(ROOT), "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1"}
    libraries = library_path(sys.platform, environment.get("DYLD_FALLBACK_LIBRARY_PATH"))
    if libraries:
        environment["DYLD_FALLBACK_LIBRARY_PATH"] = libraries
    command = [str(python_of(ROOT)), "-P", *words]
    if sys.platform == "win32":  # where exec would give the prompt back before the command has ended
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    os.execve(command[0], command, environment)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        say("octavo: stopped; what was half made is made anew next time")
        sys.exit(130)
