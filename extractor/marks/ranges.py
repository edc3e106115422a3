"""Two numbers that are the ends of one: "5-9%", "between 20 and 25"."""

from __future__ import annotations

import re

from extractor.marks.printed import Printed

_HYPHEN = re.compile(r" ?- ?")
_BETWEEN = re.compile(r"(?:between|ranging from|ranged from|ranges from|in the range(?: of)?) $")
_FROM = re.compile(r"(?:from|by|rose|fell|increased|decreased|reduced|up|down) (?:[a-z]+ )?$")


def join_ranges(found: list[Printed], folded: str) -> list[Printed]:
    """The numbers with every pair that is a range made one, which runs from end to end."""
    joined: list[Printed] = []
    for printed in found:
        if joined and _is_range(joined[-1], printed, folded):
            joined[-1] = _range(joined[-1], printed)
        else:
            joined.append(printed)
    return joined


def _is_range(low: Printed, high: Printed, folded: str) -> bool:
    if low.refused or high.refused or low.value_max is not None or low.value >= high.value:
        return False
    if low.unit not in (None, high.unit) or low.direction or high.direction:
        return False
    between = folded[low.end : high.start]
    before = folded[max(0, low.start - 24) : low.start]
    if between in (" and ", " to ") and _BETWEEN.search(before):
        return True
    if _HYPHEN.fullmatch(between):
        return high.sure
    if between == " to ":
        return high.sure and low.unit is None and not _FROM.search(before)
    return False


def _range(low: Printed, high: Printed) -> Printed:
    value = low.value
    if low.unit is None and high.unit == "currency_gbp":
        return low
    return Printed(
        low.start, high.end, value, high.value, high.unit, "between",
        low.worded and high.worded, sure=high.sure, counts=low.counts or high.sure,
    )  # fmt: skip
