"""Python names no rule, measure, breakdown or phrase: what they are is known to the rules alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import extractor
from extractor.rulebook.load import load_rulebook
from extractor.store.records import DIMENSION_COLUMNS

PACKAGE = Path(extractor.__file__).parent
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")


def names_in(source: str) -> set[str]:
    """The names with underscores in the strings of a Python text, docstrings included, but for
    those that are variables and fields of the text itself."""
    nodes = list(ast.walk(ast.parse(source)))
    own = {node.id for node in nodes if isinstance(node, ast.Name)}
    strings = (n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
    return {name for text in strings for name in _NAME.findall(text)} - own


@pytest.fixture(scope="module")
def ids() -> frozenset[str]:
    """Measures, breakdowns and their values, phrases and rules of the built-in rules."""
    book = load_rulebook(None)
    patterns = {name.split("#")[-1] for name in book.patterns}
    phrases = {part for p in book.phrases for part in (p.concept, p.value) if part}
    names = {*book.measures, *book.dimensions, *book.families, *patterns, *phrases}
    return frozenset(name for name in names if "_" in name)


def test_names_are_found_in_strings_and_not_in_code() -> None:
    found = names_in(
        '"""about `of_text` and `of_code`"""\nQUERY = f"select {1} from of_query"\nof_code = 1\n'
    )
    assert found == {"of_text", "of_query"}


def test_no_python_file_names_what_the_rules_define(ids: frozenset[str]) -> None:
    columns = set(DIMENSION_COLUMNS)
    named = {}
    for path in PACKAGE.rglob("*.py"):
        place = path.relative_to(PACKAGE).as_posix()
        # The SQL of the database names its columns.
        allowed = columns if place.startswith("store/") else set()
        if found := (names_in(path.read_text(encoding="utf-8")) & ids) - allowed:
            named[place] = sorted(found)
    assert named == {}


def test_python_lists_no_population() -> None:
    """Words for people and what happens to them are data in rules/, in no set of Python's."""
    book = load_rulebook(None)
    populations = {
        phrase.words
        for phrase in book.phrases
        if book.types.get(phrase.concept) == "population" and " " not in phrase.words
    }
    initials = {word.lower() for word in populations if word.isupper()}
    assert "uasc" in initials
    listed = {}
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        words = {
            word
            for node in ast.walk(tree)
            if isinstance(node, ast.Set | ast.List | ast.Tuple)
            for element in node.elts
            if isinstance(element, ast.Constant) and isinstance(element.value, str)
            for word in element.value.split()
        }
        if found := words & initials:
            listed[path.relative_to(PACKAGE).as_posix()] = sorted(found)
    assert listed == {}
