"""Who may import whom: design's table of ranks, for imports and for migrations."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import Module, modules, room_of, rooms

COMPOSITION = ("portal.settings", "portal.urls", "portal.wsgi", "portal.bootstrap")
EDGES = ("pages", "portal.desk", "portal.exchange")
CHAIN = tuple(
    f"portal.{room}"
    for room in (
        "reports",
        "plans",
        "profiles",
        "responses",
        "assignments",
        "campaigns",
        "organisations",
    )
)
GROUND = tuple(f"portal.{room}" for room in ("jobs", "journal", "documents", "accounts", "common"))
FORMS = tuple(
    f"forms_builder.{room}"
    for room in ("xlsform", "questionnaires", "scales", "fields", "expressions", "common")
)
SCORING = "portal.scoring"
MAY_SCORE = ("portal.responses", "portal.profiles", "portal.reports", *COMPOSITION)
PURE = (SCORING, "forms_builder.expressions")
# In the standard library, but a clock, a die, a file or a language all the same.
IMPURE = {"os", "time", "datetime", "random", "secrets", "socket", "subprocess", "pathlib", "io"}
IMPURE |= {"gettext", "locale", "sqlite3", "logging", "threading", "multiprocessing", "asyncio"}
# One line per storey, from the top; within a line rooms are strangers.
STOREYS = (COMPOSITION, EDGES, *((room,) for room in CHAIN), GROUND, *((room,) for room in FORMS))
RANK = {room: -storey for storey, line in enumerate(STOREYS) for room in line}


def refusal(importer: str, imported: str) -> str:
    """Say why one room may not import another, "" when it may."""
    if importer == imported or not imported:
        return ""
    if imported == SCORING:
        return "" if importer in MAY_SCORE else f"{importer} does not score"
    if importer in COMPOSITION:
        return ""
    if imported in COMPOSITION:
        return f"nobody imports {imported}"
    unknown = [room for room in (importer, imported) if room not in RANK and room != SCORING]
    if unknown:
        return f"{unknown[0]} has no rank; give it one in tests/architecture/ranks.py"
    if importer == SCORING:
        return f"{importer} imports no other room"
    if RANK[importer] == RANK[imported]:
        return f"{importer} and {imported} are strangers"
    return "" if RANK[importer] > RANK[imported] else f"{importer} imports upwards: {imported}"


def imports_against_rank(root: Path) -> list[str]:
    """Imports that go up or sideways, or from a room that has no rank."""
    found = []
    for module in modules(root):
        for item in module.imports():
            why = refusal(module.room, room_of(item.name)) if module.room else ""
            if why:
                found.append(module.at(item.line, why))
    return found


def impurities(root: Path) -> list[str]:
    """Anything but harmless standard library in the pure rooms."""
    found = []
    for module in modules(root):
        if module.room not in PURE:
            continue
        for item in module.imports():
            top = item.name.split(".")[0]
            harmless = top in sys.stdlib_module_names and top not in IMPURE
            if not harmless and room_of(item.name) != module.room:
                found.append(module.at(item.line, f"{module.room} is pure: not {item.name}"))
    return found


def drafts_read_by_portal(root: Path) -> list[str]:
    """Imports of forms_builder.scales.models in portal: old sheets are read from editions."""
    models = "forms_builder.scales.models"
    return [
        module.at(item.line, "portal reads editions, not the models of scales")
        for module in modules(root, ("portal",))
        for item in module.imports()
        if item.name == models or item.name.startswith(models + ".")
    ]


def _labels(root: Path) -> dict[str, str]:
    """Return room by app label: the folder's name unless apps.py says otherwise."""
    labels = {}
    for folder in rooms(root):
        apps = folder / "apps.py"
        named = re.search(r'^\s+label = "(\w+)"', apps.read_text(), re.M) if apps.exists() else None
        labels[named[1] if named else folder.name] = ".".join(folder.relative_to(root).parts)
    return labels


def _dependencies(module: Module) -> Iterator[tuple[str, int]]:
    """Yield (app label, line) of the dependencies; the swappable user is a call and no pair."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.List | ast.Tuple):
            continue
        if [target.id for target in node.targets if isinstance(target, ast.Name)] != [
            "dependencies"
        ]:
            continue
        for pair in node.value.elts:
            if isinstance(pair, ast.Tuple) and isinstance(pair.elts[0], ast.Constant):
                yield str(pair.elts[0].value), pair.lineno


def migrations_against_rank(root: Path) -> list[str]:
    """Migrations that depend on a room their own room may not import."""
    labels = _labels(root)
    return [
        module.at(line, why)
        for module in modules(root)
        if module.is_migration
        for label, line in _dependencies(module)
        if (why := refusal(module.room, labels.get(label, "")))
    ]


def migrations_badly_named(root: Path) -> list[str]:
    """Migrations named by a machine, or not numbered."""
    return [
        module.at(1, "a migration's name says what it does")
        for module in modules(root)
        if module.is_migration and module.path.name != "__init__.py"
        if "_auto_" in module.path.stem or not re.fullmatch(r"\d{4}_[a-z]\w+", module.path.stem)
    ]
