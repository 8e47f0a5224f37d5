# SPDX-License-Identifier: AGPL-3.0-or-later
"""A theme reaches for nothing outside its folder, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.diagnostics.problem import Place
from octavo.load.theme import Look, read_theme
from octavo.model.canonical import digest

FONT = b"OTTO and so on"


def theme(files: dict[str, bytes], folder: str = "theme") -> tuple[Look, list[str]]:
    look, problems = read_theme(files, folder, Place("publication.yaml"))
    return look, [each.code for each in problems]


def css(text: str) -> list[str]:
    return theme({"theme/style.css": text.encode(), "theme/fonts/a.otf": FONT})[1]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a { background: url(https://sample.example/a.png) }", ["D501"]),
        ("a { background: URL( 'HTTPS://sample.example/a.png' ) }", ["D501"]),
        ("a { background: url(//sample.example/a.png) }", ["D501"]),
        ("a { background: u\\72 l(https://sample.example/a.png) }", ["D501"]),
        ("a { background: image-set('https://sample.example/a.png' 1x) }", ["D501"]),
        ("a { background: url(data:text/html,x) }", ["D501"]),
        ("@import 'other.css';", ["D501"]),
        ("@import url(other.css);", ["D501"]),
        ("a { background: url(/srv/a.png) }", ["D502"]),
        ("a { background: url(fonts/../../a.png) }", ["D502"]),
        ("a { src: url(fonts/b.otf) }", ["D503"]),
        ("a { src: url(fonts/a.otf?v=1#x); fill: url(#b); background: url(data:image/png;base64,AAAA) }", []),
        ("/* url(https://sample.example/a.png) */", []),
        ("a::before { content: '\\201C (see url)' }", []),
    ],
)
def test_an_address_in_a_style_sheet_stays_in_the_theme(text: str, codes: list[str]) -> None:
    assert css(text) == codes


def test_fonts_and_what_goes_with_them_are_handed_on() -> None:
    look, codes = theme({"look/fonts/a.otf": FONT, "look/fonts/fonts.yaml": b"families: []\n"}, "look")
    assert not codes
    assert [(each.file, each.media_type) for each in look.assets] == [
        ("theme/fonts/a.otf", "font/otf"),
        ("theme/fonts/fonts.yaml", "application/yaml"),
    ]
    assert look.blobs[digest(FONT)] == FONT


def test_templates_are_known_by_their_path() -> None:
    look, codes = theme(
        {"theme/templates/body/chapter.html": b"<p>{{ title }}</p>", "theme/templates/a.html": b"{% if %}"}
    )
    assert sorted(look.templates) == ["a.html", "body/chapter.html"]
    assert codes == ["D504"]


@given(
    st.text(alphabet="url(\"')@import;:/\\72 l#.{}*", max_size=60),
    st.text(alphabet="{%}#- ifendblock\"'|.", max_size=60),
)
def test_a_broken_theme_is_a_problem_and_never_an_exception(sheet: str, template: str) -> None:
    look, _ = theme({"theme/style.css": sheet.encode(), "theme/templates/a.html": template.encode()})
    assert look.css == sheet
