"""A sentence as it is read: its figures with their clauses, roles, units and nouns, and what is the
same for all of them. It is read once, before a measure is chosen for the first of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import ConceptSpan, Kind, Number
from extractor.binding.clauses.bracket_statements import with_own_statements
from extractor.binding.clauses.figure_pairs import in_their_order, with_ends_of_changes
from extractor.binding.clauses.relations import relate
from extractor.binding.clauses.split import find_clauses, with_named_brackets
from extractor.binding.discourse.context import ANAPHORA, Context
from extractor.binding.discourse.coreference import (
    ages_before,
    group_meant,
    with_carried_units,
    without_asides,
)
from extractor.binding.discourse.short_forms import with_referents
from extractor.binding.grammar.governed import Governed, governed
from extractor.binding.grammar.head_noun import HeadNoun, head_noun
from extractor.binding.grammar.narrowing import Grammar, read_grammar
from extractor.binding.measures.clause_words import spans_elsewhere, stands_in
from extractor.binding.measures.respectively import Share, distribute
from extractor.binding.model import Clause, Figure, Relation
from extractor.binding.units.in_sentences import units_of_list, units_of_sentence
from extractor.regex import regex
from extractor.rulebook.model import Rulebook
from extractor.tokens import norm

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The words of a sentence that can be about one figure.

    `annotated` is the sentence without the labels that it gives to other figures, `concepts` the
    phrases that are not said in passing, `elsewhere` the spans that do not say what is counted.
    `governed` are the noun, the verb and the clause of the figure, `label` the place of the words
    that the sentence deals out to it, wherever they stand.
    """

    annotated: Annotations
    concepts: tuple[ConceptSpan, ...]
    elsewhere: tuple[Span, ...]
    governed: Governed
    label: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its figures.

    `counted` and `words` are what each figure counts and the words that can be about it. `opening`
    is the span of the group that the sentence opens with, `refers_back` whether it refers to the
    sentence before, `group` the breakdown of those whom it points back to there, `ages` the ages
    counted there with their population, `left_out` what it says is left out ("excluding …").
    """

    context: Context
    figures: tuple[Figure, ...]
    counted: tuple[HeadNoun, ...]
    words: tuple[FigureWords, ...]
    grammar: Grammar
    opening: Span | None
    refers_back: bool
    group: tuple[tuple[str, str], ...]
    ages: tuple[str, str] | None
    left_out: tuple[Span, ...]


def _without_figures(context: Context, numbers: Sequence[Number]) -> Context:
    """The context without phrases of the rules that a figure is a part of, or ends: in "by the end
    of the year 11 orders were made" nobody is in Year 11, nor in "in the year 12% moved"."""
    annotated = context.annotated
    kept = tuple(
        m for m in annotated.concepts if not any(m.start < n.start < m.end for n in numbers)
    )
    if len(kept) == len(annotated.concepts):
        return context
    return replace(context, annotated=annotated.with_concepts(kept))


def read_sentence(context: Context, numbers: Sequence[Number], rulebook: Rulebook) -> Sentence:
    """Read a sentence; `numbers` are its candidates, each of which is a figure of it."""
    context = without_asides(with_referents(_without_figures(context, numbers), rulebook))
    annotated = context.annotated
    clauses = with_own_statements(annotated.text, numbers, find_clauses(annotated.text, numbers))
    clauses = with_named_brackets(annotated, numbers, clauses)
    relations = relate(annotated, numbers, clauses)
    clauses, relations = with_ends_of_changes(annotated, numbers, clauses, relations)
    clauses, relations = in_their_order(annotated.text, numbers, clauses, relations)
    figures, nouns = _figures(context, numbers, clauses, relations)
    figures = [_beside_its_like(f, figures, nouns) for f in figures]
    governing = [governed(annotated.syntax, n, rulebook.words) for n in numbers]
    figures = [_as_named(f, g.named_as, rulebook) for f, g in zip(figures, governing, strict=True)]
    figures = [_part_of_subject(f, figures, governing, annotated) for f in figures]
    refers_back = ANAPHORA.search(annotated.text) is not None
    if refers_back:
        carried = with_carried_units(figures, nouns, context, rulebook)
        figures, nouns = carried, _nouns_of(carried, figures, nouns, annotated)
    grammar = read_grammar(annotated.syntax, [f.number for f in figures], rulebook.words)
    return Sentence(
        context,
        tuple(figures),
        tuple(nouns),
        _words_of_each(annotated, figures, governing, grammar, rulebook),
        grammar,
        _opening_group(annotated, figures),
        refers_back,
        group_meant(context),
        ages_before(context, rulebook),
        tuple(found.span() for found in _LEAVING_OUT.finditer(annotated.text)),
    )


_LEAVING_OUT = regex(
    r"\b(?:excluding|exclusive of|not including|not counting|discounting)\s[^,;:().\d]{3,80}",
    re.IGNORECASE,
)
"""What is left out is not what is counted, unless a phrase of the rules begins with the verb."""


def _words_of_each(
    annotated: Annotations,
    figures: Sequence[Figure],
    governing: Sequence[Governed],
    grammar: Grammar,
    rulebook: Rulebook,
) -> tuple[FigureWords, ...]:
    distributed = distribute(annotated, figures, rulebook)
    shares = distributed or [Share(annotated, ())] * len(figures)
    elsewhere = spans_elsewhere(annotated)
    concepts = _not_in_passing(annotated, grammar)
    return tuple(
        FigureWords(
            share.annotated,
            _not_in_passing(share.annotated, grammar, share.label) if distributed else concepts,
            (*elsewhere, *share.others),
            one,
            share.label,
        )
        for share, one in zip(shares, governing, strict=True)
    )


