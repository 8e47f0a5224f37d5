# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever a PDF paints with becomes ink: operators, spaces, forms, patterns, glyphs, masks; or it is told."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from octavo.diagnostics.problem import Problem
from octavo.render.press.finish import finish_press
from tests.render.press.samples import SWATCH, page, remembered, wish

RED = "0.478431 0.121569 0.168627"  # the swatch


def finished(content: str, **resources: Any) -> tuple[Any, tuple[Problem, ...]]:
    """Return a page of that content as pikepdf reads it after its way to the press, and what was told of it."""
    import pikepdf

    pdf = pikepdf.new()
    given = {name: make(pdf) if callable(make) else make for name, make in resources.items()}
    one = pdf.add_blank_page(page_size=(100, 100))
    one.obj.Resources = pikepdf.Dictionary(given)
    one.obj.Contents = pdf.make_stream(content.encode("latin-1"))
    out = BytesIO()
    pdf.save(out)
    made = finish_press(out.getvalue(), page("").metadata, wish(bleed=0, overprint=False))
    remembered(out.getvalue(), page(""), wish(bleed=0, overprint=False), made)
    assert made.value is not None
    return pikepdf.open(BytesIO(made.value)), made.problems


def words(stream: Any) -> list[str]:
    """Return a content stream as lines of operands and operator."""
    import pikepdf

    content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(stream))
    return content.decode("latin-1").split("\n")


def build(inks: tuple[float, ...]) -> str:
    return " ".join(f"{ink:.4f}".rstrip("0").rstrip(".") or "0" for ink in inks)


def stream(pdf: Any, data: bytes, **more: Any) -> Any:
    made = pdf.make_stream(data)
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


def test_every_operator_of_colour() -> None:
    from pikepdf import Array, Dictionary, Name

    def spaces(pdf: Any) -> Any:
        lab = Dictionary(WhitePoint=Array([1, 1, 1]))
        return Dictionary(
            {"/C": Array([Name.CalRGB, Dictionary(WhitePoint=Array([1, 1, 1]))]), "/L": Array([Name.Lab, lab])}
        )

    content = (
        f"{RED} rg 0 0 1 1 re f {RED} RG 0 0 m 1 1 l S 1 g 0 G 0.1 0.2 0.3 0.4 k /C cs {RED} sc "
        f"/DeviceRGB CS {RED} SCN /L cs 100 0 0 scn /DeviceCMYK cs"
    )
    pdf, problems = finished(content, **{"/ColorSpace": spaces})
    assert problems == ()
    own = build(SWATCH)
    assert words(pdf.pages[0]) == [
        f"{own} k", "0 0 1 1 re", "f", f"{own} K", "0 0 m", "1 1 l", "S", "0 0 0 0 k", "0 0 0 1 K", "0.1 0.2 0.3 0.4 k",
        "0 0 0 1 k", f"{own} k", "0 0 0 1 K", f"{own} K", "0 0 0 1 k", "0 0 0 0 k", "0 0 0 1 k",
    ]  # fmt: skip
    assert "/ColorSpace" not in pdf.pages[0].Resources


@pytest.mark.parametrize("content", ["/None cs 1 scn", "0.5 0.5 rg ( ", "/X gs /Y Do /Z sh"])
def test_names_of_nothing_and_damage_raise_no_traceback(content: str) -> None:
    import pikepdf

    pdf, out = pikepdf.new(), BytesIO()
    pdf.add_blank_page(page_size=(100, 100)).obj.Contents = pdf.make_stream(content.encode())
    pdf.save(out)
    made = finish_press(out.getvalue(), page("").metadata, wish())
    assert {each.code for each in made.problems} <= {"P311", "P312"}


def test_spot_colours_stay() -> None:
    from pikepdf import Array, Dictionary, Name

    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    spaces = Dictionary({"/S": Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, tint])})
    pdf, problems = finished("/S cs 0.5 scn 0 0 1 1 re f", **{"/ColorSpace": spaces})
    assert problems == ()
    assert words(pdf.pages[0])[:2] == ["/S cs", "0.5 scn"]
    assert "/S" in pdf.pages[0].Resources.ColorSpace


