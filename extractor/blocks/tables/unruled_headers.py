"""Column headers without drawn cells: lines joined into texts, and the columns they cover."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.blocks.tables.cell_kinds import round_of
from extractor.blocks.tables.columns import Columns, GridLine
from extractor.blocks.tables.grids import Segment
from extractor.blocks.tables.lines import TextSegment

Cover = tuple[int, int]  # first and last column
OFF_CENTRE = 8.0  # points by which a group header may be off the middle of its columns
EVEN = 0.15  # of the width of a group: how far its header may be off its middle
MOST_DEALT = 60  # columns under one rule; nobody reads a table with more
WRAPPED = 3.0  # the same for the second line of a centred header


@dataclass(slots=True)
class HeaderStack:
    """Header segments one below the other that are read as one text."""

    cover: Cover
    segments: list[TextSegment]
    parts: Cover | None = None  # the columns that the line below names as parts of this one

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    @property
    def left(self) -> float:
        return min(c.box.x0 for c in self.segments)

    @property
    def right(self) -> float:
        return max(c.box.x1 for c in self.segments)

    @property
    def bottom(self) -> float:
        return self.segments[-1].box.bottom


def stacked_headers(grid: Sequence[GridLine], rules: Sequence[Segment]) -> list[HeaderStack]:
    """The segments of header lines joined into texts, from the top."""
    stacks: list[HeaderStack] = []
    for line in grid:
        parts = len(stacks) < len(line.segments)
        parts = parts and (_deal_rounds(line, stacks) or _parts_of_unlike(line, stacks))
        for segment, cover in zip(line.segments, line.covers, strict=True):
            above = next((s for s in reversed(stacks) if meet(s.cover, cover)), None)
            if parts and above is not None and cover[0] > 0:
                stacks.append(HeaderStack(cover, [segment]))
                continue
            alone = above is not None and sum(meet(above.cover, c) for c in line.covers) == 1
            if above is not None and _goes_on(above, segment, cover, rules, alone=alone):
                above.segments.append(segment)
            else:
                stacks.append(HeaderStack(cover, [segment]))
    return stacks


def names_again(line: GridLine) -> bool:
    """Whether a line says the names of a few columns again and again, so that each is under
    something that the line above names."""
    times = Counter(line.beside)
    again = len(line.beside) > 2 and min(times.values()) > 1
    return again and line.label in ("", *times)


def _parts_of_unlike(line: GridLine, stacks: Sequence[HeaderStack]) -> bool:
    """Whether a line says names again and again under heads that are all unlike: under heads that
    are said again themselves it may be their second line."""
    heads = [" ".join(part.string for part in stack.segments) for stack in stacks]
    return len(set(heads)) == len(heads) and names_again(line)


def _deal_rounds(line: GridLine, stacks: Sequence[HeaderStack]) -> bool:
    """Give each header of the line above its columns where this line names the same columns again
    and again ("Boys, Girls, Boys, Girls"): they are parts of what the line above names, not the
    rest of its words. Says whether it does."""
    own = [(s.string, c) for s, c in zip(line.segments, line.covers, strict=True) if c[0] > 0]
    each = round_of([text for text, _ in own])
    if each is None:
        return False
    found = []
    for first in range(0, len(own), each):
        columns = own[first][1][0], own[first + each - 1][1][1]
        over = [s for s in stacks if columns[0] <= s.cover[0] and s.cover[1] <= columns[1]]
        if len(over) != 1:
            return False
        found.append((over[0], columns))
    for stack, columns in found:
        stack.parts = columns
    return True


def meet(a: Cover, b: Cover) -> bool:
    """Whether two covers share a column."""
    return a[0] <= b[1] and b[0] <= a[1]


def _goes_on(
    above: HeaderStack, segment: TextSegment, cover: Cover, rules: Sequence[Segment], *, alone: bool
) -> bool:
    """Whether a header segment continues the one above it; `alone` is true where it is the only
    one.

    Under a header of several columns a line continues it that covers the same columns, or is alone
    in the middle: "Overweight and Obese" / "combined".
    """
    first, last = above.cover
    wrapped = alone and abs(segment.box.centre - above.centre) <= WRAPPED
    inside = first <= cover[0] and cover[1] <= last
    if not wrapped and (not inside or (first != last and cover != above.cover)):
        return False
    if segment.box.top - above.bottom > 1.2 * max(w.size for w in segment.words):
        return False
    if min(segment.box.x1, above.right) - max(segment.box.x0, above.left) <= 0:
        return False  # it is between two columns: a group header
    if not wrapped and not _set_alike(above, segment):
        return False
    middle, high, low = segment.box.centre, above.segments[-1].box.middle, segment.box.middle
    return not any(high < y < low and x0 <= middle <= x1 for y, x0, x1 in rules)


def _set_alike(above: HeaderStack, segment: TextSegment) -> bool:
    """Whether a line is aligned like the one above it: left, right or centred."""
    last, box = above.segments[-1].box, segment.box
    off = (last.x0 - box.x0, last.x1 - box.x1, last.centre - box.centre)
    return min(map(abs, off)) <= 1.5 * WRAPPED


def reach(
    index: int, stacks: Sequence[HeaderStack], columns: Columns, rules: Sequence[Segment]
) -> Cover:
    """The columns that a header covers.

    A group header reaches as far as the rule right below it, which several headers may share.
    Without a rule it covers the widest run of columns with headers of their own that it is centred
    over and that has no other group header.
    """
    stack = stacks[index]
    if stack.parts is not None:
        return stack.parts
    beneath = [s for s in stacks[index + 1 :] if s.segments[0].box.top > stack.bottom - 2]
    under = {k for s in beneath for k in range(s.cover[0], s.cover[1] + 1)}
    first, last = stack.cover
    if not beneath and 0 < first < last:
        return _foot(stack, stacks, columns)
    named = _of_unlike_names(stack, stacks, columns) if beneath else None
    if named is not None:
        return named
    if not beneath or 0 in range(first, last + 1):
        return stack.cover
    own = [s for s in beneath if meet(s.cover, stack.cover)] or beneath
    nearest = min(s.segments[0].box.top for s in own)
    for y, x0, x1 in rules:
        if stack.bottom - 2 <= y <= nearest + 2 and x0 <= stack.centre <= x1:
            held = [
                k
                for k, (left, right) in enumerate(columns.extents)
                if k > 0 and x0 - 4 <= (left + right) / 2 <= x1 + 4
            ]
            sharing = [
                s
                for s in stacks
                if x0 <= s.centre <= x1 and s.cover[1] > 0 and _rests_on(s, y, rules)
            ]
            if held and set(held) <= under and (len(held) < len(columns) - 1 or len(sharing) > 1):
                return _dealt(stack, sharing, held, columns)
    even = _equal_groups(stack, stacks, columns, under)
    return _centred(stack, stacks, columns, under) if even is None else even


def _foot(stack: HeaderStack, stacks: Sequence[HeaderStack], columns: Columns) -> Cover:
    """The columns of a text below the names of several columns which says of all of them what they
    hold ("Your tax is"): it is set in their middle, also where its words are under some of them
    only."""
    first, last = stack.cover
    others = [s for s in stacks if s is not stack]
    beside = [s for s in others if s.bottom > stack.segments[0].box.top]
    named = {k for s in others if s not in beside for k in range(s.cover[0], s.cover[1] + 1)}
    taken = {k for s in beside for k in range(s.cover[0], s.cover[1] + 1)}

    def off(cover: Cover) -> float:
        x0, x1 = columns.extents[cover[0]][0], columns.extents[cover[1]][1]
        return abs((x0 + x1) / 2 - stack.centre)

    wider = [
        (i, j)
        for i in range(1, first + 1)
        for j in range(last, len(columns))
        if set(range(i, j + 1)) <= named - taken
    ]
    best = min(wider, key=off, default=stack.cover)
    return best if off(best) <= OFF_CENTRE < off(stack.cover) else stack.cover


def _rests_on(stack: HeaderStack, y: float, rules: Sequence[Segment]) -> bool:
    """Whether the rule at `y` is the first one below a header."""
    below = [at for at, x0, x1 in rules if at >= stack.bottom - 2 and x0 <= stack.centre <= x1]
    return bool(below) and abs(min(below) - y) <= 2


def _dealt(
    stack: HeaderStack, sharing: Sequence[HeaderStack], held: Sequence[int], columns: Columns
) -> Cover:
    """The columns of `held` that belong to one of the headers that share a rule.

    Each header gets a run of columns; all of them together are as close to the middles of their
    runs as possible.
    """
    heads = sorted(sharing, key=lambda s: s.centre)
    if stack not in heads or not 1 < len(heads) <= len(held) <= MOST_DEALT:
        return held[0], held[-1]
    middles = [sum(columns.extents[k]) / 2 for k in held]
    lefts = [columns.extents[k][0] for k in held]
    rights = [columns.extents[k][1] for k in held]
    # Headers are set in the middle of their columns, or all to the left, or to the right.
    _, ends = min(
        _partition([s.centre for s in heads], middles, middles),
        _partition([s.left for s in heads], [2 * x for x in lefts], [0.0] * len(held)),
        _partition([s.right for s in heads], [0.0] * len(held), [2 * x for x in rights]),
    )
    place = heads.index(stack)
    return held[ends[place]], held[ends[place + 1] - 1]


def _any_run(_start: int, _end: int) -> bool:
    return True


def _partition(
    places: Sequence[float],
    first: Sequence[float],
    last: Sequence[float],
    is_run: Callable[[int, int], bool] = _any_run,
) -> tuple[float, tuple[int, ...]]:
    """Runs of columns for the headers at `places`, and how far off all of them are together.

    A run is half way between `first` of its first and `last` of its last column, and such that
    `is_run`. What is given are the ends of the runs, from 0; none where there is no way.
    """
    count = len(first)
    # For each number of columns dealt out so far: how far off, and where the runs end.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for place in places:
        dealt: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (off, ends) in best.items():
            for end in range(start + 1, count + 1):
                if not is_run(start, end):
                    break
                here = off + abs((first[start] + last[end - 1]) / 2 - place)
                if end not in dealt or here < dealt[end][0]:
                    dealt[end] = (here, (*ends, end))
        best = dealt
    return best.get(count, (0.0, ()))


def _of_unlike_names(
    stack: HeaderStack, stacks: Sequence[HeaderStack], columns: Columns
) -> Cover | None:
    """The columns of a header in a line of headers over names of columns that are said again and
    again ("Core, Grant, Total, Core, Core, Grant, Total"); None where they do not come out.

    A header has no two columns of one name. Of all ways to deal the columns out the one counts in
    which the headers are nearest to the middles of their own.
    """
    heads = _beside(stack, stacks)
    lowest = max(head.bottom for head in heads)
    names: dict[int, str] = {}
    for other in stacks:
        first, last = other.cover
        if first == last and other.segments[0].box.top > lowest - 2:
            names.setdefault(first, other.segments[0].string)
    again = Counter(names.values())
    held = sorted(k for k, name in names.items() if again[name] > 1)
    if not 1 < len(heads) < len(held) <= MOST_DEALT:
        return None

    def is_run(start: int, end: int) -> bool:
        run = held[start:end]
        unlike = len({names[k] for k in run}) == len(run)
        return unlike and run[-1] - run[0] == len(run) - 1

    middles = [sum(columns.extents[k]) / 2 for k in held]
    _, ends = _partition([s.centre for s in heads], middles, middles, is_run)
    runs = [(held[a], held[b - 1]) for a, b in itertools.pairwise(ends)]
    fits = all(_is_over(head, run, columns) for head, run in zip(heads, runs, strict=False))
    return runs[heads.index(stack)] if runs and fits else None


def _is_over(head: HeaderStack, run: Cover, columns: Columns) -> bool:
    """Whether a header is over the inner half of its columns, or over the only one that it has."""
    x0, x1 = columns.extents[run[0]][0], columns.extents[run[1]][1]
    aside = 0.25 * (x1 - x0) if run[0] < run[1] else -OFF_CENTRE
    return x0 + aside <= head.centre <= x1 - aside


def _beside(stack: HeaderStack, stacks: Sequence[HeaderStack]) -> list[HeaderStack]:
    """The headers in one line with a header, itself among them, from the left."""
    top, bottom = stack.segments[0].box.top, stack.bottom
    beside = (s for s in stacks if s.segments[0].box.top < bottom and s.bottom > top)
    return sorted(beside, key=lambda s: s.centre)


def _equal_groups(
    stack: HeaderStack, stacks: Sequence[HeaderStack], columns: Columns, under: set[int]
) -> Cover | None:
    """The columns of a header that stands in a line with others over groups of as many columns
    each; None where the line does not come out even.
    """
    heads = _beside(stack, stacks)
    count = len(heads)
    if count < 2 or any(s.cover[0] == 0 for s in heads):
        return None
    last = len(columns) - 1
    best: tuple[float, int, int] | None = None
    for each in range(2, last // count + 1):
        for first in range(1, last - count * each + 2):
            off = 0.0
            for place, head in enumerate(heads):
                a = first + place * each
                x0, x1 = columns.extents[a][0], columns.extents[a + each - 1][1]
                inside = a <= head.cover[0] and head.cover[1] < a + each
                middle = abs((x0 + x1) / 2 - head.centre) / (x1 - x0)
                off = max(off, middle if inside else 1.0)
            if off <= EVEN and (best is None or off < best[0]):
                best = off, first, each
    if best is None or not set(range(best[1], best[1] + count * best[2])) <= under:
        return None
    start = best[1] + heads.index(stack) * best[2]
    return start, start + best[2] - 1


def _centred(
    stack: HeaderStack, stacks: Sequence[HeaderStack], columns: Columns, under: set[int]
) -> Cover:
    top, bottom = stack.segments[0].box.top, stack.bottom
    beside = [
        s for s in stacks if s is not stack and s.segments[0].box.top < bottom and s.bottom > top
    ]
    rivals = [s.centre for s in beside]
    best = stack.cover
    first, last = stack.cover
    for i in range(1, len(columns)):
        for j in range(i + 1, len(columns)):
            if not set(range(i, j + 1)) <= under:
                continue
            x0, x1 = columns.extents[i][0], columns.extents[j][1]
            near = (i <= first and last <= j) or x0 <= stack.centre <= x1
            middle = abs((x0 + x1) / 2 - stack.centre) <= max(OFF_CENTRE, 0.08 * (x1 - x0))
            if (
                near
                and middle
                and not any(x0 <= c <= x1 for c in rivals)
                and not any(meet(s.cover, (i, j)) for s in beside if not meet(s.cover, best))
                and j - i > best[1] - best[0]
            ):
                best = (i, j)
    return best
