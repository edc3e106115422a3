"""Which line the items of a list hang under: leads, over nesting and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.blocks.draft import Draft
from extractor.blocks.model import Block

# How much further in (points or characters) a nested item begins.
DEEPER = 3.0
MAX_LEADS = 6
# So many characters at the end of a text tell whether it leads or has ended.
TAIL = 30
_LEAD = re.compile(r"(?::\s*[-–—]?|\b(?:as follows|the following)\s*[.:;]?)$", re.IGNORECASE)
_ENDED = re.compile(r"[.!?;]['’”\")\]]*$")
_BEGINS_WITH_NUMBER = re.compile(
    r"[‘“'\"(]?(?:£|approximately |around |about |over |a total of |just over |only )?\d", re.I
)


@dataclass(frozen=True, slots=True)
class _Lead:
    indent: float
    text: str
    flat: bool = False
    open_ended: bool = False


class Leads:
    """Gives each list item the lines it hangs under; see the blocks in reading order.

    Lines that lead: one that ends with a colon or says "as follows", a paragraph without
    a full stop right before the list, and an item that others are set further in under.
    Items at a lead's own indent that follow it at once hang under it too, and so do
    paragraphs that begin with a number, where the list lost its bullets.
    """

    def __init__(self) -> None:
        self._stack: list[_Lead] = []
        self._item_before: _Lead | None = None
        self._just_led = False

    def see(self, draft: Draft) -> Block:
        """The block with its lead and level."""
        block = draft.block
        if block.kind == "list_item":
            return self._item(draft)
        if block.kind in ("paragraph", "heading"):
            return self._paragraph(draft)
        return block

    def _item(self, draft: Draft) -> Block:
        block, indent = draft.block, draft.indent
        before = self._item_before
        if before is not None and not self._just_led and indent > before.indent + DEEPER:
            self._stack = [*self._stack[-MAX_LEADS + 1 :], before]
        while self._stack and not self._hangs(self._stack[-1], indent):
            self._stack.pop()
        leads = tuple(lead.text for lead in reversed(self._stack))
        level = sum(1 for lead in self._stack if lead.indent >= 0 and not lead.flat) + 1
        self._just_led = False
        self._item_before = _Lead(indent, block.text.content)
        if _LEAD.search(block.text.content[-TAIL:]):
            self._push(self._item_before)
        return replace(block, lead=leads, level=block.level or level)

    def _hangs(self, lead: _Lead, indent: float) -> bool:
        if lead.indent < 0 or lead.indent + DEEPER < indent:
            return True
        if abs(lead.indent - indent) > DEEPER:
            return False
        if self._just_led and not lead.flat:
            self._stack[-1] = replace(lead, flat=True)
            return True
        return lead.flat

    def _push(self, lead: _Lead) -> None:
        self._stack = [*self._stack[-MAX_LEADS + 1 :], lead]
        self._just_led = True

    def _paragraph(self, draft: Draft) -> Block:
        block = draft.block
        content = block.text.content
        leads = _LEAD.search(content[-TAIL:])
        if block.kind == "paragraph" and not block.marker and not leads and self._takes(draft):
            self._just_led = False
            lead = tuple(one.text for one in reversed(self._stack))
            return replace(block, kind="list_item", lead=lead, level=1)
        self._stack, self._item_before, self._just_led = [], None, False
        if leads:
            self._push(_Lead(-1.0, content))
        elif block.kind == "paragraph" and not _ENDED.search(content[-TAIL:]):
            self._stack = [_Lead(-1.0, content, open_ended=True)]
        return block

    def _takes(self, draft: Draft) -> bool:
        """Whether a paragraph is an item that lost its bullet."""
        if not self._stack or not _BEGINS_WITH_NUMBER.match(draft.block.text.content):
            return False
        lead = self._stack[-1]
        if lead.open_ended:
            return False
        return lead.indent < 0 or (self._just_led and draft.indent + DEEPER > lead.indent)
