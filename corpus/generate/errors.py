"""Errors as papers have them, planted in a paper that is typed or drawn: for checks to find.

A line of a table is lost, a cell or a total is misprinted, a percentage has its digits
turned round, two columns stand under each other's header. The papers of the corpus itself
are sound but for what `planted.py` lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.generate.content import Block, Bullets, Grid, Para, Report
from corpus.generate.said import Ledger

Rows = list[list[str]]
_SHARE = re.compile(r"(?P<whole>\d)(?P<next>\d)(?P<rest>(?:\.\d)?% \(\d+ of \d+\))")
_OF_ALL = re.compile(r"(?<=\d \()(?P<whole>\d)(?P<next>\d)(?P<rest>(?:\.\d)?%\))")
_ITEM = re.compile(r"^- (?P<count>\d[\d,]*) .*\n", re.MULTILINE)
_LINE = re.compile(r"^\|.*\|$", re.MULTILINE)
_TOTAL = re.compile(r"(?:grand )?total\b", re.IGNORECASE)


def plant(paper: str, error: str) -> str | None:
    """The paper with an error of that name; None where it has no place for one."""
    return ERRORS[error](paper)


def _lost_line(paper: str) -> str | None:
    lost = _in_sum(paper, lambda rows: [*rows[:2], *rows[3:]])
    items = list(_ITEM.finditer(paper))
    if lost is not None or len(items) < 4:
        return lost
    # One of the middle: without the largest a list may be a choice of some of its kinds.
    item = sorted(items, key=lambda item: int(item["count"].replace(",", "")))[len(items) // 2 - 1]
    return paper[: item.start()] + paper[item.end() :]


def _misprint(paper: str) -> str | None:
    misprinted = _in_sum(paper, lambda rows: _with_cell(rows, _widest(rows), _turned))
    item = _largest_item(paper)
    if misprinted is not None or item is None:
        return misprinted
    return paper[: item.start("count")] + _turned(item["count"]) + paper[item.end("count") :]


def _wrong_total(paper: str) -> str | None:
    return _in_sum(paper, lambda rows: _with_cell(rows, len(rows) - 1, _turned))


def _wrong_percentage(paper: str) -> str | None:
    for found in (*_SHARE.finditer(paper), *_OF_ALL.finditer(paper)):
        if found["next"] not in ("0", found["whole"]):
            wrong = f"{found['next']}{found['whole']}{found['rest']}"
            return paper[: found.start()] + wrong + paper[found.end() :]
    return None


def _swapped_columns(paper: str) -> str | None:
    return _in_sum(paper, lambda rows: [[*rows[0][:-2], *rows[0][:-3:-1]], *rows[1:]])


ERRORS: dict[str, Callable[[str], str | None]] = {
    "lost_line": _lost_line,
    "misprint": _misprint,
    "wrong_total": _wrong_total,
    "wrong_percentage": _wrong_percentage,
    "swapped_columns": _swapped_columns,
}


def plant_in(report: Report, ledger: Ledger, error: str) -> Report | None:
    """The report with an error of that name, before it is drawn; None where it has no place.

    What is changed loses its marks: the truth of a paper with errors is not written down.
    """
    for at, block in enumerate(report.blocks):
        changed = _planted(block, ledger, error)
        if changed is not None:
            blocks = (*report.blocks[:at], changed, *report.blocks[at + 1 :])
            return replace(report, blocks=blocks)
    return None


def _planted(block: Block, ledger: Ledger, error: str) -> Block | None:
    """A block with the error: it is typed, changed as typed papers are, and taken back."""

    def plain(marked: str) -> str:
        return ledger.plain(marked).text

    if isinstance(block, Grid) and not block.colours:
        rows = [[*map(plain, block.columns)], ["---"] * len(block.columns)]
        rows += [[*map(plain, cells)] for cells in block.rows]
        typed = "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
        wrong = None if error == "wrong_percentage" else plant(typed, error)
        if wrong is None:
            return None
        head, _, *body = [tuple(_cells(line)) for line in wrong.splitlines()]
        return replace(block, columns=head, rows=tuple(body))
    if isinstance(block, Bullets):
        wrong = plant("".join(f"- {plain(item)}\n" for item in block.items), error)
        return Bullets(tuple(line[2:] for line in wrong.splitlines())) if wrong else None
    if isinstance(block, Para) and error == "wrong_percentage":
        sentences = [*map(plain, block.sentences)]
        for at, sentence in enumerate(sentences):
            if (wrong := plant(sentence, error)) is not None:
                return replace(block, sentences=(*sentences[:at], wrong, *sentences[at + 1 :]))
    return None


def _in_sum(paper: str, change: Callable[[Rows], Rows]) -> str | None:
    """The paper with its first table that ends in a total changed."""
    lines = paper.splitlines(keepends=True)
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and _LINE.match(lines[last].rstrip()):
            last += 1
        rows = [_cells(line) for line in lines[first:last]]
        if len(rows) > 4 and len(rows[0]) > 2 and _TOTAL.match(rows[-1][0]):
            ruling, changed = lines[first + 1], change([rows[0], *rows[2:]])
            typed = [f"| {' | '.join(row)} |\n" for row in changed]
            return "".join([*lines[:first], typed[0], ruling, *typed[1:], *lines[last:]])
        first = max(last, first + 1)
    return None


def _largest_item(paper: str) -> re.Match[str] | None:
    """The item with the largest count that turning changes, in a list of counts."""
    items = [item for item in _ITEM.finditer(paper) if _turned(item["count"]) != item["count"]]
    counts = [int(item["count"].replace(",", "")) for item in items]
    return items[counts.index(max(counts))] if len(items) > 3 else None


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _widest(rows: Rows) -> int:
    """The line with the largest last cell that turning changes: a misprint is no rounding."""
    lines = [n for n in range(1, len(rows) - 1) if _turned(rows[n][-1]) != rows[n][-1]]
    return max(lines, key=lambda n: int(re.sub(r"\D", "", rows[n][-1])))


def _with_cell(rows: Rows, line: int, change: Callable[[str], str]) -> Rows:
    changed: Sequence[str] = [*rows[line][:-1], change(rows[line][-1])]
    return [*rows[:line], list(changed), *rows[line + 1 :]]


def _turned(cell: str) -> str:
    """The number with the last two digits that differ turned round."""
    for at in range(len(cell) - 2, -1, -1):
        left, right = cell[at : at + 2]
        if left.isdigit() and right.isdigit() and left != right:
            return cell[:at] + right + left + cell[at + 2 :]
    return cell
