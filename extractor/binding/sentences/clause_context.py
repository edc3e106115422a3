"""The context of a figure of a sentence: what its clause says, counts and negates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.annotate import Annotations
from extractor.annotations.parsing.syntax import Syntax
from extractor.binding.area import is_outside_of
from extractor.binding.clauses.figure_pairs import whole_of_listed
from extractor.binding.clauses.split import named_from
from extractor.binding.discourse.coreference import measures_before, some_of_them
from extractor.binding.grammar.governed import Governed
from extractor.binding.grammar.governor import verb_with_object
from extractor.binding.grammar.head_noun import counted_in_list, head_or_antecedents
from extractor.binding.grammar.narrowing import Grammar
from extractor.binding.measures.choose import Choice
from extractor.binding.measures.clause_words import account_of_clause
from extractor.binding.measures.evidence import (
    Account,
    MatchContext,
)
from extractor.binding.model import Figure
from extractor.binding.sentences.clause_evidence import (
    antecedents_of,
    clause_evidence,
    clause_of,
)
from extractor.binding.sentences.questions_and_denials import (
    denied,
    without_question,
    without_words,
)
from extractor.binding.sentences.read import FigureWords, Sentence
from extractor.binding.sentences.shared_breakdowns import NEXT_STATEMENT, apart, opened_with
from extractor.regex import regex, right_before
from extractor.rulebook.model import Rulebook

Span = tuple[int, int]


def match_context(
    sentence: Sentence, index: int, chosen: Sequence[Choice], rulebook: Rulebook
) -> MatchContext:
    """Everything that decides which measure can match one figure of a sentence; `chosen` are the
    choices for the figures before it."""
    context, figures, figure = sentence.context, sentence.figures, sentence.figures[index]
    words, grammar = sentence.words[index], sentence.grammar
    annotated, governed = words.annotated, words.governed
    said = clause_evidence(sentence, index, rulebook)
    circumstance = _circumstance(figure, figures, annotated.text)
    own = [*_without_all(_own_spans(figure, figures), circumstance), *said.predicate]
    if governed.event is not None:
        own.append(governed.event)
    antecedent = figure.antecedent
    before = (
        chosen[antecedent].bound if antecedent is not None and antecedent < len(chosen) else None
    )
    part_of = figure.relation.cue == "part" and antecedent is not None
    part = part_of and before is None
    keys, head = head_or_antecedents(
        figure, figures, annotated, [w.governed for w in sentence.words]
    )
    scope = governed.scope
    if ";" in annotated.text[figure.clause.start : figure.number.start]:
        scope = clause_of(figure, words)  # "complaints about libraries are …; there were 31"
    account = _account(words, own, grammar, scope)
    account = without_question(account, figure, annotated)
    account = account + _account(words, said.subject, grammar)
    account = account + _lead_account(account, words, grammar, rulebook, figure)
    if sentence.opening is not None and not figure.clause.holds(sentence.opening[0]):
        account = account + _account(words, [sentence.opening], grammar)
    account = account + _words_of_base(figure, words, grammar) + _words_of_noun(sentence, index)
    if figure.unit != "count":
        account = without_words(account, annotated, governed.linking_verbs)
    if governed.aim is not None:
        account = without_words(account, annotated, frozenset((governed.aim.start,)))
    if _have_none(governed, annotated):
        account = account + Account(unknown=("no",))
    opened = opened_with(figure, annotated)
    return MatchContext(
        figure=figure,
        evidence=said.scope,
        own=account,
        around=without_question(
            _account(words, _around(figure, figures, annotated.text, said.said_of_others), grammar),
            figure,
            annotated,
        ),
        head=keys,
        head_words=head,
        denied=denied(account, grammar, figure, own, annotated),
        anaphoric=sentence.refers_back
        or _is_elliptical(head, words, grammar)
        or (_says_nothing(head, account) and _is_only_there(figure, annotated.text))
        or (context.after_label and _says_nothing(head, account)),
        inherited=(*opened, *(said.shared(before.dimensions) if before else sentence.group)),
        ages_before=sentence.ages,
        group=opened
        or (sentence.group if before is None else before.dimensions if part_of else ()),
        antecedents=measures_before(figure, context),
        text=annotated.text,
        over=(*(marks for _, marks in context.under), context.around.title),
        of_a_span=_of_a_span(figure, annotated),
        unmet=governed.unmet,
        had_by_so_many=governed.had_by_so_many,
        others_had=governed.others_had,
        share_of_nothing=_share_of_nothing(rulebook, figure, words, grammar),
        some_of_them=part or some_of_them(context, figure, before, rulebook),
        apart=apart(figure, annotated, rulebook),
        listed=counted_in_list(context.list_intro),
        turned=_turned(figure, governed.verb, annotated, rulebook),
        whole=whole_of_listed(figures, index, annotated.text),
    )


_NO = regex(r"\b(?P<no>no)\s(?:[a-z-]+\s){0,2}$", re.IGNORECASE)


def _have_none(governed: Governed, annotated: Annotations) -> bool:
    """Whether those counted are said to have none of something that no phrase of the rules names:
    "26 places had no child in them"."""
    for start, _ in governed.predicate[1:]:
        denied = right_before(_NO, annotated.text, start, 30)
        if denied is not None and not any(
            m.start <= denied.start("no") < m.end for m in annotated.concepts
        ):
            return True
    return False


def _turned(
    figure: Figure, verb: int | None, annotated: Annotations, rulebook: Rulebook
) -> frozenset[str] | None:
    """The keys of the phrases that hold the verb whose object a figure is ("started 91 new plans"),
    or that at an offset, whose subject it heads ("91 plans started"), where it tells what began or
    was over; None where neither does."""
    turning = rulebook.words.turning
    at = verb if verb is not None else verb_with_object(annotated.syntax, figure.number)
    if at is None or any(p.start <= at < p.end for p in annotated.periods):
        return None  # "at the quarter end"
    told = next((i for i, t in enumerate(annotated.syntax.tokens) if t.start == at), None)
    if told is None or not _turns(annotated.syntax, told, turning):
        return None
    return frozenset(k for m in annotated.concepts if m.start <= at < m.end for k in m.keys)


_MOVING = frozenset({"come", "go"})
_IN_OR_OUT = frozenset({"in", "out", "back", "off"})


def _turns(syntax: Syntax, verb: int, turning: frozenset[str]) -> bool:
    """Whether a verb tells of what begins or is over, also by the word behind it ("went back")."""
    lemma, tokens = syntax.tokens[verb].lemma, syntax.tokens
    moved = bool(
        lemma in _MOVING
        and tokens[verb + 1 : verb + 2]
        and tokens[verb + 1].lower in _IN_OR_OUT
        and tokens[verb + 1].dep in ("prt", "advmod")
    )
    return moved or lemma in turning


_OF_SO_MANY = regex(
    r"\bof (?:(?:the|our|these|those|all|all the)\s)?"
    r"(?P<base>[\d,]+ [^.;:()\d]{4,80}\b(?:[12]\d{3}\S*)?),\s",
    re.IGNORECASE,
)


def _words_of_base(figure: Figure, words: FigureWords, grammar: Grammar) -> Account:
    """The words of no rule that narrow those of whom a figure is said to be a part: "of the 26
    entered for the examination, 19 had …". They narrow the part too."""
    text, start = words.annotated.text, figure.number.start
    found = [m for m in _OF_SO_MANY.finditer(text) if m.end() <= start]
    if not found or NEXT_STATEMENT.search(text, found[-1].end(), start):
        return Account()
    return Account(unknown=_account(words, [found[-1].span("base")], grammar).unknown)


