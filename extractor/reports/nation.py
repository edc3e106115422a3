"""Whether a paper that is no council's own is about all councils of a country together."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from extractor.regex import regex
from extractor.reports.model import Stated, line_at
from extractor.rulebook.area_names import load_areas, pattern_of
from extractor.types import Area

# So often a paper speaks of councils in general that it is about all of them.
_SAID_OFTEN = 5


@dataclass(slots=True)
class NationEvidence:
    """Evidence that a paper is of a national body and about all councils, counted page by page:
    `bodies` are the countries of the bodies that its head names, each with the line that does."""

    bodies: dict[str, Stated] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)

    def read(self, text: str, page: int | None, *, head: bool) -> None:
        """Count the words of `text` for councils in general, and the national bodies of a head."""
        small = text.lower()
        for words in load_areas().together:
            self.said[words] += small.count(words)
        for country, bodies in _bodies() if head else ():
            match = bodies.search(text)
            if match is not None and country not in self.bodies:
                line = line_at(text, match.start(), match.end())
                self.bodies[country] = Stated(country, line, page, True)

    def merge(self, other: NationEvidence) -> None:
        """Add the evidence of other pages."""
        self.said.update(other.said)
        for country, line in other.bodies.items():
            self.bodies.setdefault(country, line)

    def country(self) -> Stated | None:
        """The country whose councils the paper is about, or None."""
        if len(self.bodies) != 1 or self.said.total() < _SAID_OFTEN:
            return None
        return next(iter(self.bodies.values()))


@lru_cache(maxsize=1)
def _bodies() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (group.name, regex(r"\b(?:" + "|".join(map(pattern_of, group.phrases)) + r")\b"))
        for group in load_areas().national_bodies
    )


def country_area(name: str) -> Area:
    """The area of a country that `NationEvidence.country` names, with its code."""
    found = next(group for group in load_areas().national_bodies if group.name == name)
    return found.area()
