# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder becomes a publication, or problems; whatever is done to its files, never an exception."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.load.folder import MOST_BYTES, open_folder
from octavo.load.publication import load
from octavo.model.canonical import decode, digest, encode
from octavo.model.publication import Publication, SourceMap

GOOD = Path(__file__).parent / "good"
SMALLEST = Path(__file__).parents[1] / "publications" / "smallest"
FILES = {file.relative_to(GOOD).as_posix(): file.read_bytes() for file in sorted(GOOD.rglob("*")) if file.is_file()}


def test_the_smallest_publication_is_a_manifest_and_one_text() -> None:
    outcome = load(SMALLEST)
    assert outcome.problems == ()
    publication = outcome.unwrap().publication
    assert publication.name == "smallest"
    assert publication.manifest.editions == ("en", "de", "tr")
    assert [text.name for text in publication.texts] == ["01-page.md"]


def test_a_value_stands_at_its_line_and_column() -> None:
    where = load(GOOD).unwrap().source_map
    for key, place in {
        "publication.yaml#editions.1": "publication.yaml:6:16",
        "publication.yaml#parts.2.text": "publication.yaml:24:12",
        "facts/sources.yaml#gazette1902.title": "facts/sources.yaml:15:12",
        "facts/sources.yaml#groups.press.title": "facts/sources.yaml:3:24",
        "facts/statistics.yaml#lost.alternatives.pilot.scope": "facts/statistics.yaml:16:16",
        "facts/statistics.yaml#lost.figure.note": "facts/statistics.yaml:13:13",
        "facts/statistics.yaml#night": "facts/statistics.yaml:33:5",
        "data/timeline.yaml#rows.1.event": "data/timeline.yaml:10:31",
        "images/images.yaml#boat.svg.alt": "images/images.yaml:4:10",
        "names/crew.csv#2": "names/crew.csv:3",
        "text/01-harbour.md#2": "text/01-harbour.md:3",
        "theme/theme.yaml#accent": "theme/theme.yaml:2:9",
    }.items():
        assert str(where.place(key)) == place
        assert where.place(key).key == key


def test_what_is_loaded_has_one_form_in_bytes() -> None:
    loaded = load(GOOD).unwrap()
    data = encode(loaded.publication)
    assert encode(decode(Publication, data)) == data
    assert decode(SourceMap, encode(loaded.source_map)) == loaded.source_map
    assert encode(load(GOOD).unwrap().publication) == data


def test_every_blob_is_known_by_its_digest() -> None:
    loaded = load(GOOD).unwrap()
    publication = loaded.publication
    used = {asset.digest for asset in publication.assets} | {roll.digest for roll in publication.rolls}
    assert used == set(loaded.blobs)
    assert all(digest(data) == name for name, data in loaded.blobs.items())


def test_files_already_read_give_the_same_publication(tmp_path: Path) -> None:
    assert encode(load(tmp_path / "good", FILES).unwrap().publication) == encode(load(GOOD).unwrap().publication)


def test_without_a_manifest_there_is_no_publication(tmp_path: Path) -> None:
    assert [each.code for each in load(tmp_path).problems] == ["M001"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert [each.code for each in load(tmp_path / "nowhere").problems] == ["M008"]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.bin").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    files, problems = open_folder(tmp_path)
    assert [each.code for each in problems] == ["M020"]
    assert not files


def test_what_editors_leave_behind_is_passed_over(tmp_path: Path) -> None:
    for name in (".hidden", "text.md~", ".git/config", "a.swp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert not open_folder(tmp_path)[0]


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "b.md").symlink_to("a.md")
    (tmp_path / "me").symlink_to("me")
    files, problems = open_folder(tmp_path)
    assert files["b.md"] == b"a"
    assert [(each.code, each.place) for each in problems] == [("M007", Place("me"))]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [each.code for each in open_folder(tmp_path)[1]] == ["M007"]


SIGNS = "ab1 :-#[]{}@%&*!|>'\"`^~\\\n\t,;./=<🙂\u0301\u202e"


@settings(max_examples=120)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_changed_file_gives_problems_and_never_an_exception(file: str, data: st.DataObject) -> None:
    text = FILES[file].decode()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(st.text(SIGNS, max_size=8)) + text[end:]
    outcome = load(Path("good"), FILES | {file: text.encode()})
    assert (outcome.value is None) == outcome.failed
    for each in outcome.problems:
        assert each.place.file
        assert each.place.file in FILES


@settings(max_examples=40)
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=40))
def test_a_damaged_file_gives_problems_and_never_an_exception(file: str, damage: bytes) -> None:
    data = FILES[file]
    outcome = load(Path("good"), FILES | {file: data[: len(data) // 2] + damage + data[len(data) // 2 :]})
    assert (outcome.value is None) == outcome.failed


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_missing_file_is_told_and_never_an_exception(file: str) -> None:
    outcome = load(Path("good"), {name: data for name, data in FILES.items() if name != file})
    assert (outcome.value is None) == outcome.failed
