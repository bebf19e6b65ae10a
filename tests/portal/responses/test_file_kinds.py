"""A file is known by its bytes; whatever else it claims to be is refused in a sentence."""

from io import BytesIO

import pytest

from forms_builder.common.errors import DomainError
from portal.responses.files import clean_file, shown_name
from tests.portal.responses import hostile

KINDS = ["pdf", "docx", "xlsx", "odt", "jpg", "png"]


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (hostile.PDF, "pdf"),
        (hostile.DOCX, "docx"),
        (hostile.XLSX, "xlsx"),
        (hostile.ODT, "odt"),
        (hostile.picture(), "jpg"),
        (hostile.picture("PNG"), "jpg"),
    ],
)
def test_document__is_known_by_its_bytes(content, ending):
    assert clean_file(BytesIO(content), len(content), KINDS).ending == ending


@pytest.mark.parametrize(
    "content",
    [
        hostile.EXE,
        hostile.SVG,
        hostile.HTML,
        hostile.ZIP,
        hostile.APK,
        hostile.MACROS,
        hostile.MP4,
        hostile.PDF[:9],
        hostile.DOCX[:40],
        b"PK\x03\x04" + b"\0" * 200,
        b"\xff\xd8\xff" + hostile.HTML,
        b" " * 10,
    ],
    ids=lambda content: repr(content[:12]),
)
def test_document__of_another_kind_is_refused_in_a_sentence(content):
    with pytest.raises(DomainError) as refused:
        clean_file(BytesIO(content), len(content), KINDS)
    assert refused.value.message.endswith(".")


@pytest.mark.parametrize("content", [hostile.SVG, hostile.EXE, hostile.PDF, hostile.HTML])
def test_photo__is_drawn_anew_or_refused(content):
    with pytest.raises(DomainError):
        clean_file(BytesIO(content), len(content), ["jpg", "png"])


@pytest.mark.parametrize(
    ("content", "ending"), [(hostile.MP4, "mp4"), (hostile.WEBM, "webm"), (hostile.PDF, None)]
)
def test_video__by_its_signature(content, ending):
    if ending is None:
        with pytest.raises(DomainError, match="не подходит"):
            clean_file(BytesIO(content), len(content), ["mp4", "webm"])
    else:
        assert clean_file(BytesIO(content), len(content), ["mp4", "webm"]).ending == ending


def test_size__empty_and_too_large(settings):
    settings.EVIDENCE_MAX_BYTES = settings.EVIDENCE_VIDEO_MAX_BYTES = 1024 * 1024
    with pytest.raises(DomainError, match="пуст"):
        clean_file(BytesIO(b""), 0, KINDS)
    for kinds in (KINDS, ["mp4"]):
        with pytest.raises(DomainError, match="больше 1 МБ"):
            clean_file(BytesIO(hostile.PDF), 1024 * 1024 + 1, kinds)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../settings.py", "settings.py"),
        ("C:\\Документы\\План.pdf", "План.pdf"),
        ("a\x00b\u202ecod.pdf", "abcod.pdf"),
        ("", ""),
    ],
)
def test_name__is_shown_and_never_a_path(name, shown):
    assert shown_name(name) == shown


def test_name__of_any_length_keeps_its_ending():
    assert shown_name("я" * 300 + ".pdf").endswith("я.pdf")
    assert len(shown_name("я" * 300 + ".pdf")) == 120
