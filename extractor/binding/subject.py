"""What a figure counts, in the document's own words: the noun phrase a person would write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.binding.context import Context
from extractor.binding.counted import Counted
from extractor.binding.labels import (
    EDGES,
    name_of_cell,
    says_something,
    shortened,
    without_open_brackets,
)
from extractor.binding.model import Figure
from extractor.binding.noun_phrase import NounPhrase, names_people, noun_of_number, noun_phrase
from extractor.marks.read import Marker, Marks
from extractor.marks.tokens import sentence_words
from extractor.passages.model import Passage
from extractor.rulebook.words import Words

LONGEST = 160

_LINKING = re.compile(
    r"^(?:(?:and|but|or|with|while|whilst|of|are|were|is|was|the|a|an|that|which|to|from|by|there|in|had|have|has"
    r"|been|being|be|this|these|at|as|for|compared|than|against)\s+)+",
    re.IGNORECASE,
)
_LINKING_BEHIND = re.compile(
    r"(?:\s+(?:and|but|or|with|of|are|were|is|was|the|a|an|that|which|to|from|by|at|as|than|barely"
    r"|approximately|about|around|over|under|just))+$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:of|out of|from|amongst?)\s+(?:the|our|these|those|all|a total of|all the|its|this)?\s*"
    r"(?:total of\s+)?(?P<words>[^,.;:()%£]{3,80})",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^\W*(?:(?:out )?of (?:these|those|them|this|whom|which|the above)\b|these\b|they\b)", re.I
)
_OF_THEM = re.compile(r"\bof (?:whom|which|these|those|them)\b", re.I)
_NUMBERS_IN_BRACKETS = re.compile(r"[(\[][\s\d.,%£+–-]*[)\]]")
_SPEAKS = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject, and whether its noun names people."""

    words: str
    person: bool = False


class Subjects:
    """The subjects of a sentence's figures, each read once the ones before it are known."""

    def __init__(self, context: Context, figures: Sequence[Figure]) -> None:
        self._context, self._figures = context, figures
        self._words = context.rulebook.words
        self._read: dict[int, tuple[NounPhrase | None, Subject]] = {}

    def of(self, figure: Figure, counted: Counted) -> str:
        """What the figure counts; the heading where the sentence does not say."""
        subject = self._subject(figure, counted)
        words = shortened(subject.words, LONGEST)
        return words or next(
            iter((*self._context.passage.lead, *self._context.passage.headings)), ""
        )

    def _subject(self, figure: Figure, counted: Counted) -> Subject:
        marks = self._context.marks
        phrase = self._phrase(figure)
        host = self._host(figure)
        if host is not None and (phrase is None or (figure.limb.bracket and not phrase.noun)):
            found = self._whole(host)
        elif phrase is None:
            found = self._under_lead(figure) or Subject(_beside(figure, marks, counted))
        elif phrase.open:
            before = self._antecedent(figure, phrase)
            found = Subject(_tidy(phrase.of(before.words, before.person)), before.person)
        else:
            found = Subject(_tidy(phrase.of("", False)), phrase.person)
        if not _SPEAKS.search(found.words):
            found = Subject(_beside(figure, marks, counted))
        self._read[figure.index] = (phrase, found)
        return found

    def _under_lead(self, figure: Figure) -> Subject | None:
        """What a lead line says the share or number of, with the words before the figure ("The
        proportion of pupils with a plan: in primary schools is 12%")."""
        text = self._context.marks.text[figure.limb.start : figure.number.start]
        before = _LINKING_BEHIND.sub("", text.strip(EDGES)).strip(EDGES)
        for lead in self._context.lead:
            said = _said_in(lead, self._context.marker, self._words)
            if said.words:
                return replace(said, words=f"{said.words} {before}".strip())
        return None

    def _phrase(self, figure: Figure) -> NounPhrase | None:
        """The phrase of the figure's own clause; one that only says where or how much
        ("national average") is open."""
        marks = self._context.marks
        others = [f.number for f in self._figures if f.index != figure.index]
        phrase = noun_phrase(
            marks.syntax, marks.text, figure.number, others,
            [(p.start, p.end) for p in marks.periods], self._words,
        )  # fmt: skip
        if phrase is None or phrase.open or phrase.predicate:
            return phrase
        if _says_what(phrase.noun, self._words) or self._is_about_people(phrase.noun):
            return phrase
        return NounPhrase(open=True) if self._points_anywhere(figure) else phrase

    def _is_about_people(self, noun: str) -> bool:
        return any(names_people(w.norm) for w in sentence_words(noun))

    def _points_anywhere(self, figure: Figure) -> bool:
        return bool(figure.index or self._context.previous or self._context.lead)

    def _host(self, figure: Figure) -> int | None:
        """The figure whose words this one shares: before it in the sentence, and read."""
        for host in (figure.limb.host, figure.relation.host):
            if host is not None and host in self._read:
                return host
        return None

    def _whole(self, index: int) -> Subject:
        return self._read[index][1]

    def _antecedent(self, figure: Figure, phrase: NounPhrase) -> Subject:
        """What was said before that an open phrase completes."""
        context, text = self._context, self._context.marks.text
        host = self._host(figure)
        before = max((i for i in self._read if i < figure.index), default=None)
        if host is not None and not phrase.predicate:
            return self._whole(host)
        if before is not None:
            between = text[self._figures[before].number.end : figure.number.start]
            if _OF_THEM.search(between) or not phrase.predicate:
                return self._whole(before)
            said, whole = self._read[before]
            if said is not None and said.noun:
                return Subject(said.noun, said.person)
            if said is None or not said.open:
                return whole
        elif _POINTS_BACK.match(text) and (context.previous or context.before_in_list):
            subject = context.previous[0].subject if context.previous else context.before_in_list
            return Subject(subject, self._is_about_people(subject))
        for lead in context.lead:
            said_there = _said_in(lead, context.marker, self._words)
            if said_there.words:
                return said_there
        if context.previous:
            subject = context.previous[0].subject
            return Subject(subject, self._is_about_people(subject))
        others = [f.number for f in self._figures]
        marks = context.marks
        named = noun_of_number(marks.syntax, text, figure.number.start, others, self._words)
        return Subject(named, self._is_about_people(named))


