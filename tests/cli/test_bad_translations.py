# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each way to spoil a PO file is told with code, place and a way out; the publication's other languages are published.

The list of bad input of the issue on translators.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from octavo.diagnostics.code import Severity
from tests.conftest import ROOT, Bench

pytestmark = pytest.mark.slow

FILE = "content/smallest/locale/de/text.po"
SENTENCE = "This book has one page, and this is its first sentence."
GERMAN = "Dieses Buch hat eine Seite, und dies ist sein erster Satz."
Spoil = Callable[[str], str]


def instead(text: str) -> Spoil:
    return lambda po: po.replace(GERMAN, text)


def added(text: str) -> Spoil:
    return lambda po: f"{po}\n{text}"


BROKEN: dict[str, tuple[Spoil | bytes, str, int]] = {
    "a message that stands twice": (added(f'msgid "{SENTENCE}"\nmsgstr "Noch einmal."\n'), "L306", 19),
    "another language's header": (lambda po: po.replace("Language: de", "Language: fr"), "L303", 1),
    "another language's plural rule": (lambda po: po.replace("=2; plural=(n != 1)", "=1; plural=0"), "L304", 1),
    "a placeholder that the source has not": (instead("Dieses Buch hat {pages} Seiten."), "L309", 13),
    "HTML": (instead("<b>Dieses</b> Buch."), "L308", 13),
    "template syntax": (instead("Dieses Buch {% include 'x' %}."), "L308", 13),
    "two megabytes": (instead("Dieses Buch. " * 160_000), "L319", 13),
    "another encoding": (b"\xe4", "L301", 14),
    "a conflict of versions": (lambda po: f"<<<<<<< HEAD\n{po}=======\n>>>>>>> other\n", "L318", 1),
    "a link out of balance": (instead("Dieses [Buch](#x hat eine Seite."), "L310", 13),
    "emphasis that the source has not": (instead("Dieses **Buch** hat eine Seite."), "L310", 13),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_it_is_told_at_its_place_and_the_others_are_published(bench: Bench, name: str) -> None:
    spoil, code, line = BROKEN[name]
    bench.take(ROOT / "tests" / "publications" / "smallest")
    path = bench.root / FILE
    data = path.read_bytes()
    if isinstance(spoil, bytes):
        path.write_bytes(data.replace(GERMAN.encode(), spoil))
    else:
        path.write_text(spoil(data.decode()), "utf-8")
    assert path.read_bytes() != data
    built = bench.build(outputs=("web",))
    told = [each for each in built.all_problems if each.code == code]
    assert told, [str(each) for each in built.all_problems]
    assert [(each.place.file.endswith("locale/de/text.po"), each.place.line) for each in told] == [(True, line)]
    assert all(each.hints for each in told)
    assert told[0].severity is Severity.ERROR
    published = {folder.name for folder in (bench.root / "output" / "smallest").iterdir() if (folder / "web").is_dir()}
    assert published == {"en", "tr"}


def test_an_unknown_message_is_a_warning_and_harms_nobody(bench: Bench) -> None:
    bench.take(ROOT / "tests" / "publications" / "smallest")
    path = bench.root / FILE
    path.write_text(path.read_text("utf-8") + '\nmsgid "Of another book"\nmsgstr "Aus einem anderen Buch"\n', "utf-8")
    built = bench.build(outputs=("web",))
    assert not built.failed
    assert [(each.code, each.place.line, bool(each.hints)) for each in built.all_problems if each.code == "L307"] == [
        ("L307", 19, True)
    ]
