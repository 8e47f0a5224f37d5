# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an EPUB says of its own accessibility, held against what is in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from octavo.check.epub_book import MATHML, SVG, XHTML, EpubBook, links_of, types_of
from octavo.diagnostics.problem import Place, Problem, problem

# The schema.org vocabulary (w3.org/community/reports/a11y-discov-vocab, 2024).
FEATURES = frozenset({
    "alternativeText", "annotations", "ARIA", "audioDescription", "bookmarks", "braille", "captions", "ChemML",
    "closedCaptions", "describedMath", "displayTransformability", "fullRubyAnnotations", "highContrastAudio",
    "highContrastDisplay", "horizontalWriting", "index", "largePrint", "latex", "latex-chemistry", "longDescription",
    "MathML", "MathML-chemistry", "none", "openCaptions", "pageBreakMarkers", "pageNavigation", "printPageNumbers",
    "readingOrder", "rubyAnnotations", "signLanguage", "structuralNavigation", "synchronizedAudioText",
    "tableOfContents", "tactileGraphic", "tactileObject", "taggedPDF", "timingControl", "transcript", "ttsMarkup",
    "unknown", "unlocked", "verticalWriting", "withAdditionalWordSegmentation", "withoutAdditionalWordSegmentation",
    "physicalObject",
})  # fmt: skip
MODES = frozenset({
    "auditory", "chartOnVisual", "chemOnVisual", "colorDependent", "diagramOnVisual", "mathOnVisual", "musicOnVisual",
    "tactile", "textOnVisual", "textual", "visual",
})  # fmt: skip
HAZARDS = frozenset({
    "flashing", "motionSimulation", "sound", "noFlashingHazard", "noMotionSimulationHazard", "noSoundHazard", "none",
    "unknown", "unknownFlashingHazard", "unknownMotionSimulationHazard", "unknownSoundHazard",
})  # fmt: skip
SINGLE = {"none", "unknown"}
SEEN = (f"{XHTML}img", f"{SVG}svg", f"{XHTML}video")
CONFORMS = re.compile(r"^EPUB Accessibility 1\.1 - WCAG 2\.[012] Level A{1,3}$")
OLD_CONFORMS = "http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-"
NEEDED = ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")
_PIXELS = re.compile(r"(?<![\w-])font-size\s*:[^;}]*?\d(px|pt|pc|mm|cm|in)\b", re.IGNORECASE)


def check_claims(book: EpubBook) -> Iterator[Problem]:
    """Yield what is missing, unknown, contradictory or not earned (EPUB Accessibility 1.1, 2.2 and 4)."""
    place = Place(book.name)
    for name in NEEDED:
        if not any(book.told(f"schema:{name}")):
            yield problem("E220", place, name=name)
    vocabulary = (("accessMode", MODES), ("accessibilityFeature", FEATURES), ("accessibilityHazard", HAZARDS))
    for name, known in vocabulary:
        for value in sorted(set(book.told(f"schema:{name}")) - known - {""}):
            yield problem("E221", place, name=name, value=value)
    hazards = set(book.told("schema:accessibilityHazard"))
    if hazards & SINGLE and len(hazards) > 1:
        yield problem(
            "E219", place, claim="accessibilityHazard", reason=f"{' and '.join(sorted(hazards))} exclude each other"
        )
    claimed = set(book.told("schema:accessibilityFeature"))
    for feature in sorted(claimed & set(PROOFS)):
        if reason := PROOFS[feature](book):
            yield problem("E219", place, claim=feature, reason=reason)
    yield from _modes(book)
    yield from _conformance(book)


def _modes(book: EpubBook) -> Iterator[Problem]:
    place, modes = Place(book.name), set(book.told("schema:accessMode"))
    seen = any(not _is_cover(each) for tree in book.documents.values() for each in tree.iter(*SEEN))
    if modes and seen and not any("isual" in mode for mode in modes):
        yield problem("E219", place, claim="accessMode", reason="there are pictures, and it does not say “visual”")
    if "visual" in modes and not seen:
        yield problem("E219", place, claim="accessMode", reason="it says “visual”, and there is no picture")
    if "auditory" in modes and not _has(book, f"{XHTML}audio", f"{XHTML}video"):
        yield problem("E219", place, claim="accessMode", reason="it says “auditory”, and nothing sounds")
    if "textual" in book.told("schema:accessModeSufficient") and (reason := _alternatives(book)):
        yield problem("E219", place, claim="accessModeSufficient textual", reason=reason)


def _conformance(book: EpubBook) -> Iterator[Problem]:
    place = Place(book.name)
    links = (link.get("href") or "" for link in book.package.iter("{*}link") if link.get("rel") == "dcterms:conformsTo")
    claims = [*book.told("dcterms:conformsTo"), *(each for each in links if "a11y" in each)]
    for claim in claims:
        if not (CONFORMS.match(claim) or claim.startswith(OLD_CONFORMS)):
            yield problem("E221", place, name="dcterms:conformsTo", value=claim)
    if claims and not any(book.told("a11y:certifiedBy")):
        yield problem("E219", place, claim="dcterms:conformsTo", reason="nobody has certified it (a11y:certifiedBy)")


