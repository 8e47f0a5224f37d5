# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fonts of the house: from which packages, at which place on their axes, in which styles, with which characters."""

from __future__ import annotations

from dataclasses import dataclass, field

BOLD, ITALIC = 700, "Italic"


@dataclass(frozen=True)
class Upstream:
    """A font family as its authors publish it, by way of a package that has the files unchanged."""

    name: str
    version: str
    package: str
    commit: str  # of github.com/google/fonts, where the package took the files; none for one of Debian's
    hashes: dict[str, str]  # file → SHA-256

    @property
    def module(self) -> str:
        """Return the name of the package's folder."""
        return self.package.split("==")[0].replace("-", "_")

    @property
    def debian(self) -> bool:
        """Tell whether the package is one of Debian's."""
        return bool(self.package) and not self.commit


@dataclass(frozen=True)
class Family:
    """A family to make: where from, at which optical size, in which styles."""

    name: str
    role: str
    scripts: str
    upstream: Upstream
    styles: tuple[tuple[str, int], ...]  # style name, weight
    opsz: int = 0
    companion: str = ""
    also: tuple[Upstream, ...] = field(default=())

    @property
    def folder(self) -> str:
        """Return the name of the family's folder under fonts/."""
        return self.name.lower().replace(" ", "-")

    def file(self, style: str) -> str:
        """Return the path of a style's file under fonts/."""
        return f"{self.folder}/{self.name.replace(' ', '')}-{style.replace(' ', '')}.ttf"


SERIF = Upstream("Source Serif 4", "4.004", "fontpkg-source-serif-4==4.4", "9f988eeb59672a4103960a36407e760c7a12f587", {
    "SourceSerif4[opsz,wght].ttf": "97b2d4da6e3cb494b5a1e66ae176914d852ccabef49e0c02c0df25f3e39aca0b",
    "SourceSerif4-Italic[opsz,wght].ttf": "15fbc7e4679489a501998c3669272637a6646388ef7e4bd77eebb5bf967a1f42",
})  # fmt: skip
SANS = Upstream("Source Sans 3", "3.052", "fontpkg-source-sans-3==3.52", "34812961223b34bd7f466539caa7be5518979cdd", {
    "SourceSans3[wght].ttf": "042fe2cc0b933e328410d7acbd0aa6a1873dca5aef81875f4bc214b08825c7b9",
    "SourceSans3-Italic[wght].ttf": "39e3ab05ccd7cb94907c31005bb5bec1d5432f0b096a2b782976e217a540eb6c",
})  # fmt: skip
AMIRI = Upstream("Amiri", "1.002", "fontpkg-amiri==1.2", "2262020c5d8e60bcaddd82f05e96231f7c92a530", {
    "Amiri-Regular.ttf": "ab391c4147d054c48976e98322ad0eefe1427aa0e0502a12a4c75d80a70cfcd7",
    "Amiri-Bold.ttf": "cfccb794268e7d573d857e6d6a67f89cf8a053e8ffd85dfa0c8ec1bb36fc4827",
})  # fmt: skip
NOTO = Upstream("Noto Serif", "2.015", "fontpkg-noto-serif==2.15", "c671e322162dd9392012e96cb2447ddc00660761", {
    "NotoSerif[wdth,wght].ttf": "4d8e6761424656867019081a1a01336f3cb086982682698714054fc33f782713",
})  # fmt: skip
INTER = Upstream("Inter", "4.001", "fontpkg-inter==4.1.post1", "0b58fb370093f9a9f4ff785d94405710b79de67c", {
    "Inter[opsz,wght].ttf": "29160a80ff49ddcab2c97711247e08b1fab27a484a329ce8b813d820dc559031",
})  # fmt: skip

