"""A photograph from a stranger's hands becomes a plain JPEG, or is refused with a sentence.

The picture is decoded and drawn anew: place, camera, comments and whatever else was hidden in the
file stay behind.
"""

from io import BytesIO
from typing import BinaryIO

import pillow_heif
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from forms_builder.common.errors import DomainError

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MAX_PIXELS = 50_000_000  # 150 MB decoded; the cameras of telephones stay below
LONGEST_SIDE = 2000
QUALITY = 85
MARKUP = (b"<?xml", b"<svg", b"<!doctype")

pillow_heif.register_heif_opener(thumbnails=False)


def clean_photo(upload: BinaryIO, size: int) -> bytes:
    """Return the photograph as JPEG without metadata, upright, 2000 px at most.

    size: of the upload in bytes. Raises DomainError: empty, too large, SVG, not an image, damaged.
    """
    _check_size(size)
    head = upload.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(MARKUP):
        raise DomainError(_("SVG — это чертёж, а не фотография. Приложите JPEG или PNG."))
    upload.seek(0)
    try:
        return _redrawn(upload)
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except DomainError:
        raise
    except Exception:  # Pillow raises whatever it stumbles over in a damaged file or its EXIF
        raise DomainError(
            _("Это не фотография, или файл повреждён. Подойдут JPEG, PNG, WebP и HEIC.")
        ) from None


def _check_size(size: int) -> None:
    if size == 0:
        raise DomainError(_("Файл пуст. Выберите фотографию ещё раз."))
    if size > settings.EVIDENCE_MAX_BYTES:
        megabytes = settings.EVIDENCE_MAX_BYTES // (1024 * 1024)
        raise DomainError(
            _("Файл больше %s МБ. Уменьшите фотографию или приложите другую.") % megabytes
        )


def _redrawn(upload: BinaryIO) -> bytes:
    with Image.open(upload, formats=FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels()
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _as_jpeg(ImageOps.exif_transpose(image))


def _as_jpeg(image: Image.Image) -> bytes:
    paper = Image.new("RGB", image.size, "white")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        paper.paste(image, mask=image.getchannel("A"))
    else:
        paper.paste(image.convert("RGB"))
    output = BytesIO()
    paper.save(output, "JPEG", quality=QUALITY, optimize=True)
    return output.getvalue()


def _too_many_pixels() -> DomainError:
    return DomainError(_("В картинке слишком много точек. Приложите обычную фотографию."))
