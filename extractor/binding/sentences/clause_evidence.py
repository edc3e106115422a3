"""Where the words that explain a figure of a sentence are, from near to far.

A phrase in the figure's own clause is stronger evidence than one elsewhere in the sentence, which
is stronger than one in the line above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.annotations.model import ConceptSpan
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.clauses.figure_pairs import makes_up, partners
from extractor.binding.clauses.split import named_from
from extractor.binding.grammar.governed import Governed
from extractor.binding.measures.evidence import EvidenceScope, evidence_of
from extractor.binding.model import Clause, Figure
from extractor.binding.sentences.read import FigureWords, Sentence
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook

Span = tuple[int, int]
_NEXT_STATEMENT = regex(r"[;:]\s")
"""What follows says nothing of the figures before it: "the figures were 412 and 88: 31 went …"."""


@dataclass(frozen=True, slots=True)
class ClauseEvidence:
    """The evidence for a figure of a sentence, and where it was found.

    `predicate` are the spans of what the figure's verb says beyond its clause, `subject` those of
    whom a share has in common with the shares before it, `said_of_others` those of what only the
    verbs of these say, `of_others` the values of breakdowns that only verbs of figures before say.
    """

    scope: EvidenceScope
    predicate: tuple[Span, ...]
    subject: tuple[Span, ...]
    said_of_others: tuple[Span, ...]
    of_others: frozenset[tuple[str | None, str | None]]

    def shared(self, breakdown: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """The breakdown of the figure before, without what only its own verb says."""
        return tuple(item for item in breakdown if item not in self.of_others)


def clause_evidence(sentence: Sentence, index: int, rulebook: Rulebook) -> ClauseEvidence:
    """The evidence for one figure of a sentence or list item.

    What is said in another figure's clause explains this one only where it is compared with
    that figure or counts nothing itself. What the verb of that clause says of other people ("61
    live with their parents and 22% outside the county …") breaks down only those.
    """
    figures, figure = sentence.figures, sentence.figures[index]
    words, counted, opening = sentence.words[index], sentence.counted[index], sentence.opening
    annotated = words.annotated
    predicate = _predicate(figure, figures, words.governed, annotated.text)
    chain = antecedents_of(figure, figures)
    of_others = _predicates_of_others(sentence, index, chain, rulebook)
    subject = _subject_of_shares(figure, chain, of_others)
    alone = bool(subject)
    if words.governed.noun is not None:
        subject = ()  # "…, and 91% of assessments were …" names of whom it is itself
    own_clause = clause_of(figure, words)
    brackets = [
        f.clause
        for f in figures
        if f.index != figure.index and f.clause.bracket and not f.clause.holds(figure.number.start)
    ]
    named = named_from(annotated.text, min(f.number.start for f in figures))
    concepts = tuple(
        m
        for m in words.concepts
        if m.start >= named and not any(a < m.start < b for a, b in sentence.left_out)
    )
    own = tuple(
        m
        for m in concepts
        if any(a <= m.start < b for a, b in subject)
        or (words.label is not None and words.label[0] <= m.start < words.label[1])
        or (
            (figure.clause.holds(m.start) or any(a <= m.start < b for a, b in predicate))
            and (own_clause is None or m.start in own_clause)
            and not any(b.holds(m.start) for b in brackets)
        )
    )
    beside = chain[:1] or partners(figure, figures)
    if not beside and makes_up(figure, annotated.text):
        beside = [figures[index - 1]]
    first = tuple(
        m
        for h in beside
        for m in concepts
        if h.clause.holds(m.start) and not _is_of_others(m, of_others, alone)
    )
    if opening is not None:
        first += tuple(m for m in concepts if m.end <= opening[1])
    if len(figures) > 1:  # "Suitable accommodation, 17-21 year olds: 82%, against 80% …"
        begun = min(f.clause.start for f in figures)
        first += tuple(m for m in concepts if m.end <= begun)
    others = [f.clause for f in figures if f.index != figure.index and f not in chain]
    parts = [
        f.clause
        for f in figures
        if f.relation.cue == "part" and f.relation.antecedent == figure.index
    ]
    counts_nothing = counted.generic or not counted.words
    foreign = [*parts, *_statements_behind(sentence, index)] if counts_nothing else others
    last = max(f.clause.end for f in figures)  # what follows is another clause without figures
    apart = _NEXT_STATEMENT.search(annotated.text, figure.number.end, last)
    behind = figure.antecedent is not None and figures[figure.antecedent].index > index
    if apart is not None and not behind:
        last = apart.start()
    elsewhere = tuple(
        m
        for m in concepts
        if m.start < last
        and not _is_of_others(m, of_others, alone)
        and not any(clause.holds(m.start) for clause in foreign)
        and not (m.start > figure.number.end and _is_beyond(m.start, words, others))
    )
    around = sentence.context.around
    intro, heading = around.list_intro, around.heading
    if sentence.context.previous and _GOES_ON.match(annotated.text):
        intro, heading = (), (*intro, *heading)  # "This" is what the sentence before says
    tiers = (own, first, elsewhere, intro, around.before, heading, around.title)
    return ClauseEvidence(
        evidence_of(tiers, rulebook),
        predicate,
        subject,
        of_others if alone else (),
        frozenset(
            (m.dimension, m.value)
            for m in annotated.concepts
            if m.dimension is not None and _is_of_others(m, of_others)
        ),
    )


_GOES_ON = regex(
    r"\W*(?:this|that|it|these|they)\s(?:figure\s|rate\s|number\s)?"
    r"(?:had|has|have|was|were|is|are|fell|falls|rose|rises|compares?|represents?|remains?)\b",
    re.IGNORECASE,
)


def _is_beyond(at: int, words: FigureWords, others: Sequence[Clause]) -> bool:
    """Whether a word of another figure's clause is outside of the parsed clause of this one: "rose
    to £5.3m, as the number of children in such placements grew to 131"."""
    scope = words.governed.scope
    return scope is not None and at not in scope and any(c.holds(at) for c in others)


def _statements_behind(sentence: Sentence, index: int) -> list[Clause]:
    """The clauses of later figures that say something else by a verb of their own, which is nothing
    of this one, whose own verb says it: "96 went missing and 51 went missing more than once"."""
    own = sentence.words[index].governed.verb
    if own is None:
        return []
    behind = zip(sentence.figures[index + 1 :], sentence.words[index + 1 :], strict=True)
    return [
        figure.clause
        for figure, words in behind
        if words.governed.verb not in (None, own) and not figure.clause.holds(own)
    ]


def _predicate(
    figure: Figure, figures: Sequence[Figure], governed: Governed, text: str
) -> tuple[Span, ...]:
    """The spans of what the verb whose subject a figure heads says, where it is beyond the figure's
    clause: with its complements where only a remark on the figure is between ("58 children, 11.5%
    of those in care, were living far from home")."""
    verb = governed.verb
    if verb is None:
        return governed.predicate
    if figure.clause.holds(verb):
        return tuple(
            p for p in governed.predicate if not _is_said_of_another(p, figure, figures, text)
        )
    between = [f for f in figures if figure.number.end <= f.number.start < verb]
    subject = governed.subject or frozenset()
    in_subject = all(f.number.start in subject for f in between)
    said = any(
        right_before(_AND, text, f.number.start, 6)
        and (not in_subject or _says_something(text[figure.number.end : f.number.start]))
        for f in between
    )
    if said:  # but "240 boys and 172 girls were …" have one verb
        return tuple(
            p for p in governed.predicate if not _is_said_of_another(p, figure, figures, text)
        )
    if not between or not in_subject:
        return governed.predicate
    last = between[-1].clause
    return ((verb, last.end),) if last.holds(verb) else ()


_AND = regex(r"\band\s$", re.IGNORECASE)
"""Before a figure that is joined to the one before, and no remark on it."""


def _is_said_of_another(span: Span, figure: Figure, figures: Sequence[Figure], text: str) -> bool:
    """Whether words stand behind a later figure in whose clause they are: "240 had a plan and 412
    were looked after"."""
    return any(
        f.clause.holds(span[0])
        and figure.number.start < f.number.start < span[0]
        and _says_something(text[figure.number.end : f.number.start])
        for f in figures
        if f.index != figure.index and not f.clause.bracket
    )


_SAYS = regex(
    r"\b(?:is|are|was|were|has|have|had|did|came|went|left|lived?|received|remained?)\b",
    re.IGNORECASE,
)


def _says_something(between: str) -> bool:
    """Whether the words between two figures have a verb of their own: not "240 boys and 172"."""
    return _SAYS.search(between) is not None


def _predicates_of_others(
    sentence: Sentence, index: int, chain: Sequence[Figure], rulebook: Rulebook
) -> tuple[Span, ...]:
    """The spans of what the verbs of the figures before, of whose people this one is, say of
    those people and its own verb does not ("61 are placed with their parents and 22% live outside
    the county"); none where both share one verb or are compared."""
    figure, words = sentence.figures[index], sentence.words[index]
    if not chain or figure.relation.kind != "actual" or figure.relation.cue:
        return ()
    own, concepts = words.governed.verb, words.annotated.concepts
    says = [m.start for m in concepts if m.dimension and figure.clause.holds(m.start)]
    if figure.clause.bracket or not says or own == sentence.words[chain[0].index].governed.verb:
        return ()
    noun = words.governed.noun
    if noun is not None and any(
        m.start <= noun < m.end and m.concept in rulebook.people for m in concepts
    ):  # "38 young people aged 16 lived in lodgings, 29 children with their parents"
        return ((0, len(words.annotated.text)),)
    if own is None or max(says) < own:
        return ()
    verbs = {f.index: sentence.words[f.index].governed.verb for f in chain}
    if verbs[chain[0].index] is None:
        verbs[chain[0].index] = _verb_before(own, words.annotated.syntax)
    return tuple((verb, f.clause.end) for f in chain if (verb := verbs[f.index]) is not None)


def _subject_of_shares(
    figure: Figure, chain: Sequence[Figure], of_others: Sequence[Span]
) -> tuple[Span, ...]:
    """Of whom the shares before are whose verbs say `of_others`, each up to its verb, and the
    number at the head of the sentence that they are of. What they were or had is no part of what
    this share says of the same people ("91% were in suitable homes and 34% were aged 18"); none
    where one of them is no share, or no subject of its verb."""
    if figure.unit != "percent" or not of_others:
        return ()
    spans: list[Span] = []
    for share in chain:
        verb = next((start for start, _ in of_others if share.clause.holds(start)), None)
        if share is chain[-1] and spans and share.clause.start == 0 and share.unit == "count":
            spans.append((0, verb or share.clause.end))
        elif share.unit != "percent" or verb is None or verb < share.number.start:
            return ()
        else:
            spans.append((share.clause.start, verb))
    return tuple(spans)


def _verb_before(verb: int, syntax: Syntax) -> int | None:
    """Where the verb begins to which another is joined ("142 live outside … and 26 live with …"),
    whatever the first of them was read to have for its subject."""
    token = next((t for t in syntax.tokens if t.start == verb), None)
    if token is None or token.dep != "conj":
        return None
    head = syntax.tokens[token.head]
    return head.start if head.pos == "VERB" and head.start < verb else None


def _is_of_others(mark: ConceptSpan, spans: Sequence[Span], every: bool = False) -> bool:
    """Whether a value of a breakdown, or `every` phrase, is said by the verbs of other figures."""
    if mark.dimension is None and not every:
        return False
    return any(start <= mark.start < end for start, end in spans)


def antecedents_of(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that this one is compared with, nearest relation first, without loops."""
    chain: list[Figure] = []
    current = figure
    while True:
        index = current.antecedent
        if index is None or index == figure.index or any(h.index == index for h in chain):
            return chain
        current = figures[index]
        chain.append(current)


def clause_of(figure: Figure, words: FigureWords) -> frozenset[int] | None:
    """The words of a figure's clause; None where the parsed clause has none of the phrases around
    it that are in the rules, and so is of no use."""
    scope = words.governed.scope
    near = [m for m in words.annotated.concepts if figure.clause.holds(m.start)]
    if scope is not None and near and not any(m.start in scope for m in near):
        return None
    return scope
