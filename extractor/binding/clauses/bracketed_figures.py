"""The relation of a figure in brackets to the figure before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.binding.clauses.bracket_statements import time_before_bracket
from extractor.binding.model import Clause, Relation
from extractor.regex import regex, right_before

COMPARING = regex(
    r"\b(?:compared?|compares|comparison|against|versus|vs|than|above|below"
    r"|similar to|in line with|(?:short|shy|ahead) of"
    r"(?=\s(?:the|a|an|its|our|target|£?\d)\b)"
    r"|nationally|national|england|regional|neighbours)\b",
    re.IGNORECASE,
)
"""What sets a figure against another one."""


_SET = ("target", "floor", "forecast")


def _restates(number: Number, level: Number, own: str) -> bool:
    """Whether a number alone in brackets says the level before it in another unit: "639 days (21
    months)", "an overspend of £11.8m (9.6% of the budget)"."""
    said = _NUMERALS.sub(" ", own)
    return number.unit != level.unit and not re.search(r"\b(?!budget|months?|days?)[a-z]{4}", said)


_WITH_ITS_BASE = regex(r"\sout of (?:the |a total of |all )?\d[\d,]*\)")
"""What is behind a count that says the share before it again: "(14 out of 58)"."""
_NUMERALS = regex(r"[£\d][\d,.]*%?")


_LAST_TIME = regex(
    r"\b(?:(?:previous|preceding|prior|last) (?:financial |school )?(?:year|quarter|month)"
    r"|(?:year|quarter|month) (?:before|earlier|previously))(?:['’]s)?\s*\(\s*$",
    re.IGNORECASE,
)
"""What leads to the level of an earlier time in brackets: "up 12% on the year before (284)"."""


_IN_BRACKETS_A_TARGET = regex(r"\btarget\s*[(\[]\s*$", re.IGNORECASE)
"""What leads to a target in brackets: "91%, which is above target (85%)"."""


def in_brackets(
    i: int,
    at: int,
    annotated: Annotations,
    clauses: Sequence[Clause],
    numbers: Sequence[Number],
    relations: Sequence[Relation],
) -> Relation:
    """The relation of figure `i`, which stands in brackets behind figure `at`: the level of an
    earlier time, a target, the same in another unit, or a comparison."""
    clause = clauses[i]
    own = annotated.text[clause.start : clause.end]
    if _LAST_TIME.search(annotated.text, 0, numbers[i].start):
        alike = (j for j in range(i - 1, -1, -1) if numbers[j].unit == numbers[i].unit)
        level = next(alike, at)
        return Relation(cue="earlier", antecedent=level, because="in brackets")
    antecedent = relations[at]
    if right_before(_IN_BRACKETS_A_TARGET, annotated.text, numbers[i].start, 12):
        return Relation("target", None, "target", at, because="in brackets")
    elsewhere = COMPARING.search(own)  # "11% in 2005/06 (12% in England)"
    dated = time_before_bracket(numbers[i], annotated) is not None
    dated = dated and not _WITH_ITS_BASE.match(annotated.text, numbers[i].end)
    if antecedent.kind == "actual" and not elsewhere and dated:
        return Relation(cue="earlier", antecedent=at, because="in brackets")
    if _restates(numbers[i], numbers[at], own) and antecedent.kind in _SET:
        return replace(antecedent, because="in brackets")  # "a target of 639 days (21 months)"
    shared = clause.start == clauses[at].start
    if shared and antecedent.kind == "change" and not dated:
        return replace(antecedent, because="in brackets")  # "rose by 17 (3%)"
    cue = "" if shared else "comparator"
    return Relation(cue=cue, antecedent=at, because="in brackets")
