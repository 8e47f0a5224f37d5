# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ways to break the good press file, each with the code that the gate has to answer with."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Encryption, Name, Object, Pdf, Permissions, String  # noqa: TID253  (the tests are about it)

Spoiler = Callable[[Pdf], object]
TEXT, PANEL, PICTURES = 1, 0, 2  # indexes of pages


def spoilt(data: bytes, spoil: Spoiler, **saving: Any) -> bytes:
    """Return the file with one thing changed."""
    with Pdf.open(BytesIO(data)) as pdf:
        spoil(pdf)
        out = BytesIO()
        pdf.save(out, **saving)
    return out.getvalue()


def draw(code: str, page: int = TEXT, **resources: Dictionary) -> Spoiler:
    """Return what draws on a page; resources are by kind, such as ExtGState."""
    written = {kind: entries.unparse() for kind, entries in resources.items()}  # a file keeps the objects it is given

    def spoil(pdf: Pdf) -> None:
        target = pdf.pages[page]
        target.contents_add(b"q", prepend=True)
        target.contents_add(f"Q q {code} Q".encode())
        for kind, entries in written.items():
            for name, value in Object.parse(entries).items():
                target.add_resource(value, Name(f"/{kind}"), Name(name))

    return spoil


def font_of(pdf: Pdf, page: int = TEXT) -> str:
    return min(pdf.pages[page].resources.Font.keys())


def write(colour: str, size: float = 10, at: tuple[float, float] = (100, 60), **resources: Dictionary) -> Spoiler:
    """Return what sets a few glyphs in a font of the page."""

    def spoil(pdf: Pdf) -> None:
        name = font_of(pdf)
        draw(f"{colour} BT {name} {size} Tf {at[0]} {at[1]} Td <002400250026> Tj ET", TEXT, **resources)(pdf)

    return spoil


def overprinting(**entries: Any) -> Dictionary:
    return Dictionary({"/Over": Dictionary({f"/{key}": value for key, value in entries.items()})})


def box(name: str, *values: float, page: int = TEXT) -> Spoiler:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[page].obj[f"/{name}"] = Array(list(values))

    return spoil


def drop(*path: str) -> Spoiler:
    def spoil(pdf: Pdf) -> None:
        thing: Any = pdf.Root
        for step in path[:-1]:
            thing = thing[step] if not step.isdigit() else thing[int(step)]
        del thing[path[-1]]

    return spoil


def page_entry(name: str, value: str, page: int = TEXT) -> Spoiler:
    def spoil(pdf: Pdf) -> None:
        pdf.pages[page].obj[f"/{name}"] = Object.parse(value.encode())

    return spoil


def root_entry(name: str, make: Callable[[Pdf], Any]) -> Spoiler:
    def spoil(pdf: Pdf) -> None:
        pdf.Root[f"/{name}"] = make(pdf)

    return spoil


def intent(**entries: Any) -> Spoiler:
    def spoil(pdf: Pdf) -> None:
        for key, value in entries.items():
            pdf.Root.OutputIntents[0][f"/{key}"] = value

    return spoil


def profile(change: Callable[[bytearray], None]) -> Spoiler:
    def spoil(pdf: Pdf) -> None:
        old = pdf.Root.OutputIntents[0].DestOutputProfile
        data = bytearray(old.read_bytes())
        change(data)
        old.write(bytes(data))

    return spoil


def at(start: int, new: bytes) -> Callable[[bytearray], None]:
    def change(data: bytearray) -> None:
        data[start : start + len(new)] = new

    return change


def image(width: int, height: int, space: Any, place: str, *, flat: int = 0x66, **entries: Any) -> Spoiler:
    """Return what places a flat picture; `place` is its matrix."""

    def spoil(pdf: Pdf) -> None:
        count = {"/DeviceRGB": 3, "/DeviceGray": 1}.get(str(space), 4)
        made = pdf.make_stream(bytes([flat]) * (width * height * count))
        made.Type, made.Subtype, made.Width, made.Height = Name.XObject, Name.Image, width, height
        made.ColorSpace, made.BitsPerComponent = Name(str(space)), 8
        for key, value in entries.items():
            made[f"/{key}"] = value
        pdf.pages[TEXT].add_resource(made, Name.XObject, Name.Spoilt)
        draw(f"{place} cm /Spoilt Do")(pdf)

    return spoil


