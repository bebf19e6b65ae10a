"""Sizes: what is longer is two ideas. The complexity of functions is watched by ruff."""

import ast
import io
import tokenize
from pathlib import Path

from tests.architecture.shapes import Function, functions
from tests.architecture.sources import Module, modules, texts

FUNCTION_LINES = 25
FILE_LINES = 250
TEMPLATE_LINES = 80
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
NO_CODE |= {tokenize.ENDMARKER, tokenize.ENCODING}


def code_lines(module: Module) -> set[int]:
    """Return the numbers of the lines that hold code: no blank lines, no bare comments."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(module.path.read_text()).readline):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    return lines


def length(function: Function, lines: set[int]) -> int:
    """Count a function's lines of code from `def` to its end.

    Its docstring, comments, blank lines and decorators do not count: explaining is free.
    """
    own = lines & set(range(function.lineno, (function.end_lineno or 0) + 1))
    first = function.body[0]
    if isinstance(first, ast.Expr) and ast.get_docstring(function) is not None:
        own -= set(range(first.lineno, (first.end_lineno or 0) + 1))
    return len(own)


def long_functions(root: Path) -> list[str]:
    """Functions over the budget; migrations are written by Django and exempt."""
    found = []
    for module in modules(root):
        if module.is_migration:
            continue
        lines = code_lines(module)
        for function in functions(module):
            count = length(function, lines)
            if count > FUNCTION_LINES:
                found.append(module.at(function.lineno, f"{function.name} has {count} lines"))
    return found


def long_files(root: Path) -> list[str]:
    """Modules over the budget, blank lines and comments included."""
    return [
        module.at(count, f"{count} lines, {FILE_LINES} at most")
        for module in modules(root)
        if not module.is_migration
        if (count := len(module.path.read_text().splitlines())) > FILE_LINES
    ]


def long_templates(root: Path) -> list[str]:
    """Templates over the budget."""
    return [
        f"{path.relative_to(root)}:{count}: {count} lines, {TEMPLATE_LINES} at most"
        for path in texts(root / "templates")
        if (count := len(path.read_text().splitlines())) > TEMPLATE_LINES
    ]
