"""How the text of a narrow cell goes on in its next line: broken words and broken years."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.blocks.hyphens import FIRST_PARTS, LineBreak
from extractor.months import BEGINNINGS, NAMES
from extractor.pages.model import Page
from extractor.regex import regex

# "2021–", "21/", "31.03.", "2021/2", "202", "FY2", "Mar 20", "FY": a year goes on in the next line.
_OPEN_YEAR = regex(r"(?:^|[^\d,.])\d\d(?:\d\d)?\s?[-–—/]$|(?<![\d.])[0-3]?\d\.[01]?\d\.$")
_OPEN_DIGIT = regex(
    r"(?:^|[^\d,.£$€])(?:(?:19|20)\d\d[-–—/]|(?:19|20)|fy\s?['’]?(?:20)?)\d$", re.IGNORECASE
)
_ONE_DIGIT = regex(r"\d(?![\d,.%])")
_OPEN_CENTURY = regex(
    rf"(?:(?<![a-z])(?:{BEGINNINGS})[a-z]{{0,6}}[ -]|\d/)"
    r"(?:19|20)$",
    re.IGNORECASE,
)
_CENTURIES = frozenset(("19", "20"))
_TWO_DIGITS = regex(r"\d\d(?![\d,.%])")
# "2022" and "/23" or "- 23" below it.
_WHOLE_YEAR = regex(r"(?:^|[^\d,.£$€])(?:19|20)\d\d$")
_SECOND_YEAR = regex(r"[-–—/]\s?(?:20)?(\d\d)(?![\d,.%])")
_OPEN_NAME = regex(r"(?:^|\s)F/?Y$|\b(?:financial|fiscal|school|academic)\s+year$", re.IGNORECASE)
_LAST_DIGITS = regex(r"(?:\d\d|(?:19|20)\d\d)(?!\d)(?![,.%]\d)")
_YEAR = regex(r"(?:(?:19|20)\d\d|\d\d)(?:\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d))?(?![\d,.%])")
_FIRST_WORD = regex(r"[^\W\d_]+")
_LAST_WORD = regex(r"[^\W\d_]+$")
LETTER_SPACE = 0.62  # times the size of type: white space between two words
_MONTHS = frozenset(NAMES) - {"may"}
_SHORT_WORDS = frozenset(
    (
        "a", "i", "am", "an", "as", "at", "be", "by", "do", "he", "if", "in", "is", "it", "km",
        "kg", "ml", "my", "no", "of", "on", "or", "so", "to", "up", "us", "vs", "we",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordsOfPage:
    """The words of a page in lower case: `every` word, those `followed` by another word in their
    line, and those `preceded` by one.

    The halves of a broken word end a line and begin the next. A first half that is a word of its
    own is followed by a word somewhere on the page, a second half is preceded by one.
    """

    every: frozenset[str] = frozenset()
    followed: frozenset[str] = frozenset()
    preceded: frozenset[str] = frozenset()

    @classmethod
    def of(cls, page: Page) -> WordsOfPage:
        """The words of a page."""
        texts = [w.text.strip(",.;:()'’").lower() for w in page.words]
        followed, preceded = set(), set()
        for (a, b), (first, second) in zip(
            itertools.pairwise(page.words), itertools.pairwise(texts), strict=True
        ):
            gap = b.box.x0 - a.box.x1
            if abs(a.baseline - b.baseline) < 1 and 0 < gap < LETTER_SPACE * max(a.size, 4.0):
                followed.add(first)
                preceded.add(second)
        return cls(frozenset(texts), frozenset(followed), frozenset(preceded))


NO_WORDS = WordsOfPage()


def cell_line_break(before: str, after: str, known: WordsOfPage = NO_WORDS) -> LineBreak:
    """How a line of a cell that ends with `before` goes on with `after`.

    "hyphen": a word was divided and its hyphen goes; "compound", "range": nothing comes between;
    "": two words.
    """
    if _LAST_DIGITS.match(after) and _OPEN_YEAR.search(before):
        return "range"
    if _ONE_DIGIT.match(after) and _OPEN_DIGIT.search(before):
        return "range"
    if _TWO_DIGITS.match(after) and _OPEN_CENTURY.search(before):
        return "range"
    if _is_next_year(before, after):
        return "range"
    if before.endswith("-") and before[-2:-1].isalpha():
        return _divided(before[:-1], after, known)
    return "compound" if _is_broken_word(before, after, known) else ""


def _is_next_year(before: str, after: str) -> bool:
    """Whether a year is followed by "/23" or "- 23", the one after it."""
    second = _SECOND_YEAR.match(after)
    if second is None or not _WHOLE_YEAR.search(before):
        return False
    return (int(before[-2:]) + 1) % 100 == int(second[1])


def year_goes_on(before: str, after: str) -> bool:
    """Whether `after` completes a year that `before`, in the line above it, begins."""
    if _OPEN_NAME.search(before):
        return _YEAR.fullmatch(after) is not None
    if is_torn_year(before, after):
        return True
    return cell_line_break(before, after) == "range" and not after[-1:].isalpha()


def is_torn_year(first: str, second: str) -> bool:
    """Whether the two lines of a narrow header are the halves of a year: "20" and "23"."""
    return first in _CENTURIES and len(second) == 2 and second.isdigit()


def with_years_joined(words: Sequence[str]) -> str:
    """The words of a cell as a text, with broken years joined: "2021/ 22", "202 1"."""
    text = ""
    for word in words:
        begins = word[:1].isdigit() or word[:1] in "-–—/"
        whole = not text or (begins and cell_line_break(text, word) == "range")
        text += word if whole else f" {word}"
    return text


def _divided(before: str, after: str, known: WordsOfPage) -> LineBreak:
    """Whether a hyphen at the end of a line divides a word; if not, it is that of a compound."""
    halves = _halves(before, after)
    if halves is None or not after[:1].islower():
        return "compound"
    first, second = halves
    if first + second in _MONTHS or first + second in known.every:
        return "hyphen"
    return "compound" if first in FIRST_PARTS or second in known.preceded else "hyphen"


def _is_broken_word(before: str, after: str, known: WordsOfPage) -> bool:
    """Whether a word is broken without a hyphen, as happens in a column that is too narrow.

    A few last letters that are no word of their own are enough; otherwise the whole must be a word
    of the page and one of its halves must not.
    """
    halves = _halves(before, after) if after[:1].islower() else None
    if halves is None:
        return False
    if after.isalpha() and len(after) <= 2 and after not in _SHORT_WORDS and before[-2:].isalpha():
        return True
    first, second = halves
    if first + second not in known.every and first + second not in _MONTHS:
        return False
    return first not in known.followed or second not in known.preceded


def _halves(before: str, after: str) -> tuple[str, str] | None:
    """The last word before a break and the first one after it, in small letters."""
    last = _LAST_WORD.search(before, before.rfind(" ") + 1)
    first = _FIRST_WORD.match(after)
    return (last[0].lower(), first[0].lower()) if last and first else None
