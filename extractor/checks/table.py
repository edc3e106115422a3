"""Lines of a table against its totals, whatever they count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from extractor.checks import say
from extractor.checks.model import Fault, Figure, Finding, Table, added, overlap
from extractor.checks.say import WITHHELD, reveals
from extractor.wording.words import counts_people

Cells = list[Figure]
Label = Callable[[Figure], str | None]
STEPS = (100_000, 10_000, 1_000, 100, 50, 10, 5)
THOUSANDS = 1_000
UNSURE = frozenset({"ocr", "header_unclear", "merged_cell", "misprint"})
"""Doubts that leave open what a cell prints."""
THE_PAPERS = "Every cell was read cleanly, so the paper itself does not add up."
MOST_BEFORE = 2
"""So many first lines of a column may belong to a block above the one that is added up."""
LEAST_LEFT = 2
"""So many lines must be left that make up the total."""
_WITNESSES = 1
"""So many other columns must add up before one that does not is called wrong."""


def check_table(
    identity: Table, figures: Sequence[Figure], total_labels: Sequence[str]
) -> Iterator[Finding]:
    """A finding for each column with a total row, and each row with a total column.

    Where no column of the table adds up, its total row is of something else, and nothing
    is said.
    """
    cells = [
        f for f in figures
        if f.source == "table" and f.row and f.column and f.unit in ("count", "currency_gbp", None)
        and f.kind != "change"
    ]  # fmt: skip
    is_total = _reader(total_labels)
    for along, across in ((_row, _column), (_column, _row)):
        yield from _judged(identity, _sums(cells, is_total, along, across), cells)


def _row(figure: Figure) -> str | None:
    return figure.row


def _column(figure: Figure) -> str | None:
    return figure.column


def _reader(total_labels: Sequence[str]) -> Callable[[str | None], bool]:
    words = "|".join(re.escape(label).replace(r"\ ", r"[\s-]") for label in total_labels)
    pattern = re.compile(rf"(?:{words})\b(?!\s*(?:%|per\b|average))", re.IGNORECASE)

    def is_total(label: str | None) -> bool:
        return label is not None and bool(pattern.match(label.rpartition(" – ")[2].strip()))

    return is_total


def _sums(
    cells: Cells, is_total: Callable[[str | None], bool], along: Label, across: Label
) -> Iterator[list[tuple[Cells, Figure]]]:
    """For each table, the lines with their total: along its columns, or along its rows."""
    tables: dict[tuple[object, ...], dict[str | None, Cells]] = defaultdict(
        lambda: defaultdict(list)
    )
    for cell in cells:
        tables[(cell.page, cell.report)][across(cell)].append(cell)
    for lines in tables.values():
        found = []
        for line in lines.values():
            parts: Cells = []
            for cell in sorted(line, key=lambda f: f.position):
                if is_total(along(cell)):
                    found.append((parts, cell))
                    parts = []
                else:
                    parts = [*parts, cell]
        if found:
            yield found


def _rounding(parts: Cells, total: Figure) -> float:
    """How far a sum of rounded lines may be off: 107,540 against 107,550 in tens.

    Thousands that are off by one or two were rounded after they were added up.
    """
    values = [p.value for p in (*parts, total)]
    finest = max(p.rounded_to or 1 for p in (*parts, total))
    if finest < 1:
        return 0.5 * finest * (len(parts) + 1)
    step = next((s for s in STEPS if all(v % s == 0 for v in values)), 1)
    if step == 1 and max(values) < THOUSANDS:
        return 0.0
    return 0.5 * step * (len(parts) + 1)


def _judged(
    identity: Table, tables: Iterator[list[tuple[Cells, Figure]]], cells: Cells
) -> Iterator[Finding]:
    low, high = identity.covers
    for sums in tables:
        groups: dict[tuple[object, ...], list[tuple[Cells, Figure, bool]]] = defaultdict(list)
        for parts, total in sums:
            if len(parts) >= identity.least_parts and len({p.unit for p in (*parts, total)}) == 1:
                fits = overlap(added(parts), total.span, _rounding(parts, total))
                groups[(total.row, len(parts))].append((parts, total, fits))
                groups[(total.column, len(parts))].append((parts, total, fits))
        seen = set()
        for group in groups.values():
            fitting = [g for g in group if g[2] and any(p.value for p in g[0])]
            for parts, total, fits in group:
                if total.id in seen or (not fits and len(fitting) < _WITNESSES):
                    continue
                close = total.value and low <= sum(p.value for p in parts) / total.value <= high
                if fits or (close and len(fitting) > (len(group) - len(fitting)) / 2):
                    seen.add(total.id)
                    first = 0 if fits else _lines_before(parts, total)
                    if first:
                        yield _of_other_lines(identity, parts, total, first)
                        continue
                    whole = any(_same_lines(parts, total, g[0], g[1]) for g in fitting)
                    sure = whole and _clean(parts, total) and not _one_off(parts, total, cells)
                    yield _finding(identity, parts, total, fits, sure)


def _same_lines(parts: Cells, total: Figure, others: Cells, other: Figure) -> bool:
    """Whether a column (or row) that adds up has the very same lines, so that none was lost."""
    mine, its = (*parts, total), (*others, other)
    rows = [f.row for f in mine] == [f.row for f in its]
    columns = [f.column for f in mine] == [f.column for f in its]
    return rows or columns


def _one_off(parts: Cells, total: Figure, cells: Cells) -> bool:
    """Whether the gap is one line too many, or a cell of the page that is not among the lines:
    then a line may have been read that is none, or one lost."""
    gap = total.value - sum(p.value for p in parts)
    off = max(_rounding(parts, total), 1e-9)
    held = {p.id for p in parts}
    others = [
        f for f in cells if f.id not in held and (f.page, f.report) == (total.page, total.report)
    ]
    return any(abs(gap + p.value) <= off for p in parts if p.value) or any(
        abs(gap - f.value) <= off for f in others if f.value and f.unit == total.unit
    )


def _lines_before(parts: Cells, total: Figure) -> int:
    """How many of the first lines the total leaves out, so that it is the sum of the others: they
    belong to a block above, which has no total of its own. 0 where it is the sum of neither."""
    off = _rounding(parts, total)
    for first in range(1, min(MOST_BEFORE, len(parts) - LEAST_LEFT) + 1):
        left_out, rest = parts[:first], parts[first:]
        if any(p.value for p in left_out) and overlap(added(rest), total.span, off):
            return first
    return 0


def _of_other_lines(identity: Table, parts: Cells, total: Figure, first: int) -> Finding:
    rows = say.listed([f"“{p.row}”" for p in parts[:first]])
    message = (
        f"{_where(total)}: the lines add up to the total without {rows}, which may be of a block "
        "above; so nothing can be said."
    )
    roles = ("part",) * len(parts) + ("whole",)
    return Finding(identity, "unknown", message, (*parts, total), roles)


def _where(total: Figure) -> str:
    page = f" on page {total.page}" if total.page else ""
    return f"Table{page}, “{total.row}”, “{total.column}”"


def _clean(parts: Cells, total: Figure) -> bool:
    """Whether each cell holds its figure and nothing else, in text that nobody recognised."""
    return all(
        f.qualifier == "exact"
        and not UNSURE.intersection(f.doubts)
        and f.quote.rpartition(" | ")[2].strip(" £()*") == f.text.strip(" £()*")
        for f in (*parts, total)
    )


def _finding(identity: Table, parts: Cells, total: Figure, fits: bool, by_paper: bool) -> Finding:
    figures, roles = (*parts, total), ("part",) * len(parts) + ("whole",)
    found = round(sum(p.value for p in parts), 6)
    people = counts_people(total.row, total.column)
    withheld = people and (any(f.bound for f in figures) or reveals(total.value, found, total.unit))
    shown: tuple[float | None, float | None] = (None, None) if withheld else (total.value, found)
    where = _where(total)
    if fits:
        message = f"{where}: {len(parts)} lines add up to the total."
        agrees = () if withheld else figures
        return Finding(identity, "pass", message, figures, roles, *shown, None, agrees)
    target = (
        f". {WITHHELD}" if withheld
        else f": {say.number(found, total.unit)} against {say.of(total)}."
    )  # fmt: skip
    message = (
        f"{where}: {len(parts)} lines and the total differ{target} "
        f"{THE_PAPERS if by_paper else 'Does not add up as read.'} {identity.meaning}"
    )
    fault: Fault = "paper" if by_paper else "unknown"
    return Finding(identity, "fail", message, figures, roles, *shown, fault=fault)
