# SPDX-License-Identifier: AGPL-3.0-or-later
"""What Pango needs for the features of a font is given back with the text that asked for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from octavo.render.features import Fresh, freeing_features
from octavo.render.layout import lay_out
from octavo.render.screen import finish_screen
from tests.render.samples import document, read


def texts(box: Any) -> list[Any]:
    return [box] if hasattr(box, "pango_layout") else [each for child in box.children for each in texts(child)]


def test_lists_of_features_are_given_back_when_a_page_is_laid_out_and_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each list that is made is let go of once: the layout, which has it too, does the rest."""
    sample = document("<p style='font-variant-numeric: oldstyle-nums'>Some words of 1887</p><p>No features</p>")
    lay_out(sample, read, workspace=tmp_path).unwrap()  # WeasyPrint is imported now
    from weasyprint.text import ffi, line_break

    made, freed = [], []

    class Counting:
        def __getattr__(self, name: str) -> Any:
            return getattr(ffi.pango, name)

        def pango_attr_list_new(self) -> Any:
            made.append(ffi.pango.pango_attr_list_new())
            return made[-1]

    def unref(listed: Any) -> None:
        freed.append(listed)
        real.pango_attr_list_unref(listed)

    real = ffi.pango
    counting = Counting()
    monkeypatch.setattr(line_break, "pango", counting)
    monkeypatch.setattr("octavo.render.features.let_go", unref)
    layout = lay_out(sample, read, workspace=tmp_path).unwrap()
    laid = len(made)
    assert laid > 0
    assert freed == made
    finish_screen(layout, sample)
    assert len(made) > laid
    assert freed == made


def test_features_are_shared_by_no_two_texts() -> None:
    fresh = Fresh()
    assert fresh.setdefault(b"onum 1", "one") == "one"
    assert fresh.setdefault(b"onum 1", "two") == "two"
    assert not fresh


def test_a_document_of_another_maker_is_left_as_it_is() -> None:
    """Its lists share an attribute, which would be freed with the first of them."""
    from weasyprint import HTML

    html = "<p style='font-variant-numeric: oldstyle-nums'>Some words of 1887, <b>and more</b> of them"
    with freeing_features():
        HTML(string=html).write_pdf()