def link(pdf: Pdf) -> None:
    action = Dictionary(Type=Name.Action, S=Name.URI, URI=String("https://example.org/"))
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([20, 20, 90, 40]), A=action)
    pdf.pages[TEXT].obj.Annots = Array([pdf.make_indirect(note)])


def comment(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([20, 20, 90, 40]), Contents=String("?"))
    pdf.pages[TEXT].obj.Annots = Array([pdf.make_indirect(note)])


def unembed(pdf: Pdf) -> None:
    descriptor = pdf.pages[TEXT].resources.Font[font_of(pdf)].DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


def attach(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = b"not for print"


def layer(pdf: Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(Order=Array([group])))


def shading(function: Dictionary, space: Any = Name.DeviceCMYK) -> Spoiler:
    made = Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 100, 0]), Function=function)
    return draw("30 30 100 100 re W n /Dusk sh", Shading=Dictionary({"/Dusk": made}))


def ramp(low: list[float], high: list[float]) -> Dictionary:
    return Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(low), C1=Array(high), N=1)


def spot(name: str) -> Dictionary:
    return Dictionary(
        {"/Ink": Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, ramp([0] * 4, [0, 1, 1, 0])])}
    )


def empty(pdf: Pdf) -> None:
    pdf.pages[TEXT].obj.Contents = pdf.make_stream(b"1 g 0 0 50 50 re f")


def fewer(pdf: Pdf) -> None:
    del pdf.pages[3]


def untrap(pdf: Pdf) -> None:
    del pdf.trailer.Info.Trapped


def rename(pdf: Pdf) -> None:
    said = pdf.Root.Metadata.read_bytes()
    assert b"PDF/X-4" in said
    pdf.Root.Metadata.write(said.replace(b"PDF/X-4", b"PDF/X-9"))


def without_bleed(pdf: Pdf) -> None:
    """Clip the panel at the cut: the file still says that it has bleed."""
    page = pdf.pages[PANEL]
    x0, y0, x1, y1 = (float(each) for each in page.obj.TrimBox)
    page.contents_add(f"q {x0} {y0} {x1 - x0} {y1 - y0} re W n".encode(), prepend=True)
    page.contents_add(b"Q")


def grouped(pdf: Pdf) -> None:
    pdf.pages[TEXT].obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


def form_fields(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]))


