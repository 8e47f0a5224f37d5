# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of a press file on sheets, in place: fonts, output intent and metadata stay as they are."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from octavo.diagnostics.problem import Outcome, Problem, in_order, problem
from octavo.model.sheets import NOTHING, Imposition, Placement, Sheet, SheetWords
from octavo.render.outlines import label_font, text_path
from octavo.render.press.marks import registration
from octavo.render.sheets.marks import POINTS_PER_MM, SLUG, label, marks_of, slug_parts

TOLERANCE = 0.02  # millimetres; boxes are written in points with a few decimals
# What speaks of pages that are no longer there: bookmarks, names, labels, structure, how to open the file.
OF_PAGES = ("/Outlines", "/Names", "/PageLabels", "/StructTreeRoot", "/MarkInfo", "/PageMode", "/ViewerPreferences")
OBJECT_STREAMS_SINCE = (1, 5)


def impose(press: bytes, plan: Imposition, words: SheetWords | None) -> Outcome[bytes]:
    """Return the sheets of a press file, front and back in turn, or what speaks against it (P404 to P406).

    Each page becomes a form that is clipped to its trim and bleed, at the spine to the fold. The file stays what it is
    by its standard: where pages have a transparency group sheets have it too (PDF/X-4), else none (PDF/X-1a). Marks and
    slug are drawn where the job wants marks; without `words` there is no slug. The same input gives the same bytes.
    """
    return impose_sides(press, plan, words, [(sheet, back) for sheet in plan.sheets for back in (False, True)])


def impose_sides(
    source: bytes, plan: Imposition, words: SheetWords | None, sides: list[tuple[Sheet, bool]]
) -> Outcome[bytes]:
    """Return only these sides, each a sheet and whether its back, in this order."""
    import pikepdf

    try:
        pdf = pikepdf.open(BytesIO(source))
    except pikepdf.PdfError as fault:
        return Outcome(None, (problem("P406", reason=str(fault).rpartition(": ")[2] or "it is damaged"),))
    with pdf:
        if problems := _page_problems(pdf, plan):
            return Outcome(None, in_order(problems))
        _replace_pages(pdf, plan, words, sides)
        return Outcome(_written(pdf))


def _page_problems(pdf: Any, plan: Imposition) -> list[Problem]:
    if len(pdf.pages) != plan.job.pages:
        return [problem("P405", found=len(pdf.pages), wanted=plan.job.pages)]
    wanted = (float(plan.job.width), float(plan.job.height))
    problems = []
    for number, page in enumerate(pdf.pages, 1):
        left, bottom, right, top = trim_of(page)
        size = ((right - left) / POINTS_PER_MM, (top - bottom) / POINTS_PER_MM)
        off = max(abs(here - there) for here, there in zip(size, wanted, strict=True))
        if off > TOLERANCE or int(page.obj.get("/Rotate", 0)) % 360:
            found, told = (" × ".join(f"{round(side, 2):g}" for side in each) for each in (size, wanted))
            problems.append(problem("P404", page=number, found=found, wanted=told))
    return problems


def trim_of(page: Any) -> tuple[float, float, float, float]:
    """Return the trim box of a page in points; its media box, if it has none."""
    left, bottom, right, top = (float(side) for side in page.obj.get("/TrimBox", page.mediabox))
    return left, bottom, right, top


def _replace_pages(pdf: Any, plan: Imposition, words: SheetWords | None, sides: list[tuple[Sheet, bool]]) -> None:
    import pikepdf

    group = pdf.pages[0].obj.get("/Group")
    pages, labels = list(pdf.pages), dict[str, Any]()
    for sheet, back in sides:
        slug = slug_parts(plan, sheet, words, back=back) if words and plan.job.marks else ()
        labels |= {part: _label(pdf, part) for part in slug if part not in labels}
        made = pdf.make_indirect(_side(pdf, plan, (sheet, back), pages, {part: labels[part] for part in slug}))
        if group is not None:
            made.Group = group
        pdf.pages.append(pikepdf.Page(made))
    del pdf.pages[: len(pages)]
    for key in OF_PAGES:
        if key in pdf.Root:
            del pdf.Root[key]


