"""Which part of a sentence belongs to which of its figures.

"6% of the LAC population are disabled and 9.9% are seeking asylum" is two statements. The text
between two figures is cut at its strongest boundary; which of several equal ones depends on whether
the labels are before the figures ("in-house 148, IFA 97") or after them ("18 were under one, 52
were one to four").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import AreaSpan, Number
from extractor.binding.model import Clause
from extractor.regex import regex, right_before

OF_THEM = regex(r"\s*\bof (?:these|those|them|this(?=\s\d))\b", re.IGNORECASE)
OF_WHOM = regex(r"\s*\bof (?:whom|which|these|those|them|the (?:latter|former))\b", re.IGNORECASE)
"""What points back to those whom another figure counts; "whom" and "which" within a sentence."""

# "and turnover, while falling, remains at 19%"
_ASIDE = (
    r"(?:while|whilst|although|though)(?:\s[a-z-]+){1,4},\s"
    r"(?:is|are|was|were|has|have|had|remains?|remained|stands?|stood|rose|fell)\b"
)
_BOUNDARIES = (
    regex(r";|:\s(?=(?:an?|up|down|this)\b)|\s\|\s|[.!?]\s|\n"),
    regex(
        rf",?\s(?!{_ASIDE})(?:but|while|whilst|whereas|although|compared|compares?|in comparison"
        r"|against|versus|with a further|and a further|of whom|of which|(?:which|this) includes?d?"
        r"|(?<!most )(?<!many )(?<!some )of these"
        r"|down from|up from)\s",
        re.IGNORECASE,
    ),
    # "48% of those aged 19 were in work and among those aged 17, 31%"
    regex(r",?\s(?:and|but)\s(?=(?:among(?:st)?|(?:of|for|in)\sthose)\s)", re.IGNORECASE),
    # "a budget of £5m was overspent by £1m": what happened by the second is said about it alone.
    regex(r"\s(?:was|were|is|are|has been|have been)\s(?:\w+ly\s)?(?:over|under)\w+\sby\s"),
    regex(r",\s(?:and|or|with)\s|\sand,\s(?=(?:since|in|at|by|as|during|for)\b)"),
    regex(r",(?=\s)"),
    regex(r"\s(?:and|or|with)\s|\s&\s|\s[–—-]\s"),
    regex(r"\s(?:to|from|by|than|in|at)\s"),
)
_COMPANION = regex(
    r"^[\s(\[]*(?:or|i\.?e\.?|n\s*=|n\s*of|=|equivalent to|equating to|approximately|about|around"
    r"|some|just|over|under|more than|less than|nearly|almost|[<>~≤≥=+:,;-]|\s)*$",
    re.IGNORECASE,
)
_AFTER_COMPANION = regex(
    r"^\s*(?:(?:out )?of (?:the |our |all |these )?[\d,]+\s*)?"
    r"(?:children|young people|people|pupils|cases|%|per cent|of (?:all|the) (?:total|children)"
    r"|of (?:the )?(?:total|cohort|population)|in total|\s)*[)\]\s]*$",
    re.IGNORECASE,
)
_OF = regex(
    r"^[\s,)]*(?:out\s+)?of\s+(?:the|our|all|these|a total of|\s)*"
    r"(?:(?:this|the|a|our)\s(?:[a-z-]+\s){0,3}(?:group|cohort|total|number|sample)\sof\s)?$",
    re.IGNORECASE,
)
# "31.5 social worker posts out of 214"; not "12 children moved out of 3 homes"
_OUT_OF = regex(
    r"(?:\s+(?!\w+ed\b|left\b|came\b|went\b|taken\b)[a-z’'-]+){1,6}\s+out of (?:the |our )?"
)
_VERB = regex(
    r"\s(?:are|were|is|was|have|had|has|who|which|that|live|lived|went|did|do|achieved|reached"
    r"|experienced|received|remained|came|left|moved|attended|in|with|on|at|between|during"
    r"|gain(?:ed|ing)|obtain(?:ed|ing)|secur(?:ed|ing)|pass(?:ed|ing)|achieving|reaching|having)\b"
)
_MAIN_VERB = regex(r"(?<=[a-z])\s(?:had|have|has|were|was|are|is|did|achieved|went)\b")
_UNNUMBERED = regex(
    r"[,;]?\s(?:and|but|while|whilst)\s(?:nearly |almost |virtually )?(?:all|most|many|some|several"
    r"|few|others|the (?:rest|majority|remainder|others?))\s"
)
_AND_SO = regex(
    r"(?:[,;]\s(?:and\s)?(?:this|which|that)|\sand)\s(?:has\s|have\s|had\s)?"
    r"(?:led|leads|resulted|results|means|meant|helps|helped|enables?d?|ensures?d?|allows?|allowed"
    r"|reflects?|reflected|demonstrates?d?|indicates?d?|suggests?|shows?|showed|supports?"
    r"|(?:is|was|are|were)\s(?:\w+ly\s)?(?:explained|due|attribut\w+|because|owing|down to))\b"
)
_SUBORDINATE = regex(
    r"\W*(?:although|though|while|whilst|despite|because|since|as|even if)\b", re.I
)
# Where the main clause follows on the bracket at the end of a subordinate one: "Although this is
# below last year (96%), | the service …", "… from 512 to 503, | there has been a shift".
_MAIN_CLAUSE = regex(
    r"[^()]{0,20}\),\s(?=[a-z]+\s)|,\s(?=(?:there|it|this|these|we|they)\s(?:ha[sd]|have|is|are|w)"
    r"[a-z]*\s)"
)
_WORD = regex(r"[A-Za-z]{3,}")
_TAIL = regex(r"^[\s.,;:!?)\]%*]*$")


def find_clauses(text: str, numbers: Sequence[Number]) -> list[Clause]:
    """The clause of each number, in their order. `numbers` are the candidates of the text."""
    inside = [_bracket(text, n) for n in numbers]
    top = [i for i, b in enumerate(inside) if b is None]
    if not top:  # everything in brackets: take them as they are
        top = list(range(len(numbers)))
        inside = [None] * len(numbers)
    clauses: dict[int, Clause] = {}
    for i, (start, end) in zip(top, _stretches(text, [numbers[i] for i in top]), strict=True):
        clauses[i] = Clause(start, end)
    for i, bracket in enumerate(inside):
        if bracket is None:
            continue
        antecedent = max((t for t in top if numbers[t].end <= bracket[0]), default=None)
        if antecedent is not None and _counts_all(text, numbers[antecedent], numbers[i], bracket):
            clauses[i] = Clause(numbers[antecedent].end, bracket[1], base_of=antecedent)
        elif antecedent is not None and _is_companion(text, numbers, i, bracket):
            clauses[i] = Clause(
                clauses[antecedent].start, clauses[antecedent].end, antecedent, True
            )
        else:
            low, high = _within_bracket(text, numbers, inside, i, bracket)
            clauses[i] = (
                Clause(low, high, antecedent, True) if antecedent is not None else Clause(low, high)
            )
    opened = zip(numbers, _opened(text, numbers, clauses), strict=True)
    return _with_bases(text, numbers, [_before_a_part(text, n, c) for n, c in opened])


# Leads to what is said of some of those counted.
A_PART = regex(r",\s+(?:(?!\d)[\w-]+\s+){0,6}?of (?:whom|which|these|them)\b", re.IGNORECASE)


def _before_a_part(text: str, number: Number, clause: Clause) -> Clause:
    """The clause without what is said of some of those counted ("22 live with parents, of whom a
    few live out of the area")."""
    part = A_PART.search(text, number.end, clause.end)
    if part is None or _PREDICATE.search(text, part.end(), clause.end):
        return clause
    return replace(clause, end=part.start())


# Behind a remark on some of them the sentence goes on with all: "400 cases, some of which …, had
# not been assessed".
_PREDICATE = regex(r",\s(?:had|has|have|was|were|is|are|did|do|does|will)\b")


_OPENING = regex(r"^\W*(?:of|out of|from|amongst?) (?:the |these |those |our |all )*$", re.I)


def _opened(text: str, numbers: Sequence[Number], clauses: dict[int, Clause]) -> list[Clause]:
    """The clauses in order. "Of the 220 cases in 2013, the share …": what the sentence is
    about begins after the base that it opens with, and says nothing about that."""
    out = [clauses[i] for i in range(len(numbers))]
    if len(numbers) > 1 and _OPENING.match(text[: numbers[0].start]):
        clause = out[0]
        subject = _SUBJECT.search(text, numbers[0].end, clause.end)
        if subject is not None:
            out[0] = replace(clause, end=subject.start())
            behind = next((i for i in range(1, len(out)) if out[i].antecedent is None), None)
            if behind is not None and out[behind].start == clause.end:
                out[behind] = replace(out[behind], start=subject.start())
    return out


_SUBJECT = regex(r",?\s(?:the|a)\s(?:percentage|proportion|number|share|majority|rate)\s")


def _with_bases(text: str, numbers: Sequence[Number], clauses: list[Clause]) -> list[Clause]:
    """ "32 (9.4%) of 341 CLA had three or more placements": what is said after the base is
    said about the 32; the 341 keeps only its noun."""
    for i in range(1, len(numbers)):
        between = re.sub(r"\([^()]*\)", "", text[numbers[i - 1].end : numbers[i].start])
        if not (_OF.match(between) or _OUT_OF.fullmatch(between)):
            continue
        if clauses[i].bracket:  # "(53 of 406)"
            if clauses[i - 1].bracket:
                clauses[i] = Clause(numbers[i].start, numbers[i].end, base_of=i - 1)
            continue
        antecedent = clauses[i - 1].antecedent if clauses[i - 1].bracket else i - 1
        if antecedent is None:
            continue
        end = _end_of_base(text, numbers[i].end, clauses[i].end)
        shared = Clause(clauses[antecedent].start, clauses[i].end)
        for j in range(i):
            if j == antecedent or (
                clauses[j].antecedent == antecedent
                and clauses[j].start == clauses[antecedent].start
            ):
                clauses[j] = Clause(
                    shared.start, shared.end, clauses[j].antecedent, clauses[j].bracket
                )
        clauses[i] = Clause(numbers[i].start, end, base_of=antecedent)
    return clauses


def _end_of_base(text: str, start: int, end: int) -> int:
    """Where the words of a base end: before its verb, after a clause that begins with who
    ("the 23 children who ceased to be looked after | had …")."""
    verb = _VERB.search(text, start, end)
    if verb is None:
        return end
    if verb.group().strip() in ("who", "that", "which"):
        main = _MAIN_VERB.search(text, verb.end() + 1, end)
        return main.start() if main else end
    return verb.start()


_ASKS = regex(r"\b(?:of|is|was|at|by|to|from|are|were) ?$")


def _bracket(text: str, number: Number) -> tuple[int, int] | None:
    """The bracket that a number is in, from "(" to after ")" or the sentence's end.

    A bracket that holds the whole text, or opens it, is none.
    """
    depth = 0
    for at in range(number.start - 1, -1, -1):
        character = text[at]
        if character == ")":
            depth += 1
        elif character == "(":
            if depth:
                depth -= 1
                continue
            if not _WORD.search(text[:at]) and not any(c.isdigit() for c in text[:at]):
                return None
            if number.value < 0 and right_before(_ASKS, text, at, 12):
                return None  # "a variance of (£0.3m)": the brackets are its sign
            close = _closing(text, number.end)
            return at, close
    return None


def _closing(text: str, at: int) -> int:
    depth = 0
    for i in range(at, len(text)):
        if text[i] == "(":
            depth += 1
        elif text[i] == ")":
            if not depth:
                return i + 1
            depth -= 1
    return len(text)


def _is_companion(text: str, numbers: Sequence[Number], i: int, bracket: tuple[int, int]) -> bool:
    """Whether a bracketed number gives its antecedent's figure in another unit and no new words."""
    before = text[bracket[0] : numbers[i].start]
    after = text[numbers[i].end : bracket[1]]
    return bool(_COMPANION.match(before) and _AFTER_COMPANION.match(after))


_OF_ALL = regex(r"\s+of all\s(?:the\s|our\s)?[^,;:.()\d]{3,60}$", re.IGNORECASE)


def _counts_all(text: str, share: Number, number: Number, bracket: tuple[int, int]) -> bool:
    """Whether a count in brackets is of all those of whom a share is given: "13.5% of all children
    looked after (431)"."""
    if share.unit != "percent" or number.unit is not None:
        return False
    alone = text[bracket[0] + 1 : number.start].strip() == ""
    named = _OF_ALL.match(text, share.end, bracket[0])
    return alone and named is not None and text[number.end : bracket[1]].strip() == ")"


def _within_bracket(
    text: str,
    numbers: Sequence[Number],
    inside: Sequence[tuple[int, int] | None],
    i: int,
    bracket: tuple[int, int],
) -> tuple[int, int]:
    """The part of a bracket that belongs to number i, where it holds several."""
    peers = [j for j, b in enumerate(inside) if b == bracket]
    stretches = _stretches(text, [numbers[j] for j in peers], bracket)
    return stretches[peers.index(i)]


def _stretches(
    text: str, numbers: Sequence[Number], bounds: tuple[int, int] | None = None
) -> list[tuple[int, int]]:
    """Cut [bounds) into one stretch a number."""
    low, high = bounds or (0, len(text))
    colon = text.rfind(": ", low, numbers[0].start)
    if bounds is None and colon >= 0 and len(numbers) > 1:
        low = colon + 2
    if bounds is None:
        low = max(low, named_from(text, numbers[0].start))
    labels_first = _labels_first(text, numbers, low, high)
    cuts = [low]
    for left, right in pairwise(numbers):
        cuts.append(_cut(text, left, right, labels_first))
    ends = [p.search(text, numbers[-1].end, high) for p in (_UNNUMBERED, _AND_SO)]
    ends.append(_MAIN_CLAUSE.match(text, numbers[-1].end) if _SUBORDINATE.match(text) else None)
    cuts.append(min((found.start() for found in ends if found), default=high))
    return list(pairwise(cuts))


_NAMED_IN_IT = regex(
    r",\s(?:including|notably|particularly|especially)\s(?:a|an|the)\s(?:[a-z]+\s){0,3}"
    r"(?:in the |of )?(?:numbers?|proportion|percentage|rate|share)\sof\s[^,;:]*$", re.IGNORECASE,
)  # fmt: skip
"""What a sentence names apart of all that it is about, with a measure of its own: "…, including a
rise in the number of X from 17 to 33"."""


def named_from(text: str, at: int) -> int:
    """Where what a sentence names apart begins before a figure at `at`; 0 where it names nothing so
    ("The rise is due to admissions, | including a rise in the number of UASC from 17 …")."""
    named = _NAMED_IN_IT.search(text, 0, at)
    return named.start() if named is not None else 0


def _labels_first(text: str, numbers: Sequence[Number], low: int, high: int) -> bool:
    """Whether labels are before the figures: nothing follows the last, words the first."""
    tail = re.sub(r"\([^()]*\)?", "", text[numbers[-1].end : high])
    return bool(_TAIL.match(tail)) and bool(_WORD.search(text[low : numbers[0].start]))


_OF_WHICH = regex(r"\sof (?:which|whom)\b", re.IGNORECASE)
"""What says of a figure itself what it is a part of: "visits, 84% of which were in time"."""


def _cut(text: str, left: Number, right: Number, labels_first: bool) -> int:
    """Where the stretch of `left` ends and that of `right` begins."""
    between = text[left.end : right.start]
    # What is in brackets after the left figure belongs to it.
    masked = re.sub(r"\([^()]*\)", lambda m: "x" * len(m.group()), between)
    for boundary in _BOUNDARIES:
        found = [m for m in boundary.finditer(masked) if m.start() or not _OF_WHICH.match(masked)]
        if found:
            chosen = found[0] if labels_first else found[-1]
            comma = masked[chosen.start() : chosen.end()].strip() in {",", ";", ":", "|", "."}
            return left.end + (chosen.end() if comma else chosen.start())
    return left.end if labels_first else right.start


_UP_TO_BRACKET = regex(
    r"\s*(?:as a whole\s+)?(?:(?:average|figure|rate|mean)\s+)?"
    r"(?:(?:for|in|of|at)\s+[\w/ –-]{4,20}?\s*)?"
)
"""What may be between an area and the bracket with its figure: "England average for 2016/17"."""


def with_named_brackets(
    annotated: Annotations, numbers: Sequence[Number], clauses: Sequence[Clause]
) -> list[Clause]:
    """The clauses, a bracket after the name of an area being about that area ("above both England
    (67) and statistical neighbours (74.5)")."""
    out = []
    for number, clause in zip(numbers, clauses, strict=True):
        if clause.bracket and clause.antecedent is not None:
            opening = annotated.text.rfind("(", 0, number.start)
            end = _closing(annotated.text, number.end)
            area = _area_before(annotated, opening)
            if area is not None:
                clause = Clause(area.start, end, clause.antecedent, True)
        out.append(clause)
    return out


def _area_before(annotated: Annotations, opening: int) -> AreaSpan | None:
    """The area of elsewhere that a bracket follows."""
    named = [
        a
        for a in annotated.areas
        if a.area.level != "local"
        and a.end <= opening
        and _UP_TO_BRACKET.fullmatch(annotated.text, a.end, opening)
    ]
    return named[-1] if named else None


_JOINED = regex(
    r"\s*(?:,|;|&|/|\band\b|\bor\b|,\s*and\b)\s*(?:then\s+)?(?:(?:in|at|for|of)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_Item = TypeVar("_Item")


def deals_in_order(text: str) -> bool:
    """Whether a text deals one list out to another: "England and Wales were 20% and 15%,
    respectively", "… in that order"."""
    lowered = text.lower()
    return any(words in lowered for words in _IN_ORDER)


_IN_ORDER = ("respectively", "in that order")


def runs(items: Sequence[tuple[int, int, _Item]], text: str) -> list[list[_Item]]:
    """Items of which only "," or "and" separates each from the next."""
    runs: list[list[_Item]] = []
    last = -1
    for start, end, item in items:
        if runs and last >= 0 and _JOINED.fullmatch(text, last, start):
            runs[-1].append(item)
        else:
            runs.append([item])
        last = end
    return runs