def _words_of_noun(sentence: Sentence, index: int) -> Account:
    """The words of no rule that narrow those whom a figure without a noun counts, where an earlier
    one names them: "no child taught at home is on a plan, and 10 receive early help"."""
    figure, governed = sentence.figures[index], sentence.words[index].governed
    if sentence.counted[index].words or governed.verb is None or figure.unit != "count":
        return Account()
    if figure.clause.bracket or figure.relation.cue or figure.relation.kind != "actual":
        return Account()
    named = [i for i in range(index) if sentence.counted[i].words]
    if not named:
        return Account()
    noun, start = sentence.counted[named[-1]].words, sentence.figures[named[-1]].number.end
    span = (start, start + len(noun) + 1)
    return Account(unknown=_account(sentence.words[named[-1]], [span], sentence.grammar).unknown)


def _is_elliptical(head_words: str, words: FigureWords, grammar: Grammar) -> bool:
    """Whether a sentence does not say what it counts ("There were 468 at 31 December"), so that
    the one before does."""
    if head_words or words.annotated.concepts:
        return False
    whole = _account(words, [(0, len(words.annotated.text))], grammar)
    return not (whole.unknown or whole.acts)


_THERE_ARE = regex(
    r"\bthere (?:was|were|is|are|(?:had|has|have) been)\s(?:only |just |about |around )?$",
    re.IGNORECASE,
)


