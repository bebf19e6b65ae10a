"""The child keeps to its limits, knows nothing it need not, and never outlives its caller."""

import subprocess
from pathlib import Path

import pytest

from portal.documents import glyphs, limited, pdf
from portal.documents.errors import RenderFailed
from portal.documents.limited import LimitedChild, Limits
from portal.documents.tree import Column, Paragraph, Table
from tests.portal.documents.samples import holding

PLENTY = Limits(memory_mb=1024, seconds=60)
HUGE = holding(Table("Много", (Column("а", 100),), tuple((str(n),) for n in range(20_000))))


@pytest.fixture
def started(monkeypatch):
    """Return the list of processes that were started during the test."""
    processes = []

    class Watched(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.given = kwargs
            processes.append(self)

    monkeypatch.setattr(limited.subprocess, "Popen", Watched)
    return processes


def all_ended(processes):
    return bool(processes) and all(
        process.returncode is not None and not Path(f"/proc/{process.pid}").exists()
        for process in processes
    )


def request(html, **images):
    return {"html": html, "images": images, "author": ""}


def test_render_pdf__leaves_no_process(started):
    pdf.render_pdf(holding(Paragraph("слово")))
    assert all_ended(started)


def test_render_many__leaves_no_process_when_dropped_half_way(started):
    rendered = pdf.render_many(holding(Paragraph(str(number))) for number in range(3))
    assert next(rendered).startswith(b"%PDF")
    rendered.close()
    assert all_ended(started)


def test_render_many__starts_one_child(started):
    assert len(list(pdf.render_many([holding(), holding()]))) == 2
    assert len(started) == 1


def test_render_pdf__too_much_time_is_refused(started, settings):
    settings.PDF_SECONDS = 1
    with pytest.raises(RenderFailed, match="за 1\u00a0секунду"):
        pdf.render_pdf(HUGE)
    assert all_ended(started)


def test_render_pdf__too_much_memory_is_refused(started, settings):
    settings.PDF_MEMORY_MB = 100
    with pytest.raises(RenderFailed, match="памяти: 100 МБ"):
        pdf.render_pdf(HUGE)
    assert all_ended(started)


def test_render_pdf__a_stuck_child_is_stopped(started, settings, monkeypatch, tmp_path):
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time; time.sleep(600)")
    monkeypatch.setattr(limited, "PROGRAM", sleeper)
    monkeypatch.setattr(limited, "ENDS_WITHIN", -3)
    settings.PDF_SECONDS = 1
    with pytest.raises(RenderFailed, match="секунду"):
        pdf.render_pdf(holding())
    assert all_ended(started)


def test_render_pdf__a_child_that_dies_is_told_in_words(started, monkeypatch, tmp_path):
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(3)")
    monkeypatch.setattr(limited, "PROGRAM", broken)
    with pytest.raises(RenderFailed, match="журнал"):
        pdf.render_pdf(holding())
    assert all_ended(started)


def test_render_pdf__missing_font_fails(started, monkeypatch, tmp_path):
    check = glyphs.drawable(signs=True)
    assert check
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(RenderFailed):
        pdf.render_pdf(holding(Paragraph("слово")))
    assert all_ended(started)


def test_limited_child__gets_no_environment(started, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "никому")
    pdf.render_pdf(holding())
    (process,) = started
    assert set(process.given["env"]) == {"LANG", "HOME", "TMPDIR"}


def test_limited_child__a_warning_is_a_refusal(tmp_path, caplog):
    with (
        LimitedChild(glyphs.FONTS, tmp_path, PLENTY) as child,
        pytest.raises(RenderFailed, match="журнал"),
    ):
        child.convert(request("<html><body><p>Кириллица без шрифта</p></body></html>"))
    assert "No font this document has" in caplog.text


@pytest.mark.parametrize(
    "source", ["/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x.png", "../x.png"]
)
def test_limited_child__reads_nothing_outside_its_folders(tmp_path, source):
    markup = f'<html><body><p><img src="{source}"></p></body></html>'
    with LimitedChild(glyphs.FONTS, tmp_path, PLENTY) as child, pytest.raises(RenderFailed):
        child.convert(request(markup))


def test_limited_child__answers_again_after_a_refusal(tmp_path):
    with LimitedChild(glyphs.FONTS, tmp_path, PLENTY) as child:
        with pytest.raises(RenderFailed):
            child.convert(request("<html><body>Кириллица без шрифта</body></html>"))
        assert child.convert(request("<html><body>plain</body></html>")).startswith(b"%PDF")
