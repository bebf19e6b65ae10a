"""Hostile and honest pictures."""

import struct
import zlib
from io import BytesIO

import pillow_heif
import pytest
from PIL import Image

from forms_builder.common.errors import DomainError
from portal.responses import photos
from portal.responses.photos import LONGEST_SIDE, clean_photo


def drawn(kind="JPEG", size=(640, 480), colour="#6fb1a6", mode="RGB", **options) -> bytes:
    output = BytesIO()
    Image.new(mode, size, colour).save(output, kind, **options)
    return output.getvalue()


def clean(content: bytes) -> Image.Image:
    return Image.open(BytesIO(clean_photo(BytesIO(content), len(content))))


def refusal(content: bytes) -> str:
    with pytest.raises(DomainError) as refused:
        clean(content)
    return refused.value.message


def bomb(width=30_000, height=30_000) -> bytes:
    """A PNG of a few bytes that wants gigabytes of memory."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_clean_photo__becomes_jpeg(kind):
    image = clean(drawn(kind))
    assert image.format == "JPEG"
    assert image.size == (640, 480)


def test_clean_photo__heic_of_a_telephone():
    output = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (640, 480), "#6fb1a6")).save(output)
    assert clean(output.getvalue()).format == "JPEG"


def test_clean_photo__large_one_is_reduced():
    image = clean(drawn(size=(5000, 2500)))
    assert image.size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_clean_photo__place_and_camera_are_gone():
    exif = Image.Exif()
    exif[0x010F] = "Камера"
    exif.get_ifd(0x8825)[1] = "N"
    content = drawn(exif=exif, comment=b"private words")
    image = clean(content)
    assert not image.getexif()
    assert "comment" not in image.info
    assert b"private words" not in clean_photo(BytesIO(content), len(content))


def test_clean_photo__stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # the telephone was turned by a quarter
    assert clean(drawn(size=(400, 200), exif=exif)).size == (200, 400)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "LA"])
def test_clean_photo__every_colour_mode(mode):
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0)).convert(mode)
    output = BytesIO()
    image.save(output, "PNG")
    assert clean(output.getvalue()).mode == "RGB"


def test_clean_photo__transparent_lies_on_white_paper():
    assert clean(drawn("PNG", mode="RGBA", colour=(0, 0, 0, 0))).getpixel((5, 5)) == (255, 255, 255)


def test_clean_photo__empty():
    assert refusal(b"") == "Файл пуст. Выберите фотографию ещё раз."


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n  ", b"<?xml version='1.0'?>\n"])
def test_clean_photo__svg(before):
    message = refusal(before + b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    assert "SVG" in message


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00" + b"\0" * 400,
        b"%PDF-1.7\n",
        b"GIF89a" + b"\0" * 20,
        b"just words",
        drawn()[:300],
        b"\xff\xd8\xff\xe0" + b"\0" * 50,
    ],
    ids=["exe", "pdf", "gif", "text", "cut off", "a jpeg by its first bytes only"],
)
def test_clean_photo__not_a_photograph(content):
    assert refusal(content).startswith("Это не фотография, или файл повреждён.")


@pytest.mark.parametrize("size", [(30_000, 30_000), (8_000, 8_000)])
def test_clean_photo__bomb(size):
    assert "слишком много точек" in refusal(bomb(*size))


def test_clean_photo__too_many_bytes(settings):
    settings.EVIDENCE_MAX_BYTES = 2 * 1024 * 1024
    with pytest.raises(DomainError, match="больше 2 МБ"):
        clean_photo(BytesIO(b"x"), 2 * 1024 * 1024 + 1)


def test_formats__no_others_are_ever_decoded():
    assert set(photos.FORMATS) == {"JPEG", "PNG", "WEBP", "HEIF"}
