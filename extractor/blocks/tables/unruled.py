"""Where tables without rules are: which lines of a page are one. Their rows and columns are made in
`textgrid.py`, also of labels that wrap over lines."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractor.blocks.tables.broken_lines import cell_line_break, is_torn_year, year_goes_on
from extractor.blocks.tables.candidate import TableCandidate
from extractor.blocks.tables.captions import NUMBERED
from extractor.blocks.tables.cell_kinds import is_data, is_figure, is_mark, is_period, is_unit
from extractor.blocks.tables.classify import is_columnar, is_table
from extractor.blocks.tables.columns import CHUNK_GAP, NARROW_GAP, Columns, columns_of
from extractor.blocks.tables.grids import Rules
from extractor.blocks.tables.lines import SegmentedLine, TextSegment, lines_of, segments_of
from extractor.blocks.tables.row_rules import cuts_in, segments_in
from extractor.blocks.tables.seams import Gap, in_line
from extractor.blocks.tables.side_by_side import parted
from extractor.blocks.tables.textgrid import grid_of
from extractor.pages.model import Box, Word, around, enclosing

LABEL_LINES = 3  # lines of labels only that may be between two lines of figures
MOST_LABEL_LINES = 5  # the same where each of them is one text
HEADER_GAP = 2.6  # times the size of type
ROW_GAP = 2.2
RULED_GAP = 3.2  # the same where a rule parts two rows of figures
PROSE_WORDS = 9
MANY_ROWS = 4  # a table of more rows is known by them, whatever is above
TITLE_WORDS = 4  # after "Table 4" and the like: a title, whatever stands beside it
NAME_LINES = 3  # lines that the name of a column may be broken over


def aligned_tables(rules: Rules, lines: Sequence[SegmentedLine]) -> list[TableCandidate]:
    """Tables whose columns are shown only by white space."""
    out: list[TableCandidate] = []
    for strip in page_strips(lines):
        kinds = _kinds(strip)
        at = free = 0  # lines before `free` are of the table above
        while at < len(strip):
            if not kinds[at]:
                at += 1
                continue
            at = _first_marks(strip, at, free)
            last = _run_end(strip, kinds, at, rules)
            few = last - at < MANY_ROWS and _named_over(strip, at)
            if last - at >= 2 or few:
                run = strip[max(_header_start(strip, at, last), free) : last + 1]
                free = last + 1
                drafts = (_draft(_untitled(part), rules, few=few) for part in parted(run))
                out += [draft for draft in drafts if draft is not None]
            at = last + 1
    return out


def _first_marks(lines: Sequence[SegmentedLine], first: int, free: int) -> int:
    """The first of the rows right above a row of figures whose values are all suppressed or
    missing."""
    while first > free:
        beside = segments_of(lines[first - 1], CHUNK_GAP)[1:]
        gap = lines[first].box.top - lines[first - 1].box.bottom
        if not beside or not all(is_mark(c.string) for c in beside):
            break
        if gap > ROW_GAP * lines[first].words[0].size:
            break
        first -= 1
    return first


def _named_over(lines: Sequence[SegmentedLine], first: int) -> bool:
    """Whether the lines above a row of figures name each of them: such a table needs no third
    row to be one. The names are periods, or three and more short texts.

    A name may be broken over several lines; then those lines themselves may look like rows.
    """
    while first < len(lines) - 1 and (
        _ends_years(lines[first - 1], lines[first]) or _ends_years(lines[first], lines[first + 1])
    ):
        first += 1
    figures = segments_of(lines[first], CHUNK_GAP)[1:]
    if len(figures) < 2:
        return False
    names = [""] * len(figures)
    for at in range(first - 1, max(first - 1 - NAME_LINES, -1), -1):
        below = lines[at + 1]
        segments = segments_of(lines[at], CHUNK_GAP)
        if below.box.top - lines[at].box.bottom > HEADER_GAP * below.words[0].size:
            break
        over = [[c.string for c in segments if _stands_over(c, f)] for f in figures]
        if any(len(texts) > 1 for texts in over) or not any(over):
            return False
        names = [_joined("".join(texts), name) for texts, name in zip(over, names, strict=True)]
        if all(is_period(name) for name in names):
            return True
        short = len(segments) in (len(figures), len(figures) + 1) and len(figures) >= 3
        if short and all(name and len(name.split()) <= 4 and not is_data(name) for name in names):
            return True
    return False


def _ends_years(above: SegmentedLine, line: SegmentedLine) -> bool:
    """Whether all chunks of a line are the ends of years that the line above begins."""
    begun = segments_of(above, CHUNK_GAP)
    ends = segments_of(line, CHUNK_GAP)
    return all(
        any(_stands_over(c, end) and year_goes_on(c.string, end.string) for c in begun)
        for end in ends
    )


def _stands_over(above: TextSegment, below: TextSegment) -> bool:
    return min(above.box.x1, below.box.x1) > max(above.box.x0, below.box.x0)


def _joined(above: str, below: str) -> str:
    """Two lines of a name as one text."""
    if not above or not below:
        return above or below
    how = "range" if is_torn_year(above, below) else cell_line_break(above, below)
    return (above[:-1] if how == "hyphen" else above) + ("" if how else " ") + below


def _draft(run: Sequence[SegmentedLine], rules: Rules, *, few: bool) -> TableCandidate | None:
    if not run:
        return None
    bound = enclosing(line.box for line in run)
    draft = grid_of(run, segments_in(rules, bound), cuts_in(rules, bound))
    if draft is None:
        return None
    draft = draft.compact()
    draft.ruled = "none"
    return draft if is_table(draft) and is_columnar(draft, few=few) else None


def _run_end(
    lines: Sequence[SegmentedLine], kinds: Sequence[bool], first: int, rules: Rules
) -> int:
    """The last line of figures of the table that begins at `first`."""
    last, at = first, first + 1
    beside = lines[first].box.x1  # where the figures begin, right of the labels
    while at < len(lines):
        between = lines[last + 1 : at + 1]
        if len(between) > LABEL_LINES and not _labels_only(between[:-1]):
            break
        above, below = lines[at - 1].box, lines[at].box
        size = max(w.size for w in lines[at].words)
        widest = RULED_GAP if rules.between(above, below) else ROW_GAP
        if below.top - above.bottom > widest * size:
            break
        if kinds[at - 1]:
            beside = min(beside, segments_of(lines[at - 1], CHUNK_GAP)[1].box.x0)
        if kinds[at] or (at == last + 1 and _ends_label(lines[last], lines[at])):
            last = at
        elif _prose(lines[at]) and lines[at].box.x1 > beside:
            break
        at += 1
    return last


def _ends_label(row: SegmentedLine, line: SegmentedLine) -> bool:
    """Whether a line is the rest of a label in the row right above it."""
    label = segments_of(row, CHUNK_GAP)[0]
    segments = segments_of(line, CHUNK_GAP)
    goes_on = len(segments) == 1 and (
        line.words[0].text[:1].islower() or line.words[0].text[0] == "("
    )
    below = abs(line.box.x0 - label.box.x0) < 2 and line.box.x1 < row.words[-1].box.x0
    return goes_on and below and line.box.top - row.box.bottom < 0.6 * line.words[0].size


def _labels_only(lines: Sequence[SegmentedLine]) -> bool:
    """Whether lines are the head of a section and a label over several lines."""
    return len(lines) <= MOST_LABEL_LINES and all(
        len(segments_of(line, CHUNK_GAP)) == 1 for line in lines
    )


def is_row(line: SegmentedLine) -> bool:
    """Whether a line reads like a row of figures with a label."""
    segments = segments_of(line, CHUNK_GAP)
    if len(segments) < 2:
        return False
    beside = [c.string for c in segments[1:]]
    data = sum(1 for t in beside if is_data(t))
    return any(is_figure(t) for t in beside) and data >= 0.4 * len(beside)


def _kinds(lines: Sequence[SegmentedLine]) -> list[bool]:
    """Which lines read as rows: also those with a comment close behind their only figure, where
    figure and comment stand in line with those of the line above or below."""
    kinds = [is_row(line) for line in lines]
    figures = [None if kind else _commented(line) for kind, line in zip(kinds, lines, strict=True)]
    for index, (above, below) in enumerate(itertools.pairwise(figures)):
        if above is not None and below is not None and in_line(above, below):
            kinds[index] = kinds[index + 1] = True
    return kinds


def _commented(line: SegmentedLine) -> Gap | None:
    """The figure of a line and the first word of the comment right behind it."""
    segments = segments_of(line, CHUNK_GAP)
    if len(segments) != 2 or len(segments[1].words) < 2:
        return None
    figure, comment = segments[1].words[:2]
    return (figure, comment) if is_data(figure.text) and not is_period(figure.text) else None


def _prose(line: SegmentedLine) -> bool:
    return max(len(_worded(c)) for c in segments_of(line, CHUNK_GAP)) > PROSE_WORDS


def _worded(segment: TextSegment) -> list[Word]:
    """The words of a segment that have letters or digits: dot leaders are not text."""
    return [w for w in segment.words if any(ch.isalnum() for ch in w.text)]


def in_brackets(line: SegmentedLine) -> bool:
    """Whether a whole line is one remark in brackets: the unit of a table, not the name of a
    column."""
    text = " ".join(word.text for word in line.words)
    enclosed = text[:1] + text[-1:] in ("()", "[]") and text.count("(") + text.count("[") == 1
    return enclosed and len(line.words) > 2


def _header_start(lines: Sequence[SegmentedLine], first: int, last: int) -> int:
    """The first of the lines above `first` that name the columns, or are the label of its first
    row.

    Lines with labels only belong to the table where column names are above them, or where they are
    as close together as the rows.
    """
    bound = enclosing(line.box for line in lines[first : last + 1])
    columns = columns_of([segments_of(line, CHUNK_GAP) for line in lines[first : last + 1]])
    inner = [b.box.top - a.box.bottom for a, b in itertools.pairwise(lines[first : last + 1])]
    usual = sorted(inner)[len(inner) // 2] if inner else 0.0
    # Up to where a lone text is one of the labels, not the first line of a column's name.
    labels = (
        min(bound.x0 + 0.2 * bound.width, columns.extents[0][1]) if len(columns) > 1 else bound.x1
    )
    start = named = labelled = first
    close = True
    while start > 0:
        above, below = lines[start - 1], lines[start]
        gap = below.box.top - above.box.bottom
        if gap > HEADER_GAP * max(w.size for w in below.words) or _prose(above):
            break
        segments = segments_of(above, NARROW_GAP)
        if is_title(segments) or (named != first and _over_all(segments, columns, bound)):
            break
        if named != first and in_brackets(above):
            break  # "(Numbers in thousands)" in the wide spaces of a typewriter
        slack = max(20.0, 0.12 * bound.width)
        left = above.box.x0 < bound.x0 - slack
        # The name of the last column may be wider than its figures.
        wide = len(segments) > 2 and columns.touches(segments[-1])
        outside = left or (above.box.x1 > bound.x1 + slack and not wide)
        if outside or first - start >= 8:
            break
        start -= 1
        if len(segments) == 1 and segments[0].box.x0 <= labels:
            if named != first or first - start > 2:
                break
            close = close and gap <= usual + 2
            if close and segments[0].box.x1 < bound.x0 + 0.6 * bound.width:
                labelled = start
        elif sum(1 for c in segments if columns.touches(c)) >= 0.5 * len(segments):
            named = start
        elif len(segments) > 1 or abs(segments[0].box.centre - bound.centre) > 0.1 * bound.width:
            break
    return named if named != first else labelled


def is_title(segments: Sequence[TextSegment]) -> bool:
    """Whether a line is a table's title, alone or with the unit at its right ("Table 7: Budget
    £000").
    """
    first, *others = [c.string for c in segments]
    if not NUMBERED.match(first):
        return False
    beside = any(NUMBERED.match(text) for text in others)
    return all(map(is_unit, others)) or (len(first.split()) >= TITLE_WORDS and not beside)


def _over_all(segments: Sequence[TextSegment], columns: Columns, bound: Box) -> bool:
    """Whether a line is one text centred over a table, not over its columns: a title."""
    if len(segments) > 1 or len(columns) < 2:
        return False
    box, text = segments[0].box, segments[0].string
    inner = (columns.extents[1][0] + bound.x1) / 2
    off = abs(box.centre - bound.centre)
    middle = off < 0.05 * bound.width and off < 0.5 * abs(box.centre - inner)
    return middle and (box.width > 0.45 * bound.width or text[0] in "([")


def _untitled(lines: Sequence[SegmentedLine]) -> Sequence[SegmentedLine]:
    """The lines of a table without its title: that of one of several beside one another."""
    return lines[1:] if lines and is_title(segments_of(lines[0], CHUNK_GAP)) else lines


def page_strips(lines: Sequence[SegmentedLine]) -> list[list[SegmentedLine]]:
    """The lines of a page, or of each of its two columns where it has running text in columns."""
    gutter = _gutter(lines)
    if gutter is None:
        return [list(lines)]
    sides: tuple[list[Word], list[Word]] = ([], [])
    across = _over_both(lines, gutter)
    for number, line in enumerate(lines):
        before = [w for w in line.words if w.box.x1 <= gutter]
        after = [w for w in line.words if w.box.x0 >= gutter]
        if number in across or len(before) + len(after) < len(line.words):  # runs across both
            before = after = list(line.words)
        sides[0].extend(before)
        sides[1].extend(after)
    return [lines_of(side) for side in sides]


def _over_both(lines: Sequence[SegmentedLine], gutter: float) -> set[int]:
    """Which lines are of a table over both columns of text: figures without a label begin their
    right side. With the lines that may name its columns.
    """
    found: set[int] = set()
    run: list[int] = []
    for number in range(len(lines) + 1):
        if number < len(lines) and _label_left_only(lines[number], gutter):
            run.append(number)
            continue
        if len(run) >= LABEL_LINES:
            first = run[0]
            while first and run[0] - first < NAME_LINES and not _prose(lines[first - 1]):
                first -= 1
            found.update(range(first, run[-1] + 1))
        run = []
    return found


def _label_left_only(line: SegmentedLine, gutter: float) -> bool:
    """Whether a row of figures has figures only on the right side of a gutter."""
    if not is_row(line):
        return False
    right = [c.string for c in segments_of(line, CHUNK_GAP) if c.box.x0 >= gutter]
    return bool(right) and all(map(is_data, right)) and line.box.x0 < gutter


def _gutter(lines: Sequence[SegmentedLine]) -> float | None:
    """Where white space parts the page's running text in two columns, or None.

    At least ten lines must leave it free that have text on both sides, most of it on one
    side at least being lines of words that fill their column.
    """
    gapped = [line for line in lines if line.widest > 0.89]
    if len(gapped) < 10:
        return None
    page = enclosing(line.box for line in lines)
    counts: dict[int, int] = {}
    for line in gapped:
        for a, b in itertools.pairwise(line.words):
            if b.box.x0 - a.box.x1 >= 0.9 * max(a.size, b.size):
                for x in range(int(a.box.x1 // 4) + 1, int(b.box.x0 // 4) + 1):
                    counts[x] = counts.get(x, 0) + 1
    inner = {
        x: n
        for x, n in counts.items()
        if page.x0 + 0.3 * page.width < 4 * x < page.x0 + 0.7 * page.width
    }
    if not inner or max(inner.values()) < 10:
        return None
    best = max(inner.values())
    places = sorted(x for x, n in inner.items() if n == best)
    gutter = 4.0 * places[len(places) // 2]
    across = sum(1 for line in lines if any(w.box.x0 < gutter < w.box.x1 for w in line.words))
    sides = [
        [tuple(w for w in line.words if w.box.x1 <= gutter) for line in lines],
        [tuple(w for w in line.words if w.box.x0 >= gutter) for line in lines],
    ]
    if across > 0.5 * best:
        return None
    return gutter if any(_running(side, lines) for side in sides) else None


def _running(side: Sequence[tuple[Word, ...]], lines: Sequence[SegmentedLine]) -> bool:
    """Whether the words on one side of a gutter are running text."""
    filled = [words for words in side if words]
    if len(filled) < 10:
        return False
    box = enclosing(w.box for words in filled for w in words)
    full = 0
    for words in filled:
        line = around(words)
        worded = sum(1 for w in words if w.text[:1].isalpha())
        full += line.width > 0.8 * box.width and worded >= 5
    return full >= 0.5 * len(filled)
