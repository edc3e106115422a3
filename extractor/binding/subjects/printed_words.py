"""The words of chosen tokens as they are printed, with the ages that belong to them."""

from __future__ import annotations

from extractor.binding.subjects.phrase_words import AGES, MARKS, PhraseWords
from extractor.regex import regex, right_before

_AGES_OF_OLDS = regex(
    r"(?:(?:under|over)[- ])?(?<![\d.,])\d{1,2}(?: ?(?:[-–]|to|and|or) ?\d{1,2})?[ -]$"
)
_NEAR_OLD = 5  # characters behind "year" in which "old" is looked for
_NEAR_AGES = 18  # characters before "year" in which ages are looked for
_MOST_BEFORE = 6  # words of such ages


class PrintedWords(PhraseWords):
    """Writes words of a sentence as they stand in it."""

    def with_ages(self, kept: set[int]) -> set[int]:
        """Words with the ages behind "aged", which the parser may take apart."""
        ages: set[int] = set()
        for at in sorted(kept):
            ages |= self._ages_before(at)
            if self.tokens[at].lower != "aged" and not self._ends_age_of(at):
                continue
            found = AGES.match(self.text, self.tokens[at].end)
            end = found.end() if found is not None else 0
            while at + 1 < len(self.tokens) and self.tokens[at + 1].end <= end:
                at += 1
                ages.add(at)
        return kept if ages & (self.own | self.others) else kept | ages

    def _ages_before(self, at: int) -> set[int]:
        """The ages of "5-16 year olds"."""
        token = self.tokens[at]
        olds = self.text[token.end : token.end + _NEAR_OLD].lstrip(" -").startswith("old")
        if token.lower not in ("year", "years") or not olds:
            return set()
        found = right_before(_AGES_OF_OLDS, self.text, token.start, _NEAR_AGES)
        first = found.start() if found is not None else token.start
        return {i for i in range(max(at - _MOST_BEFORE, 0), at) if self.tokens[i].start >= first}

    def _ends_age_of(self, at: int) -> bool:
        """Whether a word is the "of" of "under the age of 18"."""
        return at > 0 and (self.tokens[at - 1].lower, self.tokens[at].lower) == ("age", "of")

    def joined(self, kept: set[int]) -> str:
        """The words of the tokens in their order, as they are printed."""
        chosen = sorted(i for i in self.with_ages(kept) if i not in self.own)
        while chosen and (
            self.tokens[chosen[0]].dep in ("det", "predet", "cc")
            or (self.tokens[chosen[0]].lower, self.tokens[chosen[0]].pos) == ("most", "ADJ")
        ):
            chosen.pop(0)
        while chosen and (
            (self.tokens[chosen[-1]].dep in ("cc", "mark") and self.tokens[chosen[-1]].lower != "+")
            or self.tokens[chosen[-1]].lower in MARKS
            or self.tokens[chosen[-1]].lower.isspace()
        ):
            chosen.pop()
        parts: list[str] = []
        for place, at in enumerate(chosen):
            token = self.tokens[at]
            if place and chosen[place - 1] == at - 1:
                parts.append(self.text[self.tokens[at - 1].end : token.start])
            elif place:
                before = self.tokens[chosen[place - 1]].end
                between = self.text[before : token.start] if chosen[place - 1] == at - 2 else ""
                parts.append(between if between in ("-", "/") else " ")
            parts.append(self.text[token.start : token.end])
        said = "".join(parts).strip()
        within = chosen and chosen[0] and self.tokens[chosen[0] - 1].lower == "in"
        if said.startswith("in year "):
            return f"in-{said[3:]}"
        return f"in-{said}" if within and said.startswith("year ") else said  # "in year deficit"
