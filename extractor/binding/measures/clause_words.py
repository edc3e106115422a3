"""The words of a figure's clause, and which of them a measure accounts for.

A measure can match a figure only where no words are left over: each phrase of the rules in the
clause has a place in the measure's frame, and no other word narrows what is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from extractor.annotations.annotate import Annotations
from extractor.annotations.concepts import abbreviates
from extractor.annotations.model import ConceptSpan, Number
from extractor.binding.grammar.narrowing import Grammar
from extractor.binding.measures.evidence import Account, Phrase
from extractor.regex import regex, right_before
from extractor.tokens import Token


def phrases_of(annotated: Iterable[ConceptSpan], text: str) -> tuple[Phrase, ...]:
    """The concept spans grouped by the words that they cover; one inside another is left out."""
    ordered = sorted(annotated, key=lambda m: (m.start, -m.end))
    ordered = [
        m
        for m in ordered
        if not any(
            o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
            for o in ordered
        )
    ]
    return tuple(
        Phrase(text[start:end], start, frozenset(k for m in same for k in m.keys))
        for (start, end), same in groupby(ordered, key=lambda m: (m.start, m.end))
    )


Span = tuple[int, int]


def account_of_clause(
    words: Sequence[Token],
    within: Iterable[Span],
    grammar: Grammar,
    concepts: Sequence[ConceptSpan],
    elsewhere: Sequence[Span],
    text: str,
    scope: frozenset[int] | None = None,
) -> Account:
    """The account of the stretches `within` of a sentence.

    `scope` are the offsets of the words to which it is limited, if it is. `elsewhere` are the spans
    that do not say what is counted: figures, periods, areas and roles.
    """
    spans = tuple(within)

    def inside(at: int) -> bool:
        return (scope is None or at in scope) and any(low <= at < high for low, high in spans)

    here = [
        m
        for m in concepts
        if inside(m.start)
        and not any(low <= m.start and m.end <= high for low, high in elsewhere)
        and not stands_in(m, grammar.adjuncts, words)
        and m.start not in grammar.describing
        and (m.start in grammar.narrowing or _of_words(text[m.start : m.end]))
    ]
    covered = [(m.start, m.end) for m in concepts] + list(elsewhere)
    left = [
        word
        for word in words
        if word.start in grammar.narrowing
        and inside(word.start)
        and not any(low <= word.start < high for low, high in covered)
    ]
    return Account(
        tuple(replace(p, light=p.start in grammar.light) for p in phrases_of(here, text)),
        tuple(w.text for w in left if w.start not in grammar.light | grammar.acts),
        tuple(w.text for w in left if w.start in grammar.light),
        tuple(w.text for w in left if w.start in grammar.acts - grammar.light),
    )


def stands_in(mark: ConceptSpan, adjuncts: frozenset[int], words: Sequence[Token]) -> bool:
    """Whether all words of a phrase are in an adjunct. All of them must be: "re" of "re-referrals"
    may be read as an adjunct on its own. A phrase of the rules that itself names what is included
    or the reason ("including English and mathematics", "due to neglect") is not in one."""
    if mark.start not in adjuncts:
        return False
    inside = [w for w in words if mark.start <= w.start < mark.end and w.alpha]
    before = next((w for w in reversed(words) if w.end <= mark.start and w.alpha), None)
    opens = before is None or before.start not in adjuncts
    opener = inside[0].lower if inside else ""
    if opener == "including" or (opener in _REASONS and opens):
        return False
    return all(w.start in adjuncts for w in inside)


_REASONS = frozenset({"as", "because", "due", "owing"})
"""Words that open a reason, with which a phrase of the rules may begin all the same."""


def _of_words(said: str) -> bool:
    """Whether a phrase is of several words ("under-fives", "in care")."""
    return any(c in " -" for c in said.strip())


def spans_elsewhere(annotated: Annotations) -> list[Span]:
    """The spans that give time, place or number rather than what is counted, abbreviations that
    repeat words, and those that a rate is per so many of."""
    return [
        *(_with_letters(n, annotated.text) for n in annotated.numbers),
        *((p.start, p.end) for p in annotated.periods),
        *((a.start, a.end) for a in annotated.areas),
        *abbreviations(annotated.text),
        *asides(annotated.text),
        *((m.start, m.end) for m in annotated.rate_bases),
    ]


_LETTERS_OF_CODE = regex(r"(?<![\w-])(?:[A-Z]{2,6}|Indicator|INDICATOR)[ _-]?$")
STAFF_UNIT = r"(?:[FW]TEs?|full[- ]time[- ]equivalents?)"
"""How the unit of staff by working time is printed behind a number."""
_UNIT_OF_STAFF = regex(rf"\s?\(?{STAFF_UNIT}(?!\w)", re.IGNORECASE)


def _with_letters(number: Number, text: str) -> Span:
    """The span of a number, with the letters of the indicator whose code it is ("BPI 29") or those
    of the unit that it prints, which name nothing of it ("26 FTE")."""
    if number.unit == "fte" and (unit := _UNIT_OF_STAFF.match(text, number.end)):
        return number.start, unit.end()
    if number.excluded == "code":
        letters = right_before(_LETTERS_OF_CODE, text, number.start, 12)
        if letters is not None:
            return letters.start(), number.end
    return number.start, number.end


_ASIDE = regex(
    r"\((?:(?:which|this|these|that|figures?|data|it|does|do|not)\s){0,3}"
    r"(?:excludes?|excluding|excluded|include|not\sincluding)\s[^()\dA-Z]*\)"
)
"""Names in capitals are of parts that no rule knows: "(excluding NAC and CHB)"."""
_IN_OTHER_WORDS = regex(
    r"(?i:\((?:equivalent|equal|equating|formerly|previously|known|also known|i\.?e\.?|that is)\b"
    r"[^()\d]*\))"
)


_OF_ALL_KINDS = regex(
    r"\((?:(?:of|from) )?(?:all|any|both|every) "
    r"(?:age|categor(?:y|ie)|form|kind|provider|sector|sort|type)s?(?: of \w+)?\)",
    re.IGNORECASE,
)
_BETWEEN_DASHES = regex(
    r"\s[–—]\s(?:a|an|the|which|this|up|down|well|slightly|broadly|still|now)\s[^–—\d;()]{3,80}\s[–—]\s"
)


_LAW = regex(
    r"\b(?:of|under|in) the (?:[A-Z][A-Za-z’'-]+,? (?:(?:and|&|of) )?){1,6}Act(?: (?:19|20)\d\d)?\b"
)
"""The law under which something is: "under section 20 of the Children Act 1989"."""


_MISSES = regex(
    r"\bmiss(?:ing|es|ed)\b(?=\s(?:the|its|our|their|an?)\s[^.,;:()]{0,40}?"
    r"\b(?:targets?|ambitions?|aims?|goals?|deadlines?|standards?|thresholds?)\b)"
)
"""What says that a target was missed ("just missing the 85% ambition"), where nobody is missing."""
_WAS_MISSED = regex(
    r"\b(?:targets?|ambitions?|goals?|thresholds?) of [^.;:]{1,80}?"
    r"\b(?:was|were) (?P<said>(?:narrowly |just |again )?missed)\b"
)
"""The same behind the target: "the target of no exclusions was missed"."""


_AT_A_VISIT = regex(
    r"\b(?:at|by|from|in|since|until) (?:the|our|their|its) (?:time of (?:the|our|their|its) )?"
    r"(?:earlier|first|former|initial|last|latest|most recent|next|preceding|previous|second) "
    r"(?:focused |full |monitoring )?(?:inspection|visit)\b",
    re.IGNORECASE,
)
"""The visit of inspectors at which something was so: "compared with 24 at the previous visit"."""


@lru_cache(maxsize=256)
def asides(text: str) -> tuple[Span, ...]:
    """What is set off without a figure and is not what is counted: brackets that say what a count
    leaves out ("(which excludes adoptive placements)") or that nothing is ("(all types)"), laws,
    verbs of missed targets, visits at which something was so, and remarks between dashes ("– the
    lowest for some time –")."""
    found = []
    if "(" in text:
        kinds = (_ASIDE, _IN_OTHER_WORDS, _OF_ALL_KINDS)
        found = [m.span() for kind in kinds for m in kind.finditer(text)]
    if "Act" in text:
        found += [m.span() for m in _LAW.finditer(text)]
    if "visit" in text or "inspection" in text:
        found += [m.span() for m in _AT_A_VISIT.finditer(text)]
    if "miss" in text:
        found += [m.span() for m in _MISSES.finditer(text)]
        found += [m.span("said") for m in _WAS_MISSED.finditer(text)]
    return (*found, *(m.span() for m in _BETWEEN_DASHES.finditer(text)))


_IN_BRACKETS = regex(r"\((?P<short>[A-Z][A-Za-z]{0,7}[A-Zs])\)")
_WORD = regex(r"[A-Za-z]+")


@lru_cache(maxsize=256)
def abbreviations(text: str) -> tuple[Span, ...]:
    """Abbreviations in brackets that repeat the words before them and add nothing ("Community
    Learning & Skills (CLS)", "independent reviewing officers (IROs)")."""
    found: list[Span] = []
    for match in _IN_BRACKETS.finditer(text) if "(" in text else ():
        letters = match["short"].removesuffix("s").lower()
        before = [w[0].lower() for w in _WORD.findall(text[: match.start()])[-2 * len(letters) :]]
        if abbreviates(letters, before):
            found.append(match.span())
    return tuple(found)
