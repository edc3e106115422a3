"""The unit of a figure of a sentence that prints none: from the words beside it, from the end of
its list, or from the figure it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.model import Number, Unit
from extractor.binding.clauses import runs
from extractor.binding.model import Relation
from extractor.regex import regex

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


_IT_WAS = regex(
    r"[;,]\s(?:and\s)?(?:it|this|the (?:rate|figure|proportion|percentage))\s"
    r"(?:had been|has been|was|is|stood at)\s(?:just |about |around |only )?$|\bfrom\s$",
    re.IGNORECASE,
)
"""What leads on to the figure before at another time: "187 per 100,000; it had been 201", "fell to
214 per 100,000 in 2018 from 268"."""


_FROM_BEFORE = regex(r"\bfrom\s(?:about\s|around\s|just\s)?$", re.IGNORECASE)
# "from 351 | per 10,000 in April 2014 to | 380"
_ON_TO = regex(
    r"\s*(?:per\s[\d,]+)?(?:\s(?!and\b|or\b)[\w’'/–-]+){0,5}?\sto\s(?:about\s|around\s|just\s)?",
    re.IGNORECASE,
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
        level = antecedent is not None and relations[antecedent].kind == "actual"
        linked = linked or (level and _IT_WAS.search(text, 0, numbers[i].start) is not None)
        if antecedent is not None and linked and not nouns[i] and units[antecedent] in _CARRIED:
            units[i] = units[antecedent]
        elif i and not nouns[i] and units[i - 1] in _RATES.values():
            between = text[numbers[i - 1].end : numbers[i].start]
            from_it = _FROM_BEFORE.search(text, 0, numbers[i - 1].start)
            units[i] = units[i - 1] if from_it and _ON_TO.fullmatch(between) else None
    for i, relation in enumerate(relations):
        antecedent = relation.antecedent
        if relation.kind != "change" or antecedent is None:
            continue
        if units[i] in (None, "percent") and numbers[antecedent].unit == "percent" and not nouns[i]:
            units[i] = "percentage_points"
    return [unit or "count" for unit in units]


_RATE_INTRO = regex(
    r"\b(?:number|rate|children|people)\b[^.;]*\bper\s(?P<base>1,?000|10,?000|100,?000)\b[^.;]*$",
    re.I,
)
_SHARE_INTRO = regex(r"\b(?:percentages?|proportions?)\sof\b[^.;]*$", re.IGNORECASE)


def units_of_list(
    units: Sequence[Unit],
    numbers: Sequence[Number],
    bare: Sequence[bool],
    intro: Sequence[str],
) -> list[Unit]:
    """The units of a list item's figures, where one prints none and is `bare` of a noun: that of
    the line before the list ("The rate per 10,000 children was:", "- Fenby: 53")."""
    given: Unit | None = None
    for line in intro:
        rate = _RATE_INTRO.search(line)
        if rate is not None:
            given = _RATES[re.sub(r"\D", "", rate["base"])]
        elif _SHARE_INTRO.search(line):
            given = "percent"
    if given is None:
        return list(units)
    return [
        given if unit == "count" and number.unit is None and alone else unit
        for unit, number, alone in zip(units, numbers, bare, strict=True)
    ]
