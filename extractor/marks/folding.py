"""One spelling of signs for the number grammars: same length, lower case, plain signs."""

from __future__ import annotations

import re

_PLAIN = {ord(c): " " for c in "\t\n\r\f\v\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000"}
_PLAIN |= {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"}
_PLAIN |= {ord(c): "'" for c in "\u2018\u2019\u02bc"}
_PLAIN |= {ord(c): '"' for c in "\u201c\u201d"}


# A thin or fixed space before three digits is a thousands mark; a comma has the same length.
_THOUSANDS_SPACE = re.compile(r"(?<=[0-9])[\u00a0\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")


def fold(text: str) -> str:
    """The text in lower case with plain spaces, hyphens, quotes and thousands.

    It has exactly as many characters, so offsets found in it are offsets of the text.
    """
    return lower(plain(text))


def plain(text: str) -> str:
    """The text with plain spaces, hyphens and quotes, in its own case and length."""
    if not text.isascii():
        text = _THOUSANDS_SPACE.sub(",", text)
    return text.translate(_PLAIN)


def lower(text: str) -> str:
    """Lower case, character by character: "İ" alone would grow to two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