def _side(pdf: Any, plan: Imposition, side: tuple[Sheet, bool], pages: list[Any], slug: dict[str, Any]) -> Any:
    """Return one side of a sheet as a page; `slug` are the parts of its slug, each with the form that draws it."""
    from pikepdf import Dictionary, Name

    sheet, back = side
    forms, content = Dictionary({label(part): form for part, form in slug.items()}), []
    for placement in sheet.back if back else sheet.front:
        if placement.page and not _is_empty(pages[placement.page - 1]):
            name = f"/P{placement.page}"
            forms[name] = _form(pdf, pages[placement.page - 1], placement)
            content.append(_drawn(placement, trim_of(pages[placement.page - 1]), name))
    resources = Dictionary(XObject=forms)
    if plan.job.marks:
        resources.ColorSpace = Dictionary(All=registration())
        content.append(marks_of(plan, sheet, tuple(slug), back=back))
    trim, bleed = sheet.frame.trim, plan.job.bleed
    grown = (trim.left - bleed, trim.bottom - bleed, trim.right + bleed, trim.top + bleed)
    return Dictionary(
        Type=Name.Page,
        MediaBox=_box((NOTHING, NOTHING, plan.sheet_width, plan.sheet_height)),
        BleedBox=_box(grown),
        TrimBox=_box((trim.left, trim.bottom, trim.right, trim.top)),
        Resources=resources,
        Contents=pdf.make_stream("\n".join(content).encode("ascii")),
    )


def _is_empty(page: Any) -> bool:
    """Tell whether a page draws nothing: a form of no bytes is compressed to none, which MuPDF (1.21) takes amiss."""
    page.contents_coalesce()
    return "/Contents" not in page.obj or not page.obj.Contents.read_bytes().strip()


def _label(pdf: Any, text: str) -> Any:
    """Return a part of the slug as a form, which all sides that have it share."""
    from pikepdf import Dictionary, Name

    path, height = text_path(text, label_font(), SLUG), SLUG
    form = pdf.make_stream(f"0 0 0 1 k {path.operators} f".encode("ascii"))
    form.Type, form.Subtype, form.Resources = Name.XObject, Name.Form, Dictionary()
    form.BBox = _points(-1, -height, path.width + 1, 2 * height)
    return form


def _form(pdf: Any, page: Any, placement: Placement) -> Any:
    """Return a page as a form that shows no more of it than may be seen in its cell."""
    from pikepdf import Dictionary, Name

    form = pdf.make_indirect(page.as_form_xobject())
    left, bottom, right, top = trim_of(page)
    seen = placement.seen
    beyond = [float(side) * POINTS_PER_MM for side in (seen.left, seen.bottom, seen.right, seen.top)]
    if placement.turned:
        beyond = beyond[2:] + beyond[:2]
    form.BBox = _points(left - beyond[0], bottom - beyond[1], right + beyond[2], top + beyond[3])
    if "/Matrix" in form:
        del form.Matrix
    if "/Group" in page.obj:
        # The group of a page is isolated by its nature (ISO 32000-1, 11.4.7); a form has to say so.
        form.Group = Dictionary(Type=Name.Group, S=Name.Transparency, I=True)
        if "/CS" in page.obj.Group:
            form.Group.CS = page.obj.Group.CS
    elif "/Group" in form:
        del form.Group
    return form


def _drawn(placement: Placement, trim: tuple[float, float, float, float], name: str) -> str:
    left, bottom, right, top = trim
    x, y = (float(side) * POINTS_PER_MM for side in (placement.drawn_x, placement.y))
    matrix = (-1, 0, 0, -1, x + right, y + top) if placement.turned else (1, 0, 0, 1, x - left, y - bottom)
    numbers = " ".join(f"{round(number, 4):.8g}" for number in matrix)
    return f"q {numbers} cm {name} Do Q"


def _box(sides: tuple[Decimal, Decimal, Decimal, Decimal]) -> Any:
    return _points(*(float(side) * POINTS_PER_MM for side in sides))


def _points(*values: float) -> Any:
    from pikepdf import Array

    return Array([round(value, 3) for value in values])


def _written(pdf: Any) -> bytes:
    import pikepdf

    version = tuple(int(part) for part in pdf.pdf_version.split("."))
    mode = pikepdf.ObjectStreamMode
    out = BytesIO()
    pdf.save(
        out,
        force_version=pdf.pdf_version,
        deterministic_id=True,
        object_stream_mode=mode.generate if version >= OBJECT_STREAMS_SINCE else mode.disable,
    )
    return out.getvalue()
