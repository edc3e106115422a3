"""Named figures that make up another one, and parts that cannot be larger than their whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations

from extractor.checks import say
from extractor.checks.model import AtMost, Figure, Finding, Term, Terms, added, overlap
from extractor.checks.say import WITHHELD, reveals

Groups = dict[tuple[object, ...], list[Figure]]


def check_terms(
    identity: Terms, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each date at which all the terms and their whole are stated once."""
    one_row = identity.one_row
    for group in _groups(figures, (identity.unit,), identity.kinds, one_row).values():
        terms = [_only(group, term, one_row) for term in identity.terms]
        whole = _only(group, identity.whole, one_row) if identity.whole else None
        if any(term is None for term in terms) or (identity.whole and whole is None):
            continue
        needed = tuple(term for term in terms if term is not None)
        perhaps = [f for term in identity.perhaps if (f := _only(group, term)) is not None]
        total = whole.span if whole else (identity.total or 0.0, identity.total or 0.0)
        turned = {f.id for f in needed if f.measure in identity.either_sign}
        ways = [
            needed + more
            for more in chain.from_iterable(
                combinations(perhaps, n) for n in range(len(perhaps) + 1)
            )
        ]
        if turned:
            ways += [tuple(_turned(f) if f.id in turned else f for f in way) for way in ways]
        yield _finding(identity, ways, whole, total, labels)


def _turned(figure: Figure) -> Figure:
    """The figure with the other sign; it is the same observation."""
    high = None if figure.value_max is None else -figure.value
    low = -figure.value if figure.value_max is None else -figure.value_max
    return replace(figure, value=low, value_max=high)


def _finding(
    identity: Terms,
    ways: list[tuple[Figure, ...]],
    whole: Figure | None,
    total: tuple[float, float],
    labels: Mapping[str, str],
) -> Finding:
    fitting = [
        way
        for way in ways
        if overlap(added(way), total) or (identity.at_most and added(way)[0] <= total[1])
    ]
    expected = whole.value if whole else identity.total or 0.0
    best = (fitting or sorted(ways, key=lambda w: abs(sum(f.value for f in w) - expected)))[0]
    figures = best + ((whole,) if whole else ())
    roles = ("part",) * len(best) + (("whole",) if whole else ())
    found = round(sum(f.value for f in best), 6)
    parts = say.listed([f"{say.name(f, labels)} {say.of(f)}" for f in best])
    what = say.name(whole, labels) if whole else "the whole"
    withheld = any(f.bound for f in figures) or (
        reveals(expected, found, identity.unit) and not identity.at_most
    )
    shown: tuple[float | None, float | None] = (None, None) if withheld else (expected, found)
    if fitting:
        message = f"{say.place(best[0])}: {what} is the sum of its parts."
        if identity.at_most:
            message = f"{say.place(best[0])}: {parts} are not more than {what}."
        agrees = () if withheld or identity.at_most else figures
        return Finding(identity, "pass", message, figures, roles, *shown, None, agrees)
    message = (
        f"{say.place(best[0])}: {parts} make {say.number(found, identity.unit)}, "
        f"{what} is {say.number(expected, identity.unit)}. Does not add up as read. "
        f"{identity.meaning}"
    )
    if withheld:
        message = f"{say.place(best[0])}: {what} is not the sum of its parts as read. {WITHHELD}"
    against = best if found > expected else ()
    return Finding(identity, "fail", message, figures, roles, *shown, None, (), against)


def check_at_most(
    identity: AtMost, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each date at which a part and its whole are stated once."""
    for group in _groups(figures, identity.units).values():
        part, whole = _only(group, identity.part, True), _only(group, identity.whole)
        if part is None or whole is None or part.bound or whole.bound:
            continue
        pair, roles = (part, whole), ("part", "whole")
        said = (
            f"{say.place(part)}: {say.name(part, labels)} {say.of(part)}, "
            f"{say.name(whole, labels)} {say.of(whole)}"
        )
        if part.span[0] <= whole.span[1]:
            yield Finding(identity, "pass", f"{said}.", pair, roles)
        else:
            message = f"{said}: a part is larger than its whole as read. {identity.meaning}"
            yield Finding(
                identity, "fail", message, pair, roles, whole.value, part.value, None, (), (part,)
            )


def _groups(
    figures: Sequence[Figure],
    units: tuple[str, ...],
    kinds: tuple[str, ...] = ("actual",),
    one_row: bool = False,
) -> Groups:
    groups: Groups = defaultdict(list)
    for figure in figures:
        if figure.kind in kinds and figure.unit in units and figure.measure is not None:
            key: tuple[object, ...] = (figure.report, figure.where, figure.when, figure.unit)
            if one_row:
                if figure.row is None:
                    continue
                key = (*key, figure.page, figure.row)
            groups[key].append(figure)
    return groups


def _only(group: Sequence[Figure], term: Term, loose: bool = False) -> Figure | None:
    """The figure that a term names, where it is stated with one value; `loose`: whatever its
    breakdown."""
    wanted = tuple(sorted(term.dimensions.items()))
    found = [f for f in group if f.measure == term.measure and (loose or f.dimensions == wanted)]
    return found[0] if len({f.value for f in found}) == 1 else None
