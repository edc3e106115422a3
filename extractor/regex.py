"""Patterns that are compiled when a text first asks for them.

The stages have some five hundred, and to compile them all takes longer than to read a short text:
of a sentence without dates nobody asks what kind of date is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
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


_compiler: Compiler = re.compile


def use_compiler(compiler: Compiler) -> Compiler:
    """Let `compiler` make the patterns from now on; returns the one before."""
    global _compiler
    before, _compiler = _compiler, compiler
    return before


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
