"""The clause of a figure: its words, what it counts, and what it negates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.binding.account import (
    Account,
    Phrase,
    abbreviations,
    account_of_clause,
    keys_of,
    spans_elsewhere,
)
from extractor.binding.area import is_outside_of
from extractor.binding.context import ANAPHORA, Context
from extractor.binding.coreference import Share
from extractor.binding.frames import MatchContext, families_named
from extractor.binding.governor import (
    event_around,
    linking_verbs,
    noun_counted,
    predicate_of,
    scope_of,
    subject_noun,
    subject_of_predicate,
)
from extractor.binding.grammar import Grammar
from extractor.binding.measure import Choice
from extractor.binding.model import BoundMeasure, Figure
from extractor.binding.scopes import EvidenceScope, is_of_others
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.types import AGE_BAND

_REACH = 40
"""A negated phrase begins at most so many characters after the word that negates it."""

_BREAK = regex(r"[(),;:]|\bbut\b")
"""Where the scope of a negation ends."""

HOME_LEVELS = frozenset({"local", "other"})

Span = tuple[int, int]


def match_context(
    context: Context,
    figure: Figure,
    figures: Sequence[Figure],
    share: Share,
    grammar: Grammar,
    evidence: EvidenceScope,
    chosen: Sequence[Choice],
    predicate: int | None = None,
) -> MatchContext:
    """Everything that decides which measure can match one figure of a sentence.

    `share` are the labels that belong to this figure; `chosen` are the choices for the figures
    before it. What the verb at `predicate` says is said of others.
    """
    annotated = share.annotated
    own = _own_spans(figure, figures)
    own += predicate_of(annotated.syntax, figure.number)
    event = event_around(annotated.syntax, figure.number)
    if event is not None:
        own.append(event)
    antecedent = figure.antecedent
    before = (
        chosen[antecedent].bound if antecedent is not None and antecedent < len(chosen) else None
    )
    part_of = figure.relation.cue == "part" and antecedent is not None
    part = part_of and before is None
    keys, words = _head_or_antecedents(figure, figures, annotated, context.rulebook.words)
    previous = [
        b.measure.pattern.measure if b.measure is not None else ""
        for b in context.previous
        if b.figure.unit == figure.unit
    ]
    scope = scope_of(annotated.syntax, figure.number)
    group = _group_meant(context)
    account = _account(share, own, grammar, scope)
    account = account + _lead_account(account, share, grammar, context, figure)
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
        inherited=_shared_breakdown(before, annotated, predicate) if before else group,
        ages_before=_ages_before(context),
        group=group if before is None else before.dimensions if part_of else (),
        antecedents=frozenset(previous) if previous else None,
        text=annotated.text,
        of_a_span=_of_a_span(figure, annotated),
        share_of_nothing=_share_of_nothing(context, figure, annotated, grammar, scope),
        some_of_them=part or _some_of_them(context, figure, annotated.text, before),
    )


def _shared_breakdown(
    before: BoundMeasure, annotated: Annotations, predicate: int | None
) -> tuple[tuple[str, str], ...]:
    """The breakdown of the figure before, without what only its own verb says."""
    others = {(m.dimension, m.value) for m in annotated.concepts if is_of_others(m, predicate)}
    return tuple(item for item in before.dimensions if item not in others)


_OF_THAT_GROUP = regex(
    r"^\W*(?:(?:how many|what (?:percentage|proportion|share|number)) )?"
    r"of (?:these|those|them|this (?:group|cohort))\b(?: (?P<noun>[a-z]+))?"
    r"|\bof (?:this|that) age[- ]group\b",
    re.IGNORECASE,
)


def _group_meant(context: Context) -> tuple[tuple[str, str], ...]:
    """The breakdown of the group that a sentence says it is about ("Of these, 209 …"): that of the
    first figure of the sentence before, or of that which counts what is named ("of these places").
    """
    pointing = _OF_THAT_GROUP.search(context.annotated.text) if context.previous else None
    if pointing is None:
        return ()
    noun = (pointing["noun"] or "").lower()
    named = (b for b in context.previous if noun and noun in b.subject.lower().split())
    first = next(named, context.previous[0])
    if first.measure is None or first.figure.unit != "count":
        return ()
    return first.measure.dimensions


def _ages_before(context: Context) -> tuple[str, str] | None:
    """The ages of those whom the sentence before counts, and whose population they are, where this
    one names no population ("226 care leavers aged 17 to 21 … 61% were in work")."""
    rulebook = context.rulebook
    if not context.previous or families_named(context.annotated.concepts, rulebook):
        return None
    for binding in context.previous:
        if binding.measure is None or binding.area.level not in HOME_LEVELS:
            continue
        ages = dict(binding.measure.dimensions).get(AGE_BAND)
        if ages is not None:
            return ages, rulebook.measures[binding.measure.pattern.measure].population or ""
    return None


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
        *spans_elsewhere(annotated.numbers, annotated.periods, annotated.areas),
        *abbreviations(annotated.text),
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


_OF_THESE = regex(
    r"\bof (?:these|them|this (?:group|cohort|number)|those(?= (?:children|young|people)))\b",
    re.IGNORECASE,
)


def _some_of_them(context: Context, figure: Figure, text: str, host: BoundMeasure | None) -> bool:
    """Whether a figure counts some of "these" people of the sentence before, whose count is not a
    whole population. In a list, the intro names who is meant."""
    found = _OF_THESE.search(text, 0, figure.clause.end)
    if found is None:
        return False
    measures = context.rulebook.measures
    if host is not None and found.start() >= figure.number.end:  # "239 live outside, 87% of these"
        return not measures[host.pattern.measure].whole
    if context.list_intro or not context.previous:
        return False
    return not any(
        b.measure is not None and measures[b.measure.pattern.measure].whole
        for b in context.previous
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


def _head_or_antecedents(
    figure: Figure, figures: Sequence[Figure], annotated: Annotations, neutral: Words
) -> tuple[frozenset[str] | None, str]:
    """What a figure counts, or what the count counts of which it is a part or that it follows
    ("16 adopters, with seven awaiting placement")."""
    seen: set[int] = set()
    current = figure
    while current.index not in seen:
        seen.add(current.index)
        keys, words = _head(current, annotated, neutral)
        antecedent = current.antecedent
        if keys is not None or antecedent is None or figure.unit != "count":
            return keys, words
        if figures[antecedent].unit != "count" or current.relation.kind == "change":
            return keys, words
        current = figures[antecedent]
    return None, ""


def _head(
    figure: Figure, annotated: Annotations, words: Words
) -> tuple[frozenset[str] | None, str]:
    """The keys of the noun that a figure counts and its words; None where it names none. A count
    without a noun counts what its verb's subject names, where a rule knows it."""
    at = noun_counted(annotated.syntax, figure.number)
    by_subject = at is None and figure.unit == "count"
    if by_subject:
        at = subject_noun(annotated.syntax, figure.number, words)
    if at is None:
        return None, ""
    here = [m for m in annotated.concepts if m.start <= at < m.end]
    if by_subject and not here:
        return None, ""
    keys = frozenset[str]().union(*(keys_of(m) for m in here))
    if here:
        return keys, annotated.text[here[0].start : here[0].end]
    return keys, next((w.text for w in annotated.words if w.start == at), "")


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
