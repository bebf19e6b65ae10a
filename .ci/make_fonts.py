"""Make static/fonts from ParaType's originals; run by hand when the set of letters changes.

Usage: python .ci/make_fonts.py /usr/share/fonts/truetype/paratype
Needs fonttools and brotli (not a requirement of the product) and Debian's fonts-paratype.

The TTF files of the PDF are the originals, unchanged. The web subsets carry another name inside,
because the licences reserve the original one for unmodified files. Arrows and a few signs that
PT Sans lacks are drawn here as a small font of our own.
"""

import shutil
import sys
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

TARGET = Path(__file__).parent.parent / "static" / "fonts"
FACES = {
    "PTS55F": "pt-sans-regular",
    "PTS75F": "pt-sans-bold",
    "PTS56F": "pt-sans-italic",
    "PTS76F": "pt-sans-bold-italic",
    "PTF55F": "pt-serif-regular",
    "PTF75F": "pt-serif-bold",
}
LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x400, 0x530),
    *range(0x2010, 0x2027),
    *(0x2030, 0x2039, 0x203A, 0x20BD, 0x2116, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
)
NAMES_TO_CHANGE = (1, 3, 4, 6, 16)
# A sign: its width and its outlines, each a row of points in thousandths of the size.
SIGNS = {
    "←": (900, "60,310 300,540 355,480 225,350 840,350 840,270 225,270 355,140 300,80"),
    "↑": (600, "300,720 530,480 470,425 340,555 340,0 260,0 260,555 130,425 70,480"),
    "→": (900, "840,310 600,80 545,140 675,270 60,270 60,350 675,350 545,480 600,540"),
    "↓": (600, "300,0 70,240 130,295 260,165 260,720 340,720 340,165 470,295 530,240"),
    "✓": (700, "60,300 125,355 255,205 575,625 640,575 260,75"),
    "◆": (700, "60,350 350,640 640,350 350,60"),
    "κ": (
        478,
        "76,500 156,500 156,0 76,0 | 156,285 350,500 446,500 236,275 460,0 358,0 156,245",
    ),
    # A box to tick, drawn as a frame: the inner outline runs the other way round.
    "☐": (800, "70,650 730,650 730,-10 70,-10 | 120,600 120,40 680,40 680,600"),
    " ": (267, ""),  # a space after a sign is set in the sign's font
    "\u00a0": (267, ""),
    "\u2007": (545, ""),
    "\u2009": (200, ""),
    "\u202f": (200, ""),
}


def main(source: Path) -> None:
    """Write the originals as TTF, their subsets and our signs as WOFF2 into static/fonts."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for original, face in FACES.items():
        shutil.copyfile(source / f"{original}.ttf", TARGET / f"{face}.ttf")
        (TARGET / f"{face}.ttf").chmod(0o644)
        subset(TARGET / f"{face}.ttf")
    draw_signs(TARGET / "portal-signs.ttf")


def subset(path: Path) -> None:
    """Write the web subset of one face beside it."""
    options = Options(flavor="woff2", hinting=False, layout_features=["kern", "liga", "tnum"])
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    font = TTFont(path)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES_TO_CHANGE:
            name = str(record)
            for reserved, ours in (("PT ", "Portal "), ("PTS", "PortalS"), ("ParaType", "Portal")):
                name = name.replace(reserved, ours)
            record.string = name
    font.flavor = "woff2"
    font.save(path.with_suffix(".woff2"))


def draw_signs(path: Path) -> None:
    """Draw the signs that PT Sans has not, at its size (1000 units, same line height)."""
    names = {ord(sign): f"uni{ord(sign):04X}" for sign in SIGNS}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    glyphs = {".notdef": TTGlyphPen(None).glyph()}
    metrics = {".notdef": (500, 0)}
    for sign, (width, outlines) in SIGNS.items():
        glyphs[names[ord(sign)]] = outlined(outlines)
        metrics[names[ord(sign)]] = (width, 0)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=1018, descent=-276)
    builder.setupNameTable({"familyName": "Portal Signs", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=1018, sTypoDescender=-276, usWinAscent=1018, usWinDescent=276)
    builder.setupPost()
    builder.save(path)
    font = TTFont(path)
    font.flavor = "woff2"
    font.save(path.with_suffix(".woff2"))


def outlined(outlines: str) -> Glyph:
    """Return the glyph of outlines written as rows of points, parted by bars."""
    pen = TTGlyphPen(None)
    for outline in filter(None, outlines.split(" | ")):
        points = [tuple(map(int, point.split(","))) for point in outline.split()]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
