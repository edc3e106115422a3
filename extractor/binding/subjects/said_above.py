"""What the line that leads to a list, or the sentence before, names for the figures after it:
"number of boats" of "The number of boats:"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.subjects.linking_words import tidied
from extractor.binding.subjects.noun_phrase import NounReader, noun_reader
from extractor.binding.subjects.phrase_words import NOUNS
from extractor.rulebook.words import Words, nouns


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject, and whether its noun names people."""

    words: str
    person: bool = False


def noun_of_number(
    syntax: Syntax, text: str, before: int, others: Sequence[Number], words: Words
) -> str:
    """What a sentence says a number, rate or share of before the offset `before`: "number of
    children looked after"; "" where it refers to none."""
    tokens = syntax.tokens
    for at, token in enumerate(tokens):
        if token.start >= before:
            break
        if token.lemma in nouns().quantities and any(
            tokens[i].lower == "of" for i in syntax.children[at]
        ):
            number = Number(before, before, "", 0.0)
            return NounReader(syntax, text, number, others, (), words).noun(at)
    return ""


def fuller_noun(syntax: Syntax, text: str, noun: str, words: Words) -> str:
    """A noun with what narrows it, where a sentence has it with more than itself: "deaths of people
    in care" for "deaths"; "" where it has not."""
    for at, token in enumerate(syntax.tokens):
        if token.lower != noun.lower() or token.pos not in NOUNS:
            continue
        at_end = Number(len(text), len(text), "", 0.0)
        whole = NounReader(syntax, text, at_end, (), (), words).noun(at)
        if whole.lower().startswith(f"{noun.lower()} ") or whole.lower().endswith(
            f" {noun.lower()}"
        ):
            return whole
    return ""


@lru_cache(maxsize=512)
def said_in(line: Annotations, words: Words) -> Subject:
    """What the first figure of a list intro counts; of a short line without one, its words."""
    numbers = [n for n in line.numbers if n.excluded in (None, "base", "restated base")]
    for number in numbers:
        others = [n for n in numbers if n is not number]
        phrase = noun_reader(line, number, others, words).read()
        if phrase is not None and phrase.noun and not phrase.open:
            return Subject(tidied(phrase.of("", False)), phrase.person)
    said = noun_of_number(line.syntax, line.text, len(line.text), numbers, words)
    return Subject(tidied(said))
