# SPDX-License-Identifier: AGPL-3.0-or-later
"""The starter on two worker processes: the bytes of the process pool, whatever is killed or deleted in mid-build."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from octavo.pipeline.build import build
from octavo.pipeline.executor import Done
from octavo.pipeline.graph import Step
from octavo.pipeline.options import house_options
from octavo.pipeline.series import make_series
from octavo.pipeline.series_files import SeriesWish
from octavo.resources.shared import starter_folder
from tests.pipeline.test_series import write

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("cluster")]

options = partial(house_options, editions=("en",), outputs=("screen", "epub"))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two workers in processes of their own, each started again if it dies."""
    from distributed import LocalCluster

    folder = tmp_path_factory.mktemp("workers")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", local_directory=folder) as local:
        yield local


@pytest.fixture(scope="module")
def by_processes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what two processes of this machine make."""
    output = tmp_path_factory.mktemp("processes")
    assert not build([starter_folder()], options(output, jobs=2)).failed
    return files(output)


def files(output: Path) -> dict[str, bytes]:
    """Return all that was published."""
    paths = (path for path in output.rglob("*") if path.is_file() and ".store" not in path.parts)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in paths}


def test_a_series_is_the_same(cluster: Any, tmp_path: Path) -> None:
    table = write(tmp_path / "content" / "invented", count=3)

    def series(to: str, **options: Any) -> dict[str, bytes]:
        wish = house_options(tmp_path / to, **options)
        made = make_series(SeriesWish(tmp_path / "content" / "invented", table, wish, ("invented", table.name)))
        assert len(made.rows) == 3, made.problems
        return files(tmp_path / to)

    assert series("there", scheduler=cluster.scheduler_address) == series("here", jobs=1)


def at_work(cluster: Any) -> Any:
    """Return the process of a worker that has been given a step, as soon as there is one."""
    until = monotonic() + 30
    while monotonic() < until:
        for nanny in cluster.workers.values():
            known = cluster.scheduler.workers.get(nanny.worker_address)
            if known is not None and any(task.key.startswith("work-") for task in known.processing):
                return nanny
        sleep(0.02)
    pytest.fail("no worker has anything to do")


def test_a_killed_worker_and_a_lost_store_cost_nothing_but_time(
    cluster: Any, by_processes: dict[str, bytes], tmp_path: Path
) -> None:
    killed: list[int] = []
    lost: list[Path] = []

    def kill() -> None:
        killed.append(at_work(cluster).pid)
        os.kill(killed[0], signal.SIGKILL)

    def lose() -> None:
        lost.extend(Path(at_work(cluster).local_directory).glob("worker-*/octavo"))
        for store in lost:
            store.rename(store.with_name("lost"))

    mishaps = {"pages": Thread(target=kill), "epub": Thread(target=lose)}

    def tell(step: Step, done: Done | None) -> None:
        if done is None and step.kind in mishaps:
            mishaps[step.kind].start()  # beside the build, which gives the step to a worker meanwhile

    built = build([starter_folder()], options(tmp_path, scheduler=cluster.scheduler_address), tell)
    assert not built.failed, built.all_problems
    for mishap in mishaps.values():
        mishap.join()
    assert killed[0] not in [nanny.pid for nanny in cluster.workers.values()]
    assert lost
    assert all(done.ran for done in built.steps)
    assert not built.problems
    assert files(tmp_path) == by_processes
