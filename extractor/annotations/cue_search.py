"""Finds in one pass which of many lists of cue words a text has a word of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from extractor.regex import compiled

_Tree = dict[str, Any]


class Cues:
    """Lists of strings by their numbers. `among` names those of which a text holds one.

    The strings make one pattern, in which those that begin alike share their beginnings. It is
    compiled when a text first asks for it.
    """

    def __init__(self, lists: Sequence[Sequence[str]]) -> None:
        self._always = [number for number, cues in enumerate(lists) if not cues]
        self._lists: dict[str, list[int]] = {}
        for number, cues in enumerate(lists):
            for cue in cues:
                self._lists.setdefault(cue, []).append(number)
        self._told: dict[str, frozenset[int]] = {}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        tree: _Tree = {}
        for cue in self._lists:
            at = tree
            for sign in cue:
                at = at.setdefault(sign, {})
            at[""] = {}
        firsts = "".join(re.escape(sign) for sign in tree)
        # A set of first signs, because Python leaps to the next of them without trying the rest.
        return compiled(rf"(?=[{firsts}])(?=({_written(tree)}))")

    def among(self, text: str) -> list[int]:
        """The numbers of the lists that have a cue in the text or have none at all, in order."""
        found = set(self._always)
        for cue in set(self._pattern.findall(text)):
            told = self._told.get(cue)
            if told is None:
                told = self._told[cue] = self._told_by(cue)
            found |= told
        return sorted(found)

    def _told_by(self, found: str) -> frozenset[int]:
        """The lists of a cue that was found, and of those that it begins with."""
        return frozenset(
            number
            for cue, numbers in self._lists.items()
            if found.startswith(cue)
            for number in numbers
        )


def _written(tree: _Tree) -> str:
    """The pattern of a tree of strings, longer ones before those that they begin with."""
    branches = [re.escape(sign) + _written(below) for sign, below in tree.items() if sign != ""]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{joined})?" if "" in tree else joined
