"""The name under which people save the PDF."""

from urllib.parse import quote

from portal.reports.models import Report


def download_name(report: Report) -> str:
    """Return the name a person's browser saves under: words, place, day; never the stored name."""
    day = f"{report.compiled_at:%Y-%m-%d}" if report.compiled_at else ""
    words = f"{report.get_kind_display()} {report.organisation} {day}".strip()
    return "".join(sign if sign.isalnum() or sign in " -№«»." else "_" for sign in words) + ".pdf"


def attachment(report: Report) -> str:
    """Return the Content-Disposition of the PDF: a Latin name for old programs, then the real one.

    Source: RFC 6266, appendix D.
    """
    latin = f"profile-{report.uid}.pdf"
    return f"attachment; filename=\"{latin}\"; filename*=UTF-8''{quote(download_name(report))}"
