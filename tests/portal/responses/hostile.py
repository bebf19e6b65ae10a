"""Files as people send them, and as nobody should."""

import zipfile
from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
MP4 = b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 64
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm" + b"\0" * 64
EXE = b"MZ\x90\0" + b"\0" * 128
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def archive(**members: bytes) -> bytes:
    """A ZIP; «__» in a name stands for «/», its first member is not compressed."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/"), content)
    return output.getvalue()


def office(inside: str, *more: str) -> bytes:
    names = ["[Content_Types].xml", inside, *more]
    return archive(**dict.fromkeys(names, b"<xml/>"))


DOCX, XLSX = office("word/document.xml"), office("xl/workbook.xml")
MACROS = office("word/document.xml", "word/vbaProject.bin")
ODT = archive(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b"<office/>"})
ZIP = archive(**{"run.exe": EXE})
APK = archive(**{"classes.dex": b"dex", "content.xml": b""})


def picture(kind: str = "JPEG") -> bytes:
    output = BytesIO()
    Image.new("RGB", (32, 24), "#6fb1a6").save(output, kind)
    return output.getvalue()
