# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF as text that a person can review in a diff."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any


def opened(data: bytes) -> AbstractContextManager[Any]:
    """Return a PDF opened by pikepdf."""
    import pikepdf

    return pikepdf.open(io.BytesIO(data))


def is_dictionary(value: Any) -> bool:
    """Tell whether a value of a PDF is a dictionary."""
    import pikepdf

    return isinstance(value, pikepdf.Dictionary)


def listed(value: Any) -> list[Any]:
    """Return an array's values, or the one value that stands for an array."""
    import pikepdf

    return list(value) if isinstance(value, pikepdf.Array) else [value]


def describe(data: bytes) -> str:
    """Return version, language, view, fonts, bookmarks and structure of a PDF."""
    with opened(data) as pdf:
        root = pdf.Root
        lines = [f"version {pdf.pdf_version}", f"language {root.Lang}", f"title {pdf.docinfo['/Title']}"]
        lines += [f"view {name[1:]} {value}" for name, value in sorted(root.ViewerPreferences.items())]
        lines += [f"intent {intent.S} {intent.OutputConditionIdentifier}" for intent in root.OutputIntents]
        lines += [
            " ".join([f"labels {page}", *(f"{name[1:]}={each}" for name, each in sorted(entry.items()))])
            for page, entry in pairs(root.PageLabels.Nums)
        ]
        lines += sorted(str(font.BaseFont)[1:].split("+")[-1] for font in pdf.pages[0].resources.Font.values())
        with pdf.open_outline() as outline:
            lines += bookmarks(outline.root)
        lines += tags(root.StructTreeRoot.K)
    return "\n".join(lines) + "\n"


def pairs(values: Any) -> Iterator[tuple[Any, Any]]:
    items = list(values)
    return zip(items[::2], items[1::2], strict=True)


def bookmarks(items: Any, depth: int = 0) -> Iterator[str]:
    for item in items:
        yield "  " * depth + f"bookmark {item.title}"
        yield from bookmarks(item.children, depth + 1)


def tags(node: Any, depth: int = 0) -> Iterator[str]:
    """Yield a line for every structure element: its type, what is said of it, how much content it has of its own."""
    for kid in listed(node):
        if is_dictionary(kid) and "/S" in kid:
            own = [each for each in listed(kid.get("/K", None)) if not (is_dictionary(each) and "/S" in each)]
            links = sum(is_dictionary(each) and each.get("/Type") == "/OBJR" for each in own)
            said = [f"{key[1:]}={kid[key]}" for key in ("/ID", "/Alt", "/Lang", "/E") if key in kid]
            said += [f"{key[1:]}={value(entry)}" for key, entry in sorted(attributes(kid).items())]
            said += [f"content={len(own) - links}"] * (len(own) > links) + [f"links={links}"] * bool(links)
            yield " ".join(["  " * depth + str(kid.S)[1:], *said])
            yield from tags(kid.get("/K", None), depth + 1)


def attributes(element: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for owner in listed(element.A) if "/A" in element else []:
        found |= {key: entry for key, entry in owner.items() if key not in ("/O", "/BBox")}
    return found


def value(entry: Any) -> str:
    return ",".join(map(str, listed(entry)))


def kinds(data: bytes) -> list[str]:
    """Return the types of all structure elements, in order."""
    with opened(data) as pdf:
        return [line.split()[0] for line in tags(pdf.Root.StructTreeRoot.K)]


def read_by_pdfium(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return " ".join("\n".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def read_by_poppler(data: bytes) -> str:
    """Return what pdftotext reads, without the marks of direction that it adds."""
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return " ".join(re.sub("[\u202a-\u202e]", "", done.stdout.decode()).split())
