"""The unit of a figure that prints none: from the figure it is compared with, from labels, or from
a line that states the unit once for the tables that follow ("All figures in £m").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.annotations.model import Number, Unit
from extractor.binding.model import Figure, Relation
from extractor.binding.period_lists import runs
from extractor.blocks.tables.cell_kinds import is_unit
from extractor.passages.model import CellLabels, Passage
from extractor.regex import regex
from extractor.rulebook.model import CompiledPattern
from extractor.rulebook.nouns import nouns
from extractor.tokens import norm

_SIGNS: tuple[tuple[str, Unit, float], ...] = (
    (r"per\s?100,?\s?000|/\s?100,?000|per hundred thousand", "rate_per_100000", 1),
    (r"per\s?10,?\s?000|/\s?10,?\s?000|per 10k\b|per ten thousand", "rate_per_10000", 1),
    (r"per\s?1,?\s?000\b|/\s?1,?000\b|per thousand", "rate_per_1000", 1),
    (r"£\s?['’]?\s?(?:m\b|million)|\(m\)|\bmillions? of pounds", "currency_gbp", 1e6),
    (r"£\s?1,?000['’]s\b", "currency_gbp", 1e3),
    (r"£['’]?\s?(?:k\b|000s?|thousands?)|£\s?,?000['’]?s?|['’]000s?\b", "currency_gbp", 1e3),
    (r"£(?!\s?[\d.])|\bpounds\b|\bGBP\b", "currency_gbp", 1),
    (r"percentage points?|\bpp\b|%\s?points?", "percentage_points", 1),
    (r"(?<![\d.])\s*%|\bper ?cent|\bpercentage|\bproportion of", "percent", 1),
    (r"\bFTEs?\b|\bWTEs?\b|full[- ]time equivalents?", "fte", 1),
    (
        r"\(days?\)|\bnumber of days|\bdays (?:between|from|taken|lost)|average (?:time|days)",
        "days",
        1,
    ),
    (r"\(weeks\)|\bnumber of weeks", "weeks", 1),
    (r"\(months\)|\bnumber of months", "months", 1),
    (r"\baverage caseload|\bratio\b", "ratio", 1),
    # "Bank Rate | 4.75"; not "income due to the base rate"
    (r"^(?:\w+ )?(?:bank|base|interest|borrowing|discount) rates?$", "percent", 1),
    # "Current Likelihood (1-5)", "Impact (out of 5)"
    (
        r"\b(?:scor\w+|rating|likelihood|impact|probability|severity|risk)\s*"
        r"\((?:[01]\s?(?:-|–|to)|out of)\s?\d{1,2}\)",
        "score",
        1,
    ),
)
_PATTERNS = tuple((regex(sign, re.IGNORECASE), unit, scale) for sign, unit, scale in _SIGNS)
_PERCENT_BEFORE = regex(
    r"(?:(?:^|[:(|•–-])\s*(?:%|per ?cent)|\bpercentage|\bproportion)\s*"
    r"(?:of\b(?:[^.;()]*(?=\b(?:is|was|at|of)\s*$)|[^.;(),]*))?(?:\bis|\bwas|\bat|\bof|:|-|–)?\s*$",
    re.I,
)
_RATE_BEFORE = regex(
    r"per\s(?P<base>1,?000|10,?000|100,?000)\b[^;.]*?(?:\b(?:is|was|are|at|of|stands at|:)\s*)"
    r"(?:about|around|just|over|under|now|currently|\s)*$",
    re.IGNORECASE,
)
# "148 first-time entrants to the youth justice system per 100,000 young people"
_RATE_BEHIND = regex(
    r"(?:\s+(?!and\b|or\b|per\b|which\b|a\b)[A-Za-z’'-]+){1,9}\s+(?:per|for every)\s"
    r"(?P<base>1,?000|10,?000|100,?000)\b",
    re.IGNORECASE,
)
_RATES: dict[str, Unit] = {
    "1000": "rate_per_1000", "10000": "rate_per_10000", "100000": "rate_per_100000",
}  # fmt: skip
_CARRIED: frozenset[Unit] = frozenset(
    ("percent", "rate_per_1000", "rate_per_10000", "rate_per_100000", "fte", "currency_gbp",
     "days", "weeks", "months", "ratio", "score")
)  # fmt: skip

MOST_APART = 3.0  # times by which the figures of a list with one unit may differ
_LAST_OF_LIST = regex(r"\s*(?:and|&|or|/)\s*(?:just |about |around )?", re.IGNORECASE)


def unit_of_label(label: str) -> tuple[Unit, float] | None:
    """The unit that a row or column label or a caption gives, and the factor to apply."""
    for pattern, unit, scale in _PATTERNS:
        if pattern.search(label):
            return unit, scale
    return None


def unit_of_cell(labels: Sequence[str]) -> tuple[Unit, float] | None:
    """The unit of a table cell from its labels, nearest first."""
    for label in labels:
        found = unit_of_label(label)
        if found is not None:
            return found
    return None


def _shared_in_lists(
    text: str, numbers: Sequence[Number], nouns: Sequence[str]
) -> list[Unit | None]:
    """The units as printed; a unit printed once after the last figure of a list applies to all of
    it: "68, 70 and 71 per 10,000"."""
    units: list[Unit | None] = [n.unit for n in numbers]
    for run in runs([(n.start, n.end, i) for i, n in enumerate(numbers)], text):
        unit, noun = units[run[-1]], nouns[run[-1]]
        values = [numbers[i].value for i in run]
        alike = min(values) > 0 and max(values) <= MOST_APART * min(values)
        before = run[:-1]
        closes = len(run) > 1 and _LAST_OF_LIST.fullmatch(
            text, numbers[run[-2]].end, numbers[run[-1]].start
        )
        if unit not in _CARRIED or not closes or not alike:
            continue
        if all(units[i] is None and nouns[i] in ("", noun) for i in before):
            for i in before:
                units[i] = unit
    return units


_OUT_OF = regex(r"\s(?:out )?of (?:the |a total of |all )?$")


def _is_a_count(text: str, i: int, numbers: Sequence[Number], units: Sequence[Unit | None]) -> bool:
    """Whether a figure is a number of people by what follows it: its own rate or share in
    brackets ("1,931 (70 per 10,000 children)"), or the base that it is out of ("228 of 261")."""
    if i + 1 >= len(numbers):
        return False
    between = text[numbers[i].end : numbers[i + 1].start]
    if between.strip() == "(":
        return units[i + 1] in ("percent", *_RATES.values())
    base = numbers[i + 1]
    return (
        bool(_OUT_OF.fullmatch(between)) and units[i + 1] is None and base.value >= numbers[i].value
    )


def units_of_sentence(
    text: str, numbers: Sequence[Number], relations: Sequence[Relation], nouns: Sequence[str]
) -> list[Unit]:
    """The unit of each figure of a sentence; `nouns` are the words that each counts.

    A figure without sign or noun takes the unit of the one it is compared with ("50 per
    10,000, compared to 60 nationally"); a change of a share is in percentage points.
    """
    units: list[Unit | None] = _shared_in_lists(text, numbers, nouns)
    for i, relation in enumerate(relations):
        if units[i] is not None:
            continue
        before = text[max(0, numbers[i].start - 120) : numbers[i].start]
        if _PERCENT_BEFORE.search(before) and 0 <= numbers[i].value <= 100 and not nouns[i]:
            units[i] = "percent"
            continue
        opened = numbers[i - 1].end if i else 0
        rate = _RATE_BEFORE.search(text, opened, numbers[i].start)
        if rate is not None and not nouns[i]:
            units[i] = _RATES[re.sub(r"\D", "", rate["base"])]
            continue
        if _is_a_count(text, i, numbers, units):
            units[i] = "count"
            continue
        behind = _RATE_BEHIND.match(text, numbers[i].end)
        if behind is not None and numbers[i].value_max is None:
            units[i] = _RATES[re.sub(r"\D", "", behind["base"])]
            continue
        antecedent = relation.antecedent
        linked = relation.cue in ("earlier", "comparator", "change") or relation.kind in (
            "target", "floor",
        )  # fmt: skip
        if antecedent is not None and linked and not nouns[i] and units[antecedent] in _CARRIED:
            units[i] = units[antecedent]
    for i, relation in enumerate(relations):
        antecedent = relation.antecedent
        if relation.kind != "change" or antecedent is None:
            continue
        if units[i] in (None, "percent") and numbers[antecedent].unit == "percent" and not nouns[i]:
            units[i] = "percentage_points"
    return [unit or "count" for unit in units]


LONGEST = 160
"""Characters of a line that can state the unit of tables."""

_FIGURE_OF_ITS_OWN = regex(
    r"\d\s*(?:%|per ?cent\b|percentage points?\b|per\s1)|£\s?\d", re.IGNORECASE
)


def may_state_a_unit(note: str) -> bool:
    """Whether a line around a table may give the unit of its cells: a paragraph of running text,
    or a line with a figure in that unit ("At 51.6 per 10,000 …"), is of itself only."""
    return len(note) <= LONGEST and not _FIGURE_OF_ITS_OWN.search(note)


_STATES = regex(
    r"\b(?:figures?|amounts?|values?|sums?|numbers?|tables?|variances?|budgets?|costs?)\b"
    r"(?:\s\w+){0,6}?\s(?:in|are|is|as|to the nearest)\b[^.;]{0,40}"
    r"(?:£|\bpounds\b|\bthousands\b|\bmillions\b)",
    re.IGNORECASE,
)
_ALONE = regex(r"\W*£\s?['’]?(?:m(?:illions?)?|k|0{3}s?|thousands?)\W*", re.IGNORECASE)
_WHOLE_SCALE = regex(r"\b(thousands|millions)\b", re.IGNORECASE)
_MONEY = regex(
    r"£|\b(?:budget|out-?turn|forecast|varianc|under-?spen|over-?spen|spen[dt]|spending|sav(?:ing|ed)"
    r"|expenditure|income|reserve|balance|cost|grant|impact|capital|revenue|re-?phas|drawdown"
    r"|pressure|funding|contribution|financ|virement|slippage|un-?deliverable|net|gross|fees?"
    r"|debt|borrowing|investment)",
    re.IGNORECASE,
)
_MONEY_BEHIND = regex(
    r"['’]?s?'?\s(?:\([^)]*\)\s?)?(?:\w+\s)?(?:reserves?|budgets?|balances?|costs?|spend)\b", re.I
)
_COUNT_WORD = regex(r"\b(?:number|no\.|count|volume|fte|headcount|clients)\b", re.I)
# "Increase in investment income due to the base rate" is money all the same.
_RATE_WORD = regex(r"\b(?:rate|ratio)\b", re.IGNORECASE)
_WORD = regex(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A unit with its factor, and the page that states it."""

    unit: Unit
    scale: float
    page: int | None


def stated_unit(text: str, page: int | None) -> StatedUnit | None:
    """The unit of money that a line states for the tables around it, None where it states none.

    >>> stated_unit("All figures in £m", 5)
    StatedUnit(unit='currency_gbp', scale=1000000.0, page=5)
    """
    if len(text) > LONGEST or not (_STATES.search(text) or _ALONE.fullmatch(text)):
        return None
    found = unit_of_label(text)
    if found is not None and found[0] == "currency_gbp":
        whole = _WHOLE_SCALE.search(text) if found[1] == 1.0 else None
        if whole is not None:
            return StatedUnit(found[0], 1e6 if whole[1].lower() == "millions" else 1e3, page)
        return StatedUnit(*found, page)
    return None


def unit_around(passage: Passage) -> StatedUnit | None:
    """The unit that a passage, or the text around its table, states for the report's tables."""
    lines = [*passage.notes, *([passage.caption] if passage.caption else [])]
    if passage.cell is None:
        lines.append(passage.text.content)
    found = (stated_unit(line, passage.page) for line in lines)
    return next((unit for unit in found if unit is not None), None)


def is_of_money(passage: Passage) -> bool:
    """Whether the column labels of a cell are about money, or the caption is and no label counts
    people or things."""
    cell = passage.cell
    if cell is None:
        return False
    caption = passage.caption or ""
    if stated_unit(caption, passage.page) is not None:
        caption = ""  # the unit of all tables says nothing about this one
    column, around = " | ".join(cell.column_path), f"{cell.stub or ''} | {caption}"
    if _MONEY.search(column):
        return not (_COUNT_WORD.search(column) or _RATE_WORD.search(column))
    return bool(_MONEY.search(around)) and not counts(f"{column} | {around}")


def has_a_unit_of_its_own(cell: CellLabels) -> bool:
    """Whether the other columns print their unit under their names ("£m") and that of a cell, which
    is not about money, prints none: what is said around the table is then not for it."""
    told = " | ".join(cell.column_path)
    return any(map(is_unit, cell.siblings)) and bool(told) and not _MONEY.search(told)


def names_a_count(labels: Sequence[str]) -> bool:
    """Whether a label says "number of", "FTE" or the like."""
    return any(_counted(label) for label in labels)


def _counted(label: str) -> bool:
    if _COUNT_WORD.search(label):
        return True
    return bool(_RATE_WORD.search(label)) and not _MONEY.search(label)


def counts(told: str) -> bool:
    """Whether labels say that people or things are counted: "Schools", not "School Reserves"."""
    if _COUNT_WORD.search(told) or _RATE_WORD.search(told):
        return True
    return any(
        norm(word[0]) in nouns().counted and not _MONEY_BEHIND.match(told, word.end())
        for word in _WORD.finditer(told)
    )


def units_allowed(pattern: CompiledPattern, figure: Figure) -> frozenset[Unit]:
    """The units in which the pattern's measure, or a change of it, may be given."""
    if figure.relation.kind != "change":
        return pattern.units
    allowed: set[Unit] = set(pattern.units)
    if "percent" in allowed:
        allowed.add("percentage_points")
    if allowed & {"count", "currency_gbp", "fte", "days", "weeks", "months"}:
        allowed.add("percent")
    return frozenset(allowed)


_UNPRINTED: frozenset[Unit] = frozenset({"score", "ratio", "fte", "days", "weeks", "months"})


def adopted_unit(figure: Figure, pattern: CompiledPattern) -> Unit | None:
    """The unit of a measure that is given in one unit only, for a figure that prints none
    ("the average SDQ score was 14.2"); None where the figure has a unit of its own."""
    if figure.number.unit is not None or figure.unit != "count" or len(pattern.units) != 1:
        return None
    return next((unit for unit in pattern.units if unit in _UNPRINTED), None)
