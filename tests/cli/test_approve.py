# SPDX-License-Identifier: AGPL-3.0-or-later
"""An edition says that it is a proof until all it is made of is approved, and again as soon as that changes."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from tests.cli.commands import one_book, run
from tests.conftest import Bench

pytestmark = pytest.mark.slow

PAGE = Path("output/smallest/en/web/index.html")
PROOF = "Proof – not approved for printing"
PROOF_DE = "Korrekturabzug – nicht zum Druck freigegeben"


@pytest.fixture
def book(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = one_book(bench, monkeypatch)
    manifest = folder / "publication.yaml"
    parts = "publisher: {name: The Sample Press, corrections: mistakes@press.example}\n"
    parts += "parts:\n  - page: title\n  - page: imprint\n  - text: 01-page.md\n"
    manifest.write_text(f"{manifest.read_text('utf-8')}\n{parts}", "utf-8")
    return folder


def page() -> str:
    assert run("build smallest -o web").code == 0
    return PAGE.read_text("utf-8")


def test_proof_until_it_is_approved_and_again_after_an_edit(book: Path) -> None:
    assert PROOF in page()
    facts = run("approve smallest facts --by 'Anna Example' --on 2026-01-02")
    assert (facts.code, facts.out.split(", ")[0]) == (0, "facts: approved on 2026-01-02")
    assert PROOF in page()
    assert run("approve smallest text --by 'Bo Example' --public --on 2026-01-03").code == 0
    approved = page()
    assert PROOF not in approved
    assert "Anna Example" not in approved  # who did not choose to be named is not
    assert "Facts approved on" in approved
    assert "Text approved by" in approved
    assert "Bo Example" in approved
    text = next((book / "text").glob("*.md"))
    text.write_text(text.read_text("utf-8") + "\nOne more sentence.\n", "utf-8")
    said = run("build smallest -o web")
    assert "L213" in said.err
    assert PROOF in PAGE.read_text("utf-8")


def test_a_false_digest_is_no_approval(book: Path) -> None:
    manifest = book / "publication.yaml"
    entries = "".join(
        f"  - what: {what}\n    on: 2026-01-02\n    digest: '0123456789abcdef'\n" for what in ("facts", "text")
    )
    manifest.write_text(f"{manifest.read_text('utf-8')}\napprovals:\n{entries}", "utf-8")
    assert PROOF in page()


@pytest.mark.parametrize(
    "line",
    [
        "approve smallest translation",
        "approve smallest text -l de",
        "approve smallest text --public",
        "approve smallest text --on yesterday",
        "approve smallest translation -l ka",
    ],
)
def test_what_makes_no_sense_is_wrong_usage(book: Path, line: str) -> None:
    assert run(line).code == 2


def test_an_edit_of_the_words_of_templates_takes_the_approval_of_a_translation_away(book: Path) -> None:
    facts, words = (book / "locale" / "de" / f"{name}.po" for name in ("facts", "strings"))
    name = 'msgctxt "publication.yaml#publisher.name"\nmsgid "The Sample Press"\nmsgstr "Die Musterpresse"\n'
    facts.write_text(f"{facts.read_text('utf-8')}\n{name}", "utf-8")
    entry = 'msgid "Contents"\nmsgstr "{}"\n'
    words.write_text(HEADER + entry.format("Was darin steht"), "utf-8")
    manifest = book / "publication.yaml"
    manifest.write_text(manifest.read_text("utf-8").replace("editions: [en]", "editions: [en, de]"), "utf-8")
    for what in ("facts", "text", "translation -l de"):
        assert run(f"approve smallest {what} --on 2026-01-02").code == 0
    assert "L213" not in run("build smallest -l de -o web").err
    words.write_text(HEADER + entry.format("Inhalt, ganz anders"), "utf-8")
    assert "L213" in run("build smallest -l de -o web").err


HEADER = r"""msgid ""
msgstr ""
"Language: de\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

"""


def test_what_is_refused_is_not_recorded_and_the_exit_code_says_so(book: Path) -> None:
    manifest = book / "publication.yaml"
    text = manifest.read_text("utf-8").replace("editions: [en]", "editions: [en, de]")
    manifest.write_text(text, "utf-8")
    gap = run("approve smallest translation -l de")  # the publisher's name has no translation
    assert (gap.code, "S106" in gap.err) == (1, True)
    silent = text.replace(", corrections: mistakes@press.example", "")
    manifest.write_text(silent, "utf-8")
    mute = run("approve smallest text")
    assert (mute.code, "D608" in mute.err) == (1, True)
    assert manifest.read_text("utf-8") == silent


def test_a_translation_is_reviewed_chapter_by_chapter(book: Path) -> None:
    assert run("approve smallest facts").code == 0
    assert run("approve smallest text").code == 0
    page = Path("output/smallest/de/web/index.html")
    (book / "publication.yaml").write_text(
        (book / "publication.yaml").read_text("utf-8").replace("editions: [en]", "editions: [en, de]"), "utf-8"
    )
    assert run("translate update smallest -l de").code == 0
    for path in (book / "locale" / "de").glob("*.po"):
        po = polib.pofile(str(path))
        for entry in po.untranslated_entries():
            entry.msgstr = entry.msgid
        po.save()
    said = run("translate status smallest -l de --chapters")
    chapters = [line.split("\t")[2] for line in said.out.splitlines()[1:]]
    assert len(chapters) > 1
    assert run("approve smallest translation -l de --chapter text/99.md").code == 2
    for chapter in chapters:
        assert run("build smallest -l de -o web").code == 0
        assert PROOF_DE in page.read_text("utf-8")
        made = run(f"approve smallest translation -l de --chapter {chapter} --by 'Zyxw Example' --on 2026-01-04")
        assert made.code == 0, made.err
    assert run("build smallest -l de -o web").code == 0
    assert PROOF_DE not in page.read_text("utf-8")
    assert "Zyxw" not in page.read_text("utf-8")
    days = [line.split("\t")[-1] for line in run("translate status smallest -l de --chapters").out.splitlines()[1:]]
    assert set(days) == {"2026-01-04"}
