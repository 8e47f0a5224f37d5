# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pseudo-languages: every word of a page comes from a catalog, and pages hold longer, mirrored, long-worded texts."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.compose.document import compose
from octavo.localize.catalog import read_catalog
from octavo.localize.edition import localize
from octavo.localize.pseudo import PSEUDO, accented, mirrored, pseudo_files, stretched
from octavo.model.document import Document
from octavo.model.edition import EditionKey
from octavo.pipeline.build import Built
from octavo.pipeline.options import house_options
from octavo.pipeline.translation import Source, house_file, language_of, read_source
from octavo.pipeline.translation_pseudo import make_pseudo
from octavo.pipeline.translation_words import all_words
from octavo.resources.shared import templates_folder
from tests.conftest import ROOT

STARTER = ROOT / "content" / "starter"
# In no catalog: names of languages and fonts, what CLDR says, where in a source something stands.
NAMED = re.compile(
    r"Octavo|Serif|Sans|English|Clause|Licence|Zero|BSD|urn|uuid|https?|and|letter|öne|March|May|[A-Z][a-z]+(?:ber|ary)"
)
_WORD = re.compile(r"[^\W\d_]{3,}")


def names_of(source: Source) -> set[str]:
    """Words that no translation changes: people, houses, addresses, short names of sources, credits of pictures."""
    publication = source.publication
    sources = [text for each in publication.sources.sources for text in (each.author, each.short, str(each.url or ""))]
    credited = [image.credit for image in publication.images.images]
    people = [each.name for each in publication.manifest.contributors]
    rolls = [path.read_text("utf-8") for path in sorted((STARTER / "names").glob("*.csv"))]
    manifest = (STARTER / "publication.yaml").read_text("utf-8")
    house = re.findall(r"https?://\S+|\S+@\S+|Example Press", manifest)
    return set(_WORD.findall(" ".join([*sources, *credited, *people, *rolls, *house])))


@pytest.fixture(scope="module")
def source() -> Source:
    return read_source(STARTER).unwrap()


def composed(source: Source, tag: str) -> Document:
    """The starter's pages in a pseudo-language, as the stages make them."""
    words = all_words(source)
    files = pseudo_files(source.publication, source.messages, words, tag, house_file(tag, "yaml"))
    language = language_of(source, tag).unwrap()
    texts = {name: data for name, data in files.items() if name in ("text.po", "facts.po", "names.po")}
    catalog = read_catalog(texts, language, source.messages)
    strings = read_catalog({"strings.po": files["strings.po"]}, language, words)
    assert [each for each in (*catalog.problems, *strings.problems) if each.severity >= 3] == []
    made = localize(source.publication, EditionKey((tag,)), catalog.unwrap(), strings.unwrap(), language, draft=False)
    return compose(made.unwrap(), "web", templates_folder(), lambda digest: b"").unwrap()


def test_no_word_of_a_page_comes_from_a_template_alone(source: Source) -> None:
    html = re.sub(r"(?s)<(style|script|code|cite)\b.*?</\1>", " ", composed(source, "en-XA").files[0].html)
    heard = re.sub(r'<[^>]*?\b(?:alt|title|aria-label)="([^"]*)"[^>]*>', r" \1 ", html)
    shown = unescape(re.sub(r"<[^>]*>", " ", heard))
    told = {word for word in _WORD.findall(shown) if re.search("[aeo]", word) and not NAMED.fullmatch(word)}
    assert len(set(_WORD.findall(shown)) - told) > 400, "the pages are in the pseudo-language"
    assert sorted(told - names_of(source)) == []


@pytest.mark.parametrize("tag", PSEUDO)
def test_a_pseudo_language_passes_for_a_translation(source: Source, tag: str) -> None:
    assert composed(source, tag).files


TEXTS = st.lists(
    st.sampled_from(["A lamp ", "{killed.people}", "*slow*", "**", "[@log, p. 4]", "[^note]", "`code`",
                     "https://x.org/a ", "[link](to)", "<br>", "harbour ", "é", ". ", "!", "\\\\"])
).map("".join)  # fmt: skip


@given(TEXTS)
def test_markup_and_placeholders_stay(text: str) -> None:
    kept = re.compile(r"\{[^{}]*\}|`[^`]*`|\[@[^\]]*\]|\[\^[^\]]*\]|\]\([^)]*\)|\*+")
    for change in (accented, mirrored, stretched):
        assert kept.findall(change(text)) == kept.findall(text)


def test_each_does_what_it_is_for() -> None:
    assert accented("Sources") == "Şöürçéş öne twö"
    assert mirrored("Sea, {n} boats?") == "سها، {n} بواتس؟"
    assert stretched("The harbour at night") == "The harbourharbour at nightnight"
    assert accented(", ") == ", "


@pytest.mark.slow
def test_pages_hold_what_translations_may_bring(tmp_path: Path) -> None:
    from octavo.pipeline.build import build

    folder = make_pseudo(read_source(STARTER).unwrap(), tmp_path)
    assert (folder / "locale" / "en-XA" / "text.po").is_file()
    options = house_options(tmp_path / "out", editions=tuple(PSEUDO), outputs=("screen", "epub"), jobs=1)
    built: Built = build([folder], options)
    wrong = [each for each in built.all_problems if each.severity >= 3 or each.code in ("R201", "R202", "R203", "R204")]
    assert [str(each) for each in wrong] == []
