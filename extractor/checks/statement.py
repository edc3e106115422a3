"""What one statement says about itself or another: twice stated, too late, out of range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from extractor.checks import say
from extractor.checks.model import After, Figure, Finding, Range, Repeated, overlap

SMALL_SHARE = 5
"""Per cent: below a range that begins lower, a share is not called too small."""
MOST_NAMED = 4
"""So many of the values that were read are named in a sentence."""

Limits = Mapping[tuple[str, str], tuple[float, float]]
"""The plausible range of a measure and unit."""


def check_repeated(
    identity: Repeated, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each point that the document states in more than one place."""
    points: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.key is not None and not _tells_of_before(identity, figure):
            points[figure.key].append(figure)
    for stated in points.values():
        if len({(f.page, f.quote) for f in stated}) < 2:
            continue
        sure = [f for f in stated if _is_sure(identity, f)]
        if _differing(sure):
            yield _differ(identity, sure, labels)
        if _differing(stated):
            continue
        exact = [f for f in stated if f.qualifier == "exact"]
        wordings = {f.quote for f in exact}
        if len(wordings) > 1:
            one = stated[0]
            message = (
                f"{say.name(one, labels)}, {say.place(one)}: {say.of(one)} is stated in "
                f"{len(wordings)} places."
            )
            roles = ("statement",) * len(exact)
            yield Finding(identity, "pass", message, tuple(exact), roles, agrees=tuple(exact))


def _is_sure(identity: Repeated, figure: Figure) -> bool:
    """Whether a figure is surely of what it was read as: else two of them are no contradiction."""
    return figure.confidence != "low" and not set(identity.doubtful) & set(figure.doubts)


def _tells_of_before(identity: Repeated, figure: Figure) -> bool:
    """Whether its sentence says that the figure was stated before and is another one now."""
    said = figure.quote.lower()
    return any(phrase in said for phrase in identity.restated)


def _differing(stated: Sequence[Figure]) -> bool:
    return any(not overlap(a.span, b.span) for n, a in enumerate(stated) for b in stated[n + 1 :])


def _differ(identity: Repeated, stated: Sequence[Figure], labels: Mapping[str, str]) -> Finding:
    values = sorted({f.value for f in stated})
    one = stated[0]
    named = [say.number(value, one.unit) for value in values[:MOST_NAMED]]
    if len(values) > MOST_NAMED:
        named.append(f"{len(values) - MOST_NAMED} others")
    places = say.listed(named)
    message = (
        f"{say.name(one, labels)}, {say.place(one)}: we read more than one value for this date, "
        f"{places}."
    )
    roles = ("statement",) * len(stated)
    return Finding(identity, "fail", message, tuple(stated), roles)


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
            f"after the meeting of {say.day(figure.meeting)}: the period is not as read, or "
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
    over = 100 if figure.unit == "percent" and high <= 100 else float("inf")
    return (small and figure.value > 0) or figure.value > min(high * margin, over) > 0
