"""Tokens of committee English: words, numbers and signs, and the form in which they are compared.

spaCy's own English tokenizer keeps `253children`, `90%to` and `2016–17` whole and splits
others by long lists of exceptions. One pattern does here: numbers, words, signs, and a
few things that are kept together (e-mail and web addresses, `31st`, `Q3`, `e.g.`).
Tokens never change the text: put together again they are the text that went in.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractor.regex import regex

# Superscripts, fractions and circled digits count as letters for Python's \w; they are signs
# of their own here, so that a footnote mark or a half never becomes part of a word.
_ODD_DIGITS = r"\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218b\u2460-\u249b"
_LETTER = rf"[^\W\d_{_ODD_DIGITS}]"

_ADDRESSES = r"""(?:https?://|www\.)[^\s<>"”’)\]]+
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+
    | (?<![\w-])(?:[a-z][\w-]*\.){1,8}(?:gov|org|co|nhs|ac)\.uk(?:/[^\s<>"”’)\]]*)?
    |"""
_OTHERS = rf"""
      [a-z]{{2,}}(?=[ ])                                         # most words: nothing else fits
    | [0-9]+(?:\.[0-9]+){{2,}}                                   # 31.03.2016, paragraph 2.1.3
    | [0-9]+(?:st|nd|rd|th)(?!{_LETTER})                         # 31st
    | [0-9]{{1,3}}(?:[,\u00a0\u2009\u202f][0-9]{{3}})+(?:\.[0-9]+)?(?![0-9])
    | [0-9]+(?:\.[0-9]+)?
    | (?:[A-Z]{{1,3}}|s)[0-9]{{1,3}}(?![\w])                     # Q3, U6, NI62, s47
    | (?:[A-Za-z]\.){{2,}}                                       # e.g., U.K.
    | [A-D]\*(?=\s?(?:[-–—]|to\b))                               # A*-C
    | ['’][sS](?!\w)                                             # children's
    | {_LETTER}+(?:['’](?![sS](?!\w)){_LETTER}+)*
    | \.{{2,}}
    | \s+
    | ."""
_TOKEN = regex(rf"({_OTHERS})([ ]?)", re.VERBOSE | re.DOTALL)
_TOKEN_OR_ADDRESS = regex(rf"({_ADDRESSES}{_OTHERS})([ ]?)", re.VERBOSE | re.DOTALL)
_IN_ADDRESSES = ("@", "www.", "://", ".uk")
"""One of these is in every address of the internet. Few texts have one, and to look for addresses
at every word takes as long as all the rest."""

IRREGULAR = {"children": "child", "people": "person", "men": "man", "women": "woman"}
"""Plurals that do not end in s, and their singulars."""
_HYPHENS = frozenset("\u2010\u2011\u2013")
"""Signs that papers print in a hyphen's place ("re–referrals")."""
_NOT_PLURAL = frozenset(
    {"this", "does", "yes", "plus", "thus", "less", "always", "perhaps", "towards", "besides"}
    | {"across", "news", "series"}
)


@lru_cache(maxsize=1 << 16)
def norm(word: str) -> str:
    """The light normal form that phrases are matched on.

    Lower case, curly apostrophes made straight, the plural taken off: "Placements" and
    "placement" are "placement", "agencies" is "agency", "Children" is "child". It is a key
    for comparing words, not a stem for reading.
    """
    word = word.lower().replace("’", "'")
    if word in _HYPHENS:
        return "-"
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word in _NOT_PLURAL:
        return word
    if word.endswith(("ss", "us", "sis", "'s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]


def words_of(text: str) -> list[tuple[str, str]]:
    """The tokens of a text, each with the blank after it (or ""): together they are the text."""
    addresses = any(sign in text for sign in _IN_ADDRESSES)
    return (_TOKEN_OR_ADDRESS if addresses else _TOKEN).findall(text)


class Token(NamedTuple):
    """A token as plain strings: for steps that go through the words of a sentence many times.

    `start` is the offset of its first character; `alpha` says that it is letters only.
    """

    text: str
    lower: str
    norm: str
    start: int
    alpha: bool

    @property
    def end(self) -> int:
        """The offset after its last character."""
        return self.start + len(self.text)


def sentence_words(text: str) -> tuple[Token, ...]:
    """The tokens of a text with their normal forms and places."""
    words = []
    at = 0
    for word, blank in words_of(text):
        words.append(Token(word, word.lower(), norm(word), at, word.isalpha()))
        at += len(word) + len(blank)
    return tuple(words)
