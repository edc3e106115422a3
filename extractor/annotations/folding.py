"""Normalise a text for the number grammars: lower case, plain signs, the same length."""

from __future__ import annotations

import re

_PLAIN = {ord(c): " " for c in "\t\n\r\f\v\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"}
_PLAIN |= {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"}
_PLAIN |= {ord(c): "'" for c in "\u2018\u2019\u02bc"}
_PLAIN |= {ord(c): '"' for c in "\u201c\u201d"}


_PLAIN |= {0xFF10 + digit: str(digit) for digit in range(10)}  # full-width digits
_PLAIN |= {0xFF0C: ",", 0xFF0E: ".", 0xFF05: "%"}

# A thin or fixed space before three digits is a thousands mark; a comma has the same length.
_THOUSANDS_SPACE = re.compile(r"(?<=[0-9])[\u00a0\u2004-\u200a\u202f](?=[0-9]{3}(?![0-9]))")
# "4·2%": the point of older and medical print.
_RAISED_POINT = re.compile(r"(?<=[0-9])[\u00b7\u2027\u22c5](?=[0-9])")


def fold(text: str) -> str:
    """The text in lower case with plain spaces, hyphens, quotes and thousands.

    It has exactly as many characters, so offsets found in it are offsets of the text.
    """
    return lower(plain(text))


RUNS = re.compile(r"\s{2,}")


def collapse(text: str) -> tuple[str, list[int]]:
    """The text with each run of white space made one, and where every character came from.

    A run between two digits becomes a unit separator, so that columns of numbers stay apart.
    """
    kept: list[int] = []
    out: list[str] = []
    last = 0
    for run in RUNS.finditer(text):
        start, end = run.span()
        out.append(text[last:start])
        kept.extend(range(last, start))
        between_digits = text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()
        out.append("\x1f" if between_digits else " ")
        kept.append(start)
        last = end
    out.append(text[last:])
    kept.extend(range(last, len(text)))
    return "".join(out), kept


def plain(text: str) -> str:
    """The text with plain spaces, hyphens and quotes, in its own case and length."""
    if not text.isascii():
        text = _RAISED_POINT.sub(".", _THOUSANDS_SPACE.sub(",", text))
    return text.translate(_PLAIN)


def lower(text: str) -> str:
    """Lower case, character by character: "İ" alone would grow to two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
