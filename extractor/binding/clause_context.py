"""The context of a figure of a sentence: what its clause says, counts and negates, and where the
words that explain it are, from near to far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import ConceptSpan
from extractor.binding.account import (
    account_of_clause,
    spans_elsewhere,
    stands_in,
)
from extractor.binding.area import is_outside_of
from extractor.binding.context import ANAPHORA, Context
from extractor.binding.coreference import Share, said_before
from extractor.binding.evidence import (
    Account,
    EvidenceScope,
    MatchContext,
    Phrase,
    evidence_of,
)
from extractor.binding.governor import (
    event_around,
    linking_verbs,
    noun_counted,
    predicate_begins,
    predicate_of,
    scope_of,
    subject_of_predicate,
)
from extractor.binding.grammar import Grammar
from extractor.binding.head_noun import head_or_antecedents
from extractor.binding.measure import Choice
from extractor.binding.model import BoundMeasure, Figure
from extractor.regex import regex
from extractor.rulebook.model import Rulebook

_REACH = 40
"""A negated phrase begins at most so many characters after the word that negates it."""

_BREAK = regex(r"[(),;:]|\bbut\b")
"""Where the scope of a negation ends."""

Span = tuple[int, int]


def match_context(
    context: Context,
    figure: Figure,
    figures: Sequence[Figure],
    share: Share,
    grammar: Grammar,
    elliptical: bool,
    chosen: Sequence[Choice],
) -> MatchContext:
    """Everything that decides which measure can match one figure of a sentence.

    `share` are the labels that belong to this figure, which is `elliptical` where it counts
    nothing by name; `chosen` are the choices for the figures before it.
    """
    annotated = share.annotated
    predicate = _predicate_of_others(figure, figures, annotated, context.rulebook)
    evidence = _evidence(
        figure, figures, annotated, context, elliptical, grammar.adjuncts, predicate
    )
    own = _own_spans(figure, figures)
    own += _predicate(figure, figures, annotated)
    event = event_around(annotated.syntax, figure.number)
    if event is not None:
        own.append(event)
    antecedent = figure.antecedent
    before = (
        chosen[antecedent].bound if antecedent is not None and antecedent < len(chosen) else None
    )
    part_of = figure.relation.cue == "part" and antecedent is not None
    part = part_of and before is None
    keys, words = head_or_antecedents(figure, figures, annotated, context.rulebook.words)
    earlier = said_before(figure, context, before)
    scope = scope_of(annotated.syntax, figure.number)
    account = _account(share, own, grammar, scope)
    account = account + _lead_account(account, share, grammar, context, figure)
    opening = _opening_group(annotated, figures)
    if opening is not None and not figure.clause.holds(opening[0]):
        account = account + _account(share, [opening], grammar)
    if figure.unit != "count":
        account = _without_verbs(account, annotated, linking_verbs(annotated.syntax, figure.number))
    return MatchContext(
        figure=figure,
        evidence=evidence,
        own=account,
        around=_account(share, _around(figure, figures), grammar),
        head=keys,
        head_words=words,
        denied=_denied(account, grammar, figure, own, annotated.text),
        anaphoric=bool(ANAPHORA.search(annotated.text)) or _is_elliptical(words, share, grammar),
        inherited=_shared_breakdown(before, annotated, predicate) if before else earlier.group,
        ages_before=earlier.ages,
        group=earlier.group if before is None else before.dimensions if part_of else (),
        antecedents=earlier.measures,
        text=annotated.text,
        of_a_span=_of_a_span(figure, annotated),
        share_of_nothing=_share_of_nothing(context, figure, annotated, grammar, scope),
        some_of_them=part or earlier.some_of_them,
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


def _predicate(figure: Figure, figures: Sequence[Figure], annotated: Annotations) -> list[Span]:
    """The spans of what the verb whose subject a figure heads says, where it is beyond the figure's
    clause: with its complements where only a remark on the figure is between ("58 children, 11.5%
    of those in care, were living far from home")."""
    verb = predicate_begins(annotated.syntax, figure.number)
    between = [
        f for f in figures if verb is not None and figure.number.end <= f.number.start < verb
    ]
    if verb is None or not between or figure.clause.holds(verb):
        return predicate_of(annotated.syntax, figure.number)
    last = between[-1].clause
    return [(verb, last.end)] if last.holds(verb) else []


def _shared_breakdown(
    before: BoundMeasure, annotated: Annotations, predicate: int | None
) -> tuple[tuple[str, str], ...]:
    """The breakdown of the figure before, without what only its own verb says."""
    others = {(m.dimension, m.value) for m in annotated.concepts if _is_of_others(m, predicate)}
    return tuple(item for item in before.dimensions if item not in others)


def _predicate_of_others(
    figure: Figure, figures: Sequence[Figure], annotated: Annotations, rulebook: Rulebook
) -> int | None:
    """Where the verb begins that says of the people of the figure before what this one's own verb
    does not say of its own ("61 are placed with their parents and 22% live outside the county");
    None where both share one verb or are compared."""
    antecedent, relation = figure.antecedent, figure.relation
    if antecedent is None or antecedent == figure.index or relation.kind != "actual":
        return None
    if relation.cue or figure.clause.bracket:
        return None
    own = predicate_begins(annotated.syntax, figure.number)
    theirs = predicate_begins(annotated.syntax, figures[antecedent].number)
    says = [m.start for m in annotated.concepts if m.dimension and figure.clause.holds(m.start)]
    if own == theirs or not says:
        return None
    noun = noun_counted(annotated.syntax, figure.number)
    if noun is not None and any(
        m.start <= noun < m.end and m.concept in rulebook.people for m in annotated.concepts
    ):
        return 0  # "38 young people aged 16 lived in lodgings, 29 children with their parents"
    return theirs if own is not None and max(says) >= own else None


def _is_of_others(mark: ConceptSpan, predicate: int | None) -> bool:
    """Whether a value of a breakdown is said by the verb at `predicate` and its objects."""
    return predicate is not None and mark.dimension is not None and mark.start >= predicate


def _evidence(
    figure: Figure,
    figures: Sequence[Figure],
    annotated: Annotations,
    context: Context,
    elliptical: bool,
    adjuncts: frozenset[int],
    predicate: int | None,
) -> EvidenceScope:
    """Where the words that explain one figure of a sentence or list item are, from near to far: a
    phrase in the figure's own clause is stronger evidence than one elsewhere in the sentence, which
    is stronger than one in the line above.

    What is said in another figure's clause explains this one only where it is compared with
    that figure or counts nothing itself (`elliptical`). What the verb at the offset `predicate` of
    that clause says of other people ("61 live with their parents and 22% outside the county …")
    breaks down only those.
    """
    own_clause = _clause_of(figure, annotated)
    brackets = [
        f.clause
        for f in figures
        if f.index != figure.index and f.clause.bracket and not f.clause.holds(figure.number.start)
    ]
    concepts = tuple(m for m in annotated.concepts if not stands_in(m, adjuncts, annotated.words))
    beyond = _predicate(figure, figures, annotated)
    own = tuple(
        m
        for m in concepts
        if (figure.clause.holds(m.start) or any(a <= m.start < b for a, b in beyond))
        and (own_clause is None or m.start in own_clause)
        and not any(b.holds(m.start) for b in brackets)
    )
    chain = _antecedents_of(figure, figures)
    beside = chain[:1] or _partners(figure, figures)
    first = tuple(
        m
        for h in beside
        for m in concepts
        if h.clause.holds(m.start) and not _is_of_others(m, predicate)
    )
    opening_group = _opening_group(annotated, figures)
    if opening_group is not None:
        first += tuple(m for m in concepts if m.end <= opening_group[1])
    if len(figures) > 1:  # "Suitable accommodation, 17-21 year olds: 82%, against 80% …"
        opening = min(f.clause.start for f in figures)
        first += tuple(m for m in concepts if m.end <= opening)
    others = [f.clause for f in figures if f.index != figure.index and f not in chain]
    parts = [
        f.clause
        for f in figures
        if f.relation.cue == "part" and f.relation.antecedent == figure.index
    ]
    last = max(f.clause.end for f in figures)  # what follows is another clause without figures
    sentence = tuple(
        m
        for m in concepts
        if m.start < last
        and not any(clause.holds(m.start) for clause in (parts if elliptical else others))
    )
    around = context.around
    return evidence_of(
        (own, first, sentence, around.list_intro, around.before, around.heading, around.title),
        context.rulebook,
    )


def _partners(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The other figure of "from 179 to 203": words next to one describe both."""
    because = figure.relation.because
    if because not in ("from_to", "to_from", "by_to", "to_by"):
        return []
    return [
        f for f in figures if abs(f.index - figure.index) == 1 and f.relation.because == because
    ]


def _antecedents_of(figure: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The figures that this one is compared with, nearest relation first, without loops."""
    chain: list[Figure] = []
    current = figure
    while True:
        index = current.antecedent
        if index is None or index == figure.index or any(h.index == index for h in chain):
            return chain
        current = figures[index]
        chain.append(current)


def _clause_of(figure: Figure, annotated: Annotations) -> frozenset[int] | None:
    """The words of a figure's clause; None where the parsed clause has none of the phrases around
    it that are in the rules, and so is of no use."""
    own_clause = scope_of(annotated.syntax, figure.number)
    near = [m for m in annotated.concepts if figure.clause.holds(m.start)]
    if own_clause is not None and near and not any(m.start in own_clause for m in near):
        return None
    return own_clause


def _is_elliptical(head_words: str, share: Share, grammar: Grammar) -> bool:
    """Whether a sentence does not say what it counts ("There were 468 at 31 December"), so that
    the one before does."""
    if head_words or share.annotated.concepts:
        return False
    whole = _account(share, [(0, len(share.annotated.text))], grammar)
    return not (whole.unknown or whole.acts)


def _account(
    share: Share, within: Sequence[Span], grammar: Grammar, scope: frozenset[int] | None = None
) -> Account:
    annotated = share.annotated
    elsewhere = [
        *spans_elsewhere(annotated),
        *share.others,
    ]
    account = account_of_clause(
        annotated.words, within, grammar, annotated.concepts, elsewhere, annotated.text, scope
    )
    beyond = tuple(
        f"outside {annotated.text[area.start : area.end]}"
        for area in annotated.areas
        if any(start <= area.start < end for start, end in within)
        and (scope is None or area.start in scope)
        and is_outside_of(area, annotated.text)
    )
    return account + Account(unknown=beyond) if beyond else account


_LEAD = regex(r"\s*(?:[\w’'&/-]+[ ]){0,17}[\w’'&/-]+:\s")


def _lead_account(
    account: Account, share: Share, grammar: Grammar, context: Context, figure: Figure
) -> Account:
    """The account of the words before a colon ("Average caseloads: social workers 15.2, advisers
    23"), for a figure with only part of its description next to it."""
    lead = _LEAD.match(share.annotated.text)
    dimensions = context.rulebook.dimensions
    named = any(k.split("=")[0] not in dimensions for p in account.phrases for k in p.keys)
    if lead is None or named or lead.end() > figure.number.start:
        return Account()
    if figure.clause.holds(lead.start()) or figure.clause.base_of is not None:
        return Account()
    return _account(share, [lead.span()], grammar)


def _share_of_nothing(
    context: Context,
    figure: Figure,
    annotated: Annotations,
    grammar: Grammar,
    scope: frozenset[int] | None,
) -> bool:
    """Whether a share is the subject of a clause whose verb no rule knows: "a third of children
    coming into care had been known to us" is not a share of anything here."""
    if figure.unit != "percent" or scope is None:
        return False
    if noun_counted(annotated.syntax, figure.number) is None:
        return False
    subject = subject_of_predicate(annotated.syntax, figure.number)
    if subject is None:
        return False
    said = [at for at in scope - subject if at not in grammar.adjuncts]
    types = context.rulebook.types
    return not any(
        m.start <= at < m.end and types.get(m.concept or "") != "quantity"
        for m in annotated.concepts
        for at in said
    )


def _of_a_span(figure: Figure, annotated: Annotations) -> bool | None:
    """Whether the periods in a figure's clause are spans (True), dates (False), or neither or both
    (None)."""
    cues = {p.cue for p in annotated.periods if figure.clause.holds(p.start)}
    if cues and cues <= {"during", "rolling"}:
        return True
    return False if cues and cues <= {"as_at", "by"} else None


def _without_verbs(account: Account, annotated: Annotations, verbs: frozenset[int]) -> Account:
    """The account without the verbs that begin at these offsets."""
    said = {w.text for w in annotated.words if w.start in verbs}
    return replace(
        account,
        unknown=tuple(w for w in account.unknown if w not in said),
        light=tuple(w for w in account.light if w not in said),
        acts=tuple(w for w in account.acts if w not in said),
    )


def _own_spans(figure: Figure, figures: Sequence[Figure]) -> list[Span]:
    """The stretches of a figure's clause, without the brackets of other figures in it."""
    spans = [(figure.clause.start, figure.clause.end)]
    for other in figures:
        clause = other.clause
        if other.index == figure.index or not clause.bracket or clause.holds(figure.number.start):
            continue
        spans = [part for span in spans for part in _without(span, (clause.start, clause.end))]
    return spans


def _without(span: Span, hole: Span) -> list[Span]:
    if hole[1] <= span[0] or hole[0] >= span[1]:
        return [span]
    return [p for p in ((span[0], hole[0]), (hole[1], span[1])) if p[0] < p[1]]


def _around(figure: Figure, figures: Sequence[Figure]) -> list[Span]:
    """The clause of the figure that this one is compared with, and the start of the sentence."""
    antecedent = figure.antecedent
    opening = min(f.number.start for f in figures)
    spans: list[Span] = [(0, opening)] if opening else []
    if antecedent is not None and antecedent != figure.index:
        spans += _own_spans(figures[antecedent], figures)
    return spans


def _denied(
    account: Account, grammar: Grammar, figure: Figure, own: Sequence[Span], text: str
) -> tuple[Phrase, ...]:
    """The negated phrases of the clause."""
    number = figure.number
    cues = [
        at
        for at in grammar.denying
        if any(low <= at < high for low, high in own) and not number.start <= at < number.end
    ]
    return tuple(
        p
        for p in account.phrases
        for at in cues
        if at < p.start <= at + _REACH
        and not at < number.start < p.start
        and not _BREAK.search(text, at, p.start)
        and not any(q.start <= at < q.start + len(q.said) for q in account.phrases)
    )
