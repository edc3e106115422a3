"""Tokens and vocabulary of the period grammar.

The grammar needs finer tokens than the rest of stage 4 ("2016/17", "Q3" and "31st" in
their parts, and whether a space is between), so it cuts its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from extractor.annotations.periods.model import Expression, Unit, YearStyle
from extractor.months import NUMBERS
from extractor.regex import regex

MONTHS = NUMBERS
ABBREVIATED = frozenset(name for name in MONTHS if len(name) < 5) - {"june", "july", "may"}

UNITS: dict[str, Unit] = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week",
    "month": "month", "months": "month", "mth": "month", "mths": "month",
    "quarter": "quarter", "quarters": "quarter", "qtr": "quarter",
    "year": "year", "years": "year", "yr": "year", "yrs": "year",
}  # fmt: skip
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4,
}  # fmt: skip
STYLES: dict[str, YearStyle] = {
    "financial": "financial", "fiscal": "financial", "municipal": "financial",
    "council": "financial", "academic": "academic", "school": "academic",
    "calendar": "calendar",
}  # fmt: skip
TERMS = {"autumn": 1, "spring": 2, "summer": 3}
SEASONS = {"autumn": 1, "spring": 2, "summer": 3, "winter": 4}
BACK = frozenset({"last", "previous", "prior", "preceding"})
HERE = frozenset({"this", "current"})
AHEAD = frozenset({"next", "coming", "forthcoming"})
DASHES = frozenset("-‐‑‒–—―−─")
OVER = frozenset({"in", "during", "over", "within", "throughout", "across", "for"})
PREPOSITIONS = OVER | {
    "since", "by", "from", "to", "until", "till", "between", "of", "at", "on", "and", "or",
    "than", "with", "after", "before", "into", "ending", "ended", "early", "late", "mid",
    "year", "summer", "autumn", "winter", "spring", "around",
}  # fmt: skip

COUNTED = ("children", "people", "young", "new")
"""Words beside plurals in "s" with which what is counted begins: "in the quarter 2 children …"."""
OF_PAPERS = ("figures", "results", "returns", "statistics", "reports")
"""Plurals of papers, which a number before them does not count: "in the quarter 2 figures"."""

THOUSANDS = 3  # digits behind the comma of a number

_TOKEN = regex(r"\d+|[^\W\d_]+|\S")


class PeriodToken(NamedTuple):
    """One token: as printed, lower case, where it is, whether it touches the one before."""

    raw: str
    low: str
    start: int
    end: int
    glued: bool
    number: int | None


NOTHING = PeriodToken("", "", -1, -1, False, None)


class Tokens(Sequence[PeriodToken]):
    """The tokens of a text; beyond both ends is `NOTHING`.

    `header` is set for a table's header or row label, where less has to be said
    ("2016", "23/24", "Mar 17" with no word before them).
    """

    def __init__(self, text: str, *, header: bool = False) -> None:
        self.text, self.header = text, header
        self._tokens: list[PeriodToken] = []
        last_end = -1
        for match in _TOKEN.finditer(text):
            raw, (start, end) = match.group(), match.span()
            number = int(raw) if len(raw) <= 4 and raw.isdecimal() else None
            self._tokens.append(
                PeriodToken(raw, raw.lower(), start, end, start == last_end, number)
            )
            last_end = end
        self._count = len(self._tokens)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> PeriodToken:  # type: ignore[override]  # no slices
        return self._tokens[index] if 0 <= index < self._count else NOTHING

    def low(self, index: int) -> str:
        """The lower-case token at `index`, "" beyond the ends."""
        return self._tokens[index].low if 0 <= index < self._count else ""

    def expression(self, index: int, *words: str) -> bool:
        """Whether these words are at `index`."""
        return all(self.low(index + k) == word for k, word in enumerate(words))

    def skip(self, index: int, *words: str) -> int:
        """`index`, moved on by one if one of the words is there."""
        return index + 1 if self.low(index) in words else index

    def digits(self, index: int, *lengths: int) -> int | None:
        """The number at `index` if it is printed in as many digits as one of `lengths`."""
        token = self[index]
        if token.number is None or len(token.raw) not in lengths:
            return None
        comma, behind = self[index + 1], self[index + 2]
        if comma.raw == "," and comma.glued and behind.glued and len(behind.raw) == THOUSANDS:
            return None  # "during the quarter 2,914 contacts"
        return token.number


# An expression and the index of the first token after it.
Parsed = tuple[Expression, int] | None


def longest(*found: Parsed) -> Parsed:
    """The reading that covers most tokens; of equals, the first."""
    best: Parsed = None
    for one in found:
        if one is not None and (best is None or one[1] > best[1]):
            best = one
    return best


def count_at(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A small whole number in digits or words, and the index after it."""
    token = tokens[index]
    if token.low in COUNTS:
        return COUNTS[token.low], index + 1
    if tokens.digits(index, 1, 2) is None:
        return None
    fraction = tokens.low(index + 1) == "." and tokens[index + 2].number is not None
    if token.glued and tokens.low(index - 1) in {".", ",", "£", "/"}:
        return None
    number = token.number or 0
    return None if number == 0 or (fraction and tokens[index + 2].glued) else (number, index + 1)


def unit_at(tokens: Tokens, index: int) -> Unit | None:
    """The unit of time at `index`."""
    return UNITS.get(tokens.low(index))
