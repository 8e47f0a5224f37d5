# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editions fitted to the same pages: the search by reckoning, the paragraphs to shorten, and a specimen laid out."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.localize.fit_file import read_fit, write_fit
from octavo.model.fit import LADDER, MOST_TRACKING, Fit, PartFit
from octavo.model.pagemap import Ending, PageMap
from octavo.pipeline.fit import FitResult, fit_publication, kept_spans, write_fits
from octavo.pipeline.fit_advice import cheapest, last_line
from octavo.pipeline.fit_layout import FitWish
from octavo.pipeline.fit_plan import LOOSE, TIGHT, Known, Point, choose, common_pages, opening_pages
from octavo.resources.shared import fonts_folder, templates_folder

if TYPE_CHECKING:
    from octavo.diagnostics.problem import Outcome
    from tests.conftest import Bench

SENTENCE = (
    "the keeper of a lamp that nobody has ever seen writes down each evening how many ships went by and what they bore"
)
WORDS = SENTENCE.split()


def _known(*lengths: float) -> Known:
    """Return an edition whose parts give way by 4 % of tracking and a line of 34."""
    known = Known(34, 1)
    known.learn(0, [0] * len(lengths), lengths)
    known.learn(1, [TIGHT] * len(lengths), [each * 34 / 35 * 0.97 for each in lengths])
    known.learn(-1, [LOOSE] * len(lengths), [each * 34 / 33 * 1.06 for each in lengths])
    return known


POINTS = (Point("one", "one", recto=True), Point("two", "two", recto=True), Point("three", "three", recto=False))


def test_a_part_before_a_recto_may_leave_a_page_blank() -> None:
    known = _known(2.6, 3.2, 1.5)
    assert common_pages({"en": known}, POINTS, 1) == (4, 4, 2)
    assert choose(known, POINTS, (4, 4, 2)).levels == (0, 0, 0)


def test_a_little_too_long_is_fitted_and_far_too_long_is_not() -> None:
    en, de = _known(3.5, 3.9, 1.9), _known(3.9, 4.11, 1.97)
    spans = common_pages({"en": en, "de": de}, POINTS, 1)
    assert spans == (4, 4, 2)
    assert choose(de, POINTS, spans).fits
    assert not choose(_known(3.9, 8.2, 1.9), POINTS, spans).fits


def test_a_count_is_kept_to_or_refused() -> None:
    assert sum(common_pages({"en": _known(3.5, 3.9, 1.9)}, POINTS, 4, 12) or ()) == 12
    assert common_pages({"en": _known(3.5, 3.9, 1.9)}, POINTS, 4, 400) is None


@given(st.lists(st.floats(0.2, 9.9), min_size=1, max_size=6), st.lists(st.floats(0.93, 1.07), min_size=6, max_size=6))
def test_parts_open_where_they_may_and_fit_where_said(lengths: list[float], wider: list[float]) -> None:
    points = tuple(Point(f"p{at}", f"p{at}", recto=at % 2 == 0) for at in range(len(lengths)))
    editions = {"en": _known(*lengths), "de": _known(*(a * b for a, b in zip(lengths, wider, strict=False)))}
    spans = common_pages(editions, points, 4)
    assert spans is not None
    opens = opening_pages(spans)
    assert all(page % 2 for page, point in zip(opens, points, strict=True) if point.recto)
    for known in editions.values():
        choice = choose(known, points, spans)
        for at, (pages, missing) in enumerate(zip(spans, choice.missing, strict=True)):
            filled = ceil(known.length(at, choice.lines, choice.levels[at])[0] - 1e-6)
            blank = at + 1 < len(points) and points[at + 1].recto
            assert missing or filled == pages or (blank and filled == pages - 1)


def test_means_are_bounded() -> None:
    assert all(abs(rung.tracking) <= MOST_TRACKING for rung in LADDER.values())
    with pytest.raises(ValueError, match="less than or equal"):
        PartFit(page=1, tracking=1.5)
    assert Fit().pages == 0


def _ending(key: str, length: int, left: float) -> Ending:
    return Ending(key, key, 1, 1, "text", length, left, 0.0, 50.0, 4.7, 2.0, 9)


def test_the_shortest_last_lines_go_first() -> None:
    endings = [_ending("full", 400, 2.0), _ending("short", 405, 90.0), _ending("half", 425, 50.0)]
    assert last_line(endings[1]) == 6
    assert [cut.ending.key for cut in cheapest(endings, 2)] == ["short", "half"]
    assert sum(cut.lines for cut in cheapest(endings, 7)) == 7
    assert not cheapest([_ending("only line", 20, 60.0)], 1)


def _text(paragraphs: int, words: int) -> str:
    said = [" ".join(WORDS[(at * 7 + word * 3) % len(WORDS)] for word in range(words + at)) for at in range(paragraphs)]
    return "\n\n".join(f"{each.capitalize()} {at}." for at, each in enumerate(said))


