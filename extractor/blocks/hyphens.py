"""How a word or a range goes on from one line to the next."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Literal

from extractor.regex import regex

LineBreak = Literal["hyphen", "compound", "range", ""]

_HYPHENED = regex(r"(?P<part>[^\W\d_]{2,})-$")
_COMPOUND = regex(r"\w-$")
_OPEN_RANGE = regex(r"[\d%][–—-]$")
# First parts of compounds that keep their hyphen.
_PARTS = """
    anti co cross ex full half high in inter long low mid multi non off on out over part post
    looked pre re self semi short single sub two three four five under up well year month week day
"""
FIRST_PARTS = frozenset(_PARTS.split())
_WORD = regex(r"[^\W\d_]+")
# Words remembered to tell divided words from compounds, and characters not yet cut into words.
MAX_KNOWN, MOST_WAITING = 30_000, 300_000


_DANGLING = regex(
    r"(?:\b(?:and|or|of|the|for|in|to|with|an?|by|from|at|on|are|is|was|were|that|which|than)|,)$"
)


class KnownWords:
    """The words of a document up to the current page, in lower case.

    Halves of words divided at a line end are left out. Lines are split into words only when first
    asked: many documents divide no words at all.
    """

    def __init__(self) -> None:
        self._words: set[str] = set()
        self._pages: list[list[str]] = []
        self._waiting = 0

    def learn(self, lines: list[str]) -> None:
        """Remember the words of a page."""
        if len(self._words) < MAX_KNOWN:
            self._pages.append(lines)
            self._waiting += sum(map(len, lines))
            if self._waiting > MOST_WAITING:
                self._cut()

    def __contains__(self, word: object) -> bool:
        self._cut()
        return word in self._words

    def _cut(self) -> None:
        for lines in self._pages:
            divided = False
            for line in lines:
                words = _WORD.findall(line.lower())
                begin, divided = int(divided), line.endswith("-")
                if len(self._words) < MAX_KNOWN:
                    self._words.update(words[begin : len(words) - divided])
        self._pages, self._waiting = [], 0


def is_unfinished(text: str) -> bool:
    """Whether a line ends with a word that cannot end a sentence or a title."""
    return _DANGLING.search(text[-12:]) is not None  # longer than any of those words


def line_break(before: str, after: str, known: Container[str] = ()) -> LineBreak:
    """How a line that ends with `before` goes on with `after`, which begins the next.

    "hyphen": a word was divided, and its hyphen goes; "compound": the hyphen belongs
    there and no space follows; "range": as in "0–" and "17"; "": two words. `known` are
    words of the document in small letters: where both halves are words of their own,
    the hyphen stays.
    """
    if not before or before[-1] not in "-–—" or not after:
        return ""
    if _OPEN_RANGE.search(before) and after[0].isdigit():
        return "range"
    divided = _HYPHENED.search(before)
    if divided and after[0].islower():
        rest = re.match(r"[^\W\d_]+", after)
        first, second = divided["part"].lower(), rest.group().lower() if rest else ""
        if first in FIRST_PARTS or (first in known and second in known):
            return "compound"
        return "hyphen" if first + second in known or second not in known else "compound"
    return "compound" if _COMPOUND.search(before) and after[0].isalnum() else ""
