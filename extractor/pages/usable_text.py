"""Whether a page's own text can be used, or its picture has to be recognised."""

from __future__ import annotations

from string import ascii_lowercase

from extractor.pages.model import Page

SCAN_SHARE = 0.6
"""A page whose pictures cover this share of it and that has few words is a stamped scan."""
_STAMP_WORDS = 25
# The share of vowels among letters outside which a text is no English (tables included).
_VOWELS = (0.22, 0.58)
_ENOUGH_LETTERS = 300


def needs_recognition(page: Page) -> str | None:
    """Why a page's own text cannot be used, or None where it can.

    No text at all; a scan with hardly more than a stamp on it; letters that make no words of any
    language (fonts that map to other letters).
    """
    if page.text_source == "none":
        return "The page has no usable text"
    if page.image_share >= SCAN_SHARE and len(page.words) < _STAMP_WORDS:
        return "The page is a picture with few words on it"
    text = "".join([word.text for word in page.words]).lower()
    letters = sum(map(text.count, ascii_lowercase))
    if letters >= _ENOUGH_LETTERS:
        vowels = sum(map(text.count, "aeiou")) / letters
        if not _VOWELS[0] <= vowels <= _VOWELS[1]:
            return "The letters of its text are not those of any language"
    return None
