# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site as a folder: one that can be uploaded as it is, made of what was published, and the last good one kept."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from octavo.compose.site import compose_site
from octavo.diagnostics.problem import Outcome
from octavo.distribute.verify import verify
from octavo.model.listing import KIT
from octavo.model.site import SiteKit, SiteTexts
from octavo.pipeline import site_pages
from tests.cli.commands import SMALLEST
from tests.conftest import Bench

PICTURE = (1200, 630)
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site")]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """The smallest publication as an e-book and a web page in two languages; tests only look at it."""
    bench = Bench(tmp_path_factory.mktemp("site"))
    bench.take(SMALLEST)
    bench.change("smallest/publication.yaml", "editions: [en, de, tr]", "editions: [en, tr]")
    built = bench.build("smallest", outputs=("web", "epub"))
    assert not built.failed, built.all_problems
    return bench


@pytest.fixture
def own(published: Bench, tmp_path: Path) -> Bench:
    """The same, to change."""
    copytree(published.root / "content", tmp_path / "content")
    copytree(published.root / "output", tmp_path / "output")
    return Bench(tmp_path)


def below(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def site(bench: Bench) -> Path:
    return bench.root / "output" / "smallest" / "site"


def again(bench: Bench, **options: object) -> list[str]:
    """Build again and return the codes of errors."""
    built = bench.build("smallest", outputs=("web", "epub"), **options)
    return [each.code for each in built.all_problems if each.severity.name == "ERROR"]


def test_one_folder_has_everything_and_proves_it(published: Bench) -> None:
    files = below(site(published))
    for tag in ("en", "tr"):
        assert files[f"{tag}/web/index.html"] == published.file(f"smallest/{tag}/web/index.html")
        assert files[f"{tag}/smallest-{tag}.epub"] == published.file(f"smallest/{tag}/smallest-{tag}.epub")
        assert files[f"{tag}/index.html"].startswith(b"<!DOCTYPE html>")
    assert {"index.html", "opds/index.xml", "opds/index.json", "assets/mark.svg"} <= files.keys()
    listed = (line.split("  ") for line in files["SHA256SUMS"].decode().splitlines())
    sums = {path: digest for digest, path in listed}
    assert sums == {p: hashlib.sha256(data).hexdigest() for p, data in files.items() if p != "SHA256SUMS"}
    for folder in (site(published), site(published).parent):
        assert verify([folder]).problems == ()


def test_the_pictures_have_the_size_that_pages_say(published: Bench) -> None:
    from PIL import Image

    for tag in ("en", "tr"):
        with Image.open(site(published) / tag / "card.png") as card:
            assert (card.format, card.size) == ("PNG", PICTURE)
            assert card.convert("L").getextrema() == (0, 255), "something is drawn"
        with Image.open(site(published) / tag / "cover.jpg") as cover:
            assert (cover.format, cover.size) == ("JPEG", (800, 1280))


def test_what_is_for_the_site_is_no_file_of_the_edition(published: Bench) -> None:
    assert (published.root / "output" / "smallest" / "en" / KIT).is_file()
    told = json.loads(published.file("smallest/en/edition.json"))
    assert [each["path"] for each in told["files"] if each["path"].startswith(".")] == []
    assert ".site" not in published.file("smallest/SHA256SUMS").decode()


def test_a_second_build_writes_nothing(own: Bench) -> None:
    assert again(own) == []
    before = {path: path.stat().st_mtime_ns for path in site(own).rglob("*")}
    assert again(own) == []
    assert {path: path.stat().st_mtime_ns for path in site(own).rglob("*")} == before


def test_what_was_changed_by_hand_is_put_right(own: Bench) -> None:
    before = below(site(own))
    (site(own) / "en" / "index.html").write_text("something else", encoding="utf-8")
    (site(own) / "mine.txt").touch()
    (site(own) / "tr" / "smallest-tr.epub").unlink()
    assert again(own) == []
    assert below(site(own)) == before


def test_an_edition_by_itself_renews_its_page_and_keeps_the_others(own: Bench) -> None:
    before = below(site(own))
    own.change("smallest/publication.yaml", "title: ", "subtitle: A new one\ntitle: ")
    assert again(own, editions=("en",)) == []
    after = below(site(own))
    assert b"A new one" in after["en/index.html"]
    assert after["tr/web/index.html"] == before["tr/web/index.html"]
    assert verify([site(own)]).problems == ()


def test_only_the_pages_of_an_edition_that_changed_are_composed(own: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[str] = []
    before = below(site(own))

    def watched(kit: SiteKit, *rest: Any) -> Outcome[SiteTexts]:
        composed.append(kit.edition.key.label)
        return compose_site(kit, *rest)

    monkeypatch.setattr(site_pages, "compose_site", watched)
    own.change("smallest/locale/tr/text.po", "İkinci paragraf biraz daha", "İkinci paragraf yine de biraz daha")
    assert again(own) == []
    assert composed == ["tr"]
    after = below(site(own))
    assert after["tr/index.html"] != before["tr/index.html"]
    assert after["en/index.html"] == before["en/index.html"]


def test_a_missing_download_is_told_and_not_linked(own: Bench) -> None:
    (own.root / "output" / "smallest" / "tr" / "web" / "index.html").unlink()
    assert again(own, editions=("en",)) == ["C104"]
    assert "tr/web/index.html" not in below(site(own))
    assert b"web/index.html" not in below(site(own))["tr/index.html"]
    assert b"smallest-tr.epub" in below(site(own))["tr/index.html"]


def test_an_edition_without_its_kit_is_told_and_left_out(own: Bench) -> None:
    (own.root / "output" / "smallest" / "tr" / KIT).unlink()
    assert again(own, editions=("en",)) == ["C202"]
    assert [name for name in below(site(own)) if name.startswith("tr/")] == []
    assert again(own) == [], "a whole build mends it"
    assert "tr/index.html" in below(site(own))


@pytest.mark.parametrize(
    ("code", "link"),
    [("C201", '<a href="gone.pdf">gone</a>'), ("C203", '<img src="https://example.net/x.png" alt="">')],
)
def test_a_dead_link_keeps_the_last_good_site(own: Bench, code: str, link: str) -> None:
    before = below(site(own))
    templates = own.root / "content" / "smallest" / "theme" / "templates" / "site"
    templates.mkdir(parents=True)
    page = '{% extends "house:site/edition.html" %}{% block licence %}' + link + "{% endblock %}"
    (templates / "edition.html").write_text(page, encoding="utf-8")
    assert set(again(own)) == {code}
    assert below(site(own)) == before
    assert verify([site(own).parent]).problems == ()


def test_a_site_without_https_is_refused(own: Bench) -> None:
    own.change("smallest/publication.yaml", "title: ", "site: http://example.org/books\ntitle: ")
    assert again(own) == ["C101"]
