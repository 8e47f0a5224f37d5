# SPDX-License-Identifier: AGPL-3.0-or-later
"""A series, made: every edition has its own people and words on the right pages, whatever was shared or was killed."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from octavo.model.series import SeriesRow
from octavo.pipeline.series import SeriesMade, make_series
from octavo.pipeline.series_files import SeriesWish
from octavo.pipeline.series_steps import MOST, _in_step, batches_of
from tests.conftest import ROOT

TOWNS = 24
pytestmark = pytest.mark.xdist_group("series")
SECRET = "Vera Withheld"
MANIFEST = """\
title: The Invented Roll
subtitle: The edition for {series.town}
short_title: The Invented Roll
language: en
issued: 2026-11-22
outputs: [press]
publisher: {name: Example Press}
series_values: {town: all invented towns, words: for everybody}
parts:
  - {page: title, opens: recto}
  - {page: contents, opens: recto}
  - {text: 01-words.md, opens: recto}
  - {text: 02-dedication.md}
  - {text: 03-roll.md, opens: recto}
  - {text: 04-after.md, opens: run-on}
"""
WORDS = "Lamps and ropes of a harbour that never was stand here, only to fill the page. "


def people(town: int) -> list[str]:
    """Return the invented people of a town: of some towns so many that the roll takes a page more."""
    return [f"Sample{town:02}x{at:03} Invented" for at in range(4 + 13 * (town % 7))]


def write(folder: Path, count: int = TOWNS) -> Path:
    """Write an invented publication, and beside it the table of its editions, whose path is returned."""
    (folder / "text").mkdir(parents=True)
    (folder / "names").mkdir()
    (folder / "publication.yaml").write_text(MANIFEST)
    (folder / "text/01-words.md").write_text("# Words\n\n" + "\n\n".join([WORDS * 6] * 5) + "\n")
    (folder / "text/02-dedication.md").write_text("# To {series.town}\n\nThis copy is {series.words}.\n")
    (folder / "text/03-roll.md").write_text("# The roll\n\n::: names {roll=people columns=2}\n:::\n")
    (folder / "text/04-after.md").write_text(f"# After the roll\n\n{WORDS}\n")
    rows = [f"{name},Town {town:02},no," for town in range(TOWNS) for name in people(town)]
    rows.append(f"{SECRET},Town 03,yes,")
    (folder / "names/people.csv").write_text("name,place,living,consent\n" + "\n".join(rows) + "\n")
    table = folder / "series" / "towns.csv"
    table.parent.mkdir()
    lines = [f"t-{at:02},{at % 3 + 1},Town {at:02},Town {at:02},for invented street {at}" for at in range(count)]
    table.write_text("id,copies,people.place,town,words\n" + "\n".join(lines) + "\n")
    return table


def made(root: Path, table: Path, outputs: tuple[str, ...] = (), **options: Any) -> SeriesMade:
    from octavo.pipeline.options import house_options

    folder = root / "content" / "invented"
    wish = house_options(root / "output", jobs=1, outputs=outputs)
    return make_series(SeriesWish(folder, table, wish, ("invented", table.name), **options))


def editions(root: Path, stem: str = "towns") -> tuple[dict[str, dict[str, Any]], list[str]]:
    """Return the manifest of the joined file by id, and the text of its pages."""
    import pypdfium2

    (path,) = (root / "output/invented/series" / stem).glob("*-press-*.json")
    with pypdfium2.PdfDocument(path.with_suffix(".pdf")) as pdf:
        texts = [page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\xa0", " ") for page in pdf]
    return {each["id"]: each for each in json.loads(path.read_text())["editions"]}, texts


@pytest.fixture(scope="module")
def series(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SeriesMade]:
    """An invented publication in two dozen editions; tests only look at it."""
    root = tmp_path_factory.mktemp("series")
    table = write(root / "content" / "invented")
    return root, made(root, table)


def wrong_with(town: int, pages: list[str]) -> list[str]:
    """Return what is not as it should be in an edition, by the text of its pages."""
    whole, found = "\n".join(pages), []
    names = set(re.findall(r"Sample\d\dx\d{3}", whole))
    if names != {name.split()[0] for name in people(town)}:
        found.append("other people")
    if f"The edition for Town {town:02}" not in pages[0]:
        found.append("another title page")
    if f"for invented street {town}." not in whole or len(re.findall(r"\bTown \d\d\b", whole)) != whole.count(
        f"Town {town:02}"
    ):
        found.append("words of another edition")
    for title in ("Words", "To Town", "The roll", "After the roll"):
        opens = next(at for at, text in enumerate(pages, 1) if at > 3 and re.search(rf"^{title}", text, re.MULTILINE))
        if not re.search(rf"^{title}.*\D{opens}$", pages[2], re.MULTILINE):
            found.append(f"“{title}” opens on page {opens}, and the contents say otherwise: {pages[2]!r}")
    return found


@pytest.mark.slow
def test_every_edition_is_right_by_extraction(series: tuple[Path, SeriesMade]) -> None:
    root, result = series
    assert [each for each in result.problems if each.severity.name != "NOTE"] == []
    told, texts = editions(root)
    assert list(told) == [f"t-{at:02}" for at in range(TOWNS)] == [row.id for row in result.rows]
    first = 1
    for at, each in enumerate(told.values()):
        assert (each["first_page"], each["copies"]) == (first, at % 3 + 1)
        pages = texts[first - 1 : first - 1 + each["pages"] - each["blank"]]
        assert wrong_with(at, pages) == [], each["id"]
        first += each["pages"]
    assert first - 1 == len(texts)
    assert SECRET not in "\n".join(texts)


@pytest.mark.slow
def test_what_is_shared_was_laid_out_once(series: tuple[Path, SeriesMade]) -> None:
    _, result = series
    whole = [row for row in result.rows if row.own == len(row.pages)]
    # One book a batch, and one for each count of pages that the roll takes before what follows it.
    assert len(whole) < len(result.rows) / 2
    assert len({len(row.pages) for row in result.rows}) > 1


@pytest.mark.slow
def test_the_manifest_names_the_file_as_it_is(series: tuple[Path, SeriesMade]) -> None:
    _root, result = series
    pdf, table, data = result.files
    told = json.loads(data.read_text())
    assert told["sha256"] == hashlib.sha256(pdf.read_bytes()).hexdigest()
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert rows == [{name: str(value) for name, value in each.items()} for each in told["editions"]]
    assert len({each["digest"] for each in rows}) == len({each["identifier"] for each in rows}) == TOWNS


@pytest.mark.slow
def test_each_page_has_its_edges_on_the_right_side(series: tuple[Path, SeriesMade]) -> None:
    import pikepdf

    root, result = series
    with pikepdf.open(result.files[0]) as pdf:
        assert all(each["pages"] % 4 == 0 for each in editions(root)[0].values())
        sizes = {tuple(float(x) for x in page.trimbox) for page in pdf.pages}
        assert len(sizes) == 1
        assert all("/OutputIntents" in pdf.Root for _ in (1,))
        assert pdf.Root.Pages.Count == len(pdf.pages)


@pytest.mark.slow
def test_books_laid_out_beside_others_are_those_laid_out_whole(
    series: tuple[Path, SeriesMade], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tagged file, its bookmarks and the page map are the same to the byte."""
    from octavo.pipeline import series_steps
    from octavo.render.layout import lay_out
    from octavo.render.screen import finish_screen

    root, _ = series
    seen: list[tuple[Any, Any, Any]] = []
    laid_out = series_steps._laid_out

    def spy(work: Any, edition: Any, row: SeriesRow, shop: Any) -> Any:
        result = laid_out(work, edition, row, shop)
        seen.append((work, result[1], result[2]))
        return result

    monkeypatch.setattr(series_steps, "_laid_out", spy)
    lines = (root / "content/invented/series/towns.csv").read_text().splitlines()
    table = root / "few.csv"
    table.write_text("\n".join([lines[0], *(lines[at].replace("t-", "same-") for at in (3, 9, 10, 5))]) + "\n")
    assert made(root, table).failed == ()
    assert any(len(laid.own) < len(laid.pages) for _, _, laid in seen)
    for work, document, laid in seen:
        whole = lay_out(document, work.asset, workspace=root / "work").unwrap()
        assert laid.layout.page_map == whole.page_map
        assert finish_screen(laid.layout, document) == finish_screen(whole, document)


