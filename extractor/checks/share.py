"""Count, base and share: three figures of which two give the third."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache

from extractor.checks import say
from extractor.checks.model import Fault, Figure, Finding, Share, overlap

NEAR = 60
"""Characters between a count and its share in one sentence: "186 of 300 (62%)"."""
WITNESSES = 2
"""So many other kinds of a breakdown must fit before one that does not is called wrong."""
LISTED = 4
"""So many kinds with count and share make up their whole where none is stated."""


@cache
def _of_everybody(names: tuple[str, ...]) -> re.Pattern[str]:
    """What follows a share of all: "of our looked-after children are …"."""
    named = "|".join(re.escape(name).replace(r"\ ", "[- ]") for name in names) or "(?!)"
    return re.compile(
        rf"\)?,? of (?:all |our |the |total |these )*(?:{named})"
        r"(?=[,.;)]|\s+(?:is|are|was|were|had|has|have|live|lived)\b|$)",
        re.IGNORECASE,
    )


def check_share(
    identity: Share, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """A finding for each share whose count and base are known."""
    yield from _in_one_sentence(identity, figures, labels)
    yield from _of_breakdowns(identity, figures, labels)


def _in_one_sentence(
    identity: Share, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    sentences: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.kind == "actual" and not figure.bound:
            sentences[(figure.page, figure.quote)].append(figure)
    for group in sentences.values():
        for share in (f for f in group if f.unit == "percent"):
            counts = [f for f in group if f.unit == "count" and _same(f, share)]
            counts.sort(key=lambda f: abs(f.offset - share.offset))
            if not counts or abs(counts[0].offset - share.offset) > NEAR:
                continue
            base = share.denominator or counts[0].denominator
            if base and counts[0].value < base and share.measure is not None:
                yield _finding(identity, share, counts[0], None, base, labels, sure=True)


def _same(count: Figure, share: Figure) -> bool:
    return (count.measure, count.dimensions, count.where, count.when) == (
        share.measure, share.dimensions, share.where, share.when,
    )  # fmt: skip


def _of_breakdowns(
    identity: Share, figures: Sequence[Figure], labels: Mapping[str, str]
) -> Iterator[Finding]:
    """The counts and shares of one breakdown, against the whole that is stated."""
    for spec in identity.wholes:
        groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in figures:
            if figure.kind == "actual" and figure.measure in (spec.parts, spec.whole):
                groups[(figure.report, figure.where, figure.when)].append(figure)
        for group in groups.values():
            wholes = {
                f.value: f
                for f in group
                if f.measure == spec.whole and not f.dimensions and f.unit == "count"
            }
            pairs = list(_pairs(group, spec.parts))
            part = _part_of_which(pairs, group, spec.parts, set(wholes))
            if part is not None:
                yield from _of_a_part(identity, part, pairs, labels)
                continue
            if len(wholes) > 1 or (not wholes and len(pairs) < LISTED):
                continue
            # Without a whole that is stated the kinds of a list make it up together.
            whole = next(iter(wholes.values()), None)
            base = whole.value if whole else sum(count.value for count, _ in pairs)
            found = [
                _finding(identity, share, count, whole, base, labels, sure=False)
                for count, share in pairs
            ]
            if whole is not None and len(pairs) == 1 and _is_of_everybody(identity, *pairs[0]):
                yield from found
                continue
            fitting = sum(f.status == "pass" for f in found)
            wrong = len(found) - fitting
            for finding in found:
                # One share that is off among many that fit is wrong; many are of another base.
                if finding.status == "pass" or (fitting >= WITNESSES and wrong <= fitting / 2):
                    yield finding


def _part_of_which(
    pairs: Sequence[tuple[Figure, Figure]],
    group: Sequence[Figure],
    measure: str,
    wholes: Collection[float],
) -> Figure | None:
    """The count of one kind that several shares are out of, and not out of the whole: "187 in
    foster care: 34 (18%) with relatives and 102 (55%) with agencies"."""
    for part in group:
        counted = part.measure == measure and part.dimensions and part.unit == "count"
        if not counted or part.bound or part.value in wholes or not part.value:
            continue
        others = [(count, share) for count, share in pairs if count.value < part.value]
        fitting = [pair for pair in others if _fits(*pair, part.value)]
        of_all = any(_fits(*pair, whole) for pair in fitting for whole in wholes)
        if len(fitting) >= WITNESSES and not of_all:
            return part
    return None


