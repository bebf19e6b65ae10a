"""The sources under a root: modules with their names, what each imports, which room it is in."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PACKAGES = ("forms_builder", "portal", "pages")
NOT_OURS = {".git", ".venv", "var", "__pycache__", ".hypothesis", ".pytest_cache"}
NOT_OURS |= {".ruff_cache", ".mypy_cache"}


@dataclass(frozen=True)
class Import:
    """One name that a module imports, as if written absolutely: `portal.reports.models`."""

    name: str
    line: int


@dataclass(frozen=True)
class Module:
    root: Path
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(), filename=str(self.path))

    @property
    def parts(self) -> tuple[str, ...]:
        parts = self.path.relative_to(self.root).with_suffix("").parts
        return parts[:-1] if parts[-1] == "__init__" else parts

    @property
    def package(self) -> tuple[str, ...]:
        """The package that relative imports start from."""
        return self.parts if self.path.name == "__init__.py" else self.parts[:-1]

    @property
    def room(self) -> str:
        return room_of(".".join(self.parts))

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts[:-1]

    def at(self, line: int, what: str) -> str:
        """Return one finding: where, and what is wrong there."""
        return f"{self.path.relative_to(self.root)}:{line}: {what}"

    def imports(self) -> Iterator[Import]:
        """Yield everything imported, wherever it stands in the file."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (Import(alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                yield from (Import(f"{base}.{alias.name}", node.lineno) for alias in node.names)

    def _base(self, node: ast.ImportFrom) -> str:
        own = self.package[: len(self.package) - node.level + 1] if node.level else ()
        return ".".join((*own, *filter(None, [node.module])))


def room_of(name: str) -> str:
    """Return the room of a dotted name («portal.reports», «pages»), "" outside of all rooms."""
    top, *rest = name.split(".")
    if top == "pages":
        return "pages"
    if top in PACKAGES and rest:
        return f"{top}.{rest[0]}"
    return ""


def modules(root: Path, packages: tuple[str, ...] = PACKAGES) -> Iterator[Module]:
    """Yield every module of the packages under the root, in a fixed order."""
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            yield Module(root, path)


def rooms(root: Path) -> Iterator[Path]:
    """Yield the folder of every room: pages, and what lies directly in the two others."""
    if (root / "pages").is_dir():
        yield root / "pages"
    for package in ("forms_builder", "portal"):
        for folder in sorted((root / package).glob("*/")):
            if any(folder.rglob("*.py")):
                yield folder


def texts(root: Path, *suffixes: str) -> Iterator[Path]:
    """Yield our own text files with these endings (all readable ones when none is given)."""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if (
            path.is_file()
            and not NOT_OURS & set(parts)
            and path.suffix in (suffixes or {path.suffix})
        ):
            yield path


def text_of(path: Path) -> str:
    """Return the text of a file, "" when it is no text."""
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""
