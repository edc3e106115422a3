"""All phrases of the rules in one trie, so that finding them does not cost more with more rules.

A trie is made of dictionaries by the normal form of the next word (`tokens.norm`); under
END stand the meanings of the phrase that ends there. Plain dictionaries and tuples, because
they are kept in the cache and have to come back quickly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extractor.tokens import norm, words_of

END = ""
"""The key of a phrase's meanings: no word is empty."""

Sense = tuple[str, str | None, str | None, tuple[str, ...]]
"""What a phrase stands for: concept, dimension and value, and its words where they must
stand in capitals as they are."""

Trie = dict[str, Any]
"""Words to tries, and END to a tuple of senses."""


def trie_of(phrases: Iterable[tuple[str, str, str | None, str | None, bool]]) -> Trie:
    """The trie of phrases: their words, what they stand for, and whether capitals count."""
    top: Trie = {}
    for text, concept, dimension, value, capitals in phrases:
        words = tuple(word for word, _ in words_of(text))
        at = top
        for word in words:
            at = at.setdefault(norm(word), {})
        sense = (concept, dimension, value, words if capitals else ())
        senses = at.get(END, ())
        if sense not in senses:
            at[END] = (*senses, sense)
    return top


def found_in(trie: Trie, norms: Sequence[str]) -> list[tuple[int, int, tuple[Sense, ...]]]:
    """Every phrase among words in normal form: its words [start, end) and its senses."""
    found = []
    size = len(norms)
    for start, word in enumerate(norms):
        at = trie.get(word)
        end = start + 1
        while at is not None:
            if END in at:
                found.append((start, end, at[END]))
            if end == size:
                break
            at = at.get(norms[end])
            end += 1
    return found
