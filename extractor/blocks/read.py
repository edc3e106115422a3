"""Pages to blocks, a page at a time with a short look ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.blocks.furniture import is_stamp, printed_number
from extractor.blocks.lines import body_size, fragments, text_of
from extractor.blocks.lists import Leads
from extractor.blocks.model import Block, PageBlocks
from extractor.blocks.paragraphs import PageStyle, drafts
from extractor.blocks.plain import read_plain
from extractor.blocks.tables import find_tables
from extractor.blocks.text import Text
from extractor.pages.model import Page


def read_blocks(pages: Iterable[Page]) -> Iterator[PageBlocks]:
    """The blocks of each page in reading order, furniture apart.

    Looks a few pages ahead, so that memory does not grow with the document.
    """
    leads = Leads()
    for page in pages:
        if page.text is not None:
            yield read_plain(page)
        else:
            yield _read(page, leads)


def _read(page: Page, leads: Leads) -> PageBlocks:
    lines = [replace(line, right=page.width - 72) for line in fragments(page.words)]
    stamps = [line for line in lines if is_stamp(line.text, line.box.middle, page.height)]
    tables = find_tables(page)
    body = [line for line in lines if line not in stamps]
    body = [b for b in body if not any(t.box and t.box.holds(b.box) for t in tables)]
    style = PageStyle.of(body, page.height, body_size(body))
    blocks: list[Block] = [
        leads.see(draft)
        for draft in drafts(body, page.number, style, ocr=page.text_source == "ocr")
    ]
    blocks += [Block("table", page.number, Text(), t.box, table=t) for t in tables]
    blocks.sort(key=lambda b: b.box.top if b.box else 0.0)
    return PageBlocks(
        page.number,
        page.width,
        page.height,
        tuple(blocks),
        tuple(text_of([line], page.number) for line in stamps),
        "\n".join(line.text for line in lines),
        page.text_source,
        printed_number([line.text for line in stamps]),
        page.problems,
    )
