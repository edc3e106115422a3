"""Python names no rule, measure, breakdown or phrase: what they are is known to the rules alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import extractor
from extractor.rulebook.load import load_rulebook
from extractor.types import DIMENSION_COLUMNS

PACKAGE = Path(extractor.__file__).parent
HELD_IN = "types.py"
"""Where the columns that breakdowns have of their own are named, with the reason."""
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


def _docstrings(tree: ast.AST) -> Iterator[ast.expr]:
    """Docstrings, below the head of a part or below what they describe: their examples may name
    anything."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                yield statement.value


def names_in(source: str) -> set[str]:
    """The names with underscores in the strings of a Python text."""
    tree = ast.parse(source)
    left_out = {id(node) for node in _docstrings(tree)}
    return {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if id(node) not in left_out
        for name in _NAME.findall(node.value)
    }


@pytest.fixture(scope="module")
def ids() -> frozenset[str]:
    """Measures, breakdowns and their values, phrases and rules of the built-in rules."""
    book = load_rulebook(None)
    patterns = {name.split("#")[-1] for name in book.patterns}
    phrases = {part for p in book.phrases for part in (p.concept, p.value) if part}
    names = {*book.measures, *book.dimensions, *book.families, *patterns, *phrases}
    return frozenset(name for name in names if "_" in name)


def test_names_are_found_in_strings_and_not_in_docstrings() -> None:
    found = names_in('"""about `of_text`"""\nQUERY = f"select {1} from of_query"\nx = "of_code"\n')
    assert found == {"of_query", "of_code"}


def test_no_python_file_names_what_the_rules_define(ids: frozenset[str]) -> None:
    columns = set(DIMENSION_COLUMNS)
    named = {}
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE).as_posix()
        # The SQL of the database names its columns.
        allowed = columns if place == HELD_IN or place.startswith("store/") else set()
        if found := (names_in(path.read_text(encoding="utf-8")) & ids) - allowed:
            named[place] = sorted(found)
    assert named == {}
