"""The shape of a room: its docstring, its services, its admin classes, its hooks."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import Module, modules, rooms

HOOK_LINES = 30
BASE_ADMIN = ("portal", "organisations", "modeladmin")
MODELADMIN = "wagtail_modeladmin.options"
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: Module) -> Iterator[Function]:
    """Yield every function and method, nested ones too."""
    return (node for node in ast.walk(module.tree) if isinstance(node, Function))


def rooms_without_words(root: Path) -> list[str]:
    """Rooms whose __init__.py does not say in two lines what they take and give."""
    found = []
    for folder in rooms(root):
        path = folder / "__init__.py"
        words = (ast.get_docstring(ast.parse(path.read_text())) if path.exists() else "") or ""
        folded = words.lower()
        if len(words.splitlines()) != 2 or "take" not in folded or "give" not in folded:
            found.append(f"{path.relative_to(root)}:1: two lines: takes … from …; gives … to …")
    return found


def _is_service(module: Module) -> bool:
    return "services" in module.parts


def services_with_request(root: Path) -> list[str]:
    """Functions of services that take a request, by name or by type."""
    found = []
    for module in filter(_is_service, modules(root)):
        for function in functions(module):
            arguments = function.args
            for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
                kind = ast.unparse(argument.annotation) if argument.annotation else ""
                if argument.arg == "request" or kind.endswith("HttpRequest"):
                    found.append(module.at(argument.lineno, f"{function.name} sees a request"))
    return found


def admins_of_another_base(root: Path) -> list[str]:
    """Modules that reach for wagtail_modeladmin's own ModelAdmin: it scopes the list only."""
    base = {MODELADMIN, f"{MODELADMIN}.ModelAdmin", f"{MODELADMIN}.*"}
    return [
        module.at(item.line, "derive from ScopedModelAdmin of portal.organisations.modeladmin")
        for module in modules(root)
        for item in module.imports()
        if module.parts[:3] != BASE_ADMIN and item.name in base
    ]


def long_hooks(root: Path) -> list[str]:
    """wagtail_hooks.py that do more than register."""
    return [
        module.at(HOOK_LINES, f"wagtail_hooks.py only registers, in under {HOOK_LINES} lines")
        for module in modules(root)
        if module.path.name == "wagtail_hooks.py"
        if len(module.path.read_text().splitlines()) >= HOOK_LINES
    ]


def readers_of_the_environment(root: Path) -> list[str]:
    """Modules outside portal/settings that read an environment variable.

    `os.environ.setdefault` names the settings module in entry points: it reads nothing.
    """
    found = []
    for module in modules(root):
        if module.room == "portal.settings":
            continue
        found += [
            module.at(item.line, "only portal/settings reads the environment")
            for item in module.imports()
            if item.name in {"os.environ", "os.getenv"} or item.name.split(".")[0] == "environ"
        ]
        found += [
            module.at(line, "only portal/settings reads the environment")
            for line in _looks_at_environment(module)
        ]
    return found


def _looks_at_environment(module: Module) -> Iterator[int]:
    written = {
        id(node.func.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setdefault"
    }
    read = (node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
    for node in read:
        if id(node) not in written and ast.unparse(node) in {"os.environ", "os.getenv"}:
            yield node.lineno
