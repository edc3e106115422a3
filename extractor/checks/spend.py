"""Spend against what a placement costs in a week, the children placed, and the weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from extractor.checks import say
from extractor.checks.model import Figure, Finding, Spend, SpendOf, overlap


def check_spend(
    identity: Spend, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each spend with the weekly cost and the children of the same kind.

    The children are those counted in the span or on the day before it; where several counts
    are given, the least and the greatest bound what can have been spent.
    """
    for spec in identity.spends:
        for spend in figures:
            if spend.measure != spec.spend or spend.start is None or not _is_money(spend):
                continue
            cost = _cost(figures, spec, spend)
            placed = _placed(figures, spec, spend)
            if cost is not None and placed:
                yield _judged(identity, spend, cost, placed, labels)


def _is_money(figure: Figure) -> bool:
    return figure.kind == "actual" and figure.unit == "currency_gbp"


def _cost(figures: Sequence[Figure], spec: SpendOf, spend: Figure) -> Figure | None:
    """The weekly cost of the same kind of placement in the span, if it is stated with one value."""
    found = [
        f
        for f in figures
        if f.measure == spec.weekly_cost
        and _is_money(f)
        and (f.where, f.dimensions) == (spend.where, spend.dimensions)
        and f.end is not None
        and _span(spend)[0] <= date.fromisoformat(f.end) <= _span(spend)[1]
    ]
    return found[0] if len({f.value for f in found}) == 1 else None


def _placed(figures: Sequence[Figure], spec: SpendOf, spend: Figure) -> list[Figure]:
    """The children of the same kind of placement, at whatever dates of the span.

    None where one of the numbers is withheld.
    """
    measure = spec.placed if spend.dimensions else spec.everybody
    first, last = _span(spend)
    found = [
        f
        for f in figures
        if (f.measure, f.unit, f.kind) == (measure, "count", "actual")
        and (f.where, f.dimensions) == (spend.where, spend.dimensions)
        and f.start is None
        and f.end is not None
        and first - timedelta(days=1) <= date.fromisoformat(f.end) <= last
    ]
    return [] if any(f.bound for f in found) else found


def _span(spend: Figure) -> tuple[date, date]:
    assert spend.start is not None
    assert spend.end is not None
    return date.fromisoformat(spend.start), date.fromisoformat(spend.end)


def _judged(
    identity: Spend,
    spend: Figure,
    cost: Figure,
    placed: Sequence[Figure],
    labels: Mapping[str, str],
) -> Finding:
    first, last = _span(spend)
    weeks = ((last - first).days + 1) / 7
    low = cost.span[0] * min(f.span[0] for f in placed) * weeks
    high = cost.span[1] * max(f.span[1] for f in placed) * weeks
    expected = round(cost.value * sum(f.value for f in placed) / len(placed) * weeks, -3)
    message = (
        f"{say.name(spend, labels)}, {say.place(spend)}: {say.of(spend)}; {say.of(cost)} a week "
        f"for {say.listed([say.of(f) for f in placed])} children over {weeks:.0f} weeks make "
        f"{say.number(expected, 'currency_gbp')}"
    )
    shown = (spend, cost, *placed)
    roles = ("whole", "cost", *["count"] * len(placed))
    values = (expected, spend.value)
    if overlap(spend.span, _within(low, high, identity.tolerance)):
        return Finding(identity, "pass", f"{message}.", shown, roles, *values, None, (spend, cost))
    if overlap(spend.span, _within(low, high, identity.fails_beyond)):
        message = f"{message}: not far apart. {identity.meaning}"
        return Finding(identity, "unknown", message, shown, roles, *values)
    message = f"{message}: does not go together as read. {identity.meaning}"
    return Finding(identity, "fail", message, shown, roles, *values, None, (), (spend, cost))


def _within(low: float, high: float, share: float) -> tuple[float, float]:
    return low * (1 - share), high * (1 + share)
