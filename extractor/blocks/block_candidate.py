"""Block candidate, before list intros and page breaks are resolved."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.blocks.model import Block


@dataclass(frozen=True, slots=True)
class BlockCandidate:
    """`indent` is where its text (for a list item its marker) begins; `right` the edge it
    could have been written to, `last_right` where its last line ends (points or characters).
    `column` is the column or text box it is in."""

    block: Block
    indent: float
    right: float = 0.0
    last_right: float = 0.0
    column: int = 0
