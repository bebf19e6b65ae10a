"""xhtml2pdf and nothing around it. Called as: bare_pdf.py FOLDER FONTS."""

import io
import sys
from pathlib import Path

from svglib.fonts import register_font_family
from xhtml2pdf.config.resources import ResourceAccessPolicy
from xhtml2pdf.document import pisaDocument


def main(folder: Path, fonts: Path) -> None:
    """Convert document.html of the folder and throw the PDF away."""
    faces = ("regular", "bold", "italic", "bold-italic")
    register_font_family("PT Sans", *(str(fonts / f"pt-sans-{face}.ttf") for face in faces))
    page = folder / "document.html"
    pisaDocument(
        page.read_text(encoding="utf-8"),
        io.BytesIO(),
        path=str(page),
        encoding="utf-8",
        resource_policy=ResourceAccessPolicy.server(
            folder, extra_roots=(fonts,), max_render_seconds=None, max_resources=None
        ),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
