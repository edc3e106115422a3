"""Annotate a passage: its numbers, periods, areas, roles and phrases, each when first asked for."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.annotations.ages import find_age_bands
from extractor.annotations.areas import find_areas
from extractor.annotations.concepts import ConceptFinder
from extractor.annotations.every_number import find_numbers
from extractor.annotations.model import Area, AreaSpan, ConceptSpan, Direction, Number, RoleSpan
from extractor.annotations.own_name_as_county import of_own_council
from extractor.annotations.parsing.syntax import Syntax, parse
from extractor.annotations.periods.resolve import PeriodSpan, find_periods
from extractor.annotations.roles import RoleFinder
from extractor.regex import regex
from extractor.rulebook.model import Rulebook
from extractor.tokens import Token, sentence_words
from extractor.types import AGE_BAND

KEPT = 4096
"""How many short texts (headings, labels, list intros) keep their annotations for reuse."""
LINES_KEPT = 512
"""How many list intros keep their grammar as well."""


_CLAUSE = regex(r"\b(?:is|are|was|were|who|that|have|has|be|being|by)\b", re.IGNORECASE)
"""Words that make a clause of a phrase ("children who are looked after")."""

_BESIDE = regex(r"[\s,(-]{0,3}(?:who (?:are|were) )?")
_OF = regex(r"\s(?:of (?:(?:the|our|all) |[A-Z]\w+(?: [A-Z]\w+)?['’]s? )?)?")
_PREPOSITION = regex(r"(?:under|over|between|within|outside)\b", re.IGNORECASE)
"""Words with which a phrase says of which age people are, and is no noun itself."""


class Annotations:
    """All marks of one text. `concepts` include the age bands.

    The numbers are found at once; every other kind when it is first asked for, since most
    texts state no figure and nobody asks what else they say.
    """

    __slots__ = (
        "_annotator",
        "_areas",
        "_concepts",
        "_directions",
        "_find_periods",
        "_home",
        "_periods",
        "_phrases",
        "_rate_bases",
        "_roles",
        "_syntax",
        "_words",
        "numbers",
        "text",
    )  # fmt: skip

    def __init__(
        self, text: str, numbers: tuple[Number, ...], home: Area | None, annotator: Annotator
    ) -> None:
        self.text, self.numbers = text, numbers
        self._home, self._annotator = home, annotator
        self._words: tuple[Token, ...] | None = None
        self._periods: tuple[PeriodSpan, ...] | None = None
        self._find_periods: Callable[[], Iterable[PeriodSpan]] | None = None
        self._areas: tuple[AreaSpan, ...] | None = None
        self._phrases: tuple[ConceptSpan, ...] | None = None
        self._concepts: tuple[ConceptSpan, ...] | None = None
        self._rate_bases: tuple[ConceptSpan, ...] | None = None
        self._roles: tuple[RoleSpan, ...] | None = None
        self._syntax: Syntax | None = None
        self._directions: tuple[tuple[int, Direction], ...] | None = None

    @property
    def words(self) -> tuple[Token, ...]:
        """The tokens of the text."""
        if self._words is None:
            self._words = sentence_words(self.text)
        return self._words

    @property
    def periods(self) -> tuple[PeriodSpan, ...]:
        """The periods that the text names."""
        if self._periods is None:
            find = self._find_periods
            self._periods = tuple(find_periods(self.text) if find is None else find())
        return self._periods

    @property
    def areas(self) -> tuple[AreaSpan, ...]:
        """The places that the text names; "locally" is the report's own."""
        if self._areas is None:
            self._areas = tuple(find_areas(self.text, self._home))
        return self._areas

    @property
    def phrases(self) -> tuple[ConceptSpan, ...]:
        """The concepts that the rules have phrases for."""
        if self._phrases is None:
            self._phrases = self._annotator.concepts_in(self._at_home(self.words))
        return self._phrases

    def _at_home(self, words: tuple[Token, ...]) -> Sequence[Token]:
        """The words as the report's own council means them: its name may say no more than "the
        county"."""
        name = self._home.name if self._home is not None else None
        return of_own_council(words, self.text, name, self._annotator.words) if name else words

    @property
    def concepts(self) -> tuple[ConceptSpan, ...]:
        """The phrases of the rules, and the age bands."""
        if self._concepts is None:
            self._read_concepts()
        assert self._concepts is not None
        return self._concepts

    @property
    def rate_bases(self) -> tuple[ConceptSpan, ...]:
        """The phrases that say what a rate is per so many of ("82 for every 10,000 residents under
        18"): nobody whom the sentence is about."""
        if self._rate_bases is None:
            self._read_concepts()
        assert self._rate_bases is not None
        return self._rate_bases

    def _read_concepts(self) -> None:
        found = self.phrases + find_age_bands(self.text)
        idle = [mark for mark in found if self._is_of_everybody(mark)]
        if idle:
            found = tuple(
                mark
                for mark in found
                if not any(age.start <= mark.start and mark.end <= age.end for age in idle)
            )
        self._rate_bases = bases = self._bases_among(found)
        if self._concepts is None:
            self._concepts = tuple(m for m in found if m not in bases) if bases else found

    def _band_of(self, mark: ConceptSpan) -> str | None:
        """The age band that a phrase names, also one that the text leaves short ("under 18")."""
        if mark.dimension == AGE_BAND:
            return mark.value
        said = self.text[mark.start : mark.end]
        if mark.dimension is not None or not said[-2:].isdigit():
            return None
        return next((band.value for band in find_age_bands(f"{said} years old")), None)

    def _is_of_everybody(self, age: ConceptSpan) -> bool:
        """Whether an age band is that of all whom the phrase beside it names ("children looked
        after under 18")."""
        people = self._annotator.of_age.get(self._band_of(age) or "")
        if people is None:
            return False
        return any(
            mark.concept in people
            and (
                _BESIDE.fullmatch(self.text, mark.end, age.start)
                or _BESIDE.fullmatch(self.text, age.end, mark.start)
            )
            for mark in self.phrases
        )

    def _bases_among(self, found: Sequence[ConceptSpan]) -> tuple[ConceptSpan, ...]:
        out: list[ConceptSpan] = []
        for number in self.numbers:
            if number.excluded != "rate base":
                continue
            end, inside = number.end, False
            for mark in sorted(found, key=lambda m: m.start):
                within = number.end <= mark.start and mark.end <= end
                if not within and (
                    mark.start < end or not _OF.fullmatch(self.text, end, mark.start)
                ):
                    continue
                base = mark.concept in self._annotator.bases
                if within or base or (inside and mark.dimension == AGE_BAND):
                    out.append(mark)
                    end, inside = max(end, mark.end), True
        return tuple(out)

    @property
    def syntax(self) -> Syntax:
        """The grammar of the text; `Annotator.parse` reads that of many texts at once."""
        if self._syntax is None:
            self._annotator.parse([self])
        assert self._syntax is not None
        return self._syntax

    @property
    def roles(self) -> tuple[RoleSpan, ...]:
        """The parts that the candidate figures play, by the phrases around them."""
        if self._roles is None:
            self._roles = self._annotator.roles_in(self.words, self.numbers)
        return self._roles

    @property
    def directions(self) -> tuple[tuple[int, Direction], ...]:
        """The words that give a direction: (character offset, direction), in order."""
        if self._directions is None:
            self._directions = self._annotator.directions_in(self.words)
        return self._directions

    def at_home(self, home: Area | None) -> Annotations:
        """The same annotations in the report of another council; what does not depend on it is
        kept."""
        marks = Annotations(self.text, self.numbers, home, self._annotator)
        for name in ("_words", "_periods", "_syntax"):
            setattr(marks, name, getattr(self, name))
        found = [
            n for n in ("_phrases", "_concepts", "_rate_bases") if getattr(self, n) is not None
        ]
        if found and tuple(marks._at_home(marks.words)) == tuple(self._at_home(self.words)):
            for name in found:
                setattr(marks, name, getattr(self, name))
        return marks

    def with_periods(self, periods: tuple[PeriodSpan, ...]) -> Annotations:
        """The same annotations with other period spans."""
        marks = self._again()
        marks._periods = periods
        return marks

    def with_periods_found(self, find: Callable[[], Iterable[PeriodSpan]]) -> Annotations:
        """The same annotations with the period spans that `find` gives when they are asked for."""
        marks = self._again()
        marks._periods, marks._find_periods = None, find
        return marks

    def with_concepts(self, concepts: tuple[ConceptSpan, ...]) -> Annotations:
        """The same annotations with other concepts."""
        marks = self._again()
        marks._concepts = concepts
        return marks

    def _again(self) -> Annotations:
        marks = Annotations(self.text, self.numbers, self._home, self._annotator)
        for name in (
            "_words",
            "_periods",
            "_find_periods",
            "_areas",
            "_phrases",
            "_concepts",
            "_rate_bases",
            "_roles",
            "_syntax",
            "_directions",
        ):
            setattr(marks, name, getattr(self, name))
        return marks


