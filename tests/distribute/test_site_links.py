# SPDX-License-Identifier: AGPL-3.0-or-later
"""No link of the site may be dead, begin at the root, or have a foreign host answer for the page."""

from __future__ import annotations

import pytest

from octavo.distribute.site_links import site_problems

SITE = "https://example.org/books/lamps/"
OTHERS = {
    "index.html": b'<main id="text"><a href="en/index.html">English</a></main>',
    "en/book one.epub": None,
    "en/picture.png": None,
    "assets/en.css": b'@font-face { src: url("fonts/a.woff2") format("woff2") }',
    "assets/fonts/a.woff2": None,
}


def codes(html: str, css: str = "") -> list[tuple[str, str]]:
    """Return code and message of what is wrong with a page en/index.html and its style sheet."""
    files = {**OTHERS, "en/index.html": html.encode()}
    if css:
        files["assets/en.css"] = css.encode()
    return [(each.code, each.message) for each in site_problems(files, SITE)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../index.html">',
        '<a href="../index.html#text">',
        '<p id="here"><a href="#here">',
        '<a name="old"></a><a href="index.html#old">',
        '<a href="book%20one.epub">',
        f'<a href="{SITE}index.html">',
        f'<link rel="canonical" href="{SITE}en/index.html">',
        f'<meta property="og:image" content="{SITE}en/picture.png">',
        '<a href="https://example.net/else">',
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">',
        '<a href="mailto:a@example.org">',
        '<img src="picture.png" srcset="picture.png 1x, ../en/picture.png 2x">',
        '<img src="data:image/png;base64,AAAA">',
        '<link rel="stylesheet" href="../assets/en.css">',
        '<style>p { background: url("picture.png") }</style>',
        '<script type="application/ld+json">{"url": "index.html", "@id": "urn:x", "image": ["picture.png"]}</script>',
    ],
)
def test_a_sound_link_is_let_pass(html: str) -> None:
    assert codes(html) == []


@pytest.mark.parametrize(
    ("code", "html"),
    [
        ("C201", '<a href="gone.pdf">'),
        ("C201", '<a href="../en/">'),
        ("C201", '<a href="..">'),
        ("C201", '<a href="../../other/index.html">'),
        ("C201", '<a href="/index.html">'),
        ("C201", '<a href="#nowhere">'),
        ("C201", '<a href="../index.html#nowhere">'),
        ("C201", '<a href="javascript:void(0)">'),
        ("C201", '<a href="BOOK%20ONE.epub">'),
        ("C201", f'<a href="{SITE}gone.html">'),
        ("C201", f'<link rel="alternate" hreflang="az" href="{SITE}az/index.html">'),
        ("C201", f'<meta property="og:image" content="{SITE}en/card.png">'),
        ("C201", '<img src="picture.png" srcset="gone.png 2x">'),
        ("C201", '<p style="background: url(gone.png)">'),
        ("C201", '<script type="application/ld+json">{"encoding": [{"contentUrl": "gone.epub"}]}</script>'),
        ("C203", '<img src="https://example.net/picture.png">'),
        ("C203", '<img src="//example.net/picture.png">'),
        ("C203", '<link rel="stylesheet" href="https://example.net/fonts.css">'),
        ("C203", '<script src="https://example.net/count.js"></script>'),
        ("C203", '<style>@import "https://example.net/fonts.css";</style>'),
        ("C203", '<iframe src="https://example.net/">'),
    ],
)
def test_a_bad_link_is_told_with_the_file_and_the_target(code: str, html: str) -> None:
    ((found, message),) = codes(html)
    assert found == code
    assert message.startswith("the site is not written: en/index.html ")


def test_style_sheets_are_read_too() -> None:
    assert [code for code, _ in codes("", css='p { background: url("gone.png") }')] == ["C201"]
    assert [code for code, _ in codes("", css="p { background: url(https://example.net/x.png) }")] == ["C203"]
