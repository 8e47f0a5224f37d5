# SPDX-License-Identifier: AGPL-3.0-or-later
"""Made-up steps on a cluster inside this process: what travels, what is sent again, and which workers are refused."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from octavo.diagnostics.problem import ProblemsFound
from octavo.pipeline import cluster_crew, cluster_steps, cluster_worker, steps
from octavo.pipeline.cluster import cluster_at
from octavo.pipeline.cluster_steps import Cluster
from octavo.pipeline.executor import Run, run_steps
from octavo.pipeline.graph import Step, Wire
from octavo.pipeline.inputs import environment, leaf, versions
from octavo.pipeline.store import Store
from octavo.pipeline.work import Work
from octavo.resources.shared import fonts_folder


def strip(work: Work) -> dict[str, bytes]:
    """Drop comments."""
    lines = work.leaves["file"].read()["text"].splitlines()
    return {"text": b"\n".join(line for line in lines if not line.startswith(b"#")), "problems": b"[]"}


def shout(work: Work) -> dict[str, bytes]:
    return {"text": work.data("text").upper(), "where": str(work.store.folder).encode(), "problems": b"[]"}


def fonts(work: Work) -> dict[str, bytes]:
    """Tell which fonts a step sees, by the folder that steps are given and by the one that the house has."""
    return {"text": work.leaves["fonts"].read()["a.ttf"] + (fonts_folder() / "a.ttf").read_bytes(), "problems": b"[]"}


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "KINDS", {"strip": strip, "shout": shout, "fonts": fonts})
    monkeypatch.setattr(cluster_crew, "GLANCE", 0.05)


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Two workers in this process, which see the made-up steps."""
    from distributed import LocalCluster

    folder = tmp_path_factory.mktemp("workers")
    with LocalCluster(
        n_workers=2,
        processes=False,
        threads_per_worker=1,
        dashboard_address=":0",
        local_directory=folder,
        protocol="tcp",
    ) as local:
        yield local


def chain(folder: Path, length: int = 2) -> list[Step]:
    """Return steps that each wait for the one before."""
    one = Step("p/0", "strip", 1, "p", inputs={"file": leaf(folder / "author", ["text"])})
    more = (Step(f"p/{at}", "shout", 2, "p", inputs={"text": Wire(f"p/{at - 1}", "text")}) for at in range(1, length))
    return [one, *more]


def built(scheduler: Any, folder: Path, steps: list[Step], share: str = "") -> tuple[Run, Cluster]:
    store = Store(folder / "store")
    cluster = cluster_at(scheduler.scheduler_address, store, environment(), share)
    assert cluster is not None
    run = Run(store, environment(), 1, lambda *_: None, runner=cluster)
    try:
        run_steps(run, steps)
    finally:
        run.close()
    return run, cluster


@pytest.fixture
def author(tmp_path: Path) -> Path:
    (tmp_path / "author").mkdir()
    (tmp_path / "author" / "text").write_text("# no\nyes\n")
    return tmp_path


def worker_stores(scheduler: Any) -> list[Path]:
    return [Path(worker.local_directory) / "octavo" for worker in scheduler.workers.values()]


def test_steps_run_in_the_stores_of_workers_and_end_in_the_builders(scheduler: Any, author: Path) -> None:
    run, cluster = built(scheduler, author, chain(author))
    assert run.store.get(run.done["p/1"].outputs["text"]) == b"YES"
    assert Path(run.store.get(run.done["p/1"].outputs["where"]).decode()) in worker_stores(scheduler)
    assert cluster.problems == ()
    again, _ = built(scheduler, author, chain(author))
    assert not any(done.ran for done in again.done.values())


