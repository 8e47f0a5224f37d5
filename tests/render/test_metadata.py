# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF says of itself, and how its pages are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.document import Access, Credit, Document, Metadata
from octavo.render.metadata_labels import label_ranges, to_roman
from octavo.render.metadata_xmp import information, moment, xmp_packet
from tests.render.described import opened
from tests.render.samples import document

NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
META = Metadata(
    identifier="urn:uuid:6f1c1f0e-2c56-5b53-9a53-0d8a3b6f0c11",
    title="Boats & <Nets>",
    language="az",
    direction="ltr",
    issued="2026-03-01",
    subtitle="A list",
    description="What it is",
    publisher="Paper Boat",
    rights="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    isbn="9780000000002",
    credits=(Credit("Ada Sample", "aut"), Credit("Bo Filler", "trl"), Credit("Cy Extra", "aut")),
    subjects=("boats", "nets"),
)


def said(meta: Metadata, path: str) -> list[str]:
    root = ElementTree.fromstring(xmp_packet(meta))
    return [item.text or "" for item in root.findall(f".//{path}", NAMES)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("pdfaid:part", ["2"]),
        ("pdfaid:conformance", ["A"]),
        ("pdfuaid:part", ["1"]),
        ("dc:title//rdf:li", ["Boats & <Nets>: A list"] * 2),
        ("dc:creator//rdf:li", ["Ada Sample", "Cy Extra"]),
        ("dc:contributor//rdf:li", ["Bo Filler"]),
        ("dc:publisher//rdf:li", ["Paper Boat"]),
        ("dc:rights//rdf:li", ["CC BY 4.0"] * 2),
        ("dc:language//rdf:li", ["az"]),
        ("dc:identifier", ["urn:isbn:9780000000002"]),
        ("dc:subject//rdf:li", ["boats", "nets"]),
        ("xmp:CreateDate", ["2026-03-01T00:00:00Z"]),
        ("xmpRights:WebStatement", ["https://creativecommons.org/licenses/by/4.0/"]),
    ],
)
def test_the_packet_says_it(path: str, expected: list[str]) -> None:
    assert said(META, path) == expected


def test_everything_stands_in_one_rdf() -> None:
    # veraPDF looks at the first only.
    assert xmp_packet(META).count(b"<rdf:RDF") == 1


def test_what_is_empty_is_not_said() -> None:
    bare = Metadata("urn:uuid:1", "T", "en", "ltr", "2026")
    assert [said(bare, path) for path in ("dc:publisher", "dc:rights", "dc:creator", "dc:subject")] == [[]] * 4
    assert set(information(bare)) == {"Title", "Creator", "Producer", "CreationDate", "ModDate"}


def test_information_agrees_with_the_packet() -> None:
    info = information(META)
    assert info["Title"] == said(META, "dc:title//rdf:li")[0]
    assert info["Author"] == ", ".join(said(META, "dc:creator//rdf:li"))
    assert info["CreationDate"] == "D:20260301000000Z"


@pytest.mark.parametrize(
    ("issued", "expected"),
    [("2026", "2026-01-01T00:00:00Z"), ("2026-03", "2026-03-01T00:00:00Z"), ("2026-03-09", "2026-03-09T00:00:00Z")],
)
def test_a_date_is_the_first_moment_it_names(issued: str, expected: str) -> None:
    assert moment(issued) == expected


def test_identifiers_follow_work_and_edition() -> None:
    other = replace(META, language="en")
    assert said(META, "xmpMM:DocumentID") == said(other, "xmpMM:DocumentID")
    assert said(META, "xmpMM:InstanceID") != said(other, "xmpMM:InstanceID")


def test_the_file_says_it_too(finish: Callable[[Document], bytes]) -> None:
    sample = document("<h1>x</h1>", language="ar", direction="rtl")
    with opened(finish(sample)) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.docinfo["/Title"])) == ("ar", sample.metadata.title)
        assert pdf.Root.ViewerPreferences.Direction == "/R2L"
        assert pdf.Root.PageMode == "/UseOutlines"
        assert pdf.Root.Metadata.read_bytes() == xmp_packet(sample.metadata)
        assert "/Filter" not in pdf.Root.Metadata


def test_pictures_are_not_smoothed(finish: Callable[[Document], bytes]) -> None:
    data = finish(document('<p><img src="boat.png" alt="A boat"></p>', style="img { image-rendering: auto }"))
    with opened(data) as pdf:
        (image,) = pdf.pages[0].resources.XObject.values()
        assert image.Subtype == "/Image"
        assert not bool(image.get("/Interpolate", False))


def written(labels: list[str]) -> list[str]:
    """Return the labels a viewer makes of the ranges (ISO 32000-1, 12.4.2)."""
    ranges = label_ranges(labels)
    found = []
    for index in range(len(labels)):
        first, style, start, prefix = [each for each in ranges if each.first <= index][-1]
        number = start + index - first
        shown = {"D": str(number), "r": to_roman(number), "R": to_roman(number).upper()}
        found.append(prefix + shown.get(style, ""))
    return found


NUMBER = st.integers(1, 3000)
ODD = st.one_of(st.text(max_size=4), st.sampled_from(["٣", "0", "01", "iiii", "IVv", ""]))
LABEL = st.one_of(NUMBER.map(str), NUMBER.map(to_roman), NUMBER.map(to_roman).map(str.upper), ODD)


@given(st.lists(LABEL, min_size=1, max_size=30))
def test_viewers_write_every_label_as_printed(labels: list[str]) -> None:
    assert written(labels) == labels


@given(st.integers(1, 60), st.integers(0, 20))
def test_a_book_needs_two_ranges(body: int, front: int) -> None:
    labels = [to_roman(number) for number in range(1, front + 1)] + [str(number) for number in range(1, body + 1)]
    assert len(label_ranges(labels)) == 1 + (front > 0)


def test_accessibility_is_said_as_far_as_it_is_proved() -> None:
    access = Access(
        modes=("textual", "visual"),
        sufficient=("textual",),
        features=("alternativeText", "index"),
        hazards=("none",),
        summary="Pictures have descriptions.",
    )
    root = ElementTree.fromstring(xmp_packet(replace(META, access=access)))
    space = "{https://schema.org/}"
    told = {
        each.tag.removeprefix(space): [text for text in each.itertext() if text.strip()]
        for each in root.iter()
        if each.tag.startswith(space)
    }
    assert told == {
        "accessMode": ["textual", "visual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeature": ["alternativeText", "index"],
        "accessibilityHazard": ["none"],
        "accessibilitySummary": ["Pictures have descriptions."] * 2,
    }
    described = [each.text for each in root.iter("{http://www.aiim.org/pdfa/ns/property#}name")]
    assert described == ["part", *told], "PDF/A takes no property that the file does not describe"
    silent = xmp_packet(replace(META, access=Access())).decode()
    assert "schema:access" not in silent
    assert "Accessibility properties" not in silent
