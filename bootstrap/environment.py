# SPDX-License-Identifier: AGPL-3.0-or-later
"""The environment in .venv: made from the hashed locks, counted as made only when its stamp says what went into it."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import sys
import sysconfig
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from bootstrap.guard import Guard, made_by_one
from bootstrap.system import install_debian, may_install
from bootstrap.terminal import give_up, run, say

RUN = ("requirements.lock",)
TEST = ("requirements.lock", "requirements-test.lock")  # the last of a list holds what the others hold, and more
FOLDER = ".venv"
STAMP = "octavo.stamp"
# Settings that would lead an installation, or an import, out of the environment it is meant for.
MISLEADING = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")


def guard_of(root: Path) -> Guard:
    """Return the guard of the checkout's environment."""
    return Guard(root / ".venv.lock")


def ensure_environment(root: Path, locks: Sequence[str], guard: Guard, allowed: bool = True) -> bool:
    """Make .venv unless it is there and whole; return whether this run made it.

    The guard keeps a shared hold on the environment for as long as this process lives, so that another run, which finds
    a newer lock, waits before it takes the packages away.
    """
    return made_by_one(guard, lambda: is_made(root, locks), lambda: make(root, locks, allowed))


def python_of(root: Path) -> Path:
    """Return the interpreter of the checkout's environment, made or not."""
    return root / FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def stamp_lines(root: Path, locks: Sequence[str]) -> set[str]:
    """Return what the stamp of an environment made from these locks says: the Python, and a digest for each lock."""
    python = f"{sys.implementation.cache_tag} {platform.python_version()} {sysconfig.get_platform()}"
    return {f"python {python}", *(f"{name} {digest(root / name)}" for name in locks)}


def digest(path: Path) -> str:
    """Return the SHA-256 of a text file, the same whatever line ends a checkout has."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def stamped(root: Path) -> set[str]:
    """Return what the environment's stamp says: nothing where there is none, or no interpreter beside it."""
    stamp = root / FOLDER / STAMP
    if not (stamp.is_file() and python_of(root).exists()):
        return set()
    return set(stamp.read_text("utf-8").splitlines())


def is_made(root: Path, locks: Sequence[str]) -> bool:
    """Return whether the environment was made, to the end, by this Python from these locks as they are now."""
    return stamp_lines(root, locks) <= stamped(root)


def make(root: Path, locks: Sequence[str], allowed: bool) -> None:
    """Make the environment, or add to one that is whole and current; the stamp goes first and comes last."""
    there = stamped(root)
    if there and there <= stamp_lines(root, TEST):
        (root / FOLDER / STAMP).unlink()
        done = install(root, locks[-1])
    else:
        done = make_anew(root, locks, allowed)
    if not done:
        give_up(f"the packages of {locks[-1]} could not be installed; what failed stands above. Start again to retry")
    unfinished = root / FOLDER / f"{STAMP}.new"
    unfinished.write_text("\n".join(sorted(stamp_lines(root, locks))) + "\n", encoding="utf-8")
    unfinished.replace(root / FOLDER / STAMP)


def make_anew(root: Path, locks: Sequence[str], allowed: bool) -> bool:
    """Remove whatever is in the environment's place and make it: with uv if it is here and can, else with pip."""
    folder = root / FOLDER
    if shutil.which("uv"):
        remove(folder)
        made = run(["uv", "venv", "--quiet", "--python", base_python(), str(folder)], environment=clean())
        if made and install(root, locks[-1]):
            return True
        say("octavo: uv could not do it; trying again with pip")
    ensure_venv_module(allowed)
    remove(folder)
    return run([base_python(), "-m", "venv", str(folder)], environment=clean()) and install(root, locks[-1])


def install(root: Path, lock: str) -> bool:
    """Install what a lock pins, every file checked against its hashes; return whether that worked."""
    python = str(python_of(root))
    count = package_count((root / lock).read_text("utf-8"))
    say(f"octavo: installing {count} packages from {lock} into {FOLDER}; this is done once and takes a minute or so")
    if has_pip(root):
        command = [python, "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    else:
        command = ["uv", "pip", "install", "--quiet", "--python", python]
    return run([*command, "--require-hashes", "-r", str(root / lock)], environment=clean())


def has_pip(root: Path) -> bool:
    """Return whether the environment was made with pip; uv leaves it out."""
    return any((root / FOLDER).glob("**/site-packages/pip"))


def package_count(lock: str) -> int:
    """Return how many packages a lock pins."""
    return len(re.findall(r"^[A-Za-z0-9][\w.-]*==", lock, re.MULTILINE))


def base_python() -> str:
    """Return the interpreter outside any environment: build.py may have been started with .venv's own."""
    return getattr(sys, "_base_executable", None) or sys.executable


def ensure_venv_module(allowed: bool) -> None:
    """Make sure that Python can make environments: Debian packs the half of `venv` that brings pip separately."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if find_spec("ensurepip"):
        return
    if may_install(allowed) and install_debian([package], "(Python needs it to make environments)"):
        return
    give_up(f"Python's venv module is not complete here; on Debian and Ubuntu type: sudo apt-get install {package}")


def remove(folder: Path) -> None:
    """Remove a half-made or outdated environment, or whatever else has its name."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        say(f"octavo: removing a {FOLDER} that was not finished, or does not fit the lock any more")
        shutil.rmtree(folder)


def clean() -> dict[str, str]:
    """Return the environment variables for a child process, without what would lead it astray."""
    return {name: value for name, value in os.environ.items() if name not in MISLEADING}
