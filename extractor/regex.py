"""Patterns that are compiled when a text first asks for them.

The stages have some five hundred, and to compile them all takes longer than to read a short text:
of a sentence without dates nobody asks what kind of date is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, cast

Compiler = Callable[[str, int], re.Pattern[str]]
"""What makes a pattern of its text and flags."""

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def regex(written: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of a pattern, made when one of its methods is first asked for.

    It can be used as a compiled pattern but for one thing: the functions of `re` do not take it.
    A mistake in what is written is raised with the first use; a test compiles every pattern.
    """
    return cast(re.Pattern[str], _Written(written, flags))


def compiled(written: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of a pattern, from the cache of patterns where one is in use."""
    return _compiler(written, flags)


def right_before(pattern: re.Pattern[str], text: str, at: int, reach: int) -> re.Match[str] | None:
    """Where a pattern that ends in "$" is found right before an offset of a text, no further back
    than `reach` characters: to look from the beginning of a long text for each of its figures
    takes a time that grows with the square of its length."""
    return pattern.search(text, max(0, at - reach), at)


def either(words: Iterable[str]) -> str:
    """The pattern of any of the words (at least one) as they are written, longer ones first.

    Those that begin alike share their beginnings, so that at most places of a text one look at
    one sign says that none of them is there.
    """
    tree: _Tree = {}
    for word in words:
        at = tree
        for sign in word:
            at = at.setdefault(sign, {})
        at[""] = {}
    return _branches(tree)


_Tree = dict[str, Any]


def _branches(tree: _Tree) -> str:
    """The pattern of a tree of strings, longer ones before those that they begin with."""
    branches = [re.escape(sign) + _branches(below) for sign, below in tree.items() if sign != ""]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in tree else joined


_compiler: Compiler = re.compile


def use_compiler(compiler: Compiler) -> Compiler:
    """Let `compiler` make the patterns from now on; returns the one before."""
    global _compiler
    before, _compiler = _compiler, compiler
    return before


@contextmanager
def for_libraries_too() -> Iterator[None]:
    """Let the compiler that is in use make the patterns that libraries compile in the block: spaCy
    has a hundred. Without another compiler than Python's own nothing changes."""
    if _compiler is re.compile:
        yield
        return
    ours = _compiler
    engine: Any = import_module("re._compiler")
    own = engine.compile

    def make(written: str | bytes, flags: int = 0) -> re.Pattern[Any]:
        if isinstance(written, str) and not flags & re.DEBUG:
            return ours(written, int(flags))
        made: re.Pattern[Any] = own(written, flags)
        return made

    engine.compile = make
    try:
        yield
    finally:
        engine.compile = own


class _Written:
    """Stands for the compiled pattern; once it is compiled, its methods are the pattern's own."""

    def __init__(self, written: str, flags: int) -> None:
        self.pattern, self._given = written, flags

    def __getattr__(self, name: str) -> Any:
        # Only asked for what is not there yet.
        if name.startswith("__"):
            raise AttributeError(name)
        made = compiled(self.pattern, self._given)
        for method in _METHODS:
            setattr(self, method, getattr(made, method))
        return getattr(made, name)
