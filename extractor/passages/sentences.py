"""Where sentences begin and end; the text is cut, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.bullets import BULLETS
from extractor.months import SHORT
from extractor.regex import regex

# Words whose full stop ends no sentence.
_ABBREVIATED = """
    e.g i.e eg ie etc vs cf no nos approx est incl excl para paras sec art fig figs ref refs vol
    p pp mr mrs ms dr prof cllr cllrs hon rev st sr jr gov dept ext tel inc ltd co plc max min
    avg ave al sept mon tue wed thu fri sat sun
"""
_ABBREVIATIONS = frozenset((*_ABBREVIATED.split(), *SHORT)) - {"may"}
# Abbreviations that do end sentences where a capital follows.
_MAY_END = frozenset(["etc", "inc", "ltd", "co", "plc", "al"])
_STOP = regex(r"(?P<stop>[.!?]+)(?P<close>[)\]’”'\"*]*)(?P<space>\s*)")
_IN_WORD = frozenset("_.&’'-")
_PLAIN_WORD = regex(r"(?:(?<![\w./@-])[A-Za-z]?[a-z’']{2,}|\d%)$")
LONGEST_SENTENCE = 10_000
_CAPITALISED = regex(r"[A-Z][a-z]+(?:\s|$)")
# As far as is looked back for the word before a stop: time grows with the text, no more.
_LONGEST_WORD = 60
_OPENS = regex(rf"[‘“'\"(\[]*[A-Z0-9£{BULLETS}]")


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), without the white space between them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for found in _STOP.finditer(text):
        end = found.end("close")
        if end >= len(text) or not _ends(text, found):
            continue
        if text[start:end].strip():
            spans.append((start, end))
            start = found.end()
    if text[start:].strip():
        spans.append((start, len(text)))
    return [_trimmed(text, *part) for span in spans for part in _in_parts(text, *span)]


def _in_parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is; text without full stops in parts that can be read one by one."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def _word_before(text: str, end: int) -> str:
    """The word that ends at `end`, with the full stops inside it."""
    start, first = end, max(0, end - _LONGEST_WORD)
    while start > first and (text[start - 1].isalnum() or text[start - 1] in _IN_WORD):
        start -= 1
    return text[start:end]


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether the stop ends a sentence: by what is before and after it."""
    at = found.end()
    word = _word_before(text, found.start()).lower().strip("'’")
    if not found["space"]:
        # "setting.These": a lost space, where a word of small letters meets a capital.
        return (
            found["stop"] == "."
            and not found["close"]
            and bool(_CAPITALISED.match(text, at))
            and bool(
                _PLAIN_WORD.search(text[max(0, found.start() - _LONGEST_WORD) : found.start()])
            )
        )
    if not _OPENS.match(text, at):
        return found["stop"] != "." and text[at : at + 1].isupper()
    if found["stop"] != ".":
        return True
    if word == "pub" and text[at].isdigit():
        return not text[: found.start()].endswith("Pub")  # "Pub. 560": a publication
    if word in _ABBREVIATIONS:
        return word in _MAY_END and text[at].isupper()
    # A single letter is an initial ("A. Smith"); "i." within dotted letters likewise.
    initial = len(word) == 1 and word.isalpha() and word != "i"
    return not initial and not re.search(r"\.[a-z]$", word)