@lru_cache(maxsize=512)
def _said_in(lead: str, marker: Marker, words: Words) -> Subject:
    """What the first figure of a lead line counts; of a short line without one, its words."""
    marks = marker.mark(lead, None)
    numbers = [n for n in marks.numbers if n.refused in (None, "base", "restated base")]
    for number in numbers:
        others = [n for n in numbers if n is not number]
        when = [(p.start, p.end) for p in marks.periods]
        phrase = noun_phrase(marks.syntax, lead, number, others, when, words)
        if phrase is not None and phrase.noun and not phrase.open:
            return Subject(_tidy(phrase.of("", False)), phrase.person)
    said = noun_of_number(marks.syntax, lead, len(lead), numbers, words)
    return Subject(_tidy(said))


def subject_of_cell(passage: Passage, words: Words) -> str:
    """What a table cell counts: caption, row and column labels in order."""
    assert passage.cell is not None
    return shortened(
        name_of_cell(passage.cell, passage.caption, passage.headings, words), 2 * LONGEST
    )


def words_beside(figure: Figure, marks: Marks, counted: Counted) -> str:
    """The words beside a figure in its part of the sentence, where no grammar is asked."""
    return shortened(_beside(figure, marks, counted), LONGEST)


def _beside(figure: Figure, marks: Marks, counted: Counted) -> str:
    limb, number = figure.limb, figure.number
    for words in (
        marks.text[number.end : limb.end],
        marks.text[limb.start : number.start],
        counted.words,
        marks.text[: number.start] + " " + marks.text[number.end :],
    ):
        if _SPEAKS.search(said := _tidy(words)):
            return said
    return ""


def _says_what(noun: str, words: Words) -> bool:
    return says_something(noun, words)


def _tidy(text: str) -> str:
    """Words without what links them to the figure, marks at their ends, and open brackets."""
    text = re.sub(r"\s+", " ", _NUMBERS_IN_BRACKETS.sub(" ", text))
    text = _LINKING.sub("", without_open_brackets(text.strip(EDGES)).strip(EDGES))
    return _LINKING_BEHIND.sub("", text).strip(EDGES)


def base_words(figure: Figure, marks: Marks) -> str | None:
    """The words of a share's base: "of care leavers aged 17-21" behind a percentage."""
    if figure.unit != "percent":
        return None
    after = marks.text[figure.number.end : figure.limb.end]
    found = _BASE.match(after.lstrip())
    if found is None:
        return None
    words = re.split(
        r"\s(?:are|were|is|was|have|had|has|live|lived|who|which|that|placed|achieved|experienced"
        r"|aged?|received|with|in suitable|being|told|remain|left|did|felt)\b",
        found["words"],
        maxsplit=1,
    )[0]
    return words.strip() or None
