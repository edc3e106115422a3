"""What a module defines is used by the package or its pages, and not by tests alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import extractor

PACKAGE = Path(extractor.__file__).parent
WORD = re.compile(r"\w+")


def defined(tree: ast.Module) -> Iterator[str]:
    """The functions, classes and constants of a module; what a decorator registers is used."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if not node.decorator_list or isinstance(node, ast.ClassDef):
                yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                yield from (n.id for n in ast.walk(target) if isinstance(n, ast.Name))


def used(tree: ast.Module) -> Iterator[str]:
    """The names that a module reads, as such or in an annotation that is written as a string."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            names = node.value if len(node.value) < 60 else ""  # as in `__all__`, and no prose
            yield from WORD.findall(names)


def test_what_is_defined_is_used() -> None:
    trees = {p: ast.parse(p.read_text(encoding="utf-8")) for p in PACKAGE.rglob("*.py")}
    names = {name for tree in trees.values() for name in used(tree)}
    for page in (PACKAGE / "site" / "templates").glob("*.html"):
        names.update(WORD.findall(page.read_text(encoding="utf-8")))
    unused = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path, tree in trees.items()
        for name in defined(tree)
        if name not in names and not name.startswith("__")
    ]
    assert unused == []
