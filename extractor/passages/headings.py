"""The headings above a passage: by number, by rank, and only as far as they reach."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from extractor.blocks.headings import number_of
from extractor.blocks.model import Block
from extractor.regex import regex

# On so many pages after its last one a heading still rules, by its level: one that is set
# like the text rules the next page, a chapter's a few. What hangs under it renews it.
_REACH = {1: 8, 2: 4, 3: 2}
_SHORTEST, _NUMBERED = 1, 8
# A heading larger than the numbered ones (points) begins something above them.
_LARGER = 0.6
_BARE = regex(r"(\d{1,2})\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    level: int
    size: float
    page: int | None
    number: tuple[int, ...] | None = None

    def reaches(self, page: int | None) -> bool:
        """Whether the heading still rules on a page."""
        if page is None or self.page is None:
            return True
        reach = _REACH.get(self.level, _SHORTEST) if self.number is None else _NUMBERED
        return page - self.page <= reach


@dataclass(slots=True)
class Headings:
    """Follows the headings of one report.

    A heading is under `above` (what was over the numbered sections), `numbered` (the
    sections of which it is a part) and `below` (unnumbered headings within the section). A
    new section ends all of the one before, whatever the size of its headings.
    """

    above: list[_Heading] = field(default_factory=list)
    numbered: list[_Heading] = field(default_factory=list)
    below: list[_Heading] = field(default_factory=list)
    _last: tuple[int, ...] | None = None
    _above_numbers: list[_Heading] = field(default_factory=list)

    def see(self, block: Block) -> None:
        """Take in the next heading of the report."""
        number = number_of(block.marker) or self._next_section(block.text.content)
        heading = _Heading(block.text.content, block.level, block.size, block.page, number)
        if number is not None:
            self._number(heading, number)
        else:
            self._name(heading)
        self._renew(block.page)

    def held(self) -> Headings:
        """The headings as they are now, to come back to."""
        kept = replace(self)
        for name in ("above", "numbered", "below", "_above_numbers"):
            setattr(kept, name, list(getattr(self, name)))
        return kept

    def note(self, marker: str | None, page: int | None) -> None:
        """Take in a numbered paragraph: "4.12" shows that section 4 goes on, and that 3 is over."""
        number = number_of(marker)
        if number is None or not self.numbered:
            return
        last = self.numbered[-1]
        if len(number) > 1 and last.number is not None and number[0] == last.number[0] + 1:
            self.numbered, self.below = [], []
            return
        if last.number is not None and number[: len(last.number)] == last.number:
            self.numbered[-1] = replace(last, page=page)

    def over(self, page: int | None) -> tuple[str, ...]:
        """The headings that a passage of a page is under, the nearest first."""
        if not (self.above or self.numbered or self.below):
            return ()
        held = (*self.above, *self.numbered, *self.below)
        return tuple(h.text for h in reversed(held) if h.reaches(page))

    def _next_section(self, text: str) -> tuple[int, ...] | None:
        """The number of a heading that prints it without a mark, where the next section would have
        it: "5 Health" after section 4."""
        found = _BARE.match(text)
        if found is None or self._last is None or int(found[1]) != self._last[0] + 1:
            return None
        return (int(found[1]),)

    def _number(self, heading: _Heading, number: tuple[int, ...]) -> None:
        goes_on = self._last is not None and number > self._last
        if goes_on:
            self.above = list(self._above_numbers)
            self.numbered = [
                h for h in self.numbered if h.number and h.number == number[: len(h.number)]
            ]
            self.numbered = [h for h in self.numbered if h.number != number]
        else:
            held = [*self.above, *self.below]
            self.above = [h for h in held if h.level < heading.level]
            self._above_numbers = list(self.above)
            self.numbered = []
        self._last = number
        self.numbered.append(heading)
        self.below = []

    def _name(self, heading: _Heading) -> None:
        if self.numbered and heading.size > self.numbered[0].size + _LARGER:
            self.above, self.numbered, self.below = [], [], [heading]
            return
        while self.below and self.below[-1].level >= heading.level:
            self.below.pop()
        if not self.numbered and not self.below:
            while self.above and self.above[-1].level >= heading.level:
                self.above.pop()
        self.below.append(heading)

    def _renew(self, page: int | None) -> None:
        """What has a heading under it on a page rules there still."""
        for held in (self.above, self.numbered, self.below):
            held[:] = [replace(h, page=page) if h.reaches(page) else h for h in held]
