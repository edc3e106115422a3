"""Parts against their whole, and shares of a breakdown against 100."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from extractor.checks import say
from extractor.checks.model import Breakdown, Figure, Finding, Parts, Status, added, overlap
from extractor.checks.say import FEWEST, WITHHELD, reveals, share_reveals

Nested = Mapping[str, Mapping[str, Sequence[str]]]
PART = "part_of_a_figure"
"""The doubt of a figure that counts some of those of another one beside it."""
MOST_WAYS = 256
"""So many ways of leaving out nested kinds are tried."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """One way of adding up, against one whole.

    `hidden`: another part of the same breakdown is withheld. `base` is the number of people
    whose shares the parts are, where it is known.
    """

    parts: tuple[Figure, ...]
    whole: Figure | None
    total: tuple[float, float]
    target: float
    hidden: bool = False
    base: float | None = None

    @property
    def sum(self) -> tuple[float, float]:
        return added(self.parts)

    @property
    def found(self) -> float:
        """The sum of the values as stated."""
        return round(sum(part.value for part in self.parts), 6)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The parts, and the whole where it is a figure."""
        return self.parts + ((self.whole,) if self.whole else ())

    @property
    def withheld(self) -> bool:
        """Whether a small number is withheld among the parts, or would be known from the gap."""
        if self.hidden or any(part.bound for part in self.parts):
            return True
        if self.whole is None:
            return share_reveals(self.target - self.found, self.base)
        return reveals(self.target, self.found, self.whole.unit)

    def fits(self, tolerance: float) -> bool:
        return overlap(self.sum, self.total, tolerance)

    @property
    def off(self) -> float:
        """How far the nearest values of sum and whole are apart; negative where too much."""
        low, high = self.sum
        if high < self.total[0]:
            return self.total[0] - high
        return min(self.total[1] - low, 0.0)