class Annotator:
    """Annotates texts by one rulebook. Not shared between threads."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._concepts = ConceptFinder(rulebook)
        self._roles = RoleFinder(rulebook)
        self.words = rulebook.words
        self._kept: dict[str, tuple[ConceptSpan, ...]] = {}
        self._lines: dict[str, Annotations] = {}
        self._ahead: dict[str, Annotations] = {}
        self._prepared: dict[str, Annotations] = {}
        self._verbs = rulebook.words.phrasal_verbs
        self._people = frozenset(c for c, t in rulebook.types.items() if t == "population")
        self.bases = frozenset[str]().union(*(rulebook.families[f] for f in rulebook.rate_bases))
        self.of_age = {
            band: frozenset[str]().union(*(rulebook.families[f] for f in families))
            for band, families in rulebook.of_age.items()
        }
        self.concepts_in = self._concepts.find
        self.roles_in, self.directions_in = self._roles.find, self._roles.directions
        self.role_of_label = self._roles.of_label
        # What has been built lives as long as the process, so the garbage collector need not go
        # through it every few pages.
        gc.freeze()
        gc.set_threshold(20_000, 20, 20)  # a page makes thousands of small objects without cycles

    def annotate(
        self, text: str, home: Area | None, cell: tuple[int, int] | None = None
    ) -> Annotations:
        """Annotate a passage's text; `home` is the area of the report's council, and `cell` bounds
        the cell itself in the text of a table row."""
        ahead = self._ahead.get(text) if cell is None else None
        if ahead is not None:
            return ahead.at_home(home)
        numbers = find_numbers(text, cell)
        if cell is not None and any(n.excluded == "suppressed" and n.value for n in numbers):
            numbers = self._with_limits(numbers, text[: cell[0]])
        return Annotations(text, tuple(numbers), home, self)

    def _with_limits(self, numbers: Sequence[Number], labels: str) -> list[Number]:
        """The numbers of a cell, a bound that would hide a count taken for what it is where a label
        makes a target of it: "<10" below "Target"."""
        role = self.role_of_label(labels)
        if role is None or role[0] not in ("target", "floor"):
            return list(numbers)
        return [
            replace(n, excluded=None, suppressed=False)
            if n.excluded == "suppressed" and n.value
            else n
            for n in numbers
        ]

    def look_ahead(self, texts: Iterable[str]) -> None:
        """Find the numbers in a page's sentences and parse those that state a figure all at once,
        before they are annotated one by one. The sentences of the page before are kept."""
        known, self._ahead = self._ahead, {}
        for text in texts:
            self._ahead[text] = (
                known.get(text)
                or self._prepared.get(text)
                or Annotations(text, tuple(find_numbers(text)), None, self)
            )
        self.parse([m for m in self._ahead.values() if any(n.excluded is None for n in m.numbers)])

    def prepare(self, texts: Iterable[str]) -> None:
        """Read the grammar of sentences that come on many pages, as the examples of rules do, all
        at once. They are kept until other texts are prepared."""
        self._prepared = {}
        self._ahead = {}
        self.look_ahead(texts)
        self._prepared, self._ahead = self._ahead, {}

    def parse(self, texts: Sequence[Annotations]) -> None:
        """Read the grammar of several texts at once, which is quicker than one by one."""
        waiting = [m for m in texts if m._syntax is None]
        if not waiting:
            return  # the parser is loaded with the first sentence that it is given
        for marks, syntax in zip(
            waiting, parse([(m.words, self._units(m)) for m in waiting]), strict=True
        ):
            marks._syntax = syntax

    def _units(self, marks: Annotations) -> list[tuple[int, int, str]]:
        """The phrases of a text that the parser sees as one word each: names of people as a
        noun, verbs of two words as a verb, and money whose sign is a bracket within as a number."""
        nouns = [
            (m.start, m.end)
            for m in marks.phrases
            if m.concept in self._people and _is_noun(marks.text[m.start : m.end])
        ]
        verbs = [
            (a.start, b.end)
            for a, b in pairwise(marks.words)
            if f"{a.lower}-{b.lower}" in self._verbs
            and not any(start <= a.start < end for start, end in nouns)
        ]
        below = [(n.start, n.end) for n in marks.numbers if "(" in n.text]
        kinds = ("NOUN", nouns), ("VERB", verbs), ("NUM", below)
        return [(*span, kind) for kind, spans in kinds for span in spans]

    def line(self, text: str) -> Annotations:
        """The annotations of a list intro, the same object as long as it is kept: its grammar is
        read once for all items of the list."""
        marks = self._lines.get(text)
        if marks is None:
            marks = self._lines[text] = self.annotate(text, None)
            if len(self._lines) > LINES_KEPT:
                del self._lines[next(iter(self._lines))]
        return marks

    def concepts_of_all(self, lines: Iterable[str]) -> tuple[ConceptSpan, ...]:
        """The concepts and age bands of several lines, in order."""
        return tuple(mark for line in lines for mark in self.concepts_of(line))

    def concepts_of(self, text: str) -> tuple[ConceptSpan, ...]:
        """The concepts and age bands of a heading, label or list intro; kept, because these
        come again."""
        marks = self._kept.get(text)
        if marks is None:
            phrases = self._concepts.find(sentence_words(text))
            marks = self._kept[text] = phrases + find_age_bands(text)
            if len(self._kept) > KEPT:
                del self._kept[next(iter(self._kept))]
        return marks


def _is_noun(phrase: str) -> bool:
    """Whether a phrase that names people reads as a noun in its sentence."""
    return not _CLAUSE.search(phrase) and not _PREPOSITION.match(phrase)
