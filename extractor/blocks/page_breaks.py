"""Paragraphs split by a page break or a column break."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from extractor.blocks.hyphens import line_break
from extractor.blocks.model import Block, BlockCandidate
from extractor.blocks.tables.continued import continue_tables
from extractor.blocks.text import Text
from extractor.regex import regex

_ENDED = regex(r"[.!?:;][)’”'\"]*$")
_JOINABLE = frozenset(("paragraph", "list_item"))
# What may be between the end of a paragraph and the break.
_PASSED_OVER = frozenset(
    ("footnote", "caption", "table", "chart", "unplaced", "infographic", "card")
)
_BETWEEN_TABLES = frozenset(("footnote", "caption"))
# A line that ends further from its right edge than this share of the column was not full.
FULL = 0.12


def join_pages(
    before: Sequence[BlockCandidate], after: Sequence[BlockCandidate], known: Container[str] = ()
) -> tuple[tuple[BlockCandidate, ...], tuple[BlockCandidate, ...]]:
    """The blocks of two pages; a paragraph that runs over the break is moved to the first page."""
    last = next(
        (i for i in reversed(range(len(before))) if before[i].block.kind not in _PASSED_OVER), None
    )
    if last is None or not after or not _runs_on(before[last], after[0]):
        return tuple(before), tuple(after)
    joined = _joined(before[last], after[0], known)
    return (*before[:last], joined, *before[last + 1 :]), tuple(after[1:])


def continued_over(
    before: Sequence[BlockCandidate], after: Sequence[BlockCandidate]
) -> tuple[BlockCandidate, ...]:
    """The blocks of a page; its first table is marked where it continues the last one of the page
    before."""
    last = next((d for d in reversed(before) if d.block.kind not in _BETWEEN_TABLES), None)
    first = next(
        (i for i, d in enumerate(after) if d.block.kind not in ("heading", "caption")), None
    )
    if last is None or first is None:
        return tuple(after)
    table = after[first].block.table
    if last.block.table is None or table is None:
        return tuple(after)
    block = replace(after[first].block, table=continue_tables(last.block.table, table))
    return (*after[:first], replace(after[first], block=block), *after[first + 1 :])


def join_columns(
    drafts: Sequence[BlockCandidate], known: Container[str] = ()
) -> list[BlockCandidate]:
    """The blocks of a page; paragraphs that continue in the next column are joined."""
    out: list[BlockCandidate] = []
    for draft in drafts:
        last = next(
            (i for i in reversed(range(len(out))) if out[i].block.kind not in _PASSED_OVER), None
        )
        if last is not None and out[last].column != draft.column and _runs_on(out[last], draft):
            out[last] = _joined(out[last], draft, known)
        else:
            out.append(draft)
    return out


def _runs_on(first: BlockCandidate, second: BlockCandidate) -> bool:
    a, b = first.block, second.block
    if a.kind not in _JOINABLE or b.kind != "paragraph" or b.marker:
        return False
    if _ENDED.search(a.text.content) or abs(a.size - b.size) > 0.6 or not b.text:
        return False
    if b.text.content[0].islower() or line_break(a.text.content, b.text.content) == "range":
        return True
    full = first.right - first.last_right < FULL * (first.right - first.indent)
    return full and a.bold == b.bold and len(a.text.content) > 60


def _joined(first: BlockCandidate, second: BlockCandidate, known: Container[str]) -> BlockCandidate:
    a, b = first.block.text, second.block.text
    how = line_break(a.content, b.content, known)
    if how == "hyphen":
        a = a.cut(0, len(a.content) - 1)
    text = Text.join([a, b], "" if how else " ")
    block: Block = replace(first.block, text=text)
    return replace(
        first, block=block, right=second.right, last_right=second.last_right, column=second.column
    )