def _specimen(bench: Bench, *, longer: float) -> Path:
    """Return a publication with a German edition that has so much more to say in its second chapter."""
    from octavo.load.publication import load
    from octavo.markup.messages import messages_of

    folder = bench.root / "content" / "lamps"
    (folder / "text").mkdir(parents=True)
    (folder / "publication.yaml").write_text(
        "title: Lamps\nlanguage: en\neditions: [en, de]\nissued: 2026-01-01\npaper: A6\noutputs: [press]\nparts:\n"
        "  - {page: title}\n  - {text: 01-dusk.md, opens: recto}\n  - {text: 02-dawn.md, opens: recto}\n"
        "  - {page: colophon}\n",
        encoding="utf-8",
    )
    (folder / "text/01-dusk.md").write_text(f"# Dusk\n\n{_text(6, 50)}\n", encoding="utf-8")
    (folder / "text/02-dawn.md").write_text(f"# Dawn\n\n{_text(14, 52)}\n", encoding="utf-8")
    (folder / "locale/de").mkdir(parents=True)
    files: dict[str, polib.POFile] = {}
    for message in messages_of(load(folder).unwrap().publication):
        file = files.setdefault(message.domain, polib.POFile())
        file.metadata = {
            "Language": "de",
            "Content-Type": "text/plain; charset=UTF-8",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        words = message.msgid.split()
        more = words[: round(len(words) * longer)] if any("02-dawn" in key for key in message.keys) else []
        msgstr = " ".join([*words, *more]) if len(words) > 9 else message.msgid
        file.append(polib.POEntry(msgctxt=message.context or None, msgid=message.msgid, msgstr=msgstr))
    for domain, file in files.items():
        file.save(str(folder / f"locale/de/{domain}.po"))
    return folder


def _fit(bench: Bench, folder: Path) -> Outcome[FitResult]:
    return fit_publication(FitWish(folder, bench.root / "output", templates_folder(), fonts_folder(), shown="lamps"))


def _built(bench: Bench) -> dict[str, PageMap]:
    """Return the pages of a build by edition, given that it says nothing against the fit."""
    from octavo.model.canonical import decode
    from octavo.pipeline.store import Store

    built = bench.build("lamps", outputs=("press",))
    assert not {"R301", "R302", "R303"} & {each.code for each in built.all_problems}
    store = Store(bench.root / "output/.store")
    return {
        done.step.edition: decode(PageMap, store.get(done.outputs["page_map"]))
        for done in built.steps
        if done.step.kind == "pages"
    }


@pytest.mark.slow
def test_an_overrun_of_three_per_cent_is_fitted(bench: Bench) -> None:
    folder = _specimen(bench, longer=0.03)
    before = _built(bench)
    assert [part.page for part in before["en"].parts] != [part.page for part in before["de"].parts]
    result = _fit(bench, folder)
    assert not result.failed, result.problems
    files = write_fits(folder, result.unwrap())
    assert [path.name for path in files] == ["fit.yaml"] * 2
    assert not write_fits(folder, _fit(bench, folder).unwrap()), "the same input gives the same bytes"
    after = _built(bench)
    assert [part.page for part in after["en"].parts] == [part.page for part in after["de"].parts]
    assert len(after["en"].pages) == len(after["de"].pages) == result.unwrap().pages
    assert {each.kind for each in after["de"].findings} <= {"loose", "hyphen-stack", "hyphen-at-turn"}


@pytest.mark.slow
def test_an_overrun_of_a_hundred_per_cent_names_paragraphs_and_characters(bench: Bench) -> None:
    folder = _specimen(bench, longer=1.0)
    result = _fit(bench, folder)
    assert [each.code for each in result.problems if each.severity >= 3] == ["R311"]
    named = [each for each in result.problems if each.code == "R312"]
    assert named
    assert all(each.place.file == "lamps/locale/de/text.po" and each.place.line for each in named)
    write_fits(folder, result.unwrap())
    assert not (folder / "locale/de/fit.yaml").exists(), "an edition that does not fit keeps what it had"


def test_a_new_edition_joins_the_pages_of_the_others(tmp_path: Path) -> None:
    parts = {point.name: PartFit(page=page) for point, page in zip(POINTS, (1, 5, 9), strict=True)}
    (tmp_path / "locale/en").mkdir(parents=True)
    (tmp_path / "locale/en/fit.yaml").write_bytes(write_fit(Fit(pages=10, parts=parts)))
    wish = FitWish(tmp_path, tmp_path, tmp_path, tmp_path, ("ka",))
    assert kept_spans(wish, POINTS) == (4, 4, 2)
    assert kept_spans(wish, POINTS[:2]) is None
    assert read_fit("en", (tmp_path / "locale/en/fit.yaml").read_bytes()).unwrap() == Fit(pages=10, parts=parts)
    assert [each.code for each in read_fit("en", b"pages: 9\nlines: 40\n").problems] == ["R304"]