def test_nothing_is_sent_twice(scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    handed = Cluster._handed

    def noted(self: Cluster, worker: Any, files: dict[str, bytes]) -> None:
        sent.extend(f"{worker.address}: {digest}" for digest in files)
        handed(self, worker, files)

    monkeypatch.setattr(Cluster, "_handed", noted)
    run, _ = built(scheduler, author, chain(author, length=5))
    assert len(sent) == len(set(sent))
    assert len(sent) >= 1
    assert run.store.get(run.done["p/4"].outputs["text"]) == b"YES"


def test_the_loss_of_a_workers_store_costs_its_files_alone(
    scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(work: Work) -> dict[str, bytes]:
        """Shout in a store that is removed beforehand, the first time."""
        if not (author / "lost").exists():
            (author / "lost").touch()
            for store in worker_stores(scheduler):
                shutil.rmtree(store, ignore_errors=True)
        return shout(work)

    monkeypatch.setitem(steps.KINDS, "shout", losing)
    run, _ = built(scheduler, author, chain(author, length=3))
    assert (author / "lost").exists()
    assert run.store.get(run.done["p/2"].outputs["text"]) == b"YES"


def test_damage_in_a_workers_store_is_found(scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaging(work: Work) -> dict[str, bytes]:
        if not (author / "damaged").exists():
            (author / "damaged").touch()
            work.store._blob(work.digests["text"]).write_bytes(b"something else")
        return shout(work)

    monkeypatch.setitem(steps.KINDS, "shout", damaging)
    run, _ = built(scheduler, author, chain(author))
    assert run.store.get(run.done["p/1"].outputs["text"]) == b"YES"


def test_the_builders_fonts_are_those_of_the_step(scheduler: Any, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.ttf").write_bytes(b"mine")
    run, _ = built(
        scheduler, tmp_path, [Step("p/0", "fonts", 1, "p", inputs={"fonts": leaf(tmp_path / "fonts", ["a.ttf"])})]
    )
    assert run.store.get(run.done["p/0"].outputs["text"]) == b"minemine"
    assert fonts_folder().name == "fonts"
    assert not (fonts_folder() / "a.ttf").exists()


def test_pictures_go_with_the_list_of_them(scheduler: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What load puts into the store besides its outputs is sent with what lists it; load itself stays here."""
    import json

    def load(work: Work) -> dict[str, bytes]:
        assert work.store.folder == tmp_path / "store"
        return {"blobs": json.dumps({"own": work.store.put(b"a picture")}).encode(), "problems": b"[]"}

    monkeypatch.setitem(steps.KINDS, "load", load)
    monkeypatch.setitem(steps.KINDS, "see", lambda work: {"text": work.blob("own"), "problems": b"[]"})
    two = [Step("p/0", "load", 1, "p"), Step("p/1", "see", 2, "p", inputs={"blobs": Wire("p/0", "blobs")})]
    run, _ = built(scheduler, tmp_path, two)
    assert run.store.get(run.done["p/1"].outputs["text"]) == b"a picture"


@pytest.mark.parametrize("share", ["", "{}/shared"])
def test_what_no_list_names_is_sent_when_it_is_missed(
    scheduler: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: str
) -> None:
    """A step may put more into the store than its outputs, and name it inside one of them."""

    def split(work: Work) -> dict[str, bytes]:
        parts = [work.store.put(f"part {at}".encode()) for at in range(6)]
        return {"parts": " ".join(parts).encode(), "problems": b"[]"}

    def join(work: Work) -> dict[str, bytes]:
        parts = work.data("parts").decode().split()
        return {"text": b", ".join(work.store.get(digest) for digest in parts), "problems": b"[]"}

    monkeypatch.setattr(steps, "KINDS", {"split": split, "join": join})
    one = Step("p/0", "split", 1, "p")
    run, _ = built(scheduler, tmp_path, [one], share.format(tmp_path))
    for store in worker_stores(scheduler):
        shutil.rmtree(store, ignore_errors=True)
    two = Step("p/1", "join", 2, "p", inputs={"parts": Wire("p/0", "parts")})
    run, _ = built(scheduler, tmp_path, [one, two], share.format(tmp_path))
    assert run.store.get(run.done["p/1"].outputs["text"]) == b"part 0, part 1, part 2, part 3, part 4, part 5"


@pytest.mark.parametrize("share", ["memory://octavo-{}", "{}/shared"])
def test_files_are_left_at_a_shared_place(
    scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch, share: str
) -> None:
    monkeypatch.setattr(Cluster, "_handed", lambda *_: pytest.fail("a file was sent by message"))
    run, _ = built(scheduler, author, chain(author, length=3), share.format(author))
    assert run.store.get(run.done["p/2"].outputs["text"]) == b"YES"


def test_a_shared_place_that_is_none(scheduler: Any, author: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        built(scheduler, author, chain(author), "nowhere://at-all")
    assert [each.code for each in found.value.problems] == ["S357"]


def test_workers_with_other_versions_are_refused_by_name(
    scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {"Octavo": ("other",), "package": ("pango-1.dist-info",)}
    monkeypatch.setattr(cluster_worker, "versions", lambda: there)
    with pytest.raises(ProblemsFound) as found:
        built(scheduler, author, chain(author))
    told = found.value.problems
    assert sorted(each.code for each in told) == ["S352", "S352", "S353"]
    addresses = [worker.address for worker in scheduler.workers.values()]
    assert all(any(address in str(each) for each in told) for address in addresses)
    assert "other files of Octavo itself" in str(told[0])


def absent(name: str) -> None:
    """Import what is not there."""
    raise ModuleNotFoundError(f"No module named '{name.partition('.')[0]}'")


def test_a_worker_without_octavo_is_refused(scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_steps, "resolve_name", absent)
    with pytest.raises(ProblemsFound, match=r"no Octavo like this \(No module named 'octavo'\)"):
        built(scheduler, author, chain(author))


def test_one_worker_of_two_is_refused_and_the_other_does_all(
    scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import get_worker

    refused = next(iter(scheduler.workers.values())).address
    real = versions

    def told() -> dict[str, tuple[str, ...]]:
        return {**real(), "library": ("pango 1.0",)} if get_worker().address == refused else real()

    monkeypatch.setattr(cluster_worker, "versions", told)
    run, cluster = built(scheduler, author, chain(author, length=4))
    assert run.store.get(run.done["p/3"].outputs["text"]) == b"YES"
    assert {each.code for each in cluster.problems} <= {"S352"}
    assert all("pango 1.0 there" in str(each) and refused in str(each) for each in cluster.problems)


def test_a_worker_that_cannot_write_is_left_alone(
    scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (author / "file").touch()
    monkeypatch.setenv(cluster_worker.STORE, str(author / "file" / "below"))
    with pytest.raises(ProblemsFound) as found:
        built(scheduler, author, chain(author))
    assert sorted(each.code for each in found.value.problems) == ["S353", "S356", "S356"]


def test_a_fault_of_a_step_comes_back_as_it_is(scheduler: Any, author: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(work: Work) -> dict[str, bytes]:
        raise ZeroDivisionError("in the step")

    monkeypatch.setitem(steps.KINDS, "shout", broken)
    with pytest.raises(ZeroDivisionError, match="in the step"):
        built(scheduler, author, chain(author))


def test_nobody_answers(author: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_crew, "CONNECTING", 0.3)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    cluster = cluster_at(address, Store(author / "store"), environment())
    assert cluster is not None
    with pytest.raises(ProblemsFound) as found:
        cluster.at_once  # noqa: B018
    assert [each.code for each in found.value.problems] == ["S354"]
    cluster.close()


def test_without_the_package_a_sentence_says_how_to_get_it(author: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("octavo.pipeline.cluster.find_spec", lambda _: None)
    with pytest.raises(ProblemsFound, match="S351"):
        cluster_at("tcp://127.0.0.1:8786", Store(author / "store"), environment())
    assert cluster_at("", Store(author / "store"), environment()) is None
