"""The text of a file as a reader sees it: without what Markdown strikes out, and without characters
that print nothing.

Such characters (soft hyphens, joiners, marks of direction) come along where text is copied from a
web page or from Word, and divide figures and words that a reader sees whole ("1," and "245"). What
is left keeps its place in the file.

"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.blocks.text import Text

_STRUCK = re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1|<(s|del|strike)>(.+?)</\3>", re.IGNORECASE)
# What stands for it between two figures, which would become one.
OMITTED = "…"


def without_struck(text: Text) -> Text:
    """The text without what is struck out; what is left keeps its place in the file."""
    if "~~" not in text.content and "</" not in text.content:
        return text
    parts, at = [], 0
    for found in _STRUCK.finditer(text.content):
        parts.append(text.cut(at, found.start()))
        at = found.end()
        before, after = text.content[: found.start()].rstrip(), text.content[at:].lstrip()
        if before[-1:].isdigit() and after[:1].isdigit():
            parts.append(Text(OMITTED))
    parts.append(text.cut(at, len(text.content)))
    return Text.join([part for part in parts if part], "")


# A soft hyphen at the end of a line is printed: there it parts a word.
_UNSEEN = re.compile(
    "\u00ad+(?!$)|[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb]+"
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
