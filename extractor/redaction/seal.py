"""Contact details on their way through the program: sealed when a page is read.

Each of their letters is moved into a private plane of Unicode, one for one. So every length and
offset stays right, no stage takes a telephone number for a figure, and whatever comes of the
text (a quote, a title, a snippet) is still known to hold a contact: it is covered where it is
stored or printed, and revealed only where people's contacts are meant to be read.
"""

from __future__ import annotations

from extractor.redaction.detect import Span, contact_spans
from extractor.regex import regex

COVER = "•"
_PLANE = 0xF0000
_LAST = _PLANE + 0xFFFF
_SEALED = regex(f"[{chr(_PLANE)}-{chr(_LAST)}]")
SEALED = f"[{chr(_PLANE)}-{chr(_LAST)}]"
"""A class of letters for patterns that look for contact details."""


def sealed(text: str, *, recognised: bool = False) -> str:
    """The text with its contact details sealed; white space in them stays as it is."""
    text = _without_foreign(text)
    spans = contact_spans(text, recognised=recognised)
    if not spans:
        return text
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += (text[at:start], sealed_letters(text[start:end]))
        at = end
    return "".join([*parts, text[at:]])


def sealed_letters(text: str, spans: list[Span] | None = None) -> str:
    """The text with the letters of the spans (all of them without any) sealed."""
    if spans is None:
        return "".join(c if c.isspace() else _moved(c) for c in text)
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [c if c.isspace() else _moved(c) for c in letters[start:end]]
    return "".join(letters)


def _moved(letter: str) -> str:
    code = ord(letter)
    return chr(_PLANE + code) if code <= 0xFFFF else letter if code >= _PLANE else "\ufffd"


def _without_foreign(text: str) -> str:
    """The text with a document's own letters of that plane replaced: they are none of ours."""
    if text.isascii() or not _SEALED.search(text):
        return text
    return _SEALED.sub("\ufffd", text)


def holds_sealed(text: str) -> bool:
    """Whether a contact detail is in the text."""
    return not text.isascii() and _SEALED.search(text) is not None


def covered(text: str) -> str:
    """The text as it is published: a cover for every letter of a contact detail."""
    return text if text.isascii() else _SEALED.sub(COVER, text)


def revealed(text: str) -> str:
    """The text as the document has it."""
    if text.isascii():
        return text
    return _SEALED.sub(lambda found: chr(ord(found[0]) - _PLANE), text)
