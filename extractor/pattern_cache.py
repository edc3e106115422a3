"""Compiled patterns are kept between calls, in the user's own cache folder.

A paper of twelve pages asks for 650 patterns, and Python takes 0.3 s to compile them. What it makes
of each is a list of numbers for its matching engine; it is kept under the text of the pattern, for
this version of Python alone, and handed to the engine the next time, which checks it. The file is
held to the same rules as the other kept things (`rules_cache.py`): nothing in it is run, and
whatever is wrong with it, patterns are compiled as usual. The way to the engine is Python's own
and no public one; where it is another than that of the versions this is tested with, nothing
is kept.
"""

from __future__ import annotations

import hashlib
import re
import sys
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from extractor.regex import use_compiler
from extractor.rules_cache import kept_folder, read_kept, write_kept

MOST = 3000
"""So many patterns are kept; where there are more, they are of programs that have changed."""
_WORTH = 10
"""With fewer new patterns than these the file is not written again."""
_NUMBER = "I"

_Code = tuple[int, bytes, int, dict[str, int]]
"""Flags, numbers, how many groups, and the numbers of those that have names."""


@contextmanager
def patterns_kept() -> Iterator[None]:
    """Patterns that are compiled in the block come from the cache and go into it."""
    folder = kept_folder()
    if folder is None or not _engine_is_known():
        yield
        return
    cache = PatternCache(folder)
    before = use_compiler(cache.compile)
    try:
        yield
    finally:
        use_compiler(before)
        cache.save()


class PatternCache:
    """The patterns of one folder."""

    def __init__(self, folder: Path) -> None:
        version = f"{sys.version} {import_module('_sre').MAGIC}"
        digest = hashlib.sha256(version.encode()).hexdigest()[:32]
        self._path = folder / f"patterns-{digest}.bin"
        found = read_kept(self._path)
        self._known: dict[tuple[str, int], _Code] = found if isinstance(found, dict) else {}
        self._new: dict[tuple[str, int], _Code] = {}

    def compile(self, written: str, flags: int) -> re.Pattern[str]:
        """What `re.compile` makes of a pattern. Raises re.error where the pattern is wrong."""
        key = (written, int(flags))
        known = self._known.get(key)
        if known is not None:
            try:
                return _made(written, known)
            except (RuntimeError, TypeError, ValueError, OverflowError, LookupError):
                pass  # not what was kept: compiled anew
        code = self._new[key] = _code_of(*key)
        return _made(written, code)

    def save(self) -> None:
        """Keep what was compiled anew, if it is worth it."""
        if len(self._new) >= _WORTH:
            together = {**self._known, **self._new}
            write_kept(self._path, together if len(together) <= MOST else self._new)


def _code_of(written: str, flags: int) -> _Code:
    parsed = import_module("re._parser").parse(written, flags)
    numbers = import_module("re._compiler")._code(parsed, flags)
    state = parsed.state
    code = array(_NUMBER, numbers).tobytes()
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict)


def _made(written: str, code: _Code) -> re.Pattern[str]:
    flags, packed, groups, named = code
    names: list[str | None] = [None] * (groups + 1)
    for name, group in named.items():
        names[group] = name
    numbers = array(_NUMBER, packed).tolist()
    made: Any = import_module("_sre").compile(written, flags, numbers, groups, named, tuple(names))
    assert isinstance(made, re.Pattern)
    return made


def _engine_is_known() -> bool:
    """Whether a pattern that is made this way is the one that `re.compile` makes."""
    written = r"(?i)(?P<one>a+)|[b-d]\b"
    try:
        made = _made(written, _code_of(written, 0))
    except (ImportError, AttributeError, RuntimeError, TypeError, ValueError, AssertionError):
        return False
    return made == re.compile(written)
