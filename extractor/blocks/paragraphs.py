"""Lines of a page in reading order to headings, paragraphs, list items, footnotes, captions."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractor.blocks.contacts import is_contact
from extractor.blocks.headings import (
    can_be_heading,
    level_of_number,
    says_something,
    with_numbered_headings,
)
from extractor.blocks.hyphens import is_unfinished, line_break
from extractor.blocks.lines import TextLine, text_of
from extractor.blocks.lists import ListMarker, list_marker_of
from extractor.blocks.model import Block, BlockCandidate, BlockKind, Table
from extractor.blocks.text import Text
from extractor.pages.model import enclosing
from extractor.regex import regex

ENDS = regex(r"[.!?:;][)’”'\"]*$")
_LABEL = regex(r"[A-Z][\w() /’'&-]{1,40}:(?:\s|$)")
_CAPTION = regex(
    r"(?:Table|Figure|Fig\.|Chart|Graph|Diagram|Map)\s+\d{1,3}(?:[.\d]*\w?)?\s*[:.–—-]?\s*(?=[A-Z(]|$)"
)
_CONTENTS = regex(r"(?:\.\s?){4,}\s*\d{1,4}$|…+\s*\d{1,4}$")

# Lines of one paragraph stand no further apart than this share of the usual distance.
LEADING_SLACK = 1.3
# Text this much larger than the body (as a share) is a heading.
LARGER = 1.12
MAX_HEADING = 160
# A page with so many letters is mostly bold where this share of them is.
TELLING_LETTERS, MOSTLY = 300, 0.7
NUMBERED_HEADING_WORDS = 14


@dataclass(frozen=True, slots=True)
class PageStyle:
    """What is usual on a page: the size of its body text and the distance between its lines. `bold`
    is true where most of the page is bold, so that bold type is no sign of a heading."""

    size: float
    leading: float
    height: float
    bold: bool = False

    @classmethod
    def of(cls, lines: Sequence[TextLine], height: float, size: float) -> PageStyle:
        """The style of a page whose document is mostly set in `size`."""
        steps = [
            b.baseline - a.baseline
            for a, b in pairwise(lines)
            if a.column == b.column and abs(a.size - size) < 0.6 and abs(b.size - size) < 0.6
            and 0.8 * size < b.baseline - a.baseline < 2.2 * size
        ]  # fmt: skip
        letters = sum(len(line.text) for line in lines)
        heavy = sum(len(line.text) for line in lines if line.bold)
        bold = letters > TELLING_LETTERS and heavy > MOSTLY * letters
        return cls(size, median(steps) if len(steps) >= 3 else 1.25 * size, height, bold)


def drafts(
    items: Sequence[TextLine | Table],
    page: int | None,
    style: PageStyle,
    *,
    ocr: bool = False,
    known: Container[str] = (),
) -> list[BlockCandidate]:
    """The blocks of a page's lines and tables, which are in reading order.

    `known` are words of the document in lower case; they decide how words divided at a line end are
    joined.
    """
    out: list[BlockCandidate] = []
    for group in _groups(items, style):
        if isinstance(group, Table):
            out.append(_table_draft(group, page, out))
        else:
            out.append(_draft(group, page, style, ocr, known))
    return with_numbered_headings(out)


def _table_draft(
    table: Table, page: int | None, before: Sequence[BlockCandidate]
) -> BlockCandidate:
    """The block of a table; a caption right above it is used where the table has none."""
    above = before[-1].block if before else None
    if table.caption is None and above is not None and above.kind == "caption":
        table = replace(table, caption=above.text)
    return BlockCandidate(Block(table.form, page, Text(), table.box, table=table), 0.0)


def _groups(
    items: Sequence[TextLine | Table], style: PageStyle
) -> Iterator[list[TextLine] | Table]:
    group: list[TextLine] = []
    for item in items:
        if isinstance(item, Table):
            if group:
                yield group
            yield item
            group = []
            continue
        if group and not _goes_on(group, item, style):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _goes_on(group: Sequence[TextLine], line: TextLine, style: PageStyle) -> bool:
    """Whether `line` continues the block that the lines of `group` make."""
    last = group[-1]
    if line.listed or last.listed:
        return line.listed and last.listed and line.column == last.column
    if line.column != last.column or abs(line.size - last.size) > 0.08 * last.size + 0.3:
        return False
    step = line.baseline - last.baseline
    leading = style.leading * max(1.0, last.size / style.size) if style.size else step
    if not 0.3 * last.size < step <= LEADING_SLACK * leading:
        return False
    marker = list_marker_of(line.text)
    if marker is not None and not _wrapped_marker(marker, group, line):
        return False
    if line.bold != last.bold and (last.bold or line.bold) and not _runs_in(last, line):
        return False
    if _ends_with_page(last) or _CAPTION.match(line.text):
        return False
    if _LABEL.match(line.text) and (ENDS.search(last.text) or _LABEL.match(last.text)):
        return False
    return not _broken_off(last, line)


def _ends_with_page(line: TextLine) -> bool:
    """Whether a line reads like an entry of a list of contents: dots, then a number."""
    return line.text[-1:].isdigit() and _CONTENTS.search(line.text) is not None


def _wrapped_marker(marker: ListMarker, group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether what looks like a list marker is only the start of a wrapped line."""
    first, last = group[0], group[-1]
    if line.box.x0 <= first.box.x0 + 0.5 * line.size:
        return False
    if marker.kind == "bullet":
        full = last.right - last.box.x1 < 3 * line.size
        return marker.printed in "-–—" and full and line.text[marker.length :][:1].islower()
    return marker.kind in ("number", "paragraph")