def check_breakdown(
    identity: Breakdown, figures: Sequence[Figure], nested: Nested, labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each breakdown of each date that has enough parts and a whole."""
    actual = [f for f in figures if f.kind == "actual" and f.unit == identity.unit]
    for spec in identity.breakdowns:
        groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in actual:
            of_it = figure.measure == spec.parts and spec.by in dict(figure.dimensions)
            if of_it and figure.end is not None:
                groups[(figure.report, figure.where, figure.when)].append(figure)
        for group in groups.values():
            finding = _of_group(identity, spec, group, actual, figures, nested, labels)
            if finding is not None:
                yield finding


def _of_group(
    identity: Breakdown,
    spec: Parts,
    group: list[Figure],
    figures: Sequence[Figure],
    every: Sequence[Figure],
    nested: Nested,
    labels: Mapping[str, str],
) -> Finding | None:
    parts = _one_of_each(group, spec.by)
    if parts is None or len(parts) < (spec.least_parts or identity.least_parts):
        return None
    wholes = _wholes(identity, spec, group[0], figures)
    if not wholes:
        return None
    between, behind = _neighbours(parts, figures, wholes)
    hidden, base = _shared_out(spec, group[0], parts, every) if identity.whole else (False, None)

    def tried(ways: Iterable[dict[str, Figure]]) -> list[_Trial]:
        return [
            _Trial(
                (*kept.values(), *(f for f in more if f.value != target)), whole,
                whole.span if whole else (target, target), target, hidden, base,
            )
            for kept in ways
            for more in ((), between, between + behind)
            for whole, target in wholes
        ]  # fmt: skip

    kinds = nested.get(spec.by, {})
    trials = tried(_ways(parts, kinds))
    trials += [
        t for t in tried(_twice(parts, kinds)) if t.fits(_tolerance(identity, t)) or t.off > 0
    ]
    return _judged(identity, spec, trials, labels)


def _one_of_each(group: Sequence[Figure], by: str) -> dict[str, Figure] | None:
    """One figure for each kind; None where a kind has more than one value.

    A figure that is broken down further ("without disabilities") stands for its kind where
    nothing else does.
    """
    kinds: dict[str, list[Figure]] = defaultdict(list)
    for figure in group:
        kinds[dict(figure.dimensions)[by]].append(figure)
    chosen = {}
    for kind, stated in kinds.items():
        plain = [f for f in stated if len(f.dimensions) == 1] or stated
        if len({f.value for f in plain}) > 1:
            return None
        chosen[kind] = plain[0]
    return chosen


def _wholes(
    identity: Breakdown, spec: Parts, part: Figure, figures: Sequence[Figure]
) -> list[tuple[Figure | None, float]]:
    if identity.whole is not None:
        return [(None, identity.whole)]
    stated = [
        figure
        for figure in figures
        if figure.measure == (spec.whole or spec.parts)
        and not figure.dimensions
        and figure.where == part.where
        and figure.when == part.when
        and figure.qualifier == "exact"
    ]
    sure = [figure for figure in stated if figure.confidence != "low"]
    return [(figure, figure.value) for figure in sure or stated]


def _shared_out(
    spec: Parts, part: Figure, parts: Mapping[str, Figure], every: Sequence[Figure]
) -> tuple[bool, float | None]:
    """Whether the number of another kind is withheld whose share is not given, and how many
    people the shares are of."""
    same = [f for f in every if (f.where, f.when, f.kind) == (part.where, part.when, "actual")]
    hidden = any(
        f.measure == spec.parts and f.bound and dict(f.dimensions).get(spec.by, "") not in parts
        for f in same
        if spec.by in dict(f.dimensions)
    )
    known = [
        f.value
        for f in same
        if f.measure == (spec.base or spec.parts) and f.unit == "count" and not f.dimensions
    ]
    return hidden, max(known, default=None)


def _neighbours(
    parts: Mapping[str, Figure],
    figures: Sequence[Figure],
    wholes: Sequence[tuple[Figure | None, float]],
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Items of the same list or column that were read as something else, or as nothing: those
    between the parts, and the one after them."""
    stated = sorted(parts.values(), key=lambda part: part.position)
    first, last = stated[0], stated[-1]
    taken = {part.id for part in stated} | {w.id for w, _ in wholes if w is not None}
    pool = [
        figure
        for figure in figures
        if figure.id not in taken
        and (figure.measure != first.measure or not figure.dimensions)
        and PART not in figure.doubts
        and (figure.report, figure.source, figure.column)
        == (first.report, first.source, first.column)
        and (figure.when == first.when or (figure.measure is None and figure.end == first.end))
        and figure.where in (first.where, None)
    ]
    between = tuple(f for f in pool if first.position < f.position < last.position)
    # After the parts another measure is another statement ("43 are unaccompanied").
    behind = [
        f for f in pool if f.measure is None and f.position > last.position and _next(last, f)
    ]
    return between, tuple(behind[:1])


def _next(last: Figure, figure: Figure) -> bool:
    if last.source == "table":
        return figure.page == last.page
    return figure.position == last.position + 1 and figure.source == "list"


def _ways(
    parts: Mapping[str, Figure], nested: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Figure]]:
    """The ways of counting nobody twice: a kind, or those it takes in, or some of them; not some
    where they are all of the kind."""
    choices = []
    for broad, narrow in nested.items():
        within = [kind for kind in narrow if kind in parts]
        if broad in parts and within:
            all_of_it = sum(parts[kind].value for kind in within) == parts[broad].value
            least = len(within) if all_of_it else 1
            some = chain.from_iterable(
                combinations(within, n) for n in range(least, len(within) + 1)
            )
            choices.append([(broad,), *some])
    for n, left_out in enumerate(product(*choices)):
        if n >= MOST_WAYS:
            return
        gone = set(chain.from_iterable(left_out))
        yield {kind: figure for kind, figure in parts.items() if kind not in gone}


def _twice(
    parts: Mapping[str, Figure], nested: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Figure]]:
    """All the parts, a kind beside those that it takes in: "foster care" may be said of all others.

    That they then add up shows it, and a sum that is still short is short; one that is too
    long shows nothing.
    """
    if any(b in parts and any(kind in parts for kind in kinds) for b, kinds in nested.items()):
        yield dict(parts)