# Noto Serif for the scripts of these names, by Debian: version, SHA-256 of the regular and of the bold.
NOTO_SCRIPTS = {
    "Hebrew": ("2.000", "789b7e7e3ff4d95a5e105872a385db12c50c08b60ad5b773d25a3bec86621abf",
              "95150a28d438cba6c79393ef18ad06f39a8b53a7d457e61d8c9d585176ef36da"),
    "Armenian": ("2.005", "9b6f1837a89ede5f9404bb5975539dbac8eff23e262fc3e459cba029f30292f4",
                "fea8914af4f165301e619655e1e5fa447c65c08077010c8153bfe2d599d85bc1"),
    "Georgian": ("2.001", "4489ca2f28b4a79b16bc8ba6a857a8cd14857e04a14b8fa1031b7b84a00fe537",
                "635bc1529b2ca28dfc694aa7cd1e9960c04fdfcde99ee5b7f7b34761d37259fe"),
    "Devanagari": ("2.001", "662c3cd6e17dd0561f53fe28ce6c32d7d64e650119f4bb0428fc50206bbc46fe",
                  "42a0d0664b51212894c8bb226ad8947c194f1ab1903555a41979877d3b9267be"),
    "Thai": ("2.000", "8e1bcaa4fef346b247092cf4327c4744eda2fa72afed96e2145dc30a3b04fdd1",
            "befef873c46740e20a49e8762c151d5fe1dddd0ecdddaf48766c709eae51f086"),
}  # fmt: skip


def noto(script: str) -> Upstream:
    """Return Noto Serif for a script."""
    version, *hashes = NOTO_SCRIPTS[script]
    files = dict(zip((f"NotoSerif{script}-{style}.ttf" for style in ("Regular", "Bold")), hashes, strict=True))
    return Upstream(f"Noto Serif {script}", version, "fonts-noto-core=20201225-1", "", files)


# Optical sizes were chosen from printed samples at 10/13.5 pt: see docs/decisions/0004-fonts.md.
ROMAN, SLOPED = ("Regular", 400), ("Italic", 400)
FAMILIES = (
    Family("Octavo Serif", "text", "Latn, Cyrl, Grek", SERIF,
           (ROMAN, SLOPED, ("SemiBold", 600), ("Bold", BOLD), ("Bold Italic", BOLD)), opsz=12),
    Family("Octavo Serif Display", "display", "Latn, Cyrl, Grek", SERIF, (ROMAN, SLOPED), opsz=36),
    Family("Octavo Serif Caption", "caption", "Latn, Cyrl, Grek", SERIF, (ROMAN, SLOPED), opsz=8),
    Family("Octavo Sans", "sans", "Latn, Cyrl, Grek", SANS, (ROMAN, SLOPED, ("SemiBold", 600))),
    Family("Amiri", "text", "Arab", AMIRI, (ROMAN, ("Bold", BOLD)), companion="Octavo Serif"),
    *(Family(f"Octavo {name}", "text", code, noto(name), (ROMAN, ("Bold", BOLD)), companion="Octavo Serif")
      for name, code in (("Hebrew", "Hebr"), ("Armenian", "Armn"), ("Georgian", "Geor"), ("Devanagari", "Deva"),
                         ("Thai", "Thai"))),
    Family("Octavo Symbols", "symbols", "Zsym", NOTO, (ROMAN,), also=(INTER,)),
)  # fmt: skip

# What the symbols are drawn from: upstream, its file, place on its axes, height of its capitals, characters.
SCALED = 1066  # units of the em for 1,000 of Noto's: its capitals of 714 become as high as these
CAPITALS = 670  # of Octavo Serif, in thousandths of the em; the symbols are scaled to stand beside them
SYMBOLS = (
    (NOTO, "NotoSerif[wdth,wght].ttf", {"wght": 400, "wdth": 100}, 714, " \u00a0\u2007\u2009\u202f₪₼₾₿※"),
    (INTER, "Inter[opsz,wght].ttf", {"wght": 400, "opsz": 14}, 1490, "↩↪□○●◇"),
)

# Characters that share a glyph upstream get their own. A PDF keeps one character for a glyph, the first it meets: a
# text with a no-break space before its first space could not be searched for a phrase. Source Serif lacks U+2011.
SHARED = ((0x00A0, 0x20), (0x00AD, 0x2D), (0x2010, 0x2D), (0x2011, 0x2D), (0x202F, 0x2009), (0x02BB, 0x2018),
          (0x02BC, 0x2019))  # fmt: skip
