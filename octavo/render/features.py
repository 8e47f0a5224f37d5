# SPDX-License-Identifier: AGPL-3.0-or-later
"""The font features of a text, given back with it: WeasyPrint keeps what Pango needs for them as long as it runs.

Where a style asks for features (oldstyle figures, small capitals), WeasyPrint (70.0, `Layout.setup` in
text/line_break.py) makes a list of attributes each time a text is laid out or drawn, and never lets go of it: 622 bytes
a time, 118 KiB a page of prose. The attribute in it is kept for all lists, so that none could be given back alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Fresh(dict[bytes, Any]):
    """Takes the place of FontConfiguration.font_features: every list gets an attribute of its own, and keeps it."""

    def setdefault(self, key: bytes, default: Any = None) -> Any:
        """Return the attribute that was just made."""
        return default


def let_go(listed: Any) -> None:
    """Give back a list of attributes, if nothing else holds it."""
    from weasyprint.text.ffi import pango

    pango.pango_attr_list_unref(listed)


@contextmanager
def freeing_features() -> Iterator[None]:
    """Let texts of documents with Fresh features give back their list of attributes with their layout."""
    from weasyprint.text.ffi import ffi, pango
    from weasyprint.text.line_break import Layout

    original = Layout.setup

    def setup(layout: Any, style: Any) -> None:
        original(layout, style)
        # All lists that are there at this time are those of features; the layout holds it too, and goes on doing so.
        listed = pango.pango_layout_get_attributes(layout.layout)
        if listed != ffi.NULL and isinstance(style.font_config.font_features, Fresh):
            let_go(listed)

    Layout.setup = setup
    try:
        yield
    finally:
        Layout.setup = original
