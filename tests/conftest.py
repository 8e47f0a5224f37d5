# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fixtures of all tests: golden text and pages, publications to change and build."""

from __future__ import annotations

import difflib
import gc
import io
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from octavo.pipeline.build import Built

ROOT = Path(__file__).parents[1]
DPI = 50
SHADE = 32  # a pixel differs when its grey value moves by more than this (of 255)
SHARE = 0.001  # a page differs when more than this share of its pixels does
MOST_BYTES = 20_000

pytest_plugins = ["tests.judges.fixtures"]

# Ten thousand tests stay in memory: looking through all of them for garbage again and again takes a tenth of the time.
gc.set_threshold(100_000, 20, 100)
settings.register_profile("house", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite golden files with what the tests got")


@pytest.fixture(scope="session", autouse=True)
def without_packs() -> Iterator[None]:
    """Hide the packs of fonts that somebody may have brought to this checkout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("octavo.resources.font_packs.BELOW", "packs-of-tests")
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return check(name, text): compare text with golden/<name> beside the test and show a diff."""

    def check(name: str, actual: str) -> None:
        __tracebackhide__ = True
        kept = request.path.parent / "golden" / name
        if request.config.getoption("--accept"):
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(actual, encoding="utf-8")
        expected = kept.read_text(encoding="utf-8") if kept.exists() else ""
        if actual != expected:
            diff = difflib.unified_diff(expected.splitlines(), actual.splitlines(), str(kept), "this run", lineterm="")
            pytest.fail("\n".join(diff) + f"\n\nIntended? pytest --accept '{request.node.nodeid}'", pytrace=False)

    return check


@pytest.fixture
def looks_like(request: pytest.FixtureRequest) -> Callable[[bytes, str, Iterable[int]], None]:
    """Return check(pdf, name, pages): compare chosen pages, small and grey, with golden/<name>-<page>.png."""
    import pypdfium2
    from PIL import Image, ImageChops

    def check(pdf: bytes, name: str, pages: Iterable[int]) -> None:
        __tracebackhide__ = True
        document = pypdfium2.PdfDocument(pdf)
        for number in pages:
            actual = document[number - 1].render(scale=DPI / 72, grayscale=True).to_pil()
            kept = request.path.parent / "golden" / f"{name}-{number}.png"
            if request.config.getoption("--accept"):
                _save(actual, kept)
            if not kept.exists():
                pytest.fail(f"{kept} is missing; look at the page, then run with --accept", pytrace=False)
            expected = Image.open(kept)
            share = 1.0
            if expected.size == actual.size:
                histogram = ImageChops.difference(expected, actual).histogram()
                share = sum(histogram[SHADE + 1 :]) / (actual.width * actual.height)
            if share > SHARE:
                out = request.config.rootpath / "output" / "test-report" / f"{name}-{number}.actual.png"
                _save(actual, out)
                pytest.fail(f"page {number} of {name}: {share:.2%} of its pixels changed; see {out}", pytrace=False)

    return check


def _save(image: Any, path: Path) -> None:
    data = io.BytesIO()
    image.save(data, "png", optimize=True)
    assert data.tell() <= MOST_BYTES, f"{path} would be {data.tell()} bytes; show less on that page"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.getvalue())


class Bench:
    """A folder with publications to change and build; `build` never raises for bad content."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def take(self, source: Path, name: str = "") -> Path:
        """Copy a publication onto the bench and return its folder."""
        target = self.root / "content" / (name or source.name)
        shutil.copytree(source, target)
        return target

    def change(self, file: str, old: str, new: str) -> None:
        """Replace text in a file; the old text must be there."""
        path = self.root / "content" / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def build(self, *names: str, **options: Any) -> Built:
        """Build the named publications (or all) and return what came of it."""
        from octavo.pipeline.build import build
        from octavo.pipeline.options import house_options

        content = self.root / "content"
        folders = [content / name for name in names] or sorted(p.parent for p in content.glob("*/publication.yaml"))
        return build(folders, house_options(self.root / "output", jobs=1, **options))

    def file(self, name: str) -> bytes:
        """Return the bytes of a file below output/."""
        return (self.root / "output" / name).read_bytes()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """Return an empty bench."""
    return Bench(tmp_path)