def test_forms_patterns_and_glyphs() -> None:
    from pikepdf import Array, Dictionary, Name

    box = Array([0, 0, 10, 10])

    def forms(pdf: Any) -> Any:
        inner = stream(pdf, f"{RED} rg 0 0 1 1 re f".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=box)
        table = Dictionary(XObject=Dictionary(I=inner))
        return Dictionary(F=stream(pdf, b"/I Do", Type=Name.XObject, Subtype=Name.Form, BBox=box, Resources=table))

    def patterns(pdf: Any) -> Any:
        cell = {"Type": Name.Pattern, "PatternType": 1, "TilingType": 1, "BBox": box, "XStep": 10, "YStep": 10}
        coloured = stream(pdf, f"{RED} rg 0 0 1 1 re f".encode(), PaintType=1, Resources=Dictionary(), **cell)
        return Dictionary(P=coloured, U=stream(pdf, b"0 0 1 1 re f", PaintType=2, Resources=Dictionary(), **cell))

    def fonts(pdf: Any) -> Any:
        glyph = stream(pdf, f"10 0 d0 {RED} rg 0 0 1 1 re f".encode())
        encoding = Dictionary(Type=Name.Encoding, Differences=Array([65, Name("/a")]))
        font = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=box, FontMatrix=Array([1, 0, 0, 1, 0, 0]), FirstChar=65,
            LastChar=65, Widths=Array([10]), Encoding=encoding, CharProcs=Dictionary(a=glyph), Resources=Dictionary(),
        )  # fmt: skip
        return Dictionary(T=pdf.make_indirect(font))

    content = f"/F Do /Pattern cs /P scn 0 0 9 9 re f /N cs {RED} /U scn 0 0 9 9 re f BT /T 1 Tf (A) Tj ET"
    spaces = Dictionary(N=Array([Name.Pattern, Name.DeviceRGB]))
    given = {"/XObject": forms, "/Pattern": patterns, "/Font": fonts, "/ColorSpace": spaces}
    pdf, problems = finished(content, **given)
    assert problems == ()
    own, table = build(SWATCH), pdf.pages[0].Resources
    assert words(table.XObject.F.Resources.XObject.I)[0] == f"{own} k"
    assert words(table.Pattern.P)[0] == f"{own} k"
    assert words(table.Font.T.CharProcs.a)[1] == f"{own} k"
    assert "/OctavoStencil cs" in words(pdf.pages[0])
    assert [str(each) for each in table.ColorSpace.OctavoStencil] == ["/Pattern", "/DeviceCMYK"]
    assert f"{own} /U scn" in words(pdf.pages[0])


def test_inline_images_and_tables_of_colours() -> None:
    from pikepdf import Array, Dictionary, Name, String

    def images(pdf: Any) -> Any:
        space = Array([Name.Indexed, Name.DeviceRGB, 1, String(bytes((0, 0, 0, 0x7A, 0x1F, 0x2B)))])
        sizes = {"Width": 2, "Height": 1, "BitsPerComponent": 8}
        return Dictionary(X=stream(pdf, b"\0\1", Type=Name.XObject, Subtype=Name.Image, ColorSpace=space, **sizes))

    pdf, problems = finished("/X Do BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI", **{"/XObject": images})
    assert problems == ()
    first, second = words(pdf.pages[0])
    table = pdf.pages[0].Resources.XObject
    assert first == "/X Do"
    assert list(bytes(table.X.ColorSpace[3])) == [0, 0, 0, 255, *(round(255 * ink) for ink in SWATCH)]
    assert str(table[second.split()[0]].ColorSpace) == "/DeviceGray"
    assert table[second.split()[0]].read_bytes()[0] < 0x70


def test_masks_are_grey_where_the_same_form_is_ink_elsewhere() -> None:
    from pikepdf import Array, Dictionary, Name

    def things(pdf: Any) -> Any:
        if "form" not in made:
            group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
            more = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": Array([0, 0, 10, 10]), "Group": group}
            made["form"] = stream(pdf, b"0 1 0 rg 0 0 9 9 re f", Resources=Dictionary(), **more)
        return made["form"]

    made: dict[str, Any] = {}

    def states(pdf: Any) -> Any:
        return Dictionary(
            M=Dictionary(SMask=Dictionary(S=Name.Luminosity, G=things(pdf)), TR=Name.Identity, OP=True, op=True)
        )

    pdf, problems = finished(
        "/F Do /M gs 0 g 0 0 9 9 re f", **{"/XObject": lambda pdf: Dictionary(F=things(pdf)), "/ExtGState": states}
    )
    assert problems == ()
    table = pdf.pages[0].Resources
    state = table.ExtGState.M
    assert words(table.XObject.F)[0].endswith(" k")
    assert words(state.SMask.G)[0] == "0.59 g"
    assert str(state.SMask.G.Group.CS) == "/DeviceGray"
    assert str(table.XObject.F.Group.CS) == "/DeviceCMYK"
    assert not {"/TR", "/OP", "/op"} & set(state.keys())
    assert str(pdf.pages[0].Group.CS) == "/DeviceCMYK"


def test_profiles_of_colours_are_used_and_left_out() -> None:
    from pikepdf import Array, Dictionary
    from PIL import ImageCms

    def spaces(pdf: Any) -> Any:
        from pikepdf import Name

        own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        return Dictionary(R=Array([Name.ICCBased, stream(pdf, own, N=3)]))

    pdf, problems = finished(f"/R cs {RED} scn 0 0 1 1 re f", **{"/ColorSpace": spaces})
    assert problems == ()
    assert f"{build(SWATCH)} k" in words(pdf.pages[0])


@pytest.mark.parametrize("kind", ["mesh", "code"])
def test_what_cannot_be_converted_is_told(kind: str) -> None:
    from pikepdf import Array, Dictionary, Name

    def shadings(pdf: Any) -> Any:
        if kind == "mesh":
            bits = {"BitsPerCoordinate": 8, "BitsPerComponent": 8, "BitsPerFlag": 8, "Decode": Array([0, 1] * 5)}
            return Dictionary(S=stream(pdf, b"\0" * 18, ShadingType=4, ColorSpace=Name.DeviceRGB, **bits))
        code = stream(pdf, b"{ dup dup }", FunctionType=4, Domain=Array([0, 1]), Range=Array([0, 1] * 3))
        ends = Array([0, 0, 1, 1])
        return Dictionary(S=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=ends, Function=code))

    _, problems = finished("/S sh", **{"/Shading": shadings})
    (found,) = problems
    assert found.code == "P311"
    assert "page 1" in found.message
