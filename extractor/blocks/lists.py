"""Which line the items of a list hang under: leads, over nesting and page breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.blocks.draft import Draft
from extractor.blocks.model import Block

# How much further in (points or characters) a nested item begins.
DEEPER = 3.0
MAX_LEADS = 6
_LEAD = re.compile(r"(?::\s*[-–—]?|\b(?:as follows|the following)\s*[.:;]?)$", re.IGNORECASE)
_BEGINS_WITH_NUMBER = re.compile(
    r"[‘“'\"(]?(?:£|approximately |around |about |over |a total of |just over |only )?\d", re.I
)


@dataclass(frozen=True, slots=True)
class _Lead:
    indent: float
    text: str
    flat: bool = False


class Leads:
    """Gives each list item the lines it hangs under; see the blocks in reading order.

    A lead is a line that ends with a colon, or says "as follows". Items further in than
    it hang under it; so do items at its own indent that follow at once, and paragraphs
    that begin with a number, where the list lost its bullets.
    """

    def __init__(self) -> None:
        self._stack: list[_Lead] = []
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
        block = draft.block
        while self._stack and not self._hangs(self._stack[-1], draft.indent):
            self._stack.pop()
        leads = tuple(lead.text for lead in reversed(self._stack))
        level = sum(1 for lead in self._stack if lead.indent >= 0 and not lead.flat) + 1
        self._just_led = False
        if _LEAD.search(block.text.content):
            self._push(_Lead(draft.indent, block.text.content))
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
        leads = _LEAD.search(content)
        if (
            block.kind == "paragraph"
            and not block.marker
            and not leads
            and self._stack
            and self._stack[-1].indent < 0
            and _BEGINS_WITH_NUMBER.match(content)
        ):
            lead = tuple(one.text for one in reversed(self._stack))
            self._just_led = False
            return replace(block, kind="list_item", lead=lead, level=1)
        self._stack = []
        if leads:
            self._push(_Lead(-1.0, content))
        return block
