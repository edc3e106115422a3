"""The small language in which rule files write phrases, and the trie that finds them.

    looked after child          three words, one after another (plurals match too)
    boys|girls                  one of these words
    (in house|internal) carer   one of these phrases
    (of the)? total             may be left out
    in[-]house                  "in house", "in-house" or "inhouse"
    [(] {n} [)]                 brackets in the text
    {n}                         a figure (role phrases only)
    *                           any word that is not a figure (role phrases only)

A phrase means all the word sequences that it expands to.

All phrases of the rules are in one trie, so that more rules do not make finding them slower. A trie
is made of dictionaries by the normal form of the next word (`tokens.norm`); under END are the
meanings of the phrase that ends there. Plain dictionaries and tuples load quickly from the cache.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractor.tokens import norm, words_of

MOST = 400
"""How many sequences one phrase may stand for: more is a mistake, not a phrase."""

_OPEN, _CLOSE = "\ue000", "\ue001"  # stand in for [(] and [)] while brackets are counted


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says where it breaks."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: the word sequences that may be there, or nothing."""

    options: tuple[str, ...]
    optional: bool


def elements(phrase: str) -> tuple[Element, ...]:
    """The places of a phrase in order. Raises PhraseError where it cannot be read."""
    hidden = phrase.replace("[(]", _OPEN).replace("[)]", _CLOSE)
    found = tuple(_element(part, phrase) for part in _split(hidden, " ", phrase))
    if all(e.optional for e in found):
        raise PhraseError(f"“{phrase}” could match nothing at all")
    return found


@lru_cache(maxsize=1 << 14)
def expand(phrase: str) -> tuple[str, ...]:
    """All the word sequences of a phrase, as strings, in a fixed order, without repeats.

    Remembered: each phrase is read when its file is checked, and again when it is written out.
    Raises PhraseError where it cannot be read or stands for more than MOST sequences.
    """
    sequences = [_shown(s) for s in _product(elements(phrase), phrase)]
    return tuple(dict.fromkeys(" ".join(s.split()) for s in sequences))


def _shown(text: str) -> str:
    return text.replace(_OPEN, "(").replace(_CLOSE, ")")


def _product(places: Sequence[Element], whole: str) -> list[str]:
    out = [""]
    for place in places:
        choices = (*place.options, "") if place.optional else place.options
        out = [f"{before} {choice}".strip() for before in out for choice in choices]
        if len(out) > MOST:
            raise PhraseError(f"“{whole}” stands for more than {MOST} phrases")
    return out


def _element(text: str, whole: str) -> Element:
    """Read one place: alternatives, perhaps in brackets, perhaps optional."""
    if text.isalpha():
        return Element((text,), False)
    optional = text.endswith("?")
    body = text[:-1] if optional else text
    if not body:
        raise PhraseError(f"“{whole}” has a question mark with nothing before it")
    choices: list[str] = []
    for option in _split(body, "|", whole):
        if not option:
            raise PhraseError(f"“{whole}” has an empty alternative")
        if option.startswith("(") and option.endswith(")"):
            for inner in _split(option[1:-1], "|", whole):
                choices += _product([_element(p, whole) for p in _split(inner, " ", whole)], whole)
        else:
            words = _product_unspaced(option, whole) if "(" in option else [option]
            for word in words:
                joins = (" ", "-", "") if "[-]" in word else ("",)
                choices += [word.replace("[-]", join) for join in joins]
    return Element(tuple(dict.fromkeys(_shown(c) for c in choices)), optional)


def _product_unspaced(option: str, whole: str) -> list[str]:
    """What a word stands for of which brackets are a part: "15-day", "45-day" of "(15|45)-day"."""
    out, at = [""], 0
    while at < len(option):
        end = at + 1
        if option[at] == "(":
            depth = 1
            while depth:
                depth += (option[end] == "(") - (option[end] == ")")
                end += 1
            end += option[end : end + 1] == "?"
            inner = _element(option[at:end], whole)
            choices = [*inner.options, ""] if inner.optional else [*inner.options]
        else:
            end = option.find("(", at)
            end = len(option) if end < 0 else end
            choices = [option[at:end]]
        out = [before + choice for before in out for choice in choices]
        if len(out) > MOST:
            raise PhraseError(f"“{whole}” stands for more than {MOST} phrases")
        at = end
    return out


def _split(text: str, separator: str, whole: str) -> list[str]:
    """Split at `separator` where no bracket is open."""
    if "(" not in text and ")" not in text:
        parts = text.split(separator)
        return [p for p in parts if p] if separator == " " else parts
    parts, depth, at = [], 0, 0
    for i, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            raise PhraseError(f"“{whole}” closes a bracket that is not open")
        if character == separator and depth == 0:
            parts.append(text[at:i])
            at = i + 1
    if depth:
        raise PhraseError(f"“{whole}” does not close a bracket")
    parts.append(text[at:])
    return [p for p in parts if p] if separator == " " else parts


END = ""
"""The key of a phrase's meanings: no word is empty."""

Sense = tuple[str, str | None, str | None, tuple[str, ...]]
"""What a phrase stands for: concept, dimension and value, and its words where they must
stand in capitals as they are."""

Trie = dict[str, Any]
"""Words to tries, and END to a tuple of senses."""


def trie_of(phrases: Iterable[tuple[str, str, str | None, str | None, bool]]) -> Trie:
    """The trie of phrases: their words, what they stand for, and whether capitals count.

    Its keys are interned, so that all branches share one copy of a word, also after they were
    packed."""
    top: Trie = {}
    norms: dict[str, str] = {}
    for text, concept, dimension, value, capitals in phrases:
        words = _words(text)
        at = top
        for word in words:
            if (key := norms.get(word)) is None:
                key = norms[word] = sys.intern(norm(word))
            below = at.get(key)
            if below is None:
                below = at[key] = {}
            at = below
        sense = (concept, dimension, value, words if capitals else ())
        senses = at.get(END, ())
        if sense not in senses:
            at[END] = (*senses, sense)
    return top


def _words(text: str) -> tuple[str, ...]:
    """The tokens of a phrase. Most are plain words, which need no pattern to be told apart."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return tuple(text.split())
    return tuple(word for word, _ in words_of(text))


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
