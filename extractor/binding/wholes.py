"""Whether a figure is one of everybody, or of the whole council, as its measure wants it."""

from __future__ import annotations

import re

from extractor.binding.case import Case
from extractor.binding.counted import OF_MONEY, opening_of, residue
from extractor.binding.scopes import HEADING, HOST, LEAD, LIMB, SENTENCE, TITLE
from extractor.rulebook.model import CompiledPattern, Measure

_POPULATIONS = frozenset(
    ["child", "our_child", "cla", "cla_context", "cl_context", "childrens_services"]
)
"""Concepts of populations: beside the count of a whole they narrow it no further."""

_FOR_SO_LONG = re.compile(
    r"\bfor (?:at least|longer|more|over|less|under|up to|between)\b", re.IGNORECASE
)


def only_some(case: Case, pattern: CompiledPattern, measure: Measure, tier: int) -> str | None:
    """Why a count is not one of everybody: its words say more than the measure does."""
    figure = case.figure
    if tier >= TITLE:
        return "nothing near it says that everybody is counted"
    if figure.limb.base_of is not None and tier > LIMB:
        return "it is the base of another figure"
    if figure.relation.cue == "part":
        return "it is a part of the figure before"
    known = _POPULATIONS.union(measure.counts, measure.dimensions, *pattern.needs, *pattern.context)
    left = residue(figure, case.marks, known)
    if left:
        return f"“{' '.join(left[:4])}” says that only some are meant"
    if _FOR_SO_LONG.search(case.marks.text, figure.limb.start, figure.limb.end):
        return "only those are meant who have been so for so long"
    return None


_LINES = frozenset(["budget_line"])
_COUNCIL = frozenset(["whole_council"])
_BESIDE_A_LINE = 6
"""So many words that no rule knows may stand beside a sum and the line of the budget that it
is for; more tell of something else."""

_BEHIND_A_LINE = 2
"""So many words may a label have beside the line that it begins with ("Social Work –
Assessment & Safeguarding")."""

_OF_A_DESCRIPTION = 3
"""A row label with more words that no rule knows describes a scheme or a payment."""

_DASH = re.compile(r"\s*[-–—]\s")

_SAVED = frozenset(
    ["delivered", "made", "realised", "secured", "planned", "required", "agreed", "full"]
)
"""What is done with savings; "achieved" and its like are neutral everywhere."""


def part_of_a_sum(case: Case, pattern: CompiledPattern, measure: Measure, tier: int) -> str | None:
    """Why a sum of money may not be taken, or None: it must be of a line of the budget that
    a rule knows, or be said to be of the whole council.

    "Highways – Revenue budget" would stand in one trend with the net budget, and "£56m for
    packages" is nobody's budget.
    """
    if "currency_gbp" not in measure.units:
        return None
    if not measure.whole:
        long = case.cell and len(case.row_left) > _OF_A_DESCRIPTION
        return "its row describes something else" if long else None
    needs = frozenset(key for need in pattern.needs for key in need)
    left = _of_no_line(case, needs | _LINES | _COUNCIL | _POPULATIONS, tier)
    if not measure.dimensions:  # savings are of the whole council where nothing else is said
        left = [word for word in left if word.lower() not in _SAVED]
        if left or any(m.concept not in needs for m in case.row):
            return f"“{' '.join(left[:4])}” says what they are of"
        return None
    if case.cell and _row_of_something_else(case, needs):
        return "its row is of something else"
    if not case.cell and tier >= LEAD and (left or case.figure.unit != "currency_gbp"):
        return "its own sentence speaks of no budget"
    line = case.tiers.tier_of(_LINES, HEADING)
    if line is not None and line[0] <= (SENTENCE if case.cell else HOST):
        if not case.cell and len(left) > _BESIDE_A_LINE:
            return f"“{' '.join(left[:4])}” tells of something else"
        return None
    if line is None and case.tiers.tier_of(_COUNCIL, HEADING if case.cell else LEAD) is None:
        return "no line of the budget is named, nor the council as a whole"
    if left:
        return f"“{' '.join(left[:4])}” is a part that no rule knows"
    return None


def _row_of_something_else(case: Case, needs: frozenset[str]) -> bool:
    """Whether a row's label names a line that no rule knows, or something that is none."""
    lines = [m for m in case.row if m.dimension in _LINES]
    if not lines:
        return bool(case.row_left) or any(m.concept not in needs | _COUNCIL for m in case.row)
    behind = lines[0].start == 0 and _DASH.match(case.row_label, lines[0].end)
    return len(case.row_left) > (_BEHIND_A_LINE if behind else 0)


def _of_no_line(case: Case, known: frozenset[str], tier: int) -> list[str]:
    """The words of a sum's labels, or of its part of a sentence, that say what it is of."""
    if case.cell:
        return list(case.unexplained)
    left = residue(case.figure, case.marks, known)
    if tier > LIMB:  # "Spending on parks has doubled from £4m to £9m": parks are in no limb
        left = opening_of(case.figure, case.marks, known) + left
    return [word for word in left if word.lower() not in OF_MONEY]
