"""The fonts that are shipped: present, licensed, the same in the style sheet and in the folder."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from portal.documents import palette
from portal.documents.glyphs import FONTS, drawable

CSS = Path(settings.BASE_DIR) / "static" / "css"
RUSSIAN = "".join(map(chr, range(0x410, 0x450))) + "Ёё"
MARKS = "№«»„“”’–—…·≥≤×±≈°§•−\u00a0\u2011 0123456789.,:;!?%()[]/+-=&<>\"'@#"
SIGNS = "←↑→↓☐✓◆κ\u2009\u202f"
FACES = ("pt-sans-regular", "pt-sans-bold", "pt-sans-italic", "pt-sans-bold-italic")


def test_drawable__holds_the_letters_and_marks_of_russian_text():
    assert set(RUSSIAN + MARKS) <= drawable(signs=False)


def test_drawable__signs_font_adds_arrows():
    assert set(SIGNS).isdisjoint(drawable(signs=False) - {"κ"})
    assert set(SIGNS) <= drawable(signs=True)


@pytest.mark.parametrize("face", [*FACES, "pt-serif-regular", "pt-serif-bold", "portal-signs"])
def test_fonts__each_face_has_both_formats(face):
    assert (FONTS / f"{face}.ttf").read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert (FONTS / f"{face}.woff2").read_bytes()[:4] == b"wOF2"


def test_fonts__web_subsets_are_small():
    sizes = [path.stat().st_size for path in FONTS.glob("*.woff2")]
    assert max(sizes) < 40_000
    assert sum(sizes) < 200_000


@pytest.mark.parametrize("licence", ["OFL.txt", "PTFL.txt"])
def test_fonts__licence_stands_beside_them(licence):
    assert "ParaType" in (FONTS / licence).read_text(encoding="utf-8")


def test_fonts_css__names_every_web_font_and_nothing_else():
    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', (CSS / "fonts.css").read_text()))
    assert named == {path.name for path in FONTS.glob("*.woff2")}


def test_fonts_css__text_is_read_before_the_font_arrives():
    sheet = (CSS / "fonts.css").read_text()
    assert sheet.count("@font-face") == sheet.count("font-display: swap")


def token(name):
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}})", (CSS / "tokens.css").read_text())
    return found and found.group(1)


@pytest.mark.parametrize("name", ["ink", "soft", "card", "line", "brand", "tint"])
def test_palette__paper_has_the_colours_of_the_screen(name):
    assert getattr(palette, name.upper()) == token(name)


@pytest.mark.parametrize("level", range(6))
def test_palette__levels_have_the_colours_of_the_screen(level):
    assert palette.LEVELS[level] == token(f"level-{level}")
    assert palette.EDGES[level] == token(f"level-{level}-edge")
