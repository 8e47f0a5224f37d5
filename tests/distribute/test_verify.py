# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file is what was published, or it is named with what is wrong; nothing that a listing holds is trusted."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Outcome
from octavo.distribute.listing import is_plain, read_listing
from octavo.distribute.verify import Checked, verify

FILES = {"book-en.epub": b"an e-book", "book-en-screen.pdf": b"pages", "web/index.html": b"<!doctype html>"}


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a publication of one edition, as a build leaves it."""
    made = tmp_path / "book"
    for name, data in FILES.items():
        path = made / "en" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    told = {"files": [{"path": name, "sha256": sha256(data)} for name, data in FILES.items()]}
    (made / "en" / "edition.json").write_text(json.dumps(told), "utf-8")
    (made / "en" / ".set.json").write_text("{}", "utf-8")
    sums = {path.relative_to(made).as_posix(): sha256(path.read_bytes()) for path in made.rglob("[!.]*.*")}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items()))
    (made / "SHA256SUMS").write_text(lines, "utf-8")
    return made


def codes(outcome: Outcome[tuple[Checked, ...]]) -> list[str]:
    return [each.code for each in outcome.problems]


def places(outcome: Outcome[tuple[Checked, ...]], around: Path) -> dict[str, str]:
    return {each.place.file.removeprefix(f"{around.as_posix()}/"): each.code for each in outcome.problems}


@pytest.mark.parametrize("part", ["", "en", "en/web", ".."])
def test_a_folder_as_it_was_published(folder: Path, part: str) -> None:
    outcome = verify([folder / part])
    assert outcome.problems == ()
    assert len(outcome.unwrap()) == {"": 4, "en": 3, "en/web": 1, "..": 4}[part]


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_found_from_every_side(folder: Path, name: str) -> None:
    path = folder / "en" / name
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    for asked, against in ((path, None), (path, folder), (folder, None), (folder / "en", None)):
        outcome = verify([asked], against)
        assert places(outcome, folder) == {f"en/{name}": "C111"}
        assert all(each.published for each in outcome.unwrap() if not each.file.endswith(name))


def test_what_is_missing_changed_and_unknown_is_told_at_once(folder: Path) -> None:
    (folder / "en" / "book-en.epub").unlink()
    (folder / "en" / "book-en-screen.pdf").write_bytes(b"other pages")
    (folder / "en" / "book-en.mobi").write_bytes(b"not ours")
    found = {"en/book-en.epub": "C112", "en/book-en-screen.pdf": "C111", "en/book-en.mobi": "C113"}
    assert places(verify([folder]), folder) == found
    assert places(verify([folder / "en"]), folder) == found


def test_a_file_is_known_by_its_bytes_wherever_it_is(folder: Path, tmp_path: Path) -> None:
    sent = tmp_path / "from-a-friend.epub"
    shutil.copy(folder / "en" / "book-en.epub", sent)
    assert verify([sent], folder).unwrap()[0].published == "en/book-en.epub"
    assert verify([sent], folder / "en").unwrap()[0].published == "book-en.epub"
    assert verify([sent], folder.parent).unwrap()[0].published == "en/book-en.epub"
    assert codes(verify([sent])) == ["C110"]


def test_a_file_that_was_never_published(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.epub"
    other.write_bytes(b"another book")
    assert codes(verify([other], folder)) == ["C113"]
    named = tmp_path / "book-en.epub"
    named.write_bytes(b"another book")
    assert codes(verify([named], folder)) == ["C111"]


def test_a_changed_dossier_is_found(folder: Path) -> None:
    path = folder / "en" / "edition.json"
    told = json.loads(path.read_text("utf-8"))
    told["files"][0]["sha256"] = sha256(b"forged")
    path.write_text(json.dumps(told), "utf-8")
    assert places(verify([folder / "en"]), folder)["en/edition.json"] == "C111"
    assert "C116" in codes(verify([folder]))


def test_two_files_that_were_exchanged_are_found(folder: Path) -> None:
    """Each of them was published, and neither is what its name says."""
    one, other = folder / "en" / "book-en.epub", folder / "en" / "book-en-screen.pdf"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    for path in (one, other):
        for against in (None, folder, folder / "en"):
            assert codes(verify([path], against)) == ["C111"]
    assert set(codes(verify([folder]))) == {"C111"}


def test_a_file_changed_together_with_its_dossier_is_found_by_the_checksums_above(folder: Path) -> None:
    path, dossier = folder / "en" / "book-en.epub", folder / "en" / "edition.json"
    text = dossier.read_text("utf-8").replace(sha256(path.read_bytes()), sha256(b"forged"))
    dossier.write_text(text, "utf-8")
    path.write_bytes(b"forged")
    assert codes(verify([path])) == ["C111"]
    assert codes(verify([dossier])) == ["C111"]
    assert codes(verify([folder / "en"])) == ["C111"]
    assert "C116" in codes(verify([folder]))


def test_a_folder_without_a_published_file_proves_nothing(folder: Path) -> None:
    (folder / "en" / "empty").mkdir()
    assert codes(verify([folder / "en" / "empty"])) == ["C110"]
    assert codes(verify([folder])) == []
    alone = folder.parent / "alone"
    alone.mkdir()
    (alone / "SHA256SUMS").write_bytes(b"")
    assert codes(verify([alone])) == ["C110"]


@pytest.mark.parametrize(
    "way", ["en/../en/book-en.epub", "en/web/../book-en.epub", "en/../en", "en/web/../web", "en/web/.."]
)
def test_a_roundabout_way_leads_to_the_same_file(folder: Path, way: str) -> None:
    outcome = verify([folder / way])
    assert (outcome.problems, bool(outcome.value)) == ((), True)


def test_a_listing_that_contradicts_itself_proves_nothing(folder: Path) -> None:
    with (folder / "SHA256SUMS").open("a", encoding="utf-8") as file:
        file.write(f"{sha256(b'forged')}  en/book-en.epub\n")
    assert codes(verify([folder])) == ["C114"]


def test_the_listing_itself_is_proved_by_nothing_here(folder: Path) -> None:
    outcome = verify([folder / "SHA256SUMS"])
    assert codes(outcome) == ["C113"]
    assert "its publisher shows" in outcome.problems[0].hints[0]


@given(st.data())
def test_any_byte_of_any_file_counts(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    made = tmp_path_factory.mktemp("book")
    for name, content in FILES.items():
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_bytes(content)
    (made / "SHA256SUMS").write_text("".join(f"{sha256(each)}  {name}\n" for name, each in FILES.items()), "utf-8")
    assert codes(verify([made])) == []
    name = data.draw(st.sampled_from(sorted(FILES)))
    damaged = bytearray(FILES[name])
    damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
    (made / name).write_bytes(damaged)
    assert codes(verify([made])) == codes(verify([made / name])) == ["C111"]
    (made / name).write_bytes(FILES[name] + b"\0")
    assert codes(verify([made])) == codes(verify([made / name])) == ["C111"]


def test_a_link_in_a_folder_is_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("x", "utf-8")
    (folder / "en" / "more").symlink_to(outside)
    assert places(verify([folder]), folder) == {"en/more": "C113"}


@pytest.mark.parametrize("line", ["", "no digest  a.pdf", f"{'0' * 64}  ../a.pdf", f"{'0' * 64}  /a.pdf", "\udcff"])
def test_a_damaged_line_is_named(folder: Path, line: str) -> None:
    with (folder / "SHA256SUMS").open("ab") as file:
        file.write(f"{line}\n".encode("utf-8", "surrogateescape"))
    outcome = verify([folder])
    assert codes(outcome) == ["C114"]
    assert outcome.problems[0].place.file.endswith("SHA256SUMS")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["files", "path", "sha256"]), inner),
    max_leaves=12,
)


@given(st.binary(max_size=80) | JSON.map(lambda value: json.dumps({"files": value}).encode()) | st.just(b"[" * 100_000))
def test_no_dossier_makes_it_fall_over(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "edition.json").write_bytes(data)
    (folder / "a.epub").write_bytes(b"x")
    for path in (folder, folder / "a.epub"):
        assert verify([path]).problems


@given(st.binary(max_size=200))
def test_no_checksums_make_it_fall_over(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "SHA256SUMS").write_bytes(data)
    (folder / "a.epub").write_bytes(b"x")
    assert verify([folder]).problems
    assert verify([folder / "a.epub"]).problems


@given(st.text(min_size=1, max_size=30))
def test_a_plain_path_stays_inside(path: str) -> None:
    if is_plain(path):
        assert (Path("/book") / path).resolve().is_relative_to("/book")


def test_where_nothing_is_listed_there_is_no_listing(tmp_path: Path) -> None:
    assert read_listing(tmp_path) == Outcome(None)
