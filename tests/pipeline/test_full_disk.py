# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk that is full at any moment leaves the last good files, or the new ones whole, and no litter."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from octavo.diagnostics.problem import ProblemsFound
from octavo.pipeline import steps
from octavo.pipeline.executor import Run, run_steps
from octavo.pipeline.graph import Step, Wire
from octavo.pipeline.inputs import leaf
from octavo.pipeline.keeping import with_store
from octavo.pipeline.mending import Mending
from octavo.pipeline.publish import intact, listed, publish_set, recover
from octavo.pipeline.report_files import write_if_other
from octavo.pipeline.store import WRITING, Store
from tests.pipeline.steps_made_up import STEPS


@dataclass
class Disk:
    """Refuses whatever takes room below a folder, once or from then on; `left` counts down to it."""

    folder: str = ""
    left: int = -1
    for_good: bool = False
    refused: bool = False

    def __call__(self, event: str, values: tuple[object, ...]) -> None:
        """Hear of what Python is about to do."""
        if not self.folder or not self._takes_room(event, values):
            return
        self.left -= 1
        if self.left == -1 or (self.left < 0 and self.for_good):
            self.refused = True
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _takes_room(self, event: str, values: tuple[object, ...]) -> bool:
        if event == "open":
            opens = isinstance(values[2], int) and values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            return bool(opens) and str(values[0]).startswith(self.folder)
        return event in ("os.mkdir", "os.rename", "os.link") and str(values[0]).startswith(self.folder)


DISK = Disk()


@pytest.fixture(scope="module", autouse=True)
def heard() -> None:
    """Let the disk hear of every file that is opened; a hook stays until the process ends, and this one sleeps."""
    sys.addaudithook(DISK)


@contextmanager
def refusing(folder: Path, after: int, *, for_good: bool) -> Iterator[None]:
    """Let the disk below the folder be full after so many times that something has taken room."""
    DISK.folder, DISK.left, DISK.for_good, DISK.refused = str(folder), after, for_good, False
    try:
        yield
    finally:
        DISK.folder = ""


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "KINDS", STEPS)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # no machine stops here, and hundreds of builds wait for it


def build(folder: Path) -> None:
    """Bring a made-up edition of two files from folder/text to folder/output/edition, and a report beside it."""

    def work(past: Mending) -> None:
        run = Run(Store(output / ".store"), "here", 1, lambda *_: None, past=past)
        recover(output)
        read = Step("p/read", "read", 1, "p", inputs={"file": leaf(folder, ["text"])})
        more = Step("p/more", "more", 2, "p", inputs={"text": Wire("p/read", "text")}, params={"letter": "b"})
        run_steps(run, [read, more])
        made = {name: run.store.get(run.done[f"p/{name}"].outputs["text"]) for name in ("read", "more")}
        publish_set(output / "edition", {f"files/{name}": data for name, data in made.items()})
        write_if_other(output / "report.html", made["more"])

    output = folder / "output"
    with_store(output / ".store", work)


def published(folder: Path) -> tuple[str, ...]:
    """Return the texts of the edition, and check that it is whole and that nothing lies about."""
    edition = folder / "output" / "edition"
    kept = listed(edition)
    there = sorted(path for path in (folder / "output").rglob("*") if ".store" not in path.parts)
    assert not [path for path in there if path.name.startswith(WRITING)]
    # A set that is whole may wait beside its place, with a journal that lets the next build put it there.
    aside = folder / "output" / ".aside"
    assert not aside.exists() or (aside / "edition.journal").is_file()
    if kept is None:
        assert not edition.exists()
        return ()
    assert intact(edition, kept)
    return tuple((edition / "files" / name).read_text() for name in ("read", "more"))


@pytest.mark.parametrize("for_good", [True, False])
@pytest.mark.parametrize("earlier", [True, False])
def test_at_whatever_write_the_disk_is_full_files_are_the_old_or_the_new(
    tmp_path: Path, earlier: bool, for_good: bool
) -> None:
    old = ("old", "oldb") if earlier else ()
    ended = {"new": 0, "old": 0}
    for after in range(200):
        folder = tmp_path / str(after)
        folder.mkdir()
        if earlier:
            (folder / "text").write_text("old")
            build(folder)
            for path in (folder / "output" / ".store").rglob("*"):
                os.utime(path, ns=(1, 1))
        (folder / "text").write_text("new")
        with refusing(folder / "output", after, for_good=for_good):
            try:
                build(folder)
                codes = []
            except ProblemsFound as found:
                codes = [each.code for each in found.problems]
        if codes:
            assert codes == ["S331"]
            # The report is written after the edition; who reads the error builds again.
            assert published(folder) in (old, ("new", "newb"))
            ended["old"] += 1
        else:
            assert published(folder) == ("new", "newb")
            assert (folder / "output" / "report.html").read_text() == "newb"
            ended["new"] += 1
        build(folder)
        assert published(folder) == ("new", "newb")
        assert (folder / "output" / "report.html").read_text() == "newb"
        refused = DISK.refused
        shutil.rmtree(folder)
        if not refused:
            break
    else:
        pytest.fail("the disk was full at every write, and there were 200")
    assert after > 15
    # Where earlier builds left something to let go of, being full once costs nothing.
    assert (ended["old"] < 3) if earlier and not for_good else ended["old"] > 10


def test_what_is_no_matter_of_the_disk_stays_a_fault(tmp_path: Path) -> None:
    def work(past: Mending) -> None:
        raise OSError(errno.EMFILE, "too many open files")

    with pytest.raises(OSError, match="too many open files"):
        with_store(tmp_path, work)


@pytest.mark.parametrize("number", [errno.EFBIG, errno.EIO, errno.EROFS])
def test_what_else_the_disk_refuses_is_a_problem(tmp_path: Path, number: int) -> None:
    def work(past: Mending) -> None:
        raise OSError(number, os.strerror(number), "a file")

    with pytest.raises(ProblemsFound) as found:
        with_store(tmp_path, work)
    assert [(each.code, each.place.file) for each in found.value.problems] == [("S104", "a file")]