def two_intents(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


SCRIPT = r"<< /Type /Action /S /JavaScript /JS (app.alert\(1\)) >>"

# name → (the code that has to be found, what spoils, how it is saved)
SPOILERS: dict[str, tuple[str, Spoiler, dict[str, Any]]] = {
    name: (code, spoil, {})
    for name, (code, spoil) in {
        "RGB text": ("P640", write("1 0 0 rg")),
        "RGB black text": ("P640", write("0 0 0 rg")),
        "RGB line": ("P640", draw("1 0 0 RG 1 w 30 30 m 90 30 l S")),
        "RGB area": ("P640", draw("0 0 1 rg 30 30 60 60 re f")),
        "RGB picture": ("P640", image(300, 300, Name.DeviceRGB, "60 0 0 60 50 50")),
        "RGB gradient": ("P640", shading(ramp([1, 0, 0], [0, 0, 1]), Name.DeviceRGB)),
        "Lab area": ("P642", draw("/Lab cs 50 20 20 sc 30 30 60 60 re f", ColorSpace=Dictionary(
            {"/Lab": Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])}))),
        "spot colour": ("P643", draw("/Ink cs 1 scn 30 30 60 60 re f", ColorSpace=spot("PANTONE 186 C"))),
        "registration colour": ("P644", draw("/Ink cs 1 scn 30 30 60 60 re f", ColorSpace=spot("All"))),
        "a group blended in RGB": ("P645", grouped),
        "no output intent": ("P603", drop("/OutputIntents")),
        "an intent without a name": ("P604", drop("/OutputIntents", "0", "/OutputConditionIdentifier")),
        "an intent without a profile": ("P605", drop("/OutputIntents", "0", "/DestOutputProfile")),
        "a profile of a screen": ("P606", profile(at(12, b"mntr"))),
        "a profile in RGB": ("P606", profile(at(16, b"RGB "))),
        "no profile at all": ("P606", profile(at(36, b"nope"))),
        "the intent of another condition": ("P607", intent(OutputConditionIdentifier=String("FOGRA29"))),
        "two intents": ("P608", two_intents),
        "another name in XMP": ("P610", rename),
        "no XMP": ("P610", drop("/Metadata")),
        "not said whether trapped": ("P612", untrap),
        "a link": ("P620", link),
        "a comment": ("P620", comment),
        "JavaScript": ("P621", root_entry("OpenAction", lambda pdf: pdf.make_indirect(Object.parse(SCRIPT.encode())))),
        "an action of a page": ("P621", page_entry("AA", f"<< /O {SCRIPT} >>")),
        "an embedded file": ("P622", attach),
        "a layer": ("P623", layer),
        "form fields": ("P624", form_fields),
        "no TrimBox": ("P630", lambda pdf: pdf.pages[TEXT].obj.__delitem__("/TrimBox")),
        "TrimBox and ArtBox": ("P630", box("ArtBox", 0, 0, 100, 100)),
        "a TrimBox beyond the page": ("P631", box("TrimBox", -30, -30, 267.6378, 389.5276)),
        "a BleedBox beyond the page": ("P631", box("BleedBox", -90, -90, 400, 500)),
        "a CropBox": ("P632", box("CropBox", 20, 20, 200, 300)),
        "a rotated page": ("P633", page_entry("Rotate", "90")),
        "another unit": ("P633", page_entry("UserUnit", "2")),
        "unequal pages": ("P634", box("TrimBox", 0, 0, 250, 400)),
        "bleed too narrow": ("P636", box("BleedBox", -3, -3, 300, 422)),
        "bleed not filled": ("P637", without_bleed),
        "a picture that ends at the cut": ("P637", image(1200, 600, Name.DeviceCMYK, "297.6378 0 0 100 0 50")),
        "text near the cut": ("P638", write("0 g", at=(4, 200))),
        "rich black small text": ("P647", write("0.6 0.4 0.4 1 k", 9)),
        "black of four colours": ("P647", write("0.77 0.69 0.6 0.93 k", 9)),
        "white text that overprints": ("P648", write("/Over gs 0 0 0 0 k", ExtGState=overprinting(op=True, OPM=1))),
        "overprint without OPM": ("P649", write("/Over gs 0 0 0 1 k", ExtGState=overprinting(op=True, OPM=0))),
        "black text that knocks out": ("P650", write("/Over gs 0 0 0 1 k", ExtGState=overprinting(op=False, OPM=0))),
        "small text in two inks": ("P651", write("0 1 1 0 k", 6)),
        "tiny text": ("P652", write("0 0 0 1 k", 4)),
        "a hairline": ("P653", draw("0 0 0 1 K 0.05 w 30 30 m 90 30 l S")),
        "a line as thin as can be": ("P653", draw("0 0 0 1 K 0 w 30 30 m 90 30 l S")),
        "a thin area": ("P654", draw("0 0 0 1 k 30 30 60 0.1 re f")),
        "340 % ink": ("P655", draw("0.9 0.8 0.8 0.9 k 30 30 90 90 re f")),
        "a picture of 90 ppi": ("P660", image(90, 90, Name.DeviceCMYK, "72 0 0 72 50 50")),
        "a picture of 180 ppi": ("P661", image(180, 180, Name.DeviceCMYK, "72 0 0 72 50 50")),
        "a broken gradient": ("P662", shading(ramp([1, 0, 0], [0, 0, 1]))),
        "a gradient without a function": ("P662", shading(Dictionary(FunctionType=9, Domain=Array([0, 1])))),
        "an unembedded font": ("P665", unembed),
        "a replaced letter": ("P666", lambda pdf: draw(f"BT {font_of(pdf)} 10 Tf 99 99 Td <0000> Tj ET")(pdf)),
        "a transfer curve": ("P670", draw("/T gs 30 30 9 9 re f", ExtGState=Dictionary(
            {"/T": Dictionary(TR2=ramp([0], [0.5]))}))),
        "a screen of its own": ("P671", draw("/T gs 30 30 9 9 re f", ExtGState=Dictionary({"/T": Dictionary(
            HT=Dictionary(HalftoneType=1, Frequency=60, Angle=45, SpotFunction=Name.Round))}))),
        "three pages": ("P680", fewer),
        "a page lost": ("P682", fewer),
        "a blank page": ("P683", empty),
    }.items()
} | {
    "encryption": ("P602", lambda pdf: None, {"encryption": Encryption(owner="o", user="", allow=Permissions())}),
    "a password": ("P602", lambda pdf: None, {"encryption": Encryption(owner="o", user="u")}),
    "a newer PDF": ("P611", lambda pdf: None, {"force_version": "1.7"}),
}  # fmt: skip
