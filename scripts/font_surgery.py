# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small changes to a TrueType font: glyphs for characters that shared one, glyphs composed of others, style bits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.removeOverlaps import removeOverlaps


def own_glyph(font: TTFont, character: int, like: int) -> None:
    """Give `character` a glyph of its own that looks and behaves as the one of the character `like`."""
    old = font.getBestCmap()[like]
    if font.getBestCmap().get(character, old) != old:
        return  # it has its own already
    name = f"uni{character:04X}"
    if name in font.getReverseGlyphMap():  # the shared glyph may have the name of any of its characters
        name += ".own"
    twin(font, old, name)
    encode(font, character, name)


def unhinted(path: Path, units: int) -> TTFont:
    """Return a static font without hints and signature, whose em is `units` of its own."""
    font = TTFont(path, recalcTimestamp=False)
    for tag in ("fpgm", "prep", "cvt ", "gasp", "DSIG"):
        if tag in font:
            del font[tag]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    font["head"].unitsPerEm = units
    return font


def own_small_capitals(font: TTFont) -> None:
    """Give each letter its own small capital: upstream i, I and dotless i have one glyph in common."""
    table = font["GSUB"].table
    features = [each for each in table.FeatureList.FeatureRecord if each.FeatureTag in {"smcp", "c2sc"}]
    taken: dict[str, str] = {}  # small capital → the first glyph that turns into it
    for index in sorted({index for each in features for index in each.Feature.LookupListIndex}):
        for subtable in table.LookupList.Lookup[index].SubTable:
            mapping = getattr(getattr(subtable, "ExtSubTable", subtable), "mapping", {})
            for letter in sorted(mapping, key=font.getGlyphID):
                capital = mapping[letter]
                if taken.setdefault(capital, letter) != letter:
                    twin(font, capital, f"{capital}.{letter}")
                    mapping[letter] = f"{capital}.{letter}"


def twin(font: TTFont, old: str, new: str) -> None:
    """Add the glyph `new` that looks, kerns, takes marks and is substituted as the glyph `old`."""
    blank = font["glyf"][old].numberOfContours == 0
    add_glyph(font, new, [] if blank else [(old, 0, 0)], font["hmtx"][old][0])
    for lookup in font["GSUB"].table.LookupList.Lookup + font["GPOS"].table.LookupList.Lookup:
        for subtable in lookup.SubTable:
            table = getattr(subtable, "ExtSubTable", subtable)
            match type(table).__name__, getattr(table, "Format", 0):
                case "SingleSubst", _ if old in table.mapping:
                    table.mapping[new] = table.mapping[old]
                case "ChainContextSubst" | "ChainContextPos", 3:
                    for coverage in table.BacktrackCoverage + table.InputCoverage + table.LookAheadCoverage:
                        if old in coverage.glyphs:
                            coverage.glyphs.append(new)
                case "MarkBasePos", _ if old in table.BaseCoverage.glyphs:
                    anchors = table.BaseArray.BaseRecord
                    anchors.append(anchors[table.BaseCoverage.glyphs.index(old)])
                    table.BaseArray.BaseCount = len(anchors)
                    table.BaseCoverage.glyphs.append(new)
                case "PairPos", kind:
                    twin_in_pairs(table, kind, old, new)
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    if old in classes:
        classes[new] = classes[old]


def twin_in_pairs(table: Any, kind: int, old: str, new: str) -> None:
    """Let `new` kern as `old` does in one PairPos subtable (OpenType, GPOS lookup type 2)."""
    covered = old in table.Coverage.glyphs
    if kind == 1:
        for pairs in table.PairSet:
            for record in [each for each in pairs.PairValueRecord if each.SecondGlyph == old]:
                again = type(record)()
                again.__dict__.update(record.__dict__, SecondGlyph=new)
                pairs.PairValueRecord.append(again)
                pairs.PairValueCount = len(pairs.PairValueRecord)
        if covered:
            table.PairSet.append(table.PairSet[table.Coverage.glyphs.index(old)])
            table.PairSetCount = len(table.PairSet)
    else:
        for classes in (table.ClassDef1.classDefs, table.ClassDef2.classDefs):
            if old in classes:
                classes[new] = classes[old]
    if covered:
        table.Coverage.glyphs.append(new)  # new glyphs come last in the glyph order, so the coverage stays sorted


