# SPDX-License-Identifier: AGPL-3.0-or-later
"""Themes: their templates win, and what is wrong in one is told with file and line."""

from __future__ import annotations

import pytest

from tests.compose.composed import composed
from tests.compose.samples import edition


def themed(**templates: str) -> list[tuple[str, str, int]]:
    """Return (code, file, line) of the problems of a booklet of two pages with these theme templates."""
    named = {name.replace("__", "/") + ".html": text for name, text in templates.items()}
    parts = tuple(each for each in edition("en").parts if each.name in ("title", "01-town", "02-night"))
    outcome = composed(edition("en", parts=parts, theme_templates=named))
    return [(each.code, each.place.file, each.place.line) for each in outcome.problems]


def html_of(**templates: str) -> str:
    named = {name.replace("__", "/") + ".html": text for name, text in templates.items()}
    parts = tuple(each for each in edition("en").parts if each.name in ("title", "01-town", "02-night"))
    return composed(edition("en", parts=parts, theme_templates=named)).unwrap().files[0].html


def test_a_template_of_the_theme_wins() -> None:
    assert "<p>mine</p>" in html_of(front__title="<p>mine</p>")


def test_a_theme_can_extend_what_it_replaces() -> None:
    own = '{% extends "house:front/title.html" %}\n{% block content %}{{ super() }}<hr class="mine"/>{% endblock %}'
    made = html_of(front__title=own)
    assert made.index("What is known") < made.index('<hr class="mine"/>')


def test_a_theme_can_replace_one_directive() -> None:
    assert "<q>We stood" in html_of(directives__quote="<q>{{ block.children[0].inline[0].text }}</q>")


def test_a_theme_can_bring_a_page_type() -> None:
    own = edition("en", theme_templates={"body/map.html": '<p id="m">{{ section.heading }}</p>'})
    part = own.parts[3].__class__("map", "map", (), "body", "page")
    outcome = composed(edition("en", parts=(part,), theme_templates=own.theme_templates))
    assert '<p id="m"></p>' in outcome.unwrap().files[0].html


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("a\n{% if %}", ("H102", "theme/templates/front/title.html", 2)),
        ("a\nb\n{{ manifest.titel }}", ("H103", "theme/templates/front/title.html", 3)),
        ("{{ nothing }}", ("H103", "theme/templates/front/title.html", 1)),
        ('\n{% include "front/gone.html" %}', ("H101", "theme/templates/front/title.html", 2)),
        ('{% extends "house:front/gone.html" %}', ("H101", "theme/templates/front/title.html", 1)),
        ("\n{{ 1 / 0 }}", ("H103", "theme/templates/front/title.html", 2)),
        ("{{ macros.blocks.runs(3) }}", ("H103", "templates/macros/blocks.html", 5)),
        ('{% include "front/title.html" %}', ("H103", "theme/templates/front/title.html", 1)),
    ],
)
def test_a_fault_is_told_at_its_line(template: str, expected: tuple[str, str, int]) -> None:
    assert themed(front__title=template) == [expected]


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ _.__globals__ }}",
        "{{ edition.parts.__class__ }}",
        "{{ book.notes.clear() }}",
        '{% include "house:../pyproject.toml" %}',
        '{% include "../octavo/__init__.py" %}',
    ],
)
def test_a_theme_stays_in_its_box(template: str) -> None:
    ((code, file, line),) = themed(front__title=template)
    assert code in ("H101", "H103")
    assert (file, line) == ("theme/templates/front/title.html", 1)


def test_all_faults_are_told_at_once() -> None:
    found = themed(front__title="{{ a }}", body__chapter="\n{{ b }}")
    assert found == [
        ("H103", "theme/templates/body/chapter.html", 2),
        ("H103", "theme/templates/front/title.html", 1),
    ]


def test_a_dead_link_does_not_hide_a_fault_in_a_template() -> None:
    parts = edition("en").parts[0:4:3]  # the title, and a text that links to one that is not there
    outcome = composed(edition("en", parts=parts, theme_templates={"front/title.html": "{{ a }}"}))
    assert {each.code for each in outcome.problems} == {"H103", "H130"}


def test_values_are_escaped() -> None:
    sharp = edition("en").manifest.model_copy(update={"title": 'A & <b> "C"'})
    made = composed(edition("en", manifest=sharp)).unwrap().files[0].html
    assert "A &amp; &lt;b&gt; &#34;C&#34;" in made
    assert "<b> " not in made


def test_the_styles_of_a_theme_come_last_and_its_values_before() -> None:
    theme = edition("en").theme.model_copy(update={"accent": "#123456", "tokens": {"lamp": "#fedcba"}})
    document = composed(edition("en", theme=theme, theme_css="p { color: var(--lamp) }")).unwrap()
    assert document.styles[-1] == ("css/theme.css", "p { color: var(--lamp) }")
    tokens = dict(document.styles)["css/tokens.css"]
    assert "--accent: #123456;" in tokens
    assert "--lamp: #fedcba;" in tokens