def _not_in_passing(
    annotated: Annotations, grammar: Grammar, label: Span | None = None
) -> tuple[ConceptSpan, ...]:
    return tuple(
        m
        for m in annotated.concepts
        if not stands_in(m, grammar.adjuncts, annotated.words)
        or (label is not None and label[0] <= m.start < label[1])
    )


_OPENING = regex(
    r"\W*(?:(?:of|among|amongst)\s(?:the|our|these|those|all)?|for\s(?:these|those|children))\b",
    re.IGNORECASE,
)


def _opening_group(annotated: Annotations, figures: Sequence[Figure]) -> Span | None:
    """The span of the group that a sentence opens with and parts between its figures ("Of the new
    entrants 112 were over ten, 41 were girls …"); None where it opens with none, or with its
    number."""
    found = _OPENING.match(annotated.text)
    first = min(f.number.start for f in figures)
    if found is None or any(n.start < first for n in annotated.numbers):
        return None
    return found.end(), first


def _figures(
    context: Context,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
    relations: Sequence[Relation],
) -> tuple[list[Figure], list[HeadNoun]]:
    """The figures with the units that the sentence gives them, and what each counts."""
    annotated = context.annotated
    draft = [
        Figure(i, n, clause, relation, n.unit or "count")
        for i, (n, clause, relation) in enumerate(zip(numbers, clauses, relations, strict=True))
    ]
    nouns = [head_noun(f, annotated) for f in draft]
    units = units_of_sentence(annotated.text, numbers, relations, [noun.words for noun in nouns])
    bare = [
        not noun.words or _is_labelled(n, annotated) for n, noun in zip(numbers, nouns, strict=True)
    ]
    units = units_of_list(units, numbers, bare, context.passage.list_intro)
    figures = [replace(f, unit=unit) for f, unit in zip(draft, units, strict=True)]
    return figures, _nouns_of(figures, draft, nouns, annotated)


def _is_labelled(number: Number, annotated: Annotations) -> bool:
    """Whether the label of a list item's figure is a place: "England: 61"."""
    return any(
        not annotated.text[area.end : number.start].strip(" :–-=")
        for area in annotated.areas
        if area.end <= number.start
    )


def _nouns_of(
    figures: Sequence[Figure],
    before: Sequence[Figure],
    nouns: Sequence[HeadNoun],
    annotated: Annotations,
) -> list[HeadNoun]:
    """What the figures count, which of them had other units `before`: a share counts what is named
    behind "of"."""
    return [
        noun if now.unit == then.unit else head_noun(now, annotated)
        for now, then, noun in zip(figures, before, nouns, strict=True)
    ]


def _beside_its_like(
    figure: Figure, figures: Sequence[Figure], nouns: Sequence[HeadNoun]
) -> Figure:
    """A level that is compared, beside the nearest one of the same noun: "87 applications, for 139
    children, compared with 102 applications"."""
    at, own = figure.relation.antecedent, _last_word(nouns[figure.index])
    compared = figure.relation.cue in ("comparator", "earlier")
    if not compared or at is None or at >= figure.index or not own:
        return figure
    if _last_word(nouns[at]) in ("", own):
        return figure
    alike = [f.index for f in figures[:at] if _last_word(nouns[f.index]) == own]
    if not alike or figures[alike[-1]].unit != figure.unit:
        return figure
    return replace(figure, relation=replace(figure.relation, antecedent=alike[-1]))


def _last_word(noun: HeadNoun) -> str:
    return norm(noun.words.split()[-1].lower()) if noun.words else ""


_OF_THEM = regex(r"\s?of them\b", re.IGNORECASE)


def _part_of_subject(
    figure: Figure,
    figures: Sequence[Figure],
    governing: Sequence[Governed],
    annotated: Annotations,
) -> Figure:
    """A figure "of them" as a part of the subject of the statement before, where the figure between
    stands behind a preposition: "72 children went missing on 389 occasions; 29 of them …"."""
    at = figure.relation.antecedent
    if figure.relation.cue != "part" or not at or at != figure.index - 1:
        return figure
    if not _OF_THEM.match(annotated.text, figure.number.end):
        return figure
    noun, subject = governing[at].noun, figures[at - 1]
    behind = any(t.start == noun and t.dep == "pobj" for t in annotated.syntax.tokens)
    heads = governing[at - 1].verb is not None and subject.number.value >= figure.number.value
    if not behind or not heads:
        return figure
    return replace(figure, relation=replace(figure.relation, antecedent=at - 1))


def _as_named(figure: Figure, noun: str | None, rulebook: Rulebook) -> Figure:
    """The figure as a target or a floor where it is the value of a noun that says so."""
    if figure.relation.kind != "actual":
        return figure
    kind = _kind_of_noun(noun, rulebook) if noun is not None else None
    if kind is None:
        return figure
    return replace(
        figure, relation=replace(figure.relation, kind=kind, cue=kind, because=f"“{noun}”")
    )


def _kind_of_noun(noun: str, rulebook: Rulebook) -> Kind | None:
    """The kind that a noun in normal form gives its value ("target", "ambition", "forecast"); a
    change needs more evidence."""
    for role in rulebook.labels:
        if role.kind in ("target", "floor", "forecast") and noun in role.words:
            return role.kind
    return None