def _fits(count: Figure, share: Figure, base: float, step: float = 0.0) -> bool:
    """Whether a count is the share of a base that is stated, which may be off by a step more."""
    low, high = count.span
    return overlap((100 * low / base, 100 * high / base), share.span, step)


def _of_a_part(
    identity: Share,
    part: Figure,
    pairs: Sequence[tuple[Figure, Figure]],
    labels: Mapping[str, str],
) -> Iterator[Finding]:
    """A finding against each share that is one of a part, and those in one sentence with it."""
    of_it = {share.quote for count, share in pairs if _fits(count, share, part.value)}
    for count, share in pairs:
        if count.value >= part.value or share.quote not in of_it:
            continue
        expected = round(100 * count.value / part.value, 2)
        message = (
            f"{say.name(share, labels)}, {say.place(share)}: {say.of(share)} is a share of the "
            f"{say.number(part.value)} of {say.name(part, labels)}, not of all, as read."
        )
        yield Finding(
            identity, "fail", message, (count, share, part), ("count", "share", "whole"),
            expected, share.value, None, (), (share,), "unknown",
        )  # fmt: skip


def _is_of_everybody(identity: Share, count: Figure, share: Figure) -> bool:
    """Whether a sentence gives a count with its share and names all as the base: "66 (16.3%) of
    our children looked after are …"."""
    beside = share.quote == count.quote and 0 < share.offset - count.offset <= NEAR
    rest = share.quote[share.offset + len(share.text) :]
    return beside and _of_everybody(identity.everybody).match(rest) is not None


def _pairs(group: Sequence[Figure], measure: str) -> Iterator[tuple[Figure, Figure]]:
    kinds: dict[tuple[object, ...], dict[str, list[Figure]]] = defaultdict(
        lambda: {"count": [], "percent": []}
    )
    for figure in group:
        of_it = figure.measure == measure and figure.dimensions and not figure.bound
        if of_it and figure.unit in ("count", "percent"):
            kinds[figure.dimensions][str(figure.unit)].append(figure)
    for stated in kinds.values():
        if all(len({f.value for f in same}) == 1 for same in stated.values()):
            yield stated["count"][0], stated["percent"][0]


def _finding(
    identity: Share,
    share: Figure,
    count: Figure,
    whole: Figure | None,
    base: float,
    labels: Mapping[str, str],
    sure: bool,
) -> Finding:
    expected = round(100 * count.value / base, 2)
    # A share may have been cut off instead of rounded.
    fits = _fits(count, share, base, 0.5 * (share.rounded_to or 0))
    figures = (count, share) + ((whole,) if whole else ())
    roles = ("count", "share") + (("whole",) if whole else ())
    said = (
        f"{say.name(share, labels)}, {say.place(share)}: {say.of(count)} of "
        f"{say.number(base)} are {say.number(round(expected, 1), 'percent')}"
    )
    if fits:
        message = f"{said}, as stated."
        return Finding(
            identity, "pass", message, figures, roles, expected, share.value, None, figures
        )
    by_paper = sure and _printed_together(count, share, base)
    whose = "The paper prints all three side by side." if by_paper else "Does not agree as read."
    message = f"{said}; {say.of(share)} is stated. {whose}"
    against = (count, share) if sure else (share,)
    fault: Fault = "paper" if by_paper else "unknown"
    return Finding(
        identity, "fail", message, figures, roles, expected, share.value, None, (), against, fault
    )


_OUT_OF = re.compile(r"\s+(?:out )?of (?:the |a total of |all )?(?P<base>\d[\d,]*)\s*[(,–-]\s*")


def _printed_together(count: Figure, share: Figure, base: float) -> bool:
    """Whether a sentence prints count, base and share side by side and nothing else between them:
    "137 out of 398 (38%)". Then nothing was misread, in text that nobody recognised."""
    if "ocr" in (*count.doubts, *share.doubts):
        return False
    between = _OUT_OF.fullmatch(count.quote, count.offset + len(count.text), share.offset)
    return between is not None and float(between["base"].replace(",", "")) == base