def _is_cover(picture: Any) -> bool:
    """Tell whether a picture is the cover, which is none of the content: its title is there as text."""
    return any("cover" in types_of(each) for each in (picture, *picture.iterancestors()))


def _has(book: EpubBook, *tags: str) -> bool:
    return any(next(tree.iter(*tags), None) is not None for tree in book.documents.values())


def _any_type(book: EpubBook, *kinds: str) -> bool:
    return any(types_of(each) & set(kinds) for tree in book.documents.values() for each in tree.iter())


def _alternatives(book: EpubBook) -> str:
    for path, tree in book.documents.items():
        for image in tree.iter(f"{XHTML}img"):
            if image.get("alt") is None:
                return f"{image.get('src')} in {path} has none"
        for drawing in tree.iter(f"{SVG}svg"):
            titled = drawing.get("aria-label") or drawing.get("aria-labelledby") or drawing.get("aria-hidden")
            if not titled and not (drawing.findtext(f"{SVG}title") or "").strip():
                return f"a drawing in {path} has no title"
    return ""


def _headings(book: EpubBook) -> str:
    headings = [f"{XHTML}h{level}" for level in range(1, 7)]
    for path, tree in book.documents.items():
        levels = [headings.index(each.tag) for each in tree.iter(*headings)]
        if any(after > before + 1 for before, after in pairwise(levels)):
            return f"headings in {path} leave a level out"
    return "" if _has(book, *headings) else "there are no headings"


def _transforms(book: EpubBook) -> str:
    for path in book.items:
        if path.endswith(".css") and path in book.names:
            found = _PIXELS.search(
                re.sub(r"/\*.*?\*/", "", book.archive.read(path).decode("utf-8", "replace"), flags=re.DOTALL)
            )
            if found and not _for_print(book, path):
                return f"{path} has “{found[0].strip()}”"
    return ""


def _for_print(book: EpubBook, path: str) -> bool:
    """Tell whether fixed sizes of a style sheet are for paper alone: their rules name a class that no document has."""
    text = re.sub(r"/\*.*?\*/", "", book.archive.read(path).decode("utf-8", "replace"), flags=re.DOTALL)
    classes = {
        name for tree in book.documents.values() for each in tree.iter() for name in (each.get("class") or "").split()
    }
    for selectors, content in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        if _PIXELS.search(content):
            used = (re.findall(r"\.([A-Za-z_][\w-]*)", each) for each in selectors.split(","))
            if any(set(names) <= classes for names in used):
                return False
    return True


def _first(condition: bool, reason: str) -> str:
    return "" if condition else reason


# A claim → why it does not hold; empty if it does, or nothing speaks against it.
PROOFS: dict[str, Callable[[EpubBook], str]] = {
    "alternativeText": _alternatives,
    "displayTransformability": _transforms,
    "structuralNavigation": _headings,
    "tableOfContents": lambda book: _first(bool(links_of(book, "toc")), "the navigation has no contents"),
    "pageBreakMarkers": lambda book: _first(_any_type(book, "pagebreak"), "no page is marked"),
    "pageNavigation": lambda book: _first(bool(links_of(book, "page-list")), "there is no list of pages"),
    "printPageNumbers": lambda book: _first(_any_type(book, "pagebreak"), "no page is marked"),
    "index": lambda book: _first(_any_type(book, "index"), "there is no index"),
    "MathML": lambda book: _first(_has(book, f"{MATHML}math"), "there is no formula"),
    "describedMath": lambda book: _first(_has(book, f"{MATHML}math", f"{XHTML}img"), "there is no formula"),
    "captions": lambda book: _first(_has(book, f"{XHTML}track"), "no film has captions"),
    "closedCaptions": lambda book: _first(_has(book, f"{XHTML}track"), "no film has captions"),
    "synchronizedAudioText": lambda book: _first(
        any(item.get("media-overlay") for item in book.items.values()), "nothing is spoken along with the text"
    ),
    "rubyAnnotations": lambda book: _first(_has(book, f"{XHTML}ruby"), "there is no ruby"),
    "longDescription": lambda book: _first(_described(book), "nothing has a long description, and there is no table"),
    "unlocked": lambda book: _first("META-INF/rights.xml" not in book.names, "it is locked (META-INF/rights.xml)"),
}


def _described(book: EpubBook) -> bool:
    named = any(
        each.get(name)
        for tree in book.documents.values()
        for each in tree.iter()
        for name in ("aria-describedby", "aria-details")
    )
    return named or _has(book, f"{XHTML}details", f"{XHTML}table")
