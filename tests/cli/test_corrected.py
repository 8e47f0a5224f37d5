# SPDX-License-Identifier: AGPL-3.0-or-later
"""A figure corrected in the ledger is corrected everywhere, in every language, and no translation minds."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest

from tests.cli.conftest import Printed
from tests.conftest import ROOT, Bench

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("corrected")]

LANGUAGES = ("en", "az")
OLD, NEW = "613", "614"


def numbers(text: str) -> set[str]:
    """Return the whole numbers that stand in the text by themselves."""
    return set(re.findall(r"(?<![\d.,/-])\d+(?![\d.,/-]\d)", text))


def shown(markup: str) -> str:
    """Return what a page says: its text, and the text alternatives of pictures and charts."""
    told = " ".join(re.findall(r'(?:alt|aria-label)="([^"]*)"', markup))
    body = re.sub(r"<(style|script)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    return unescape(f"{re.sub(r'<[^>]+>', ' ', body)} {told}")


def texts(made: Bench | Printed, tag: str) -> dict[str, str]:
    """Return the text of the three files of an edition."""
    import pypdfium2

    base = f"khojaly/{tag}"
    book = zipfile.ZipFile(io.BytesIO(made.file(f"{base}/khojaly-{tag}.epub")))
    pages = [book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")]
    pdf = pypdfium2.PdfDocument(made.file(f"{base}/khojaly-{tag}-screen.pdf"))
    return {
        "web": shown(made.file(f"{base}/web/index.html").decode()),
        "epub": " ".join(shown(page) for page in pages),
        "pdf": " ".join(page.get_textpage().get_text_range() for page in pdf),
    }


def marks(bench: Bench, tag: str) -> int:
    """Return how many marks the chart of the dead has, one for each person."""
    page = bench.file(f"khojaly/{tag}/web/index.html").decode()
    chart = page[page.index("chart-marks") :]
    row = chart[chart.index("<svg") : chart.index("</svg>")]
    return sum(drawn.count("M") for drawn in re.findall(r' d="([^"]*)"', row))


def test_a_corrected_figure_reaches_every_file(printed: Printed, bench: Bench) -> None:
    for tag in LANGUAGES:
        assert all(OLD in numbers(text) for text in texts(printed, tag).values())
    folder = bench.take(ROOT / "content" / "khojaly")
    catalogs = {path: path.read_bytes() for path in sorted(folder.glob("locale/*/*.po"))}
    bench.change("khojaly/facts/statistics.yaml", f"value: {OLD}", f"value: {NEW}")
    built = bench.build("khojaly", editions=LANGUAGES, outputs=("screen", "epub", "web"))
    assert not built.failed, "no translation became stale"
    assert {path: path.read_bytes() for path in sorted(folder.glob("locale/*/*.po"))} == catalogs
    for tag in LANGUAGES:
        for name, text in texts(bench, tag).items():
            found = numbers(text)
            assert NEW in found, f"{tag} {name} has the new number"
            assert OLD not in found, f"{tag} {name} has the old number"
        assert marks(bench, tag) == int(NEW)


def test_the_ledger_is_the_only_place_of_the_number() -> None:
    """Neither texts nor translations hold it; the facts do, once."""
    folder = ROOT / "content" / "khojaly"
    holding = [
        path.relative_to(folder).as_posix()
        for path in sorted(Path(folder).rglob("*.*"))
        if path.suffix in (".md", ".yaml", ".po") and path.name != "EDITORIAL.md"
        for line in path.read_text("utf-8").splitlines()
        if OLD in numbers(line) and not line.startswith("#")
    ]
    assert holding == ["facts/statistics.yaml"]
