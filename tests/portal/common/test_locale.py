"""Our own catalogue: compiled, complete, with the same fields as what it translates."""

import ast
import gettext
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as translated

FOLDER = Path(settings.LOCALE_PATHS[0]) / "ru" / "LC_MESSAGES"
FIELD = re.compile(r"%\((\w+)\)s")
ENTRY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ((?:".*"\n)+)', re.M)


def joined(lines: str) -> str:
    """Return the text of a string of a .po file, written over one or more lines."""
    return "".join(ast.literal_eval(line) for line in lines.splitlines())


def written() -> dict[str, str]:
    """Return what django.po says, without its head. It holds no plurals and no contexts."""
    text = (FOLDER / "django.po").read_text(encoding="utf-8")
    assert "msgid_plural" not in text
    assert "msgctxt" not in text
    found = {joined(source): joined(words) for source, words in ENTRY.findall(text + "\n")}
    return {source: words for source, words in found.items() if source}


def compiled() -> dict[str, str]:
    with (FOLDER / "django.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    return {source: words for source, words in catalogue._catalog.items() if source}


def test_catalogue__is_compiled_from_what_is_written():
    assert compiled() == written()


def test_catalogue__wins_over_those_of_the_packages():
    assert {source: translated(source) for source in written()} == written()


def test_catalogue__says_something_for_everything():
    assert all(written().values())


def test_catalogue__invents_no_field():
    for source, words in written().items():
        assert set(FIELD.findall(words)) <= set(FIELD.findall(source)), source