def _judged(
    identity: Breakdown, spec: Parts, trials: Sequence[_Trial], labels: Mapping[str, str]
) -> Finding | None:
    least = spec.least_parts or identity.least_parts
    trials = [trial for trial in trials if len(trial.parts) >= least]
    if not trials:
        return None
    # Of a total in a table and one in a sentence the table's own says more.
    best = min(
        trials,
        key=lambda t: (
            not t.fits(_tolerance(identity, t)), abs(t.off), not _stands_above(t), len(t.parts)
        ),
    )  # fmt: skip
    head = f"{say.place(best.parts[0])}: {len(best.parts)} parts by {spec.by.replace('_', ' ')}"
    what = say.name(best.whole, labels) if best.whole else "100%"
    if best.fits(_tolerance(identity, best)):
        return _holds(identity, best, head, what)
    if best.hidden and best.off > 0:
        message = f"{head}: the share of another kind is withheld, so nothing can be said."
        return _finding(identity, best, "unknown", message)
    if not _meant_to_be_complete(identity, best):
        message = f"{head}: not all parts of {what} were read, so nothing can be said."
        return _finding(identity, best, "unknown", message)
    return _fails(identity, best, head, what)


def _meant_to_be_complete(identity: Breakdown, trial: _Trial) -> bool:
    # A table of kinds is complete more often than a list of some of them.
    few = len(trial.parts) < identity.enough_parts and trial.parts[0].source != "table"
    low, high = identity.covers_few if few else identity.covers
    if identity.covers_above_total is not None and _stands_above(trial):
        low, high = identity.covers_above_total
    return low * trial.target <= trial.found <= high * trial.target


def _stands_above(trial: _Trial) -> bool:
    """Whether the parts are the lines of a column right above the whole, which is its total."""
    whole, parts = trial.whole, trial.parts
    if (
        whole is None
        or whole.source != "table"
        or not re.match(r"(?:grand )?total", whole.row or "", re.I)
    ):
        return False
    mine = (whole.page, whole.report, whole.column)
    return all((p.page, p.report, p.column) == mine and p.position < whole.position for p in parts)


def _holds(identity: Breakdown, trial: _Trial, head: str, what: str) -> Finding:
    target = "" if trial.withheld else f", {_say(trial.target, identity)}"
    exact = not trial.withheld and all(part.qualifier == "exact" for part in trial.parts)
    message = f"{head} add up to {what}{target}."
    return _finding(identity, trial, "pass", message, agrees=trial.figures if exact else ())


def _fails(identity: Breakdown, trial: _Trial, head: str, what: str) -> Finding:
    side = "fewer" if trial.off > 0 else "more"
    off = abs(trial.found - trial.target)
    if trial.withheld and abs(trial.off) < FEWEST:
        finding = f"{head} come to {side} than {what} as read. {WITHHELD}"
    elif trial.withheld:
        least = _say(abs(trial.off), identity)
        finding = (
            f"{head} come to at least {least} {side} than {what} as read. "
            "Small numbers are withheld."
        )
    else:
        whole = what if trial.whole is None else f"{what} ({_say(trial.target, identity)})"
        finding = (
            f"{head} add up to {_say(trial.found, identity)} as read, "
            f"{_say(off, identity)} {side} than {whole}."
        )
    message = f"{finding} {identity.meaning}"
    return _finding(
        identity, trial, "fail", message, contradicts=trial.parts if trial.off < 0 else ()
    )


def _finding(
    identity: Breakdown,
    trial: _Trial,
    status: Status,
    message: str,
    agrees: tuple[Figure, ...] = (),
    contradicts: tuple[Figure, ...] = (),
) -> Finding:
    """The finding, without sum and gap where a small number is withheld among the parts."""
    return Finding(
        identity,
        status,
        message,
        trial.figures,
        ("part",) * len(trial.parts) + (("whole",) if trial.whole else ()),
        None if trial.withheld else trial.target,
        None if trial.withheld else trial.found,
        _tolerance(identity, trial),
        agrees,
        contradicts,
    )


def _tolerance(identity: Breakdown, trial: _Trial) -> float:
    if not identity.tolerance:
        return 0.0
    off = sum((part.rounded_to or 1) * 0.5 for part in trial.parts)
    # What the spans allow already is no tolerance beside it.
    return max(min(identity.tolerance, off) - (trial.sum[1] - trial.sum[0]) / 2, 0.0)


def _say(value: float, identity: Breakdown) -> str:
    return say.number(round(value, 2), identity.unit)
