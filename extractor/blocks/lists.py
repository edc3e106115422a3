"""Lists: the markers of items (bullets, letters, numbers), and the intro of each item, also across
nested lists and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from extractor.blocks.model import Block, BlockCandidate
from extractor.bullets import LINE_BULLETS
from extractor.regex import regex

# How much further in (points or characters) a nested item begins.
DEEPER = 3.0
MAX_INTROS = 6
# So many characters at the end of a text show whether it introduces a list.
TAIL = 30
_ASKED = regex(
    r"(?:please (?:provide|state|confirm|give)|how many|how much"
    r"|what (?:is|was|are|were|number|percentage|proportion))\b[^?]*\?$",
    re.IGNORECASE,
)
_FIRST_LETTER = regex(r"\(?(?:a|i)[).]", re.IGNORECASE)
_LIST_INTRO = regex(r"(?::\s*[-–—]?|\b(?:as follows|the following)\s*[.:;]?)$", re.IGNORECASE)
_ENDED = regex(r"[.!?;]['’”\")\]]*$")
# A line of a paper's head that is about the paper and not about what is listed below it.
_OF_THE_PAPER = regex(
    r"(?:(?:report |date |last )?(?:published|publication|reviewed|updated)|(?:next |last )?review"
    r"|(?:meeting|publication|report|inspection|visit|review|issue)? ?dates?|version|authors?"
    r"|contact|meeting|held|lead inspector|lead officer)\b[^:]{0,30}:",
    re.IGNORECASE,
)
_BEGINS_WITH_NUMBER = regex(
    r"[‘“'\"(]?(?:£|approximately |around |about |over |a total of |just over |only )?\d", re.I
)


@dataclass(frozen=True, slots=True)
class _ListIntro:
    indent: float
    text: str
    flat: bool = False
    open_ended: bool = False
    numbered: bool = False


class ListIntros:
    """Gives each list item its intro lines. Call `see` with the blocks in reading order.

    An intro is a line that ends with a colon or says "as follows", a paragraph without a full stop
    right before the list, or an item above items that are indented further. Items that directly
    follow an intro at the same indent belong to it too, and so do paragraphs that begin with a
    number, where the list has lost its bullets. Lettered items belong to the numbered one before
    "a)", even where they are not indented; a question for a number introduces what follows.
    """

    def __init__(self) -> None:
        self._stack: list[_ListIntro] = []
        self._item_before: _ListIntro | None = None
        self._just_introduced = False

    def see(self, draft: BlockCandidate) -> Block:
        """The block with its list intro and level."""
        block = draft.block
        if block.kind == "list_item":
            return self._item(draft)
        if block.kind in ("paragraph", "heading"):
            return self._paragraph(draft)
        return block

    def _item(self, draft: BlockCandidate) -> Block:
        block, indent = draft.block, draft.indent
        before = self._item_before
        if before is not None and not self._just_introduced and indent > before.indent + DEEPER:
            self._stack = [*self._stack[-MAX_INTROS + 1 :], before]
        elif before is not None and before.numbered and _opens_letters(block.marker, before.text):
            self._stack = [*self._stack[-MAX_INTROS + 1 :], replace(before, flat=True)]
        numbered = block.marker is not None and block.marker[:1].isdigit()
        while self._stack and not self._hangs(self._stack[-1], indent, numbered):
            self._stack.pop()
        list_intros = tuple(list_intro.text for list_intro in reversed(self._stack))
        level = (
            sum(1 for list_intro in self._stack if list_intro.indent >= 0 and not list_intro.flat)
            + 1
        )
        self._just_introduced = False
        self._item_before = _ListIntro(indent, block.text.content, numbered=numbered)
        if _LIST_INTRO.search(block.text.content[-TAIL:]):
            self._push(self._item_before)
        return replace(block, list_intro=list_intros, level=block.level or level)

    def _hangs(self, list_intro: _ListIntro, indent: float, numbered: bool) -> bool:
        if numbered and list_intro.numbered and abs(list_intro.indent - indent) <= DEEPER:
            return False  # "2." ends what hangs on "1."
        if list_intro.indent < 0 or list_intro.indent + DEEPER < indent:
            return True
        if abs(list_intro.indent - indent) > DEEPER:
            return False
        if self._just_introduced and not list_intro.flat:
            self._stack[-1] = replace(list_intro, flat=True)
            return True
        return list_intro.flat

    def _push(self, list_intro: _ListIntro) -> None:
        self._stack = [*self._stack[-MAX_INTROS + 1 :], list_intro]
        self._just_introduced = True

    def _paragraph(self, draft: BlockCandidate) -> Block:
        block = draft.block
        content = block.text.content
        introduces = _introduces(content)
        if (
            block.kind == "paragraph"
            and not block.marker
            and not introduces
            and self._is_item(draft)
        ):
            self._just_introduced = False
            list_intro = tuple(one.text for one in reversed(self._stack))
            return replace(block, kind="list_item", list_intro=list_intro, level=1)
        self._stack, self._item_before, self._just_introduced = [], None, False
        if introduces:
            self._push(_ListIntro(-1.0, content))
        elif (
            block.kind == "paragraph"
            and not _ENDED.search(content[-TAIL:])
            and not _OF_THE_PAPER.match(content)
        ):
            self._stack = [_ListIntro(-1.0, content, open_ended=True)]
        return block

    def _is_item(self, draft: BlockCandidate) -> bool:
        """Whether a paragraph is an item that lost its bullet."""
        if not self._stack or not _BEGINS_WITH_NUMBER.match(draft.block.text.content):
            return False
        list_intro = self._stack[-1]
        if list_intro.open_ended:
            return False
        return list_intro.indent < 0 or (
            self._just_introduced and draft.indent + DEEPER > list_intro.indent
        )


def _opens_letters(marker: str | None, before: str) -> bool:
    """Whether an item is the first of those that belong to the numbered one before it."""
    if marker is None or (_ENDED.search(before[-TAIL:]) and not before.endswith("?")):
        return False
    bullet = not any(c.isalnum() for c in marker) and _ASKED.match(before)
    return bool(bullet or _FIRST_LETTER.fullmatch(marker))


def _introduces(content: str) -> bool:
    return bool(_LIST_INTRO.search(content[-TAIL:]) or _ASKED.match(content))


MarkerKind = Literal["bullet", "letter", "number", "paragraph"]

# Letters that a damaged or symbol-font bullet turns into, and what must follow them.
_BULLET = regex(
    rf"(?:(?P<glyph>[{LINE_BULLETS}→\u0336o]|\(cid:\d+\))(?=\s)"
    r"|(?P<dash>[-–—−─―*])(?=\s)"
    r"|(?P<letter>[elnqvu§Ø])(?=\s+[A-Z0-9‘“'\"£(]))\s+"
)
_TIGHT_BULLET = regex(rf"(?!·)[{LINE_BULLETS}\u0336](?=\S)")
_PARAGRAPH = regex(
    r"(?P<number>\d{1,2}(?:\.\d{1,3}){1,3})\.?\s+(?=[^\W\d_a-z]|[*‘“'\"(]|\d{4}|£?\d[\d,.]*%?\s+[a-z(])"
)
_NUMBER = regex(r"(?P<number>\d{1,2}[.)])\s+(?=\S)")
_LETTER = regex(r"(?P<number>\(?(?:[a-z]|[ivx]{1,5})\)|[a-z]\.|(?-i:[ivx]{2,5})\.)\s+(?=\S)", re.I)
# A text that begins with two letters has a marker only where they are a number.
_ROMAN = frozenset("ivxIVX")
_BRACKETED = regex(r"(?P<number>\(\d{1,2}\))\s+(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class ListMarker:
    """A marker as printed, what kind it is, and how many characters it takes with its space."""

    printed: str
    kind: MarkerKind
    length: int


def list_marker_of(text: str) -> ListMarker | None:
    """The marker that `text` begins with, or None.

    "2.1 Text" is a paragraph number, "2.5 years" is none; "- 1.1 Text" is a paragraph
    whose number was turned into a list item, so that its marker is "1.1".
    """
    if text[:2].isalpha() and text[0] not in _ROMAN:
        return None
    bullet = _BULLET.match(text) or _TIGHT_BULLET.match(text)
    start = bullet.end() if bullet else 0
    paragraph = _PARAGRAPH.match(text, start)
    if paragraph and not _measured(text, paragraph.end()):
        return ListMarker(paragraph["number"], "paragraph", paragraph.end())
    if bullet:
        return ListMarker(bullet.group().strip(), "bullet", bullet.end())
    for pattern, kind in _COUNTED:
        if found := pattern.match(text):
            return ListMarker(found["number"], kind, found.end())
    return None


_COUNTED: tuple[tuple[re.Pattern[str], MarkerKind], ...] = (
    (_NUMBER, "number"),
    (_LETTER, "letter"),
    (_BRACKETED, "number"),
)


def _measured(text: str, at: int) -> bool:
    """Whether what follows a number makes it an amount ("2.5 Years plus")."""
    return (
        re.match(r"(?:years?|months?|weeks?|days?|per\s?cent|%|times)\b", text[at:], re.I)
        is not None
    )
