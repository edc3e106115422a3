"""Stretches between horizontal rules of equal extent, where tables with rules between rows are."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from extractor.blocks.tables.columns import CHUNK_GAP
from extractor.blocks.tables.grids import Rules, Segment
from extractor.blocks.tables.lines import SegmentedLine, segments_of
from extractor.pages.model import Box, around
from extractor.regex import regex

SHORTEST_RULE = 60.0
TALL = 40.0  # points; a thinly filled band higher than this parts tables
THICK = 8.0  # points; an empty band thicker than this does, thinner ones are double rules
RUNNING = 3  # lines of running text from side to side that part two tables
CHART = regex(r"(?i:figure|fig\.|chart|graph) ?\d+[a-z]?(?:\.\d+)*(?:[:.–-]\s?|\s)[A-Z]")
LEAST_TABLE = 150.0  # points: the rules of a table of its own within another stretch
SHIFT = 8.0  # points by which the ends of the rules of one table may differ


@dataclass(frozen=True, slots=True)
class RuledBand:
    """What is between two rules."""

    top: float
    bottom: float
    lines: tuple[SegmentedLine, ...]
    width: int  # the largest number of chunks that a line in it holds
    other: bool = False  # whether rules of another extent enclose a table of their own in it

    @classmethod
    def of(cls, top: float, bottom: float, lines: Iterable[SegmentedLine]) -> RuledBand:
        """The band of `lines` between two heights."""
        held = tuple(lines)
        return cls(
            top, bottom, held, max((len(segments_of(ln, CHUNK_GAP)) for ln in held), default=0)
        )

    @property
    def columnar(self) -> bool:
        """Whether some line in it holds several chunks."""
        return self.width > 1

    @property
    def says_again(self) -> bool:
        """Whether a line in it says the same words again and again, as the heads of a table do
        whose columns begin again beside themselves."""
        for line in self.lines:
            said = [part.string for part in segments_of(line, CHUNK_GAP)]
            if len(said) > 1 and len(said) >= 2 * len(set(said)):
                return any(map(str.isalpha, said[0]))
        return False

    @property
    def parts(self) -> bool:
        """Whether a table ends here: white space, a chart, running text, or another table."""
        height = self.bottom - self.top
        if self.other:
            return True
        if not self.lines:
            return height > THICK
        text = sum(max(w.size for w in line.words) for line in self.lines)
        if text < (0.45 if height > 2 * TALL else 0.3) * height and height > TALL:
            return True
        prose = [line for line in self.lines if len(line.words) > 8]
        if any(_opens_figure(line) for line in self.lines):
            return True
        if not self.columnar:
            return len(self.lines) > 3 or len(prose) > 1
        running = [line for line in prose if len(segments_of(line, CHUNK_GAP)) == 1]
        return len(running) >= RUNNING and len(running) >= 0.25 * len(self.lines)


def _opens_figure(line: SegmentedLine) -> bool:
    """Whether a line is the caption of a chart: what is ruled below it is no part of a table."""
    segments = segments_of(line, CHUNK_GAP)
    return len(segments) == 1 and CHART.match(segments[0].string) is not None


def stretches(
    groups: Sequence[Sequence[Segment]], lines: Sequence[SegmentedLine]
) -> list[tuple[Box, list[SegmentedLine]]]:
    """Runs of bands with columns in them, by groups of rules: their extent and their lines."""
    out = []
    own = _TablesWithin.of(groups)
    for group in groups:
        x0, x1 = min([r[1] for r in group]), max([r[2] for r in group])
        top, bottom = group[0][0] - 1, group[-1][0] - 1
        near = [ln for ln in lines if ln.box.bottom >= top and ln.box.top < bottom]
        inside = [part for ln in near if (part := _part_between(ln, x0 - 2, x1 + 2)) is not None]
        middles = [(line.box.middle, line) for line in inside]
        bands = [
            RuledBand.of(a[0], b[0], [line for at, line in middles if a[0] - 1 <= at < b[0] - 1])
            for a, b in itertools.pairwise(group)
        ]
        bands = [replace(band, other=own.in_band(band, x0)) for band in bands]
        for run in _runs(bands):
            held = [line for band in run for line in band.lines]
            if not _is_part(held, near):
                out.append((Box(x0, run[0].top, x1, run[-1].bottom), held))
    return out


@dataclass(frozen=True, slots=True)
class _TablesWithin:
    """Pairs of rules, one above the other, by where they begin at the left: a list for each place,
    from the top, each pair with the one at or below it that ends first."""

    pairs: Mapping[int, Sequence[tuple[float, Segment]]]

    @classmethod
    def of(cls, groups: Sequence[Sequence[Segment]]) -> _TablesWithin:
        """The pairs of all groups of rules that are wide enough for a table."""
        held: dict[int, list[tuple[float, Segment]]] = {}
        for group in groups:
            for (top, x0, x1), (bottom, *_) in itertools.pairwise(group):
                if x1 - x0 >= LEAST_TABLE:
                    held.setdefault(int(x0 // SHIFT), []).append((top, (bottom, x0, x1)))
        for pairs in held.values():
            pairs.sort()
            for at in range(len(pairs) - 1, 0, -1):
                sooner = min(pairs[at - 1][1], pairs[at][1])
                pairs[at - 1] = (pairs[at - 1][0], sooner)
        return cls(held)

    def in_band(self, band: RuledBand, x0: float) -> bool:
        """Whether two rules that begin at the left edge of a band, and end elsewhere than it does,
        are within it, and nothing is printed beside what they enclose."""
        place = int(x0 // SHIFT)
        for near in (place - 1, place, place + 1):
            pairs = self.pairs.get(near, ())
            at = bisect_right(pairs, band.top + 1, key=itemgetter(0))
            if at == len(pairs):
                continue
            top, (bottom, _, x1) = pairs[at]
            if bottom > band.bottom - 1:
                continue
            inside = [line for line in band.lines if top < line.box.middle < bottom]
            if inside and all(line.box.x1 <= x1 + SHIFT for line in inside):
                return True
        return False


def _is_part(held: Sequence[SegmentedLine], lines: Sequence[SegmentedLine]) -> bool:
    """Whether rules are only under some columns of a larger table, whose labels are outside."""
    inside = {id(w) for line in held for w in line.words}
    beside = []
    for line in lines:
        within = sum([id(w) in inside for w in line.words])
        if within:
            beside.append(len(line.words) - within)
    some = [n for n in beside if n]
    return len(some) >= 0.6 * len(beside) and sum(some) < 6 * len(some)


def _part_between(line: SegmentedLine, x0: float, x1: float) -> SegmentedLine | None:
    """The words of a line within a region; None where the line runs beyond its sides."""
    if x0 <= line.box.x0 and line.box.x1 <= x1:
        return line
    words = tuple(w for w in line.words if x0 <= w.box.centre <= x1)
    if not words:
        return None
    for a, b in itertools.pairwise(line.words):
        joined = b.box.x0 - a.box.x1 < CHUNK_GAP * max(a.size, b.size, 4.0)
        if joined and (x0 <= a.box.centre <= x1) != (x0 <= b.box.centre <= x1):
            return None
    return SegmentedLine(words, around(words))


def _runs(bands: Sequence[RuledBand]) -> list[list[RuledBand]]:
    runs: list[list[RuledBand]] = [[]]
    for band in bands:
        if band.parts:
            runs.append([])
        else:
            runs[-1].append(band)
    out = []
    for run in runs:
        run = _without_banner(run)
        while run and not run[-1].columnar:
            run = run[:-1]
        if run:
            out.append(run)
    return out


def _without_banner(run: list[RuledBand]) -> list[RuledBand]:
    """The run without titles and the line of settings that may be above a table."""
    widths = [band.width for band in run]
    wide = 0.5 * max(widths, default=0)
    full = next(
        (i for i, w in enumerate(widths) if w > 1 and (w >= wide or run[i].says_again)), len(run)
    )
    return run[full:]


def rule_groups(rules: Rules) -> list[list[Segment]]:
    """Horizontal rules of the same extent, one above the other."""
    groups: list[list[Segment]] = []
    for rule in _whole_rules(rules.flat):
        if rule[2] - rule[1] < SHORTEST_RULE:
            continue
        for group in groups:
            if _same_extent(group[-1], rule):
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [g for g in groups if len(g) >= 2]


def _whole_rules(flat: Sequence[Segment]) -> list[Segment]:
    """Rules at the same height that leave only small gaps between them, as one."""
    out: list[Segment] = []
    for y, x0, x1 in sorted(flat, key=lambda rule: (round(rule[0]), rule[1])):
        if out and abs(out[-1][0] - y) <= 2 and -2 <= x0 - out[-1][2] <= 14:
            out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], x1))
        else:
            out.append((y, x0, x1))
    return sorted(out)


def _same_extent(a: Segment, b: Segment) -> bool:
    return abs(a[1] - b[1]) <= SHIFT and abs(a[2] - b[2]) <= SHIFT


def segments_in(rules: Rules, bound: Box) -> list[Segment]:
    """The horizontal rules in `bound` or on its sides."""
    top, bottom = bound.top - 2, bound.bottom + 2
    return [
        rule
        for rule in rules.flat
        if top <= rule[0] <= bottom and rule[1] < bound.x1 and rule[2] > bound.x0
    ]


def cuts_in(rules: Rules, bound: Box) -> list[Segment]:
    """The vertical rules within `bound`, as x, top, bottom."""
    left, right = bound.x0 + 2, bound.x1 - 2
    return [
        rule
        for rule in rules.tall
        if left < rule[0] < right and rule[1] < bound.bottom and rule[2] > bound.top
    ]