@pytest.mark.slow
def test_a_run_that_was_killed_goes_on(series: tuple[Path, SeriesMade], tmp_path: Path) -> None:
    root, _ = series
    folder = tmp_path / "content" / "invented"
    table = write(folder, 10)  # where the second batch of all ends
    command = [sys.executable, "-m", "octavo", "series", str(folder), str(table), "--jobs", "1", "--progress", "json"]
    batches = 0
    with subprocess.Popen(
        [*command, "--to", str(tmp_path / "output")], cwd=ROOT, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as first:
        assert first.stderr is not None
        for line in first.stderr:
            told = json.loads(line) if line.startswith(b"{") else {}
            batches += "/series/" in told.get("step", "") and told.get("state") == "ran"
            if batches:
                first.send_signal(signal.SIGKILL)
                break
    assert batches == 1
    assert not (tmp_path / "output/invented/series").exists()
    ran: list[str] = []

    def tell(step: Any, done: Any) -> None:
        if done is not None and done.ran and step.kind == "series-batch":
            ran.append(step.name)

    from octavo.pipeline.options import house_options

    wish = house_options(tmp_path / "output", jobs=1)
    again = make_series(SeriesWish(folder, table, wish, ("invented", table.name)), tell)
    assert len(ran) == len(batches_of([SeriesRow(row.id, row.line, row.edition) for row in again.rows])) - 1 == 1
    told, whole = editions(tmp_path)[0], editions(root)[0]
    assert told == {name: whole[name] for name in told}


@pytest.mark.slow
def test_a_row_that_fails_stops_no_other(series: tuple[Path, SeriesMade]) -> None:
    root, _ = series
    table = root / "bad.csv"
    lines = (root / "content/invented/series/towns.csv").read_text().splitlines()
    long = "an-inventedwordthatisfartoolongforanypageofthisbookandhasnoplacewhereitcouldbebrokenatallwhateverittakes"
    table.write_text("\n".join([lines[0], lines[1], f"bad,1,Town 01,{long},x", lines[3]]) + "\n")
    result = made(root, table)
    assert result.failed == ("bad",)
    assert result.broken
    assert [row.id for row in result.rows] == ["t-00", "t-02"]
    assert [str(each.place) for each in result.problems if each.code == "S387"] == ["bad.csv:3"]
    told, texts = editions(root, "bad")
    assert list(told) == ["t-00", "t-02"]
    assert wrong_with(2, texts[told["t-02"]["first_page"] - 1 : -told["t-02"]["blank"] or None]) == []


@pytest.mark.slow
def test_every_copy_is_joined_where_it_is_asked_for(series: tuple[Path, SeriesMade]) -> None:
    root, _ = series
    lines = (root / "content/invented/series/towns.csv").read_text().splitlines()
    table = root / "copies.csv"
    table.write_text("\n".join(lines[:4]) + "\n")
    assert not made(root, table, repeat=True).broken
    told, texts = editions(root, "copies")
    assert len(texts) == sum(each["pages"] * each["copies"] for each in told.values())
    assert told["t-02"]["first_page"] == told["t-00"]["pages"] + 2 * told["t-01"]["pages"] + 1


@pytest.mark.slow
def test_each_edition_may_have_a_file_for_the_screen(series: tuple[Path, SeriesMade]) -> None:
    import pikepdf

    root, whole = series
    lines = (root / "content/invented/series/towns.csv").read_text().splitlines()
    table = root / "read.csv"
    table.write_text("\n".join(lines[:4]) + "\n")
    result = made(root, table, outputs=("screen", "press"))
    assert not result.broken
    folder = root / "output/invented/series/read"
    told = json.loads((folder / "invented-read-screen.json").read_text())["editions"]
    assert [each["id"] for each in told] == ["t-00", "t-01", "t-02"]
    for town, each in enumerate(told):
        data = (folder / each["file"]).read_bytes()
        assert each["sha256"] == hashlib.sha256(data).hexdigest()
        with pikepdf.open(folder / each["file"]) as pdf:
            assert [str(item.title) for item in pdf.open_outline().root][-3:] == [
                f"To Town {town:02}", "The roll", "After the roll",
            ]  # fmt: skip
            assert len(pdf.pages) == each["pages"] == len(whole.rows[town].pages)
            assert "/StructTreeRoot" in pdf.Root
    assert {path.name for path in result.files} == {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_row_put_in_changes_no_batch_but_its_own() -> None:
    rows = [SeriesRow(f"town-{at:04}", at + 2, "en") for at in range(400)]
    before = batches_of(rows)
    after = batches_of([*rows[:200], SeriesRow("new", 202, "en"), *rows[200:]])
    ids = {tuple(row.id for row in batch) for batch in before.values()}
    now = {tuple(row.id for row in batch) for batch in after.values()}
    assert len(now - ids) <= 3
    assert max(map(len, after.values())) <= MOST
    assert sum(map(len, after.values())) == 401


def test_pages_of_a_batch_stand_on_the_side_they_were_made_for() -> None:
    books = [list("abcd"), list("axcy"), list("abcdz")]  # the letters are pages, shared where they are the same object
    pages = _in_step(books)
    assert set(pages) == set("abcdxyz")
    for book in books:
        for at, page in enumerate(book):
            assert {place % 2 for place, each in enumerate(pages) if each == page} == {at % 2}
