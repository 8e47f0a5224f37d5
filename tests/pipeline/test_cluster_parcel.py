# SPDX-License-Identifier: AGPL-3.0-or-later
"""What travels arrives as it was, or not at all; what lies at a shared place is believed by its digest alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.pipeline.cluster_depot import Depot, DepotFault, depot_at
from octavo.pipeline.cluster_parcel import differences, parcel_of, unpacked
from octavo.pipeline.inputs import files_below, leaf, still_same
from octavo.pipeline.store import blob_digest

NAMES = st.lists(st.sampled_from(["a", "b", "ə.txt", "c d"]), min_size=1, max_size=3).map("/".join)


def sent(folder: Path, to: Path) -> bool:
    """Send a folder and tell whether the leaf that arrives is the same, by the digest that it had here."""
    weighed = leaf(folder, files_below(folder))
    made = parcel_of(weighed)
    assert made is not None
    parcel, paths = made
    arrived = unpacked(parcel, to, lambda digest: paths[digest].read_bytes())
    assert arrived.digest == weighed.digest
    return still_same(arrived)


@given(st.dictionaries(NAMES, st.binary(max_size=20), max_size=6))
def test_a_folder_arrives_as_it_was(tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]) -> None:
    folder = tmp_path_factory.mktemp("sent")
    for name, data in files.items():
        path = folder / "author" / name
        if not any((folder / "author" / above).is_file() for above in Path(name).parents) and not path.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    assert sent(folder / "author", folder / "there")
    assert sent(folder / "author", folder / "there"), "a second time nothing is written"
    assert not [path for path in (folder / "there").iterdir() if path.name.startswith(".")]


def test_links_inside_arrive_as_links(tmp_path: Path) -> None:
    (tmp_path / "author" / "deep").mkdir(parents=True)
    (tmp_path / "author" / "text").write_text("text")
    (tmp_path / "author" / "deep" / "link").symlink_to("../text")
    (tmp_path / "author" / "folder").symlink_to("deep")
    (tmp_path / "author" / "gone").symlink_to("nowhere")
    assert sent(tmp_path / "author", tmp_path / "there")


@pytest.mark.parametrize("target", ["/etc/hostname", "../outside", "deep/../../outside"])
def test_a_link_that_leads_outside_stays_here(tmp_path: Path, target: str) -> None:
    (tmp_path / "author" / "deep").mkdir(parents=True)
    (tmp_path / "author" / "link").symlink_to(target)
    assert parcel_of(leaf(tmp_path / "author", ["link"])) is None


def test_a_file_that_is_gone_stays_here(tmp_path: Path) -> None:
    assert parcel_of(leaf(tmp_path, ["gone"])) is None


def test_a_folder_that_was_changed_there_is_seen(tmp_path: Path) -> None:
    (tmp_path / "author").mkdir()
    (tmp_path / "author" / "text").write_text("text")
    made = parcel_of(leaf(tmp_path / "author", ["text"]))
    assert made is not None
    there = unpacked(made[0], tmp_path / "there", lambda _: b"text")
    (there.folder / "text").write_text("tex")
    assert not still_same(there)


def test_differences_are_named_and_few() -> None:
    here = {"Octavo": ("1",), "Python": ("3.12.1", "CPython"), "package": ("a-1.dist-info", "b-1.dist-info")}
    assert differences(here, here) == ""
    assert differences({**here, "Octavo": ("2",)}, here) == "other files of Octavo itself"
    assert differences({**here, "Python": ("3.11.9", "CPython")}, here) == "3.11.9 there, 3.12.1 here"
    assert differences({**here, "package": ("b-1.dist-info",)}, here) == "nothing there, a-1 here"
    many = tuple(f"p{at}-1.dist-info" for at in range(9))
    assert (
        differences({**here, "package": (*here["package"], *many)}, here)
        == "p0-1, p1-1, p2-1 and 6 more there, nothing here"
    )


@pytest.fixture(params=["memory://octavo-depot", "folder"])
def depot(request: pytest.FixtureRequest, tmp_path: Path) -> Depot:
    return depot_at(request.param if "://" in request.param else str(tmp_path / request.param))


def test_a_shared_place_gives_what_was_left_there(depot: Depot) -> None:
    assert depot.get(blob_digest(b"never left")) is None
    digest = depot.put(b"bytes")
    assert digest == blob_digest(b"bytes")
    assert depot.put(b"bytes") == digest
    assert depot.get(digest) == b"bytes"


def test_damage_at_a_shared_place_is_found_and_mended(depot: Depot) -> None:
    digest = depot.put(b"bytes to damage")
    depot.files.pipe_file(depot._path(digest), b"half")
    assert depot.get(digest) is None
    depot.put(b"bytes to damage")
    assert depot.get(digest) == b"bytes to damage"


def test_nothing_half_written_is_left_in_a_folder(tmp_path: Path) -> None:
    depot_at(str(tmp_path / "shared")).put(b"bytes")
    assert [path.name for path in (tmp_path / "shared").rglob("*") if path.is_file()] == [blob_digest(b"bytes")]


@pytest.mark.parametrize("place", ["nowhere://x", "{}/file/below"])
def test_a_place_that_is_none_says_why(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DepotFault, match=r"\w"):
        depot_at(place.format(tmp_path)).put(b"bytes")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser reads everything")
def test_a_file_that_cannot_be_read_stays_here(tmp_path: Path) -> None:
    (tmp_path / "secret").touch(mode=0)
    assert parcel_of(leaf(tmp_path, ["secret"])) is None