def _runs_in(last: TextLine, line: TextLine) -> bool:
    """Whether a change to or from bold falls within a sentence. It does not where the line above
    left room for the first bold word."""
    if line.text[:1].islower():
        return True
    return not (ENDS.search(last.text) or last.bold or _room(last, line) > 0)


def _room(last: TextLine, line: TextLine) -> float:
    """How much room a line left beyond what the next line's first word would have taken."""
    return last.right - last.box.x1 - line.words[0].box.width - 0.8 * line.size


def _broken_off(last: TextLine, line: TextLine) -> bool:
    """Whether the first word of the next line would have fitted on this line."""
    if line.text[:1].islower() or is_unfinished(last.text) or line_break(last.text, line.text):
        return False
    if _room(last, line) < 0:
        return False
    room, needed = last.right - last.box.x1, line.words[0].box.width + 0.3 * line.size
    return bool(ENDS.search(last.text)) or room > max(4 * needed, 0.35 * (last.right - last.box.x0))


def _draft(
    group: Sequence[TextLine], page: int | None, style: PageStyle, ocr: bool, known: Container[str]
) -> BlockCandidate:
    first, last = group[0], group[-1]
    marker = list_marker_of(first.text)
    skip = len(first.text[: marker.length].split()) if marker else 0
    if marker and skip >= len(first.words) and len(group) == 1:
        marker, skip = None, 0
    text = text_of(group, page, ocr=ocr, skip=skip, known=known)
    if marker and skip and not first.text[: marker.length].endswith(" "):
        # A bullet set without a space before the text: it is part of the first word.
        text = text_of(group, page, ocr=ocr, known=known)
        text = text.cut(marker.length, len(text.content))
    kind = _kind(group, marker, text.content, style)
    block = Block(
        kind,
        page,
        text,
        enclosing(line.box for line in group),
        level=_level(first, marker, style) if kind == "heading" else 0,
        marker=marker.printed if marker else None,
        size=first.size,
        bold=first.bold,
    )
    return BlockCandidate(block, first.box.x0, last.right, last.box.x1, last.column)


def _kind(
    group: Sequence[TextLine], marker: ListMarker | None, content: str, style: PageStyle
) -> BlockKind:
    first = group[0]
    if first.listed or any(map(_ends_with_page, group)):
        return "contents"
    if is_contact([line.text for line in group]):
        return "contact"
    if _CAPTION.match(content) and len(group) <= 3:
        return "caption"
    if marker and (marker.kind in ("bullet", "letter") or marker.printed.endswith(")")):
        return "list_item"
    if _is_heading(group, marker, content, style):
        return "heading"
    if marker and marker.kind == "number":
        return "list_item"
    if first.size < 0.9 * style.size and first.box.top > 0.6 * style.height:
        return "footnote"
    return "paragraph"


def _is_heading(
    group: Sequence[TextLine], marker: ListMarker | None, content: str, style: PageStyle
) -> bool:
    """Short, without a full stop, and larger, bold, in capitals or numbered."""
    if len(group) > 3 or len(content) > MAX_HEADING or not can_be_heading(content):
        return False
    first = group[0]
    if content.isupper() and len(content) > 3:
        return True
    if first.size > LARGER * style.size:
        return True
    if all(line.bold for line in group) and not style.bold:
        return True
    numbered = marker is not None and marker.kind in ("number", "paragraph")
    short = len(content.split()) <= NUMBERED_HEADING_WORDS
    return numbered and short and content.istitle() and not says_something(content)


def _level(first: TextLine, marker: ListMarker | None, style: PageStyle) -> int:
    """1 for the largest headings to 4 for those set like the body; by number where there is one."""
    if marker and marker.kind in ("number", "paragraph"):
        return level_of_number(marker.printed)
    if first.size > 1.5 * style.size:
        return 1
    if first.size > LARGER * style.size:
        return 2
    return 3 if first.text.isupper() else 4
