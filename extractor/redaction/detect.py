"""Finding e-mail addresses and telephone numbers in a text.

What is a telephone number is decided by phonenumbers (Google's libphonenumber), and beyond it
by the shape of British numbers, since some that are printed are not in service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.regex import regex

Span = tuple[int, int]

# Whatever parts the digits of a number: spaces, a line end, dots, dashes, strokes, brackets.
_BETWEEN = r"[\s().\-/\[\]\u2010-\u2015\u00ad\u200b]{0,3}"
_NUMBER = regex(
    rf"(?<![\w£$€#])(?<![\d][.,/-])(?:\(?\+\s?\d|[(\[]?0\d)(?:{_BETWEEN}\d){{5,24}}(?![\w%])"
)
_DIGITS = regex(r"\d+")
_LOCAL_NUMBER = regex(
    r"\b(?:tel(?:ephone)?|phone|mobile|fax|ext(?:ension)?)\b\.?\s?(?:no|number)?\.?\s?:\s{0,2}"
    r"(\d(?:[ -]?\d){4,8})(?![\w%,.]\d)",
    re.IGNORECASE,
)
_BRITISH = regex(r"(?:\+?0{0,2}44)?0?([1-37-9]\d{8,9})")

_AT = regex(
    r"\s{0,2}@\s{0,2}|\s{0,2}[\[({<]\s?(?:at|@)\s?[\])}>]\s{0,2}|(?<=\w)[©®](?=[a-z])",
    re.IGNORECASE,
)
_LABEL = r"[a-z0-9][a-z0-9-]{0,62}"
_TOP = r"(?:gov|org|co|ac|nhs|uk|com|net|police|sch|info|eu)\b"
_DOT = rf"(?:\.|\s?\.\s{{1,2}}(?={_TOP})|\s?[\[({{]\s?(?:dot|\.)\s?[\])}}]\s?)"
_DOMAIN = regex(rf"(?=[a-z]){_LABEL}(?:{_DOT}{_LABEL}){{0,6}}", re.IGNORECASE)
_BEFORE_AT = regex(r"(?:[\w'’+-]+[._-]\n)?[\w.+'’&-]+\Z")
_LONGEST_BEFORE_AT = 64
# Recognised text in which the @ was lost: a whole word that ends like an address of a body.
_TORN = regex(r"(?<!\S)[\w.'’©®-]{2,64}\.(?:gov|nhs|police|org|co)\.uk\b", re.IGNORECASE)
_WEB = regex(r"www|http", re.IGNORECASE)
_LETTERS_AS_DIGITS = (
    (regex(r"(?<=\d)[OoQ]|(?<![^\W\d_])[OoQ](?=\d)"), "0"),
    (regex(r"(?<=\d)[lI|]|(?<![^\W\d_])[lI|](?=\d)"), "1"),
)


def contact_spans(text: str, *, recognised: bool = False) -> list[Span]:
    """The stretches of `text` that are contact details, in order and apart.

    In `recognised` text letters that look like digits, and a lost @, are allowed for.
    """
    spans = [*_addresses(text)]
    if recognised:
        spans += [m.span() for m in _TORN.finditer(text) if not _WEB.match(m[0])]
        for letters, digit in _LETTERS_AS_DIGITS:
            text = letters.sub(digit, text)
    spans += _numbers(text)
    return _merged(spans)


def _addresses(text: str) -> Iterator[Span]:
    for at in _AT.finditer(text):
        start = max(0, at.start() - _LONGEST_BEFORE_AT)
        before = _BEFORE_AT.search(text[start : at.start()])
        domain = _DOMAIN.match(text, at.end())
        if before is None or domain is None or not re.search(r"[^\W\d_]", before[0]):
            continue
        # "12 visits @ home": signs that are apart make an address only with a whole domain.
        if at[0] == "@" or "." in domain[0] or "dot" in domain[0].lower():
            yield start + before.start(), domain.end()


def _numbers(text: str) -> Iterator[Span]:
    for found in _NUMBER.finditer(text):
        yield from _numbers_in(text, *found.span())
    for found in _LOCAL_NUMBER.finditer(text):
        yield found.span(1)


def _numbers_in(text: str, start: int, end: int) -> Iterator[Span]:
    """The numbers in a run of digits: of two that are side by side, each."""
    groups = [m.span() for m in _DIGITS.finditer(text, start, end)]
    first = 0
    while first < len(groups):
        opens = start if first == 0 else groups[first][0]
        for last in range(min(len(groups), first + 8), first, -1):
            if _is_number(text[opens : groups[last - 1][1]]):
                yield opens, groups[last - 1][1]
                first = last
                break
        else:
            first += 1


def _is_number(printed: str) -> bool:
    groups = _DIGITS.findall(printed)
    digits = "".join(groups)
    if not 7 <= len(digits) <= 15:
        return False
    if not printed.lstrip("( [").startswith("+"):
        # A nought that is alone, or a decimal, begins no number.
        if (len(groups[0]) < 3 or not digits.startswith("0")) and not digits.startswith("0044"):
            return False
        if _BRITISH.fullmatch(digits):
            return True
    elif digits.startswith("44") and _BRITISH.fullmatch(digits):
        return True
    # Tables of all countries, for the few numbers that get here: loaded with the first.
    import phonenumbers

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(printed, "GB"))
    except phonenumbers.NumberParseException:
        return False


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
