"""Text that Markdown strikes out: it is not a statement, and is left out."""

from __future__ import annotations

import re

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
