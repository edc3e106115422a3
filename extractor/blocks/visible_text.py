"""The text of a file as a reader sees it: without what Markdown strikes out, without the marks of
footnotes, and without characters that print nothing.

Such characters (soft hyphens, joiners, marks of direction) come along where text is copied from a
web page or from Word, and divide figures and words that a reader sees whole ("1," and "245"). What
is left keeps its place in the file.

"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.blocks.lists import ListMarker
from extractor.blocks.text import Text
from extractor.regex import regex

_STRUCK = regex(
    r"(~~)(?=\S)(.+?)(?<=\S)\1|<(s|del|strike)(?:\s[^<>]*)?>(.+?)</\3>|\{--(?=\S)(.+?)(?<=\S)--\}"
    r"|\[-(?=\S)[^\[\]]+?-\](?=\s?\{\+)"
    r"|(?:[^\s\u0336]\u0336 ?)+",
    re.IGNORECASE,
)
# "398<sup>1</sup>", "398[^1]", "398^(1)"; "m<sup>2</sup>" and "31<sup>st</sup>" are no footnotes.
_FOOTNOTE = regex(
    r"(?<=\S)(?<!\bm)(?<!\b[ckm]m)<sup>\s?"
    r"(?:\(?\d{1,2}\)?(?:, ?\d{1,2})*|[\[(]?[a-z][\])]?|[*†‡§]{1,2})\s?</sup>"
    r"|(?<=\S)\[\^\w{1,6}\](?!:)|(?<=\S)\^[(\[]\w{1,2}[)\]]"
    r"|\{\+\+?(?=\S)|(?<=\S)\+?\+\}",  # the marks around text inserted for what is struck out
    re.IGNORECASE,
)
# Stands for struck-out text between two figures, which would otherwise become one.
OMITTED = "…"


_OVER_LINES = regex(
    r"~~(?=\S)(?:[^\n~]|\n(?!\s*\n))+?(?<=\S)~~"
    r"|<(s|del|strike)(?:\s[^<>]*)?>(?:[^\n<]|\n(?!\s*\n))+?</\1>",
    re.IGNORECASE,
)


def struck_over_lines(source: str) -> set[int]:
    """The places of a file that are struck out from one line into the next."""
    if "~~" not in source and "</" not in source:
        return set()
    spans = [found.span() for found in _OVER_LINES.finditer(source) if "\n" in found.group()]
    return {at for start, end in spans for at in range(start, end)}


def without_struck(text: Text) -> Text:
    """The text without what is struck out and without footnote marks; what is left keeps its place
    in the file."""
    for pattern, told in ((_STRUCK, _MAY_STRIKE), (_FOOTNOTE, _MAY_NOTE)):
        if any(sign in text.content for sign in told):
            text = _without(pattern, text)
    return text


_MAY_STRIKE = ("~~", "</", "{--", "[-", "\u0336")
_MAY_NOTE = ("<sup", "<SUP", "[^", "^(", "^[", "{+")


def _without(pattern: re.Pattern[str], text: Text) -> Text:
    parts, at = [], 0
    for found in pattern.finditer(text.content):
        parts.append(text.cut(at, found.start()))
        at = found.end()
        before, after = text.content[: found.start()].rstrip(), text.content[at:].lstrip()
        if before[-1:].isdigit() and after[:1].isdigit():
            parts.append(Text(OMITTED))
    parts.append(text.cut(at, len(text.content)))
    return Text.join([part for part in parts if part], "")


# A soft hyphen at the end of a line is printed: there it parts a word.
_UNSEEN = regex(
    "\u00ad+(?!$)|[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
SOFT_HYPHEN = "\u00ad"


def unseen_spans(line: str) -> Iterator[tuple[int, int]]:
    """Where a line holds characters that print nothing."""
    for found in _UNSEEN.finditer(line):
        yield found.span()


def visible_text(content: str, source_start: int) -> Text:
    """A stretch of a text file, from the offset `source_start` on, as a reader sees it."""
    parts, begin = [], 0
    for start, end in unseen_spans(content):
        parts.append(Text.of_source(content[begin:start], source_start + begin))
        begin = end
    parts.append(Text.of_source(content[begin:], source_start + begin))
    return Text.join([part for part in parts if part], "")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a text or Markdown file.

    `raw` is the line as it is, `start` its offset in the file, `text` what a reader sees of it.
    `indent` counts characters, `hashes` those of a Markdown heading; `strong` lines are emphasised
    as a whole, and `blanks` empty lines are above.
    """

    raw: str
    start: int
    indent: int
    text: Text
    marker: ListMarker | None
    hashes: int
    strong: bool
    blanks: int

    @property
    def content(self) -> str:
        """What a reader sees of it, as a string."""
        return self.text.content
