"""Changes that a text states, against the levels before and after; and stocks against what came
and went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from extractor.checks import say
from extractor.checks.model import Change, Figure, Finding, Flow, Stock, overlap

SIGNS = {"increase": 1.0, "decrease": -1.0, "unchanged": 0.0}


def check_change(
    identity: Change, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each change; where a level is missing, that nothing can be said."""
    levels: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "actual" and figure.measure and figure.end and not figure.bound:
            levels[(figure.measure, figure.dimensions, figure.where)].append(figure)
    for change in figures:
        if change.kind != "change" or change.measure is None or change.direction not in SIGNS:
            continue
        there = levels[(change.measure, change.dimensions, change.where)]
        pairs = list(_pairs(change, there))
        if pairs:
            yield _judged(identity, change, pairs, labels)
        elif change.unit == "percent" and not any(level.unit == "percent" for level in there):
            message = (
                f"{say.name(change, labels)}, {say.place(change)}: {change.direction} of "
                f"{say.of(change)}; the level before or after is not stated, so it can be "
                "neither confirmed nor denied."
            )
            yield Finding(identity, "unknown", message, (change,), ("change",))


def _pairs(change: Figure, levels: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Levels of one unit before and after: those of the change's own dates."""
    after = [f for f in levels if f.end == change.end and _fits_unit(change, f)]
    for later in after:
        for earlier in levels:
            if earlier.unit == later.unit and _is_before(change, earlier, later):
                yield earlier, later


def _fits_unit(change: Figure, level: Figure) -> bool:
    if change.unit == "percentage_points":
        return level.unit == "percent"
    if change.unit == "percent":
        return level.unit is not None
    return level.unit == change.unit


def _is_before(change: Figure, earlier: Figure, later: Figure) -> bool:
    if change.start is None or earlier.end is None or earlier.basis != later.basis:
        return False
    if earlier.end >= (later.end or ""):
        return False
    start = date.fromisoformat(change.start)
    if later.basis == "as_at":
        # The span of a change runs from the earlier date, or from the day after it.
        return earlier.end in (change.start, (start - timedelta(days=1)).isoformat())
    if earlier.start is None or later.start is None:
        return False
    return (
        earlier.end == (date.fromisoformat(later.start) - timedelta(days=1)).isoformat()
        and _days(earlier) // 7 == _days(later) // 7
    )


def _days(figure: Figure) -> int:
    assert figure.start is not None
    assert figure.end is not None
    return (date.fromisoformat(figure.end) - date.fromisoformat(figure.start)).days


def _judged(
    identity: Change,
    change: Figure,
    pairs: list[tuple[Figure, Figure]],
    labels: Mapping[str, str],
) -> Finding:
    fitting = [pair for pair in pairs if _holds(change, *pair)]
    if fitting:
        earlier, later = fitting[0]
        message = f"{_said(change, earlier, later, labels)}, as stated."
        trio = (earlier, change, later)
        return Finding(identity, "pass", message, trio, ("earlier", "change", "later"), agrees=trio)
    # In one sentence the three belong together; else a single pair of sure levels does.
    own = [p for p in pairs if p[0].quote == change.quote == p[1].quote]
    sure = own or [p for p in pairs if p[0].confidence == "high" == p[1].confidence]
    earlier, later = (sure or pairs)[0]
    trio = (earlier, change, later)
    if not own and (len(sure) != 1 or change.confidence != "high"):
        message = (
            f"{_said(change, earlier, later, labels)}; it is not certain that they belong together."
        )
        return Finding(identity, "unknown", message, trio, ("earlier", "change", "later"))
    found = round(later.value - earlier.value, 6)
    message = f"{_said(change, earlier, later, labels)}. Does not agree as read."
    return Finding(
        identity, "fail", message, trio, ("earlier", "change", "later"),
        SIGNS[change.direction or ""] * change.value, found, None, (), (change,),
    )  # fmt: skip


def _holds(change: Figure, earlier: Figure, later: Figure) -> bool:
    sign = SIGNS[change.direction or ""]
    low, high = change.span
    low, high = sorted((sign * low, sign * high))
    differences = (later.span[0] - earlier.span[1], later.span[1] - earlier.span[0])
    points = change.unit != "percent" or later.unit == "percent"
    if points and overlap(differences, (low, high)):
        return True
    if change.unit != "percent" or earlier.value <= 0:
        return False
    relative = [100 * (b - a) / a for a in earlier.span for b in later.span if a > 0]
    return overlap((min(relative), max(relative)), (low, high))


def _said(change: Figure, earlier: Figure, later: Figure, labels: Mapping[str, str]) -> str:
    return (
        f"{say.name(change, labels)}, {say.place(later)}: {say.of(earlier)} before, "
        f"{say.of(later)} after, {change.direction} of {say.of(change)}"
    )


def check_flow(
    identity: Flow, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each span with both stocks and both flows, each stated with one value."""
    for spec in identity.flows:
        stated: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in figures:
            whole = figure.unit == "count" and not figure.dimensions
            if figure.kind == "actual" and whole and not figure.bound:
                stated[(figure.measure, figure.where, figure.start, figure.end)].append(figure)
        for (measure, where, start, end), _ in list(stated.items()):
            if measure != spec.entered or start is None:
                continue
            before = (date.fromisoformat(str(start)) - timedelta(days=1)).isoformat()
            four = [
                _one(stated.get((spec.stock, where, None, before))),
                _one(stated.get((spec.entered, where, start, end))),
                _one(stated.get((spec.left, where, start, end))),
                _one(stated.get((spec.stock, where, None, end))),
            ]
            found = [figure for figure in four if figure is not None]
            if len(found) == len(four):
                yield _flow(identity, spec, found, labels)


def _one(figures: Sequence[Figure] | None) -> Figure | None:
    return figures[0] if figures and len({f.value for f in figures}) == 1 else None


def _flow(identity: Flow, spec: Stock, four: list[Figure], labels: Mapping[str, str]) -> Finding:
    start, entered, left, end = four
    expected = start.value + entered.value - left.value
    off = abs(expected - end.value) / max(end.value, 1)
    status = "pass" if off <= identity.tolerance else "fail"
    if identity.tolerance < off <= identity.fails_beyond:
        status = "unknown"
    message = (
        f"{say.name(end, labels)}, {say.place(end)}: {say.of(start)} at the start, "
        f"{say.of(entered)} came and {say.of(left)} left, which makes {say.number(expected)}; "
        f"{say.of(end)} is stated"
    )
    message += "." if status == "pass" else f". {identity.meaning}"
    roles = ("start", "entered", "left", "end")
    return Finding(
        identity, "pass" if status == "pass" else "fail" if status == "fail" else "unknown",
        message, tuple(four), roles, expected, end.value, identity.tolerance * end.value,
        (start, end) if status == "pass" else (),
    )  # fmt: skip
