"""The words of a subject as they are printed: without what links them to the figure."""

from __future__ import annotations

import re

from extractor.binding.subjects.label_words import EDGES, without_open_brackets
from extractor.regex import regex

_LINKING = regex(
    r"^(?:(?:and|but|or|with|while|whilst|of|are|were|is|was|the|a|an|that|which|to|from|by|there|in|had|have|has"
    r"|been|being|be|this|these|at|as|for|among|amongst|compared|than"
    r"|against)\s+)+",
    re.IGNORECASE,
)
LINKING_BEHIND = regex(
    r"(?:(?<!worked)(?<!engaged)(?<!spoken)(?<!consulted)(?<!listened)"
    r"(?<!\d or)(?<!\d and)(?<!years or)"
    r"(?<!years and)(?!(?:(?<=\d)|(?<=years)) (?:or|and) (?:over|under|above)$)\s+"
    r"(?:and|but|or|with|of|are|were|is|was|the|a|an|that|which|to|from|by|at|as|than|barely"
    r"|approximately|about|around|over|under|just|according|using|rather|c|circa|nearly|almost|also"
    r"|they|we|he|she))+$",
    re.IGNORECASE,
)
_NUMBERS_IN_BRACKETS = regex(r"[(\[][\s\d.,%£+–-]*[)\]]")
_AN_INCREASE = regex(r"(?:,| [-–—]) an? (?:increase|rise|fall|decrease|reduction|drop)\W*$")
_OWNER = regex(r"^(?:its|their|our|his|her|my|your) (?=[a-z‘“])")
_PLURAL = {"has": "have", "is": "are", "was": "were", "does": "do"}
_WHO = regex(r"\b(?:who|that|which)\b")
_LIVING = regex(r"(?<=[a-z]) (?=(?:live|lives|lived) in [A-Z])")


def tidied(text: str) -> str:
    """Words without what links them to the figure, marks at their ends, and open brackets."""
    text = re.sub(r"\s+", " ", _NUMBERS_IN_BRACKETS.sub(" ", text))
    text = _AN_INCREASE.sub("", text)
    text = _LINKING.sub("", without_open_brackets(text.strip(EDGES)).strip(EDGES))
    text = _without_lone_quotes(LINKING_BEHIND.sub("", text).strip(EDGES))
    return _LIVING.sub(" who ", text) if not _WHO.search(text) else text


def without_owner(words: str) -> str:
    """Words without the pronoun before them that points to whose they are: "its", "their"."""
    return _OWNER.sub("", words)


def in_plural(said: str) -> str:
    """What a verb in the singular says, of several: "have made" of "has made"."""
    verb, _, rest = said.partition(" ")
    return f"{_PLURAL[verb]} {rest}" if verb in _PLURAL else said


def _without_lone_quotes(text: str) -> str:
    """Words without the mark at an end whose partner was left out: "huts that were ‘empty"."""
    for opens, closes in ("‘’", "“”"):
        if text.endswith(closes) and opens not in text:
            text = text[:-1]
        if text.startswith(opens) and closes not in text:
            text = text[1:]
        if text.endswith(opens):
            text = text[:-1]
        elif opens in text and closes not in text:
            text += closes  # of "said that it was ‘in need’", without its last mark
    return text.strip(EDGES)
