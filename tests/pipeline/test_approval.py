# SPDX-License-Identifier: AGPL-3.0-or-later
"""`octavo approve` adds lines to publication.yaml and changes no other byte of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.load.publication import load
from octavo.model.manifest import Approval, Scope
from octavo.pipeline.approval import Wish, approve, with_approval
from octavo.pipeline.translation import read_source

TEXT = "# A sample\n\nA sentence.\n"
MADE = Approval(what="text", on=date(2026, 1, 2), by="Anna “Example”", digest="0123456789012345")
HEAD = """title: A sample
language: en
issued: 2026-01-01
publisher: {name: The Sample Press, corrections: mistakes@press.example}
"""


def folder(tmp_path: Path, manifest: str = HEAD) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "01-a.md").write_text(TEXT)
    (tmp_path / "publication.yaml").write_bytes(manifest.encode())
    return tmp_path


def approvals(folder: Path) -> tuple[Approval, ...]:
    return load(folder).unwrap().publication.manifest.approvals


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "approvals:\n",
        "# Approvals: see the guide.\n# approvals:\n#   - what: text\n",
        "approvals:\n- what: facts\n  on: 2026-01-01\n  digest: abc\n",
        "approvals:\n    - what: facts\n      on: 2026-01-01\n      digest: abc\n\n# paper\npaper: A5\n",
    ],
)
def test_it_comes_after_the_others_and_no_other_byte_changes(tmp_path: Path, tail: str) -> None:
    before = HEAD + tail
    after = with_approval(before, MADE)
    assert after
    kept = [line for line in after.splitlines() if line in before.splitlines()]
    assert [line for line in kept if line != "approvals:" or "approvals:" in before.splitlines()] == before.splitlines()
    assert approvals(folder(tmp_path, after))[-1] == MADE


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    after = with_approval(HEAD.replace("\n", "\r\n"), MADE)
    assert after
    assert after.count("\n") == after.count("\r\n")
    assert approvals(folder(tmp_path, after)) == (MADE,)


def test_approvals_on_one_line_are_refused(tmp_path: Path) -> None:
    path = folder(tmp_path, f"{HEAD}approvals: []\n")
    made = approve(read_source(path).unwrap(), Wish("text", date(2026, 1, 2)))
    assert [each.code for each in made.problems] == ["S107"]
    assert (path / "publication.yaml").read_text() == f"{HEAD}approvals: []\n"


@given(by=st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30))
def test_any_name_can_be_written(by: str) -> None:
    made = MADE.model_copy(update={"by": by.strip()})
    after = with_approval(HEAD, made)
    assert after
    assert after.startswith(HEAD)


def test_an_edition_with_a_gap_in_its_translation_is_not_approved(tmp_path: Path) -> None:
    path = folder(tmp_path, f"{HEAD}editions: [en, az]\n")
    made = approve(read_source(path).unwrap(), Wish("translation", date(2026, 1, 2), "az"))
    assert [each.code for each in made.problems] == ["S106"]


@pytest.mark.parametrize("what", ["facts", "text"])
def test_an_approval_names_the_content_of_today(tmp_path: Path, what: Scope) -> None:
    path = folder(tmp_path)
    first = approve(read_source(path).unwrap(), Wish(what, date(2026, 1, 2), by="editors")).unwrap()
    assert approvals(path) == (first,)
    (path / "text" / "01-a.md").write_text(TEXT.replace("sentence", "change"))
    second = approve(read_source(path).unwrap(), Wish(what, date(2026, 1, 3), by="editors")).unwrap()
    assert (first.digest == second.digest) == (what == "facts")


@pytest.mark.parametrize("publisher", ["", "publisher: {name: The Sample Press}\n"])
def test_without_an_address_for_corrections_nothing_is_approved(tmp_path: Path, publisher: str) -> None:
    head = f"title: A sample\nlanguage: en\nissued: 2026-01-01\n{publisher}"
    path = folder(tmp_path, head)
    made = approve(read_source(path).unwrap(), Wish("text", date(2026, 1, 2)))
    assert [each.code for each in made.problems] == ["D608"]
    assert (path / "publication.yaml").read_text() == head


def test_how_it_can_be_read_may_be_reviewed_all_the_same(tmp_path: Path) -> None:
    path = folder(tmp_path, "title: A sample\nlanguage: en\nissued: 2026-01-01\n")
    assert approve(read_source(path).unwrap(), Wish("access", date(2026, 1, 2), "en", by="editors")).value


def test_an_edition_in_two_languages_has_a_review_of_its_own_and_no_translation(tmp_path: Path) -> None:
    manifest = HEAD.replace("language: en\n", "language: en\neditions: [en, az+en]\n")
    source = read_source(folder(tmp_path, manifest)).unwrap()
    assert source.languages == ("az",)
    refused = approve(source, Wish("access", date(2026, 1, 2), "az+en", by="Anna Example"))
    assert [each.code for each in refused.problems] == ["S106"]
    (tmp_path / "locale" / "az").mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Language: az\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    for domain in {each.domain for each in source.messages}:
        mine = [each for each in source.messages if each.domain == domain]
        said = (f'msgctxt "{m.context}"\n' * bool(m.context) + f'msgid "{m.msgid}"\nmsgstr "Az"\n\n' for m in mine)
        (tmp_path / "locale" / "az" / f"{domain}.po").write_text(head + "".join(said))
    wishes = [Wish("access", date(2026, 1, 2), name, by="Anna Example") for name in ("en", "az", "az+en")]
    digests = [approve(source, wish).unwrap().digest for wish in wishes]
    assert len(set(digests)) == len(digests)
    assert approvals(source.folder)[-1].language == "az+en"
