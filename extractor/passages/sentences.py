"""Where sentences begin and end; the text is cut, never changed."""

from __future__ import annotations

import re

# Words whose full stop ends no sentence.
_ABBREVIATED = """
    e.g i.e eg ie etc vs cf no nos approx est incl excl para paras sec art fig figs ref refs vol
    p pp mr mrs ms dr prof cllr cllrs hon rev st sr jr gov dept ext tel inc ltd co plc max min
    avg ave al jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
# Abbreviations that do end sentences where a capital follows.
_MAY_END = frozenset(["etc", "inc", "ltd", "co", "plc", "al"])
_STOP = re.compile(r"(?P<stop>[.!?]+)(?P<close>[)\]’”'\"*]*)(?P<space>\s*)")
_IN_WORD = frozenset("_.&’'-")
_PLAIN_WORD = re.compile(r"(?:(?<![\w./@-])[A-Za-z]?[a-z’']{2,}|\d%)$")
_OPENS = re.compile(r"[‘“'\"(\[]*[A-Z0-9£•]")


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
    return [_trimmed(text, *span) for span in spans]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def _word_before(text: str, end: int) -> str:
    """The word that ends at `end`, with the full stops inside it."""
    start = end
    while start and (text[start - 1].isalnum() or text[start - 1] in _IN_WORD):
        start -= 1
    return text[start:end]


def _ends(text: str, found: re.Match[str]) -> bool:
    """Whether the stop ends a sentence: by what stands before and after it."""
    after = text[found.end() :]
    word = _word_before(text, found.start()).lower().strip("'’")
    if not found["space"]:
        # "setting.These": a lost space, where a word of small letters meets a capital.
        return (
            found["stop"] == "."
            and not found["close"]
            and bool(re.match(r"[A-Z][a-z]+(?:\s|$)", after))
            and bool(_PLAIN_WORD.search(text, 0, found.start()))
        )
    if not _OPENS.match(after):
        return found["stop"] != "." and after[:1].isupper()
    if found["stop"] != ".":
        return True
    if word in _ABBREVIATIONS:
        return word in _MAY_END and after[0].isupper()
    # A single letter is an initial ("A. Smith"); "i." within dotted letters likewise.
    initial = len(word) == 1 and word.isalpha() and word != "i"
    return not initial and not re.search(r"\.[a-z]$", word)