def compose(font: TTFont, character: int, part: str, places: tuple[tuple[float, int], ...], scale: float = 1) -> None:
    """Add `character` as copies of the glyph `part`, scaled, each moved by (share of its width, height)."""
    width = font["hmtx"][part][0] * scale
    last = max(x for x, _ in places)
    name = f"uni{character:04X}"
    add_glyph(font, name, [(part, round(x * width), y) for x, y in places], round(width * (1 + last)), scale)
    encode(font, character, name)


def add_glyph(font: TTFont, name: str, parts: list[tuple[str, int, int]], width: int, scale: float = 1) -> None:
    """Add a glyph composed of other glyphs moved by (x, y), or a blank one if there are none."""
    pen = TTGlyphPen(dict.fromkeys(font.getGlyphOrder()))
    for base, x, y in parts:
        pen.addComponent(base, (scale, 0, 0, scale, x, y))
    font["glyf"][name] = glyph = pen.glyph()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    font.getReverseGlyphMap(rebuild=True)


def encode(font: TTFont, character: int, name: str) -> None:
    """Let the glyph `name` stand for `character`."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[character] = name


def set_style(font: TTFont, style: str, weight: int) -> None:
    """Set the bits that tell weight and slope (OpenType, OS/2 fsSelection and head macStyle), and the real heights."""
    italic, bold = "Italic" in style, weight == 700
    metrics, outlines = font["OS/2"], font["glyf"]
    metrics.usWeightClass = weight
    metrics.fsSelection = metrics.fsSelection & ~0b1100001 | italic | bold << 5 | (not (italic or bold)) << 6
    metrics.achVendID = "OCTV"
    font["head"].macStyle = bold | italic << 1
    if "x" in outlines.keys():  # noqa: SIM118  (a table, not a mapping)
        metrics.sxHeight, metrics.sCapHeight = outlines["x"].yMax, outlines["H"].yMax
    metrics.recalcAvgCharWidth(font)
    metrics.recalcUnicodeRanges(font)


def drawn(parts: Iterable[tuple[TTFont, Mapping[str, float], float, str]], capitals: int) -> TTFont:
    """Return a nameless font of 1000 units to the em, drawn from (font, place on its axes, scale, characters)."""
    glyphs, widths, cmap, dates = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": 500}, {}, []
    for origin, place, scale, characters in parts:
        outlines, names = origin.getGlyphSet(location=place), origin.getBestCmap()
        dates.append(origin["head"].modified)
        for character in characters:
            name, outline, pen = f"uni{ord(character):04X}", outlines[names[ord(character)]], TTGlyphPen(None)
            outline.draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
            glyphs[name], widths[name], cmap[ord(character)] = pen.glyph(), round(outline.width * scale), name
    build = FontBuilder(1000, isTTF=True)
    build.setupGlyphOrder(list(glyphs))
    build.setupCharacterMap(cmap)
    build.setupGlyf(glyphs)
    table = build.font["glyf"]
    build.setupHorizontalMetrics({name: (width, getattr(table[name], "xMin", 0)) for name, width in widths.items()})
    build.setupHorizontalHeader(ascent=1036, descent=-335)
    build.setupOS2(sTypoAscender=1036, sTypoDescender=-335, sTypoLineGap=0, usWinAscent=1036, usWinDescent=335,
                   fsType=0, sCapHeight=capitals)  # fmt: skip
    build.setupPost()
    build.updateHead(created=max(dates), modified=max(dates), fontRevision=1.0)
    font: TTFont = build.font
    font.recalcTimestamp = False
    font["name"] = newTable("name")
    font["name"].names = []
    removeOverlaps(font)
    return font
