"""Whether a figure is plausible by itself: not far outside the range of its measure, no share over
100%, no count of a time after the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extractor.checks import say
from extractor.checks.model import After, Figure, Finding, Range
from extractor.wording import words

SMALL_SHARE = 5
"""Per cent: below a range that begins lower, a share is not called too small."""
MOST_PERCENT = 100
"""Per cent: no share of a measure whose range ends at 100 or below can be larger."""

Limits = Mapping[tuple[str, str], tuple[float, float]]
"""The plausible range of a measure and unit."""


def check_range(
    identity: Range, figures: Sequence[Figure], limits: Limits, labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each council's figure far outside the range of its measure."""
    for figure in figures:
        found = limits.get((figure.measure or "", figure.unit or ""))
        counted = figure.kind == "actual" and figure.level == "local" and not figure.bound
        if found is None or not counted:
            continue
        low, high = found
        if _lies_outside(figure, low, high, identity.margin):
            message = (
                f"{say.name(figure, labels)}, {say.place(figure)}: {say.of(figure)} is outside "
                f"the range of councils, {say.number(low, figure.unit)} to "
                f"{say.number(high, figure.unit)}. {identity.meaning}"
            )
            yield Finding(identity, "fail", message, (figure,), ("figure",), contradicts=(figure,))


def _lies_outside(figure: Figure, low: float, high: float, margin: float) -> bool:
    """Whether the value is far outside; a part of a count is only asked whether it is too large.

    The range of a share says nothing about its breakdowns, and small shares are all possible.
    """
    if figure.unit != "count":
        if figure.dimensions:
            return False
        small = figure.value < low / margin and (figure.unit != "percent" or low >= SMALL_SHARE)
    else:
        small = not figure.dimensions and figure.value < low / margin
    over = MOST_PERCENT if figure.unit == "percent" and high <= MOST_PERCENT else float("inf")
    return (small and figure.value > 0) or figure.value > min(high * margin, over) > 0


def check_after(
    identity: After, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each counted figure whose period ends after the meeting."""
    for figure in figures:
        if figure.kind != "actual" or not (figure.end and figure.meeting and figure.measure):
            continue
        if figure.measure in identity.planned or not _is_later(figure, figure.meeting):
            continue
        message = (
            f"{say.name(figure, labels)}: {say.of(figure)} was read as {say.when(figure)}, "
            f"after the meeting of {words.day(figure.meeting)}: the period is not as read, or "
            "the figure is a forecast."
        )
        yield Finding(identity, "fail", message, (figure,), ("figure",), contradicts=(figure,))


def _is_later(figure: Figure, meeting: str) -> bool:
    """Whether its date, or the first day of its span, is after the meeting.

    A year or quarter that is still running at the meeting is usually given "to date".
    """
    return (
        figure.start if figure.basis == "during" and figure.start else figure.end or ""
    ) > meeting
