"""Finds in one pass which of many lists of cue words a text has a word of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.regex import compiled, either


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
        self._compiled: re.Pattern[str] | None = None

    def _pattern(self) -> re.Pattern[str]:
        if self._compiled is None:
            firsts = "".join(dict.fromkeys(re.escape(cue[0]) for cue in self._lists))
            # A set of first signs, because Python leaps to the next of them without trying the
            # rest.
            self._compiled = compiled(rf"(?=[{firsts}])(?=({either(self._lists)}))")
        return self._compiled

    def among(self, text: str) -> list[int]:
        """The numbers of the lists that have a cue in the text or have none at all, in order."""
        found = set(self._always)
        for cue in set(self._pattern().findall(text)):
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
