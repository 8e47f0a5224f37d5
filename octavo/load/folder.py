# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publication's folder as a mapping from paths to bytes, from which nothing outside the folder can be reached."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from octavo.diagnostics.problem import Place, Problem, problem

MOST_BYTES = 256 * 1024 * 1024


class FolderFiles(Mapping[str, bytes]):
    """The files of a folder by relative path with forward slashes; each is read when it is asked for."""

    def __init__(self, paths: Mapping[str, Path]) -> None:
        self._paths = dict(sorted(paths.items()))

    def __getitem__(self, name: str) -> bytes:
        return self._paths[name].read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def open_folder(folder: Path) -> tuple[FolderFiles, tuple[Problem, ...]]:
    """Return the files of a publication's folder, and problems for those that can't or must not be read.

    Hidden files and what editors leave behind are passed over. A symbolic link is followed only inside the folder.
    """
    root = folder.resolve()
    if not root.is_dir():
        return FolderFiles({}), (problem("M008", Place(folder.name), folder=folder.name),)
    paths: dict[str, Path] = {}
    problems: list[Problem] = []
    for directory, folders, files in os.walk(root):
        here = Path(directory)
        folders[:] = sorted(name for name in folders if _is_content(name))
        linked = [name for name in folders if (here / name).is_symlink()]
        for name in sorted([*files, *linked]):
            if not _is_content(name):
                continue
            relative = (here / name).relative_to(root).as_posix()
            wrong = _refusal(here / name, root, relative)
            if wrong:
                problems.append(wrong)
            else:
                paths[relative] = here / name
    problems += _same_but_for_case(paths)
    return FolderFiles(paths), tuple(problems)


def _is_content(name: str) -> bool:
    return not name.startswith(".") and not name.endswith(("~", ".swp", ".orig", ".bak")) and name != "__pycache__"


def _refusal(path: Path, root: Path, relative: str) -> Problem | None:
    """Return why a file is not read: it leads outside the folder, is a linked folder, no plain file, or huge."""
    place = Place(relative)
    try:
        target = path.resolve(strict=True)
        if not target.is_relative_to(root):
            return problem("M002", place, path=relative)
        state = target.stat()
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return problem("M007", place)
    if path.is_symlink() and stat.S_ISDIR(state.st_mode):
        return problem("M009", place)
    if not stat.S_ISREG(state.st_mode) or not os.access(target, os.R_OK):
        return problem("M007", place)
    if state.st_size > MOST_BYTES:
        return problem("M020", place, most=MOST_BYTES // 1024 // 1024)
    return None


def _same_but_for_case(paths: Mapping[str, Path]) -> list[Problem]:
    """Return a problem for each name that a file system without case, such as a Mac's, can't keep apart."""
    seen: dict[str, str] = {}
    problems = []
    for name in sorted(paths):
        if (other := seen.setdefault(name.casefold(), name)) != name:
            problems.append(problem("M021", Place(name), other=other))
    return problems
