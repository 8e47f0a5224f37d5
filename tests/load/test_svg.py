# SPDX-License-Identifier: AGPL-3.0-or-later
"""A drawing keeps its shapes and loses everything else; what acts or fetches is refused."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.load.svg import read_svg
from tests.load.pictures import picture, png_with

PLACE = Place("images/a.svg")
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body: str, attributes: str = 'viewBox="0 0 40 30"') -> bytes:
    return f"<svg {NAMESPACES} {attributes}>{body}</svg>".encode()


def codes(data: bytes) -> list[str]:
    return [each.code for each in read_svg(data, PLACE)[1]]


def written(data: bytes) -> str:
    raster, problems = read_svg(data, PLACE)
    assert not problems
    assert raster
    return raster.data.decode()


def test_what_a_drawing_program_keeps_for_itself_is_gone() -> None:
    kept = written(
        svg(
            '<!-- mine --><metadata><rdf xmlns="urn:x">me</rdf></metadata>'
            '<s:namedview xmlns:s="urn:sodipodi" s:path="/home/somebody"/>tail'
            '<g xmlns:i="urn:inkscape" i:label="/home/somebody/a.png"><path d="M0 0h9"/></g>'
        )
    )
    assert "somebody" not in kept
    assert "mine" not in kept
    assert "metadata" not in kept
    assert "tail" in kept
    assert '<path d="M0 0h9"></path>' in kept


def test_a_drawing_read_again_is_the_same() -> None:
    once = written(svg('<defs><g id="a"><path d="M0 0h9" style="fill: url(#b)"/></g></defs><use xlink:href="#a"/>'))
    assert written(once.encode()) == once


def test_an_embedded_picture_is_cleaned_too() -> None:
    inner = png_with(picture(), [(b"tEXt", b"Author\0Somebody")])
    kept = written(svg(f'<image href="data:image/png;base64,{base64.b64encode(inner).decode()}"/>'))
    found = re.search(r"base64,([^\"]+)", kept)
    assert found
    assert base64.b64decode(found[1]) == picture()


@pytest.mark.parametrize(
    "body",
    [
        "<script/>",
        "<SCRIPT xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        "<a href='javascript:alert(1)'/>",
        "<a xlink:href='https://sample.example'/>",
        "<foreignObject/>",
        "<set attributeName='href'/>",
        "<path ONCLICK='x()'/>",
        "<style>@IMPORT 'x.css';</style>",
        "<style>a { fill: image-set('https://sample.example' 1x) }</style>",
        "<style>a { fill: u\\72l(https://sample.example) }</style>",
        "<style>a { fill: /* */ url(https://sample.example) }</style>",
        "<path fill=' URL( \"https://sample.example/a#b\" )'/>",
        "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
        "<image href='data:text/html,x'/>",
        "<image href='FILE:///srv/a.png'/>",
        "<image href='../a.png'/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<g xml:base='https://sample.example/'/>",
        "<feImage href='https://sample.example/a.png'/>",
    ],
)
def test_what_acts_or_fetches_is_refused(body: str) -> None:
    assert set(codes(svg(body))) & {"D313", "D322", "D323"}


def test_instructions_to_programs_and_declarations_are_refused() -> None:
    sheet = b'<?xml version="1.0"?><?xml-stylesheet href="https://sample.example/a.css"?>'
    assert codes(sheet + svg("")) == ["D322"]
    assert codes(b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">' + svg("")) == ["D320"]
    assert codes(b'<!doctype svg [<!entity a "b">]>' + svg("&a;")) == ["D320"]


def test_a_drawing_that_uses_itself_is_refused() -> None:
    assert codes(svg('<g id="a"><use href="#a"/></g>')) == ["D324"]
    assert codes(svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')) == ["D324"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 40 30"', (40, 30)),
        ('viewBox="-1,-2, 40.4 ,30" width="9mm"', (40, 30)),
        ('width="25.4mm" height="1in"', (96, 96)),
        ('width="12pt" height="16"', (16, 16)),
        ('viewBox="0 0 0.4 0.2"', (2, 1)),
        ('viewBox="0 0 1e3 10"', (1000, 10)),
    ],
)
def test_a_drawing_has_a_size(attributes: str, size: tuple[int, int]) -> None:
    raster, _ = read_svg(svg("", attributes), PLACE)
    assert raster
    assert (raster.width, raster.height) == size


@pytest.mark.parametrize("attributes", ["", 'width="100%" height="100%"', 'viewBox="0 0 0 9"', 'viewBox="a b c d"'])
def test_a_drawing_without_a_size_is_refused(attributes: str) -> None:
    assert codes(svg("", attributes)) == ["D325"]


@given(st.text(alphabet="<>/svgpathidefsu#=\"' &;:!-[]x", max_size=120), st.booleans())
def test_a_broken_drawing_is_a_problem_and_never_an_exception(text: str, wrapped: bool) -> None:
    raster, problems = read_svg(svg(text) if wrapped else text.encode(), PLACE)
    assert raster or problems
