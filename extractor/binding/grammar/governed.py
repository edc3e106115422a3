"""What governs each figure of a sentence, read once for all steps that ask."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.annotations.model import Number
from extractor.annotations.parsing.syntax import Syntax, SyntaxToken
from extractor.binding.grammar.governor import (
    event_around,
    is_in_present,
    linking_verbs,
    named_as,
    noun_counted,
    predicate_begins,
    predicate_of,
    scope_of,
    subject_noun,
    subject_of_predicate,
)
from extractor.binding.grammar.modality import aim_of, denied_at, modality
from extractor.binding.grammar.unmet import had_by_so_many, others_had, unmet_by
from extractor.rulebook.words import Words


@dataclass(frozen=True, slots=True)
class Governed:
    """What governs one figure, read once; the functions of `governor.py`, `modality.py` and
    `unmet.py` say what each field is.

    Of the verb whose subject the figure heads, `verb` is where it begins, `subject` are the words
    of the subject and `predicate` the spans of the verb and its objects. `is_or_has` counts these
    verbs to those of the present, which `in_present` does not.
    """

    noun: int | None
    noun_of_subject: int | None
    verb: int | None
    subject: frozenset[int] | None
    predicate: tuple[tuple[int, int], ...]
    scope: frozenset[int] | None
    event: tuple[int, int] | None
    linking_verbs: frozenset[int]
    named_as: str | None
    aim: SyntaxToken | None
    modality: str | None
    denied_at: int | None
    unmet: int | None
    had_by_so_many: bool
    others_had: tuple[int, int] | None
    in_present: bool
    is_or_has: bool


def governed(syntax: Syntax, number: Number, words: Words) -> Governed:
    """What governs a figure of a sentence."""
    return Governed(
        noun_counted(syntax, number),
        subject_noun(syntax, number, words),
        predicate_begins(syntax, number),
        subject_of_predicate(syntax, number),
        tuple(predicate_of(syntax, number)),
        scope_of(syntax, number),
        event_around(syntax, number),
        linking_verbs(syntax, number),
        named_as(syntax, number),
        aim_of(syntax, number, words),
        modality(syntax, number, words),
        denied_at(syntax, number, words),
        unmet_by(syntax, number),
        had_by_so_many(syntax, number),
        others_had(syntax, number),
        is_in_present(syntax, number),
        is_in_present(syntax, number, linking=True),
    )
