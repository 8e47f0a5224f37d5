# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much a build does: everything once, nothing twice, and after a change only what depends on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from octavo.pipeline.build import Built
from tests.conftest import ROOT, Bench

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("steps")]

SMALLEST = ROOT / "tests" / "publications" / "smallest"


def ran(built: Built) -> list[str]:
    return [done.step.name for done in built.steps if done.ran]


@pytest.fixture
def smallest(bench: Bench) -> Bench:
    bench.take(SMALLEST)
    first = bench.build(outputs=("web",))
    assert not first.failed, [str(each) for each in first.all_problems]
    # load; for each edition catalog, localize, compose, web, record, and four for the site: two composed, two drawn
    assert len(ran(first)) == 1 + 3 * 9
    return bench


def test_a_second_build_and_one_after_touch_run_no_step(smallest: Bench) -> None:
    for file in [None, *sorted((smallest.root / "content").rglob("*.*"))]:
        if file is not None:
            file.touch()
        built = smallest.build(outputs=("web",))
        assert ran(built) == []
        assert {e.state for r in built.reports for e in r.editions} == {"kept"}


def test_a_changed_comment_runs_the_cheap_step_alone(smallest: Bench) -> None:
    path = smallest.root / "content" / "smallest" / "publication.yaml"
    path.write_text("# a word to editors\n" + path.read_text("utf-8"), encoding="utf-8")
    assert ran(smallest.build(outputs=("web",))) == ["smallest/load"]
    text = next((smallest.root / "content" / "smallest" / "text").glob("*.md"))
    text.write_text(text.read_text("utf-8") + "\n<!-- note: nothing to see -->\n", encoding="utf-8")
    cheap = {f"smallest/{tag}/{kind}" for tag in ("en", "de", "tr") for kind in ("catalog", "localize", "record")}
    found = set(ran(smallest.build(outputs=("web",))))
    assert "smallest/load" in found
    assert found <= {"smallest/load"} | cheap, "nothing is composed or rendered again"


def test_a_changed_translation_makes_only_its_language_new(smallest: Bench) -> None:
    po = smallest.root / "content" / "smallest" / "locale" / "de" / "text.po"
    before = {tag: sums(smallest.root, tag) for tag in ("en", "de", "tr")}
    lines = po.read_text("utf-8").splitlines()
    last = max(number for number, line in enumerate(lines) if line.startswith('msgstr "') and line != 'msgstr ""')
    lines[last] = lines[last][:-1] + ' Neu."'
    po.write_text("\n".join(lines) + "\n", encoding="utf-8")
    built = smallest.build(outputs=("web",))
    assert {name.split("/")[1] for name in ran(built)} == {"de"}
    after = {tag: sums(smallest.root, tag) for tag in ("en", "de", "tr")}
    assert after["de"] != before["de"]
    assert (after["en"], after["tr"]) == (before["en"], before["tr"])


def test_saving_in_an_editor_of_translations_makes_nothing_new(smallest: Bench) -> None:
    """Poedit wraps lines anew and writes its name and the time into the header."""
    import polib

    path = smallest.root / "content" / "smallest" / "locale" / "tr" / "text.po"
    saved = polib.pofile(str(path), wrapwidth=40)
    saved.metadata["X-Generator"] = "An editor 3.5"
    saved.metadata["PO-Revision-Date"] = "2026-11-22 12:00+0100"
    saved.save()
    assert ran(smallest.build(outputs=("web",))) == ["smallest/tr/catalog"]


def sums(root: Path, tag: str) -> list[str]:
    listing = (root / "output" / "smallest" / "SHA256SUMS").read_text("utf-8").splitlines()
    return [line for line in listing if f"  {tag}/" in line]
