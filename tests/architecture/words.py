"""What may not stand in templates, in static files, or anywhere in the tree."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import text_of, texts

COMMENTS = re.compile(r"/\*.*?\*/|\{#.*?#\}|<!--.*?-->|\{% comment %\}.*?\{% endcomment %\}", re.S)
JS_COMMENTS = re.compile(r"^\s*//.*$", re.M)
FOREIGN = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)(?:[\w-]+\.)+[a-z]{2,}", re.I)
INLINE = (
    (re.compile(r"<style\b", re.I), "a <style> element"),
    (re.compile(r"\sstyle\s*=", re.I), "an inline style"),
    (re.compile(r"<script\b(?![^>]*\ssrc=)", re.I), "an inline script"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.I), "an inline event handler"),
    (re.compile(r"javascript:", re.I), "a javascript: address"),
)
# The CMS has a policy of its own, letters and the PDF never meet a browser's policy.
INLINE_ALLOWED = ("wagtailadmin", "emails", "pdf")
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp/\w+)/\w")
WAIVERS = re.compile(r"# noqa|# type: ignore|\bTODO\b|\bFIXME\b|mark\.(?:skip|xfail)")
# These rules and their planted violations name what they look for.
OWN_WORDS = Path("tests/architecture")


def _without_comments(path: Path) -> str:
    """Return the text with comments blanked, line numbers kept."""
    text = COMMENTS.sub(_blank, path.read_text())
    return JS_COMMENTS.sub(_blank, text) if path.suffix == ".js" else text


def _blank(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def _hits(root: Path, path: Path, text: str, pattern: re.Pattern[str], what: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield f"{path.relative_to(root)}:{line}: {what}: {match[0].strip()}"


def foreign_hosts(root: Path) -> list[str]:
    """Addresses of other hosts in templates and static files, comments and namespaces aside."""
    return [
        hit
        for folder in ("templates", "static")
        for path in texts(root / folder, ".html", ".css", ".js", ".svg", ".webmanifest")
        for hit in _hits(root, path, _without_comments(path), FOREIGN, "another host")
    ]


def inline_code(root: Path) -> list[str]:
    """Styles, scripts and handlers inside templates: the policy refuses them."""
    return [
        hit
        for path in texts(root / "templates", ".html", ".svg")
        if not {*path.relative_to(root).parts, path.stem} & set(INLINE_ALLOWED)
        for pattern, what in INLINE
        for hit in _hits(root, path, _without_comments(path), pattern, what)
    ]


def machine_paths(root: Path) -> list[str]:
    """Paths of the machine that somebody worked on."""
    return [
        hit
        for path in texts(root)
        if not path.is_relative_to(root / OWN_WORDS)
        for hit in _hits(root, path, text_of(path), MACHINE, "a path of one machine")
    ]


def waivers(root: Path) -> list[str]:
    """Silenced checks and things left for later."""
    return [
        hit
        for path in texts(root, ".py", ".js", ".css", ".html")
        if not path.is_relative_to(root / OWN_WORDS)
        for hit in _hits(root, path, text_of(path), WAIVERS, "mend it instead")
    ]
