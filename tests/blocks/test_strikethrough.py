"""What Markdown strikes out is not read; what is left keeps its offsets."""

from __future__ import annotations

import pytest

from extractor.blocks.text_files import read_plain
from extractor.pages.model import Page


def blocks(source: str) -> list[str]:
    page = Page(None, 0.0, 0.0, (), (), "text", text=source)
    return [str(block.text) for block in read_plain(page).blocks]


@pytest.mark.parametrize("struck", ["~~398~~", "<del>398</del>", "<s>398</s>"])
def test_struck_out_figures_are_left_out(struck: str) -> None:
    source = f"At 31 March 2024 there were {struck} 412 children in care.\n"
    (text,) = blocks(source)
    assert "398" not in text
    page = Page(None, 0.0, 0.0, (), (), "text", text=source)
    (block,) = read_plain(page).blocks
    at = text.index("412")
    start, end = block.text.source_span(at, at + 3) or (0, 0)
    assert source[start:end] == "412"


def test_nothing_is_joined_over_a_strike() -> None:
    assert "12 … 412" in " ".join(blocks("There were 12 ~~398~~ 412 of them.\n")[0].split())


def test_cells_too() -> None:
    page = Page(
        None, 0.0, 0.0, (), (), "text",
        text="| Children | 2024 |\n| --- | --- |\n| In care | ~~398~~ 412 |\n",
    )  # fmt: skip
    (block,) = read_plain(page).blocks
    assert block.table is not None
    assert [str(cell.text).strip() for cell in block.table.cells][-1] == "412"