def _is_only_there(figure: Figure, text: str) -> bool:
    """Whether a figure is only said to be there, which answers what was asked before ("how many
    children …? The officer replied that there had been 12")."""
    return right_before(_THERE_ARE, text, figure.number.start, 40) is not None


def _says_nothing(head_words: str, account: Account) -> bool:
    """Whether a figure's clause does not say what it counts, whatever its sentence goes on with."""
    return not (head_words or account.phrases or account.unknown or account.acts)


def _account(
    words: FigureWords,
    within: Sequence[Span],
    grammar: Grammar,
    scope: frozenset[int] | None = None,
) -> Account:
    annotated = words.annotated
    account = account_of_clause(
        annotated.words, within, grammar, annotated.concepts, words.elsewhere, annotated.text, scope
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
    account: Account, words: FigureWords, grammar: Grammar, rulebook: Rulebook, figure: Figure
) -> Account:
    """The account of the words before a colon ("Average caseloads: social workers 15.2, advisers
    23"), for a figure with only part of its description next to it."""
    lead = _LEAD.match(words.annotated.text)
    dimensions = rulebook.dimensions
    named = any(k.split("=")[0] not in dimensions for p in account.phrases for k in p.keys)
    if lead is None or named or lead.end() > figure.number.start:
        return Account()
    if figure.clause.holds(lead.start()) or figure.clause.base_of is not None:
        return Account()
    return _account(words, [lead.span()], grammar)


def _share_of_nothing(
    rulebook: Rulebook, figure: Figure, words: FigureWords, grammar: Grammar
) -> bool:
    """Whether a share is the subject of a clause whose verb no rule knows: "a third of children
    coming into care had been known to us" is not a share of anything here."""
    annotated, scope = words.annotated, words.governed.scope
    if figure.unit != "percent" or scope is None:
        return False
    subject = words.governed.subject
    if words.governed.noun is None or subject is None:
        return False
    said = [at for at in scope - subject if at not in grammar.adjuncts]
    types = rulebook.types
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


_WHEN = regex(r",\s(?:when|because|after)\s")


def _circumstance(figure: Figure, figures: Sequence[Figure], text: str) -> Span | None:
    """What was so at the time of a figure, behind it to the end of its clause: "61% in January,
    when many surgeries were closed"."""
    found = _WHEN.search(text, figure.number.end, figure.clause.end)
    if found is None:
        return None
    counted = any(found.start() < f.number.start < figure.clause.end for f in figures)
    return None if counted else (found.start(), figure.clause.end)


def _without_all(spans: Sequence[Span], hole: Span | None) -> list[Span]:
    return [p for span in spans for p in (_without(span, hole) if hole else [span])]


def _around(
    figure: Figure, figures: Sequence[Figure], text: str, of_others: Sequence[Span]
) -> list[Span]:
    """The clause of the figure that this one is compared with, of a share those of all before it,
    without what only their verbs say, and the start of the sentence."""
    antecedent = figure.antecedent
    opening = min(f.number.start for f in figures)
    spans: list[Span] = [(named_from(text, opening), opening)] if opening else []
    if antecedent is not None and antecedent != figure.index:
        spans += _own_spans(figures[antecedent], figures)
    if figure.unit == "percent" and not figure.clause.bracket:
        spans += [s for f in antecedents_of(figure, figures)[1:] for s in _own_spans(f, figures)]
    for hole in of_others:
        spans = [part for span in spans for part in _without(span, hole)]
    return spans
