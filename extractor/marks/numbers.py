"""Every number of a text: read, or refused with a reason. Nothing is left out silently."""

from __future__ import annotations

import re

from extractor.marks.counted import is_counted, is_name
from extractor.marks.digits import printed_in_digits
from extractor.marks.folding import RUNS, collapse, fold, plain
from extractor.marks.model import Number
from extractor.marks.number_words import HINT, printed_in_words, proportions
from extractor.marks.printed import Printed
from extractor.marks.ranges import join_ranges
from extractor.marks.refused import refuse
from extractor.marks.units import give_unit, qualify

_DIGIT = re.compile("[0-9]")
_SUPPRESSED = re.compile(r"\[?(?:\*+|c|x)\]?|<\s?(?P<bound>[0-9]{1,2})")


def find_numbers(text: str) -> list[Number]:
    """All numbers of the text in the order in which they stand.

    A candidate figure has `refused` None; any other number has the reason why it is no
    statistic. Ranges are one number with `value_max`; signs and unit words that belong to
    the figure are in its text, qualifiers ("about", "<") are not. A sign sets the sign of
    `value` ("-5%" is -5), and the direction where it is no money.
    """
    if cell := _suppressed_cell(text):
        return [cell]
    if RUNS.search(text) is None:
        return [printed.number(text) for printed in _numbers(text)]
    collapsed, places = collapse(text)
    found = _numbers(collapsed)
    for printed in found:
        printed.start, printed.end = places[printed.start], places[printed.end - 1] + 1
    return [printed.number(text) for printed in found]


def _numbers(text: str) -> list[Printed]:
    folded = fold(text)
    has_words = HINT.search(folded) is not None
    if not has_words and not _DIGIT.search(folded):
        return []
    found = _read(folded, has_words)
    if not found:
        return []
    found = join_ranges(found, folded)
    cased = plain(text)
    refuse(found, folded, cased)
    for printed in found:
        give_unit(printed, folded)
    _refuse_uncounted(found, folded, cased)
    for printed in found:
        if printed.refused is None and printed.value_max is None:
            qualify(printed, folded)
    return found


def _suppressed_cell(text: str) -> Number | None:
    """A table cell that hides a small number ("*", "c", "x", "<5").

    What it hides is below the bound; five is the one in use where the cell names none.
    """
    stripped = text.strip().lower()
    if not (0 < len(stripped) < 5) or not (match := _SUPPRESSED.fullmatch(stripped)):
        return None
    start = len(text) - len(text.lstrip())
    end = start + len(stripped)
    if match["bound"]:
        start += match.start("bound")
    value = float(match["bound"] or 5)
    return Number(
        start, end, text[start:end], value, qualifier="less_than", suppressed=True,
    )  # fmt: skip


def _read(folded: str, has_words: bool) -> list[Printed]:
    """Numbers in words and digits together; where two overlap, the longer reading wins."""
    found: list[Printed] = []
    if has_words or " in " in folded:
        found += proportions(folded)
    if has_words:
        found += printed_in_words(folded)
    if _DIGIT.search(folded):
        found += printed_in_digits(folded)
    found.sort(key=lambda printed: (printed.start, -printed.end))
    kept: list[Printed] = []
    for printed in found:
        if not kept or printed.start >= kept[-1].end:
            kept.append(printed)
    if len(kept) == 1 and (bracketed := re.fullmatch(r"\s*\((.*)\)\s*", folded)):
        _bracketed_negative(kept[0], bracketed)
    return kept


def _bracketed_negative(printed: Printed, bracketed: re.Match[str]) -> None:
    """A cell that is one number in brackets is below zero, as accounts print it."""
    if (printed.start, printed.end) == bracketed.span(1) and not printed.worded:
        printed.value = -printed.value


def _refuse_uncounted(found: list[Printed], folded: str, cased: str) -> None:
    """Refuse the number words that count nothing; drop "no" where it is only a negation."""
    figures = sum(1 for p in found if p.refused is None and p.counts)
    worded = [p for p in found if p.refused is None and not p.counts]
    for printed in worded:
        others = figures + len(worded) > 1
        if is_name(printed, cased):
            printed.refused = "name"
        elif not is_counted(printed, folded, others):
            printed.refused = "not counted"
    found[:] = [p for p in found if p.refused is None or folded[p.start : p.end] != "no"]
