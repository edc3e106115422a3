"""What a sentence in a cell of a table is about: the name of its row, before what its figures
count."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.binding.subjects.label_words import EDGES, spoken
from extractor.binding.subjects.linking_words import LINKING_BEHIND
from extractor.binding.subjects.table_names import every_word, long_words, says_something
from extractor.regex import regex
from extractor.rulebook.words import Words

_LONGEST = 10  # words of the name of a row; more are a sentence of their own
_ENDS = regex(r"[a-z)]{2}[.?!]")
"""The end of a sentence, and no abbreviation or initial."""


def under_row(subject: str, row: Sequence[str], words: Words) -> str:
    """What a figure counts with the name of the row before it: "Pier End – share of the site under
    water" of a sentence in the row of Pier End. Nothing is added where the labels are only codes,
    sentences of their own, or said in the subject already."""
    name = next((said for label in reversed(row) if (said := _name(label, words))), "")
    if not name or not subject:
        return subject
    known = long_words(name) and all(w in every_word(subject) for w in long_words(name))
    return subject if known else f"{name} – {subject}"


def _name(label: str, words: Words) -> str:
    """A label as the name of a row; "" where it names nothing."""
    said = LINKING_BEHIND.sub("", spoken(label)).strip(EDGES)
    if len(said.split()) > _LONGEST or _ENDS.search(label) or not says_something(said, words):
        return ""
    return said
