"""Text and Markdown files to blocks; every character keeps its offset in the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from operator import attrgetter

from extractor.blocks.contacts import is_contact
from extractor.blocks.headings import level_of_number, states_figure, with_numbered_headings
from extractor.blocks.hyphens import is_unfinished, line_break
from extractor.blocks.lists import ListIntros, ListMarker, list_marker_of
from extractor.blocks.model import Block, BlockCandidate, PageBlocks
from extractor.blocks.text import Text
from extractor.blocks.text_file_tables import runs_of
from extractor.blocks.visible_text import (
    SOFT_HYPHEN,
    SourceLine,
    struck_over_lines,
    unseen_spans,
    without_struck,
)
from extractor.months import TITLED
from extractor.pages.charmap import FOOTNOTE_MARK
from extractor.pages.model import Page
from extractor.regex import regex

_ENDS = regex(r"[.!?:;][)’”'\"]*$")
# "31 March 2017", "71%": nothing goes on after these over a blank line.
_FIGURE_ENDS = regex(r"(?:\b(?:19|20)\d\d|%)\s*$")
_BARE_FIGURE = regex(r"[£<>~]?\s?\d[\d,.]*\s?(?:%|k|m|bn)?$")
LABEL_WORDS = 8
_LABEL = regex(r"[A-Z][\w() /’'&-]{1,40}:(?:\s|$)")
_HASHES = regex(r"(#{1,6})\s+")
_RULE = regex(r"\s*(?:[-_*=]\s*){3,}")
_STRONG = regex(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = regex(r"(?<![\w*])([*_])(?=[^\s*_])([^*_]+?)(?<=[^\s*_])\1(?![\w*])")
# Tags of HTML within a line that print nothing by themselves.
_TAG = regex(r"</?(?:ins|u|b|i|em|strong|span|mark|small)(?:\s[^<>]*)?>", re.IGNORECASE)
_WORDY = regex(r"[^\W\d_]{2,}")
# Words that make a line a statement, not a title.
_SAYS = regex(r"\b(?:is|are|was|were|has|have|had|will|saw|rose|fell|remains?|there)\b", re.I)
_SPACES = regex(r"[ \t\f\v\u00a0\r]+")
# A heading set like the text has no more words than this.
HEADING_WORDS = 12
# … and one right above its text, with no blank line between, no more than these.
SHORT_HEADING = 7
# The digits of such a line are those of a date or year.
_DATED = regex(
    rf"^\D*(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{TITLED} )?"
    r"(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?\D*$"
)
# Indents are counted in points; a character of a text file is about so wide.
CHARACTER = 6.0
# Lines of one wrapped paragraph are at least this share of the longest.
EVEN = 0.75
# Lines longer than this are not wrapped by hand.
LONGEST_WRAPPED = 120


def read_plain(page: Page) -> PageBlocks:
    """The blocks of a text or Markdown file, in one PageBlocks without a number."""
    source = page.text or ""
    lines = list(_lines(source))
    intros = ListIntros()
    blocks: list[Block] = []
    drafts: list[BlockCandidate] = []
    widths = _wrap_widths(lines)
    at = 0
    for run in runs_of(lines):
        drafts += [_draft(g, lines) for g in _groups(lines[at : run.first], widths)]
        drafts.append(BlockCandidate(run.block, 0.0))
        at = run.last
    drafts += [_draft(group, lines) for group in _groups(lines[at:], widths)]
    for draft in with_numbered_headings(drafts):
        blocks.append(draft.block if draft.block.table is not None else intros.see(draft))
    return PageBlocks(None, 0.0, 0.0, tuple(blocks), (), source, "text", problems=page.problems)


def _lines(source: str) -> Iterator[SourceLine]:
    struck = struck_over_lines(source)
    at = blanks = 0
    for raw in source.split("\n"):
        start, at = at, at + len(raw) + 1
        body = raw.rstrip()
        if not body.strip() or _RULE.fullmatch(body):
            blanks += 1
            continue
        inner = len(body) - len(body.lstrip())
        indent = len(body.expandtabs(4)) - len(body.expandtabs(4).lstrip())
        hashes = _HASHES.match(body, inner)
        begin = hashes.end() if hashes else inner
        text = without_struck(_cleaned(body[begin:], start + begin, struck))
        strong = bool(re.fullmatch(r"(?:[-*]\s+)?(?:[\d.]+\s+)?(\*\*|__).+\1", body.strip()))
        marker = None if hashes else list_marker_of(text.content)
        level = len(hashes[1]) if hashes else 0
        yield SourceLine(raw, start, indent, text, marker, level, strong, blanks)
        blanks = 0


def _cleaned(body: str, offset: int, struck: Collection[int] = ()) -> Text:
    """The line without emphasis marks and footnote marks, each run of spaces as one, and without
    the places of the file in `struck`."""
    dropped = {i for i in range(len(body)) if offset + i in struck} if struck else set[int]()
    for pattern in (_STRONG, _EMPHASIS):
        for found in pattern.finditer(body):
            width = len(found[1])
            dropped |= set(range(found.start(), found.start() + width))
            dropped |= set(range(found.end() - width, found.end()))
    for found in FOOTNOTE_MARK.finditer(body):
        dropped |= set(range(found.start(), found.end()))
    for found in _TAG.finditer(body):
        dropped |= set(range(found.start(), found.end()))
    for start, end in unseen_spans(body):
        dropped |= set(range(start, end))
    for found in _SPACES.finditer(body):
        dropped |= set(range(found.start() + 1, found.end()))
    parts: list[Text] = []
    begin = 0
    for index in [*sorted(dropped), len(body)]:
        if index > begin:
            parts.append(Text.of_source(body[begin:index], offset + begin))
        begin = index + 1
    text = Text.join(parts, "")
    plain = re.sub(r"[\t\f\v\u00a0\r]", " ", text.content).replace(SOFT_HYPHEN, "-")
    return Text(plain, text.pieces)


def _wrap_widths(lines: list[SourceLine]) -> dict[int, float]:
    """The width at which text is wrapped, by the offset of each line.

    Lines between two blank lines that are all about equally long (except the last) were wrapped at
    the longest of them. Elsewhere the usual width of the file counts, infinite where its lines are
    not wrapped.
    """
    usual = _usual_width(lines)
    widths: dict[int, float] = {}
    stretch: list[SourceLine] = []
    for line in [*lines, None]:
        if stretch and (line is None or line.blanks):
            lengths = [len(one.raw.rstrip()) for one in stretch]
            even = len(lengths) >= 3 and min(lengths[:-1]) >= EVEN * max(lengths) > EVEN * 40
            here = float(max(lengths)) if even and max(lengths) <= LONGEST_WRAPPED else usual
            widths |= dict.fromkeys((one.start for one in stretch), here)
            stretch = []
        if line is not None:
            stretch.append(line)
    return widths


def _usual_width(lines: list[SourceLine]) -> float:
    lengths = sorted(len(line.raw.rstrip()) for line in lines if len(line.raw) > 40)
    if not lengths or lengths[-1] > LONGEST_WRAPPED:
        return float("inf")
    return lengths[int(0.95 * (len(lengths) - 1))]


def _groups(lines: list[SourceLine], widths: dict[int, float]) -> Iterator[list[SourceLine]]:
    group: list[SourceLine] = []
    for line in lines:
        if group and not _goes_on(group, line, widths[group[-1].start]):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: list[SourceLine], line: SourceLine, right: float) -> bool:
    """Whether a line continues the block of the lines before it."""
    last = group[-1]
    if line.marker or line.hashes or last.hashes or line.strong or last.strong:
        return False
    lower = line.content[:1].islower() or line_break(last.content, line.content) == "range"
    if line.blanks and _FIGURE_ENDS.search(last.content):
        return False
    if (lower and not _ENDS.search(last.content)) or is_unfinished(last.content):
        return line.blanks <= 1
    if _names_a_figure(last, line):
        return True
    if line.blanks or _LABEL.match(line.content) or _is_capitals(line.content):
        return False
    if _is_capitals(last.content):
        return False
    if line.indent > group[0].indent and _ENDS.search(last.content) and not group[0].marker:
        return False
    if lower:
        return True
    first_word = line.content.split(" ", 1)[0]
    fits = last.indent + len(last.content) + 1 + len(first_word) < right - 4
    return not fits


def _names_a_figure(label: SourceLine, line: SourceLine) -> bool:
    """Whether a line is a bare figure under a few words that name it."""
    words = label.content.split()
    return (
        line.blanks == 0
        and bool(_BARE_FIGURE.match(line.content))
        and 0 < len(words) <= LABEL_WORDS
        and (label.content[-1:].isalpha() or _ENDS_IN_AGE.search(label.content) is not None)
    )


_ENDS_IN_AGE = regex(r"\bage[ds]?\s\d{1,2}(?:\s?(?:to|and|[-–])\s?\d{1,2}|\+)?$|[a-z]\)$", re.I)


def _is_capitals(content: str) -> bool:
    return content.isupper() and bool(_WORDY.search(content))


def _draft(group: list[SourceLine], lines: list[SourceLine]) -> BlockCandidate:
    first = group[0]
    marker = first.marker
    parts: list[Text] = []
    for number, line in enumerate(group):
        text = line.text
        if number == 0 and marker:
            text = text.cut(marker.length, len(text.content))
        if parts:
            how = line_break(parts[-1].content, text.content)
            if how == "hyphen":
                parts[-1] = parts[-1].cut(0, len(parts[-1].content) - 1)
            if not how:
                parts.append(Text(" "))
        parts.append(text)
    text = Text.join(parts, "")
    indent = CHARACTER * first.indent
    if not text:
        marker, text = None, first.text
    if is_contact([line.content for line in group]):
        return BlockCandidate(
            Block("contact", None, text, marker=marker.printed if marker else None), indent
        )
    if first.hashes:
        return BlockCandidate(Block("heading", None, text, level=first.hashes), indent)
    if marker and marker.kind in ("bullet", "letter"):
        return BlockCandidate(Block("list_item", None, text, marker=marker.printed), indent)
    printed = marker.printed if marker else None
    if len(group) <= 2 and _is_heading(group, text.content, marker, lines):
        level = level_of_number(printed) if printed else 2
        return BlockCandidate(Block("heading", None, text, level=level, marker=printed), indent)
    kind = "list_item" if marker and marker.kind == "number" else "paragraph"
    if kind == "list_item":
        return BlockCandidate(Block("list_item", None, text, marker=printed), indent)
    return BlockCandidate(Block("paragraph", None, text, marker=printed), indent)


def _is_heading(
    group: list[SourceLine], content: str, marker: ListMarker | None, lines: list[SourceLine]
) -> bool:
    """Short, without a stop, and in capitals, emphasised or standing alone."""
    if not _WORDY.search(content) or len(content.split()) > HEADING_WORDS:
        return False
    if content.endswith((".", ";", ",", "?")) or not (
        content[0].isupper() or content[0] in "‘“'\""
    ):
        return False
    if states_figure(content):
        return False
    if _is_capitals(content) or all(line.strong for line in group):
        return True
    if _LABEL.match(content) or _SAYS.search(content):
        return False
    where = bisect_left(lines, group[-1].start, key=attrgetter("start"))
    following = lines[where + 1] if where + 1 < len(lines) else None
    if group[0].blanks == 0 and where + 1 != len(group):
        return False
    if following is None or following.blanks > 0:
        return _dated_at_most(content)
    return len(group) == 1 and _heads(content, following)


def _dated_at_most(content: str) -> bool:
    """Whether a line has no digits but those of one date or year."""
    return not re.search(r"\d", content) or _DATED.search(content) is not None


def _heads(content: str, following: SourceLine) -> bool:
    """Whether a line right above a text is its heading: short, and the text is a sentence."""
    if len(content.split()) > SHORT_HEADING or "|" in following.raw or "\t" in following.raw:
        return False
    if not _dated_at_most(content):
        return False
    begins = following.content[:1].isupper() or following.marker is not None
    return begins and len(following.content.split()) > SHORT_HEADING
