"""Files, photographs, video: an answer names files by uid, within limits said in words."""

import pytest
from django.template.loader import render_to_string

from forms_builder.common.errors import DomainError
from forms_builder.fields.catalogue import field_type
from tests.forms_builder.fields.composite import FILE, PHOTO, VIDEO, frozen

KIND = field_type("file")
ONE, TWO, THREE = (f"{n}" * 8 + "-1111-4111-8111-111111111111" for n in (1, 2, 3))
BLOCK = {"label": "Как Вам сад", "code": "views", "maximum": 2}


def given(*files: str) -> dict:
    return {"state": "answered", "files": list(files)}


@pytest.mark.parametrize(
    ("payload", "answer"),
    [
        ({"file": [TWO, ONE]}, given(TWO, ONE)),
        ({"file": [ONE, ONE, ""]}, given(ONE)),
        ({"file": [""]}, None),
        ({}, None),
        ({"upload": ["план.pdf"]}, None),
    ],
)
def test_decode__the_files_named(payload, answer):
    assert KIND.decode(FILE, payload) == answer


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([ONE, TWO, THREE], "Можно приложить не больше: 2\u00a0файла. Уберите лишние."),
        (["../../etc/passwd"], "Такого файла нет"),
        ([ONE.upper().replace("1", "A")], "Такого файла нет"),
        ([f"{{{ONE}}}"], "Такого файла нет"),
    ],
)
def test_decode__refuses(files, words):
    with pytest.raises(DomainError) as refusal:
        KIND.decode(FILE, {"file": files})
    assert words in refusal.value.message


@pytest.mark.parametrize(
    ("name", "item", "accept", "words"),
    [
        ("file", FILE, ".pdf,.docx", "До 2\u00a0файлов: PDF, Word (DOCX)."),
        ("photo", PHOTO, ".jpg,.png", "Один файл: JPEG, PNG."),
        ("video", VIDEO, ".mp4,.webm", "Один файл: MP4, WebM."),
    ],
)
def test_parts__limits_in_words(name, item, accept, words):
    parts = field_type(name).parts(item, {}, "u7.")
    assert (parts["accept"], parts["limits"]) == (accept, words)
    assert (parts["files"], parts["left"]) == ([], item["maximum"])


def test_parts__of_an_item_without_kinds():
    item = {key: FILE[key] for key in FILE if key != "kinds"}
    assert KIND.parts(item, {}, "u7.")["accept"] == ".pdf,.docx,.xlsx,.odt,.jpg,.png"


@pytest.mark.parametrize(
    ("kinds", "frozen_kinds"),
    [
        ([], ["pdf", "docx", "xlsx", "odt", "jpg", "png"]),
        (["docx", "pdf"], ["pdf", "docx"]),
    ],
)
def test_freeze__kinds_in_the_order_of_the_type(kinds, frozen_kinds):
    assert frozen(FILE, BLOCK | {"kinds": kinds})["kinds"] == frozen_kinds


def test_template__a_place_for_more_and_the_files_given():
    parts = KIND.parts(FILE, {"file": [ONE]}, "u7.")
    parts["attached"][0] |= {"name": "план.pdf", "url": "/files/1/"}
    page = render_to_string(KIND.template, {"item": FILE, "parts": parts})
    assert '<a href="/files/1/">план.pdf</a>' in page
    assert f'name="u7.file" value="{ONE}" checked' in page
    assert 'type="file"' in page
    assert 'accept=".pdf,.docx"' in page
    assert "multiple" not in page


def test_template__no_place_when_nothing_more_fits():
    parts = KIND.parts(FILE, {"file": [ONE, TWO]}, "u7.")
    page = render_to_string(KIND.template, {"item": FILE, "parts": parts})
    assert 'type="file"' not in page
    assert "Приложено всё, что можно" in page


def test_display_and_cells__count():
    assert KIND.display(FILE, given(ONE, TWO)) == "2\u00a0файла"
    assert KIND.columns(FILE) == [("views", "Как Вам сад: сколько файлов")]
    assert KIND.cells(FILE, given(ONE, TWO)) == ["2"]


@pytest.mark.parametrize("name", ["file", "photo", "video"])
def test_missing__required_means_one_file(name):
    item = {"file": FILE, "photo": PHOTO, "video": VIDEO}[name] | {"required": True}
    assert field_type(name).missing(item, None) == "нет ответа"
    assert field_type(name).missing(item, given(ONE)) == ""
