# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links that say where they lead, and notes with a way there and back (ISO 14289-1, 7.9 and 7.18.5)."""

from __future__ import annotations

from typing import Any

from octavo.render.boxes import Node
from octavo.render.lines import composed_text
from octavo.render.tags import Annotation, Content, Tag, contents, tag_text, walk_tags

PT_PER_MM = 72 / 25.4
# Longer descriptions are for the text, not for a voice that names a link.
_LONGEST = 200


def settle_links(root: Tag, heights: list[float]) -> list[Annotation]:
    """Give every link the annotations of all its lines, described by its text; return those it has no need of.

    WeasyPrint makes one for each box inside a link besides the link's own. A picture keeps its own, for the line it
    stands in does not cover it; a picture set as a block has none, and gets the link's. `heights` are those of the
    pages in millimetres.
    """
    spare: list[Annotation] = []
    for link in [tag for tag in walk_tags(root) if tag.kind == "Link"]:
        found = [*_annotations(link)]
        for tag in walk_tags(link):
            tag.kids = [kid for kid in tag.kids if not isinstance(kid, Annotation)]
        kept = [each for each in found if _is_own(each.node, link)] or _spread(link, found[:1], heights)
        spare += [each for each in found if each not in kept]
        text = link.get("title") or link.get("aria-label") or _text(link)
        for each in kept:
            _describe(each, text)
        link.kids += kept
        if link.get("role") in ("doc-noteref", "doc-biblioref", "doc-glossref"):
            link.kids, link.kind = [Tag("Link", link.element, link.pseudo, link.kids)], "Reference"
    return spare


def _text(tag: Tag) -> str:
    """Return the text of a tag as it was composed, or as it is shown where that is the style sheet's."""
    composed = composed_text(tag.element) if tag.element is not None and not tag.pseudo else ""
    return composed or " ".join(tag_text(tag).split())


def _spread(link: Tag, found: list[Annotation], heights: list[float]) -> list[Annotation]:
    """Lay the annotation of a link that has no box of its own over what it holds."""
    for annotation in found:
        if (shown := next((each for each in contents(link) if each.page == annotation.page), None)) is not None:
            annotation.dictionary["Rect"][:] = rectangle(shown.node, heights[annotation.page])
    return found


def _is_own(node: Node, link: Tag) -> bool:
    seen = node.width > 0 and node.height > 0
    return seen and ((node.element is link.element and "::" not in node.tag) or node.kind == "image")


def _annotations(tag: Tag) -> list[Annotation]:
    found: list[Annotation] = []
    for kid in tag.kids:
        if isinstance(kid, Annotation):
            found.append(kid)
        elif isinstance(kid, Tag):
            found += _annotations(kid)
    return found


def _describe(annotation: Annotation, text: str) -> None:
    import pydyf

    if text:
        annotation.dictionary["Contents"] = pydyf.String(text[:_LONGEST])


def name_notes(root: Tag) -> None:
    """Give every note an identifier that no other element has (ISO 14289-1, 7.9)."""
    taken = {tag.identifier for tag in walk_tags(root) if tag.kind != "Note"}
    for number, note in enumerate((tag for tag in walk_tags(root) if tag.kind == "Note"), 1):
        wanted = note.get("id") or f"note-{number}"
        while wanted in taken:
            wanted += "-note"
        note.identifier = wanted
        taken.add(wanted)


def link_notes(root: Tag, pdf: Any, heights: list[float]) -> None:
    """Make the mark in the text lead to its note, and the note's own mark back; `heights` of pages in millimetres.

    The engine sets footnotes (CSS Generated Content for Paged Media 3, 2) without any link.
    """
    for tag in list(walk_tags(root)):
        for index, note in enumerate(tag.kids[1:]):
            call = tag.kids[index]
            if isinstance(note, Tag) and note.kind == "Note" and isinstance(call, Tag) and call.kind == "Reference":
                label = next((kid for kid in note.tags if kid.kind == "Lbl"), None)
                _lead(pdf, call, note, _text(note), heights)
                if label is not None:
                    _lead(pdf, label, call, tag_text(call).strip(), heights)


def _lead(pdf: Any, mark: Tag, target: Tag, text: str, heights: list[float]) -> None:
    """Wrap what `mark` holds into a link to where `target` begins."""
    shown, there = list(contents(mark)), next(contents(target), None)
    if not shown or there is None or any(kid.kind == "Link" for kid in mark.tags):
        return
    made = [_annotation(pdf, each, there, text, heights) for each in shown]
    mark.kids = [Tag("Link", kids=[*mark.kids, *made])]


def _annotation(pdf: Any, mark: Content, there: Content, text: str, heights: list[float]) -> Annotation:
    import pydyf

    left, bottom, right, top = rectangle(mark.node, heights[mark.page])
    x, _, _, y = rectangle(there.node, heights[there.page])
    dictionary = pydyf.Dictionary(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": pydyf.Array((left, bottom, right, top)),
            "BS": pydyf.Dictionary({"W": 0}),
            "F": 4,  # printed, as PDF/A wants of every annotation (ISO 19005-2, 6.3.2)
            "Contents": pydyf.String(text[:_LONGEST]),
            "Dest": pydyf.Array((pdf.page_references[there.page], "/XYZ", x, y, 0)),
        }
    )
    pdf.add_object(dictionary)
    page = pdf.objects[int(pdf.page_references[mark.page].split()[0])]
    page.setdefault("Annots", pydyf.Array()).append(dictionary.reference)
    return Annotation(mark.page, dictionary, mark.node)


def rectangle(node: Node, height: float) -> tuple[float, float, float, float]:
    """Return a box in points from the lower left corner of the trimmed page, which is `height` millimetres high."""
    left, right = node.x, node.x + node.width
    top, bottom = height - node.y, height - node.y - node.height
    x0, y0, x1, y1 = (round(value * PT_PER_MM, 3) for value in (left, bottom, right, top))
    return x0, y0, x1, y1


def remove_annotations(pdf: Any, spare: list[Annotation]) -> None:
    """Take annotations off their pages."""
    unwanted = {annotation.dictionary.reference for annotation in spare}
    for reference in {pdf.page_references[annotation.page] for annotation in spare}:
        page = pdf.objects[int(reference.split()[0])]
        page["Annots"][:] = [each for each in page.get("Annots", ()) if each not in unwanted]
        if not page["Annots"]:
            del page["Annots"]
