"""The entry of the stage: pages of a PDF or of a text file to blocks, by the kind of file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from extractor.blocks.model import PageBlocks
from extractor.blocks.text_files import read_plain
from extractor.pages.model import Page

if TYPE_CHECKING:
    from extractor.blocks.pages_to_blocks import BlockReader


def read_blocks(pages: Iterable[Page]) -> Iterator[PageBlocks]:
    """The blocks of each page in reading order, page furniture apart.

    Looks a few pages ahead, so that memory does not grow with the document.
    """
    reader: BlockReader | None = None
    for page in pages:
        if page.text is not None:
            yield read_plain(page)
            continue
        if reader is None:
            # What looks for tables brings a good deal that a text has no use for.
            from extractor.blocks.pages_to_blocks import BlockReader

            reader = BlockReader()
        yield from reader.see(page)
    if reader is not None:
        yield from reader.finish()
